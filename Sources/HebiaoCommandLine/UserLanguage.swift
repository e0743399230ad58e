public import ArgumentParser
import Glibc
public import HebiaoCore

/// The language that the user reads.
enum UserLanguage {
  /// `--lang`, else the locale; known before the arguments are parsed, as help and usage errors
  /// need it too.
  static let current: Language = {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let locale = names.lazy.compactMap { environmentVariable($0) }.first { !$0.isEmpty }
    return choose(arguments: CommandLine.arguments, locale: locale)
  }()

  /// English where `--lang` or, without it, the locale says so; else Chinese.
  static func choose(arguments: [String], locale: String?) -> Language {
    var chosen: Language?
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { break }
      if argument == "--lang", index + 1 < arguments.count {
        chosen = Language(rawValue: arguments[index + 1]) ?? chosen
      } else if argument.hasPrefix("--lang=") {
        chosen = Language(rawValue: String(argument.dropFirst(7))) ?? chosen
      }
    }
    if let chosen { return chosen }
    guard let locale else { return .chinese }
    return locale == "en" || locale.hasPrefix("en_") || locale.hasPrefix("en.")
      ? .english : .chinese
  }
}

/// The value of an environment variable, or nil if it is not set.
func environmentVariable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// A text in the user's language.
func text(zh chinese: String, en english: String) -> String {
  LocalizedText(zh: chinese, en: english)[UserLanguage.current]
}

/// A help text in the user's language.
func help(zh chinese: String, en english: String, valueName: String? = nil) -> ArgumentHelp {
  ArgumentHelp(text(zh: chinese, en: english), valueName: valueName)
}

extension Language: ExpressibleByArgument {}

/// The option that every command takes.
struct LanguageOptions: ParsableArguments {
  @Option(
    help: help(
      zh: "输出语言; 不指定时按系统语言, 默认中文。",
      en: "Language of the output; by the locale if not given, else Chinese."
    )
  )
  var lang: Language?

  var language: Language { lang ?? UserLanguage.current }
}
