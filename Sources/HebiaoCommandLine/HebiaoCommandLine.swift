import ArgumentParser
import Glibc
import HebiaoCore

/// Runs the command that the process was started with, and ends the process.
///
/// The status is the command's own; usage errors and trouble end with 2.
public func runHebiao() -> Never {
  // A reader that has seen enough closes its end: the failing write says so, no signal is wanted.
  signal(SIGPIPE, SIG_IGN)
  StandardOutput.holdPlaces()
  let language = UserLanguage.current
  do {
    try run(Array(CommandLine.arguments.dropFirst()), in: language)
    exit(ExitStatus.done)
  } catch let trouble as Trouble {
    trouble.tell(in: language)
    exit(ExitStatus.trouble)
  } catch let status as ExitCode {
    exit(status.rawValue)
  } catch is ClosedPipe {
    exit(ExitStatus.done)
  } catch {
    StandardError.write(UsageWording.line(for: error, in: language) + "\n")
    exit(ExitStatus.trouble)
  }
}

/// Runs the command that some arguments name, or prints the page that they ask for.
private func run(_ given: [String], in language: Language) throws {
  if let name = UnreadableName.first(in: rawArguments()) { throw Trouble(name.name, name.text) }
  if let name = DashedName.first(in: given) { throw Trouble(nil, name.text) }
  let arguments = try LanguageArguments.removed(from: given)
  if let unknown = UnknownCommand.find(in: arguments) { throw Trouble(nil, unknown.text) }
  if let bundle = BundledOptions.first(in: arguments) { throw Trouble(nil, bundle.text) }
  do {
    var command = try HebiaoCommand.parseAsRoot(ManyPaths.folded(arguments))
    try command.run()
  } catch {
    guard !(error is Trouble || error is ExitCode || error is ClosedPipe),
      HebiaoCommand.exitCode(for: error) == .success
    else { throw error }
    let page = HebiaoCommand.fullMessage(for: error)
    try StandardOutput.write(HelpWording.localized(page, in: language) + "\n")
  }
}

/// The arguments of the program as they were given, byte by byte.
private func rawArguments() -> [[UInt8]] {
  CommandLine.unsafeArgv.withMemoryRebound(
    to: UnsafeMutablePointer<CChar>?.self,
    capacity: Int(CommandLine.argc)
  ) { arguments in
    (0..<Int(CommandLine.argc)).dropFirst().compactMap { index in
      arguments[index].map { start in
        UnsafeBufferPointer(start: start, count: strlen(start)).map(UInt8.init(bitPattern:))
      }
    }
  }
}

/// The numbers that a process ends with.
enum ExitStatus {
  /// Nothing of severity error.
  static let done: Int32 = 0
  /// At least one error in a table.
  static let findings: Int32 = 1
  /// A usage error, or a file that cannot be read.
  static let trouble: Int32 = 2
}

/// The command `hebiao`, which only holds the others.
struct HebiaoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hebiao",
    abstract: text(
      zh: "核表: 核对政府购买社工服务评估报表的 Excel 附件。",
      en: "Checks the Excel attachments of government-purchased social-work services."
    ),
    version: "hebiao \(Version.current)",
    subcommands: [
      CheckCommand.self, FixCommand.self, AnnotateCommand.self, ReportCommand.self,
      TemplateCommand.self, DumpCommand.self, StatisticsCommand.self, SchemaCommand.self,
      VersionCommand.self,
    ]
  )
}
