import ArgumentParser
import HebiaoCore

/// A command that does not exist, which the parser takes for arguments that are too many.
struct UnknownCommand {
  /// What was written in the place of a command.
  let name: String
  /// The commands that could stand there.
  let known: [String]

  /// The word in the place of a command, where it is none; `arguments` without the program's name.
  static func find(in arguments: [String]) -> UnknownCommand? {
    var configuration = HebiaoCommand.configuration
    for argument in arguments {
      let others = configuration.subcommands.map(Self.configuration(of:))
      if others.isEmpty || argument.hasPrefix("-") || argument == "help" { return nil }
      guard let next = others.first(where: { $0.commandName == argument }) else {
        return UnknownCommand(name: argument, known: others.compactMap(\.commandName))
      }
      configuration = next
    }
    return nil
  }

  private static func configuration(of type: any ParsableCommand.Type) -> CommandConfiguration {
    type.configuration
  }

  /// What is wrong, and what may have been meant.
  var text: LocalizedText {
    let list = known.joined(separator: ", ")
    let near = Spelling.nearest(to: name, among: known)
    return LocalizedText(
      zh: "没有命令 \(name)" + (near.map { ", 是否指 \($0)?" } ?? "; 可用: \(list)"),
      en: "there is no command \(name)"
        + (near.map { "; did you mean \($0)?" } ?? "; there are \(list)")
    )
  }
}
