import HebiaoCore

/// The parser's help pages in the user's language.
enum HelpWording {
  /// The page with the parser's own words put into Chinese where that is the language.
  static func localized(_ page: String, in language: Language) -> String {
    // The parser prints other things the same way, such as scripts for a shell.
    guard language == .chinese, page.hasPrefix("OVERVIEW:") || page.hasPrefix("USAGE:") else {
      return page
    }
    return page.split(separator: "\n", omittingEmptySubsequences: false)
      .map { localized(line: String($0)) }
      .joined(separator: "\n")
  }

  private static func localized(line: String) -> String {
    var line = line
    for (english, chinese) in headings where line.hasPrefix(english) {
      line = chinese + line.dropFirst(english.count)
      break
    }
    for (english, chinese) in phrases { line.replace(english, with: chinese) }
    return line
  }

  private static let headings = [
    ("OVERVIEW:", "说明:"),
    ("USAGE:", "用法:"),
    ("ARGUMENTS:", "参数:"),
    ("OPTIONS:", "选项:"),
    ("SUBCOMMANDS:", "命令:"),
  ]

  private static let phrases = [
    ("Show the version.", "显示版本号。"),
    ("Show help information.", "显示帮助。"),
    ("Show subcommand help information.", "显示命令的帮助。"),
    ("(values: ", "(可用: "),
    ("; default: ", "; 默认: "),
    ("(default: ", "(默认: "),
    ("  See '", "  各命令的详细说明: '"),
    ("' for detailed help.", "'"),
    ("<subcommand>", "<命令>"),
    ("<options>", "<选项>"),
    ("(default)", "(默认)"),
  ]
}
