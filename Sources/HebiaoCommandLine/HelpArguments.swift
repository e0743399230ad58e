import ArgumentParser
import HebiaoCore

/// The arguments of `hebiao help COMMAND…`, whose options the parser does not take.
enum HelpArguments {
  /// The arguments without the language, which is known before they are parsed; those of other
  /// commands as they are.
  ///
  /// - Throws: `Trouble` where the language is none.
  static func withoutLanguage(_ arguments: [String]) throws(Trouble) -> [String] {
    guard arguments.first == "help" else { return arguments }
    var words: [String] = []
    var rest = arguments[...]
    while let word = rest.popFirst() {
      if word == "--lang", let name = rest.popFirst() {
        try check(name)
      } else if word.hasPrefix("--lang=") {
        try check(String(word.dropFirst("--lang=".count)))
      } else {
        words.append(word)
      }
    }
    return words
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
