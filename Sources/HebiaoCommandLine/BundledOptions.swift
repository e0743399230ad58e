import ArgumentParser
import HebiaoCore

/// Letters behind one dash, as in `-abc` and `-oreport.json`, which no command takes.
///
/// The parser takes each for an option: an h among them would print the help and end as if all were
/// well, an o would swallow the next argument.
struct BundledOptions {
  /// What was written.
  let name: String
  /// The command line that shows the help of the command.
  let help: String

  /// The first such argument of the program, up to `--`; `-help` is meant.
  static func first(in arguments: [String]) -> BundledOptions? {
    guard let name = arguments.prefix(while: { $0 != "--" }).first(where: isBundle) else {
      return nil
    }
    var command: any ParsableCommand.Type = HebiaoCommand.self
    var words = ["hebiao"]
    for word in arguments {
      guard let next = command.subcommand(named: word) else { break }
      command = next
      words.append(word)
    }
    return BundledOptions(name: name, help: words.joined(separator: " ") + " --help")
  }

  /// Whether an argument is a dash, a letter and more than a value behind `=`.
  private static func isBundle(_ argument: String) -> Bool {
    // Thousands of paths pass here before the first of them is read.
    guard argument.hasPrefix("-"), argument != "-help" else { return false }
    return argument.wholeMatch(of: /-[A-Za-z][^=]+(=.*)?/) != nil
  }

  /// What is wrong, and what may be written instead.
  var text: LocalizedText {
    let options = UsageWording.shortOptions(of: help)
    let letter = options.names.first { name.hasPrefix($0) }
    return LocalizedText(
      zh: "没有选项 \(name)" + (letter.map { "; \($0) 的取值请分开写" } ?? "")
        + "; \(options.text.chinese); 用法见 \(help)",
      en: "unknown option '\(name)'"
        + (letter.map { "; the value of \($0) stands apart" } ?? "")
        + "; \(options.text.english); see \(help)"
    )
  }
}
