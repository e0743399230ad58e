import ArgumentParser
import HebiaoCore

/// The language among the arguments where the parser does not take it: before the command, and behind
/// `help`.
enum LanguageArguments {
  /// The arguments without the language in such a place, which is known before they are parsed.
  ///
  /// - Throws: `Trouble` where the language is none.
  static func removed(from arguments: [String]) throws(Trouble) -> [String] {
    var rest = arguments[...]
    while try isTaken(from: &rest) {}
    guard rest.first == "help" else { return Array(rest) }
    var words: [String] = []
    while !rest.isEmpty {
      if try !isTaken(from: &rest) { words.append(rest.removeFirst()) }
    }
    return words
  }

  /// Takes the language from the front; false where it does not stand there with a value.
  private static func isTaken(from arguments: inout ArraySlice<String>) throws(Trouble) -> Bool {
    guard let word = arguments.first else { return false }
    if word == "--lang", arguments.count > 1 {
      try check(arguments.dropFirst().first ?? "")
      arguments.removeFirst(2)
      return true
    }
    guard word.hasPrefix("--lang=") else { return false }
    try check(String(word.dropFirst("--lang=".count)))
    arguments.removeFirst()
    return true
  }

  private static func check(_ name: String) throws(Trouble) {
    guard Language(rawValue: name) == nil else { return }
    let known = Language.allCases.map(\.rawValue).joined(separator: ", ")
    throw Trouble(
      nil,
      LocalizedText(
        zh: "\(name) 不能用于 --lang <lang>, 可用: \(known)",
        en: "the value '\(name)' is invalid for '--lang <lang>'; there are \(known)"
      )
    )
  }
}
