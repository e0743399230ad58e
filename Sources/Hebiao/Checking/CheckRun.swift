public import HebiaoCore
import Reporting
import Synchronization

/// A check of many files: finds them, checks them on several threads, writes the report in order.
public struct CheckRun: Sendable {
  /// A form of the report.
  public enum Format: String, Sendable, CaseIterable {
    /// Lines for people.
    case text
    /// One object for programs, as the command-line contract says.
    case json
    /// A page that shows the sheets with the wrong cells marked.
    case html
  }

  /// What the files added up to.
  public struct Outcome: Sendable, Hashable {
    /// Files in the report.
    public var files = 0
    /// Files that could not be read.
    public var unreadable = 0
    /// Files that no schema recognises.
    public var unrecognised = 0
    /// Errors in all files.
    public var errors = 0
    /// Whether the receiver asked to stop before the end.
    public var wasStopped = false
  }

  /// What the files are checked with.
  public var checker: WorkbookChecker
  /// The form of the report.
  public var format: Format
  /// Threads that check at the same time.
  public var jobs: Int
  /// The language of the report.
  public var language: Language
  /// Whether the text is coloured by terminal escape sequences.
  public var isColored: Bool
  /// Columns of the terminal that the text is read on, if it is.
  public var terminalWidth: Int?
  /// Whether warnings are listed in full.
  public var isVerbose: Bool
  /// Whether the text has a table of every indicator's pace.
  public var showsPace = false
  /// Whether the text names unreadable files, which the receiver is told of in any case.
  public var listsUnreadable: Bool
  /// Files in folders that are not checked, for programs to know of.
  public var passedOver: [PassedOverFile] = []

  /// A run with a checker; as it stands, a plain Chinese text from one thread.
  public init(
    checker: WorkbookChecker,
    format: Format = .text,
    jobs: Int = 1,
    language: Language = .chinese,
    isColored: Bool = false,
    terminalWidth: Int? = nil,
    isVerbose: Bool = false,
    listsUnreadable: Bool = true
  ) {
    self.checker = checker
    self.format = format
    self.jobs = jobs
    self.language = language
    self.isColored = isColored
    self.terminalWidth = terminalWidth
    self.isVerbose = isVerbose
    self.listsUnreadable = listsUnreadable
  }

  /// Checks the files and hands the report to a receiver as it grows.
  public func run(_ files: [FoundWorkbook], receiver: some CheckRunReceiver) -> Outcome {
    var checker = checker
    checker.keepsPictures = format == .html
    let writing = Mutex(Writing(format: makeFormat()))
    let goesOn = writing.withLock { state in
      state.format.begin(fileCount: files.count, into: &state.buffer)
      return state.pass(to: receiver)
    }
    guard goesOn else { return writing.withLock { $0.outcome } }
    OrderedWork.run(count: files.count, jobs: jobs) { [checker] index in
      receiver.willCheck(files[index].path)
      return files[index].check(with: checker)
    } handOver: { _, report in
      writing.withLock { $0.append(report, receiver: receiver) }
    }
    return writing.withLock { state in
      guard !state.outcome.wasStopped else { return state.outcome }
      state.format.end(into: &state.buffer)
      _ = state.pass(to: receiver)
      return state.outcome
    }
  }

  private func makeFormat() -> any CheckReportFormat {
    let style = ReportStyle(
      language: language,
      isColored: isColored,
      width: terminalWidth,
      isVerbose: isVerbose,
      showsPace: showsPace,
      showsUnreadable: listsUnreadable
    )
    return switch format {
    case .text: TextCheckReport(style: style)
    case .json: JSONCheckReport(style: style, skippedFiles: passedOver.map(\.path))
    case .html: HTMLCheckReport(style: style)
    }
  }

  private struct Writing: Sendable {
    var format: any CheckReportFormat
    var buffer: [UInt8] = []
    var outcome = Outcome()

    mutating func append(_ report: FileReport, receiver: some CheckRunReceiver) -> Bool {
      outcome.files += 1
      if report.status == .unreadable { outcome.unreadable += 1 }
      if report.status == .unrecognised { outcome.unrecognised += 1 }
      for finding in report.findings where finding.severity == .error { outcome.errors += 1 }
      format.append(report, into: &buffer)
      guard pass(to: receiver) else { return false }
      receiver.didCheck(report.path, error: report.status == .unreadable ? report.error : nil)
      return true
    }

    mutating func pass(to receiver: some CheckRunReceiver) -> Bool {
      guard !buffer.isEmpty else { return true }
      let goesOn = receiver.receive(buffer)
      buffer.removeAll(keepingCapacity: buffer.capacity < 1 << 20)
      if !goesOn { outcome.wasStopped = true }
      return goesOn
    }
  }
}

/// What takes the report of a run as it grows.
///
/// Called from several threads; `receive` and `didCheck` in order, one at a time.
public protocol CheckRunReceiver: Sendable {
  /// Takes the next bytes of the report; false stops the run.
  func receive(_ bytes: [UInt8]) -> Bool

  /// Hears that a file is about to be read.
  func willCheck(_ path: String)

  /// Hears that a file is in the report, and why it could not be read if it could not.
  func didCheck(_ path: String, error: LocalizedText?)
}
