import ArgumentParser
import HebiaoCore

/// A command that does not exist, which the parser takes for arguments that are too many.
struct UnknownCommand {
  /// What was written in the place of a command.
  let name: String
  /// The commands that could stand there.
  let known: [String]
  /// The command that it was written behind; empty where that is the program itself.
  let parent: String

  /// The word in the place of a command, where it is none; `arguments` without the program's name.
  ///
  /// Behind `help` all words are commands.
  static func find(in arguments: [String]) -> UnknownCommand? {
    let isHelp = arguments.first == "help"
    var command: any ParsableCommand.Type = HebiaoCommand.self
    var parents: [String] = []
    for name in isHelp ? arguments.dropFirst() : arguments[...] {
      if name.hasPrefix("-") || name == "help" { return nil }
      let others = command.configuration.subcommands
      if others.isEmpty, !isHelp { return nil }
      guard let next = command.subcommand(named: name) else {
        return UnknownCommand(
          name: name,
          known: others.compactMap { $0.configuration.commandName },
          parent: parents.joined(separator: " ")
        )
      }
      command = next
      parents.append(name)
    }
    return nil
  }

  /// What is wrong, and what may have been meant.
  var text: LocalizedText {
    if known.isEmpty {
      return LocalizedText(
        zh: "\(parent) 之下没有命令 \(name); 用法见 hebiao help \(parent)",
        en: "there is no command \(name) below \(parent); see hebiao help \(parent)"
      )
    }
    let list = known.joined(separator: ", ")
    let near = Spelling.nearest(to: name, among: known)
    return LocalizedText(
      zh: "没有命令 \(name)" + (near.map { ", 是否指 \($0)?" } ?? "; 可用: \(list)"),
      en: "there is no command \(name)"
        + (near.map { "; did you mean \($0)?" } ?? "; there are \(list)")
    )
  }
}

extension ParsableCommand {
  /// The command of a name below this one.
  static func subcommand(named name: String) -> (any ParsableCommand.Type)? {
    configuration.subcommands.first { $0.configuration.commandName == name }
  }
}
