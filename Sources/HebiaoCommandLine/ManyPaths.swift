/// Very many paths on one command line, as a shell makes them of `*.xlsx`.
///
/// ArgumentParser copies the values of an argument for each one that it adds, so sixteen thousand
/// paths took it six seconds. They are handed to it as one value, and taken apart again.
enum ManyPaths {
  /// So many arguments in a row are left as they are.
  private static let usual = 32
  /// No argument of a process holds this character.
  private static let separator: Character = "\0"
  /// The commands that take any number of paths.
  private static let commands: Set<String> = ["check", "report"]

  /// The arguments of the program with long runs of paths folded.
  ///
  /// Of such a run the first may belong to the option before it; what follows can only be paths.
  static func folded(_ arguments: [String]) -> [String] {
    guard let command = arguments.first, commands.contains(command) else { return arguments }
    var result: [String] = []
    var run: [String] = []
    for argument in arguments {
      if argument.hasPrefix("-") {
        result += folded(run: run)
        run = []
        result.append(argument)
      } else {
        run.append(argument)
      }
    }
    return result + folded(run: run)
  }

  private static func folded(run: [String]) -> [String] {
    guard run.count > usual else { return run }
    return run.prefix(2) + [run.dropFirst(2).joined(separator: String(separator))]
  }

  /// The paths that a command was given.
  static func unfolded(_ paths: [String]) -> [String] {
    paths.flatMap { path in
      path.utf8.contains(0) ? parts(of: path) : [path]
    }
  }
  private static func parts(of paths: String) -> [String] {
    paths.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
