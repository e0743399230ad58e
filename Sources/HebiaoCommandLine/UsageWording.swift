import ArgumentParser
import HebiaoCore

/// The line that tells a user what is wrong with the command line.
enum UsageWording {
  /// `hebiao: what is wrong; 用法见 hebiao check --help`.
  static func line(for error: any Error, in language: Language) -> String {
    let message = Trouble.onOneLine(HebiaoCommand.message(for: error))
    let help = help(for: error)
    let advice = LocalizedText(zh: "用法见 \(help)", en: "see \(help)")
    let what = language == .chinese ? chinese(message) : message
    let isSentence = what.hasSuffix(".") && !what.hasSuffix("..")
    let short = message.hasPrefix("Unknown option '-") && !message.hasPrefix("Unknown option '--")
    let parts = [
      "hebiao: " + (isSentence ? String(what.dropLast()) : what),
      short ? shortOptions(of: help).text[language] : nil,
      advice[language],
    ]
    return parts.compactMap { $0 }.joined(separator: "; ")
  }

  /// The command whose help describes what was meant, as the parser's own hint names it.
  private static func help(for error: any Error) -> String {
    let text = HebiaoCommand.fullMessage(for: error)
    guard let start = text.firstRange(of: "See '"),
      let end = text[start.upperBound...].firstIndex(of: "'")
    else { return "hebiao --help" }
    return String(text[start.upperBound..<end])
  }

  /// The options of one letter that a command takes, by the command line that shows its help.
  static func shortOptions(of help: String) -> (names: [String], text: LocalizedText) {
    var command: any ParsableCommand.Type = HebiaoCommand.self
    for name in help.split(separator: " ") {
      command = command.subcommand(named: String(name)) ?? command
    }
    let names = HebiaoCommand.helpMessage(for: command).split(separator: "\n")
      .compactMap { $0.firstMatch(of: /^  (-[a-z]), --/).map { String($0.output.1) } }
    let list = names.joined(separator: ", ")
    return (names, LocalizedText(zh: "单字母选项: \(list)", en: "one-letter options: \(list)"))
  }

  /// The parser's message in Chinese where it is one that users meet.
  ///
  /// Source: swift-argument-parser, the messages of its usage errors. One that a later version
  /// words otherwise stays English.
  static func chinese(_ message: String) -> String {
    for (pattern, wording) in patterns {
      guard let values = match(message, pattern) else { continue }
      var text = wording
      for value in values { text.replace("%", with: listed(value), maxReplacements: 1) }
      return text
    }
    return message
  }

  /// Each `%` stands for a text that is carried over.
  private static let patterns: [(String, String)] = [
    ("Missing expected argument '%'", "缺少参数 %"),
    ("Missing value for '%'", "% 后缺少取值"),
    ("Unknown option '%'. Did you mean '%'?", "没有选项 %, 是否指 %?"),
    ("Unknown option '%'", "没有选项 %"),
    ("Unexpected argument '%'", "多余的参数 %"),
    ("% unexpected arguments: %", "有 % 个多余的参数: %"),
    ("The value '%' is invalid for '%'. Please provide one of %.", "% 不能用于 %, 可用: %"),
    ("The value '%' is invalid for '%'. Please provide %.", "% 不能用于 %, 可用: %"),
    ("The value '%' is invalid for '%': %", "% 不能用于 %: %"),
    ("The value '%' is invalid for '%'", "% 不能用于 %"),
    ("The option '%' does not take any value, but '%' was specified.", "% 不带取值, 不能写 %"),
  ]

  /// `'text', 'json' or 'html'` without the quotation marks and the English word.
  private static func listed(_ value: String) -> String {
    guard value.hasPrefix("'"), value.hasSuffix("'") else { return value }
    var list = value
    for word in ["' or '", "' and '"] { list.replace(word, with: "', '") }
    return list.split(separator: "', '").map { $0.filter { $0 != "'" } }.joined(separator: ", ")
  }

  private static func match(_ message: String, _ pattern: String) -> [String]? {
    var rest = message[...]
    var values: [String] = []
    let literals = pattern.split(separator: "%", omittingEmptySubsequences: false)
    for (index, literal) in literals.enumerated() {
      if index == 0 {
        guard rest.hasPrefix(literal) else { return nil }
        rest = rest.dropFirst(literal.count)
        continue
      }
      if literal.isEmpty {
        values.append(String(rest))
        rest = ""
        continue
      }
      guard let range = rest.firstRange(of: literal) else { return nil }
      values.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return rest.isEmpty ? values : nil
  }
}
