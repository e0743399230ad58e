public import HebiaoCore
import Reporting
import Synchronization
import WorkbookAuthoring

/// A check of many files whose results go into one workbook: a row per station, charts, and a list of
/// findings that can be filtered.
public struct SummaryRun: Sendable {
  /// What the files added up to.
  public struct Outcome: Sendable, Hashable {
    /// Files in the summary.
    public var files = 0
    /// Files that could not be read, or that no schema recognises.
    public var unchecked = 0
    /// Errors in all files.
    public var errors = 0
    /// Warnings in all files.
    public var warnings = 0
  }

  /// What the files are checked with; whether names are masked is its matter.
  public var checker: WorkbookChecker
  /// Threads that check at the same time.
  public var jobs = 1
  /// The language of headers and messages.
  public var language = Language.chinese
  /// Files in folders that are not checked, to be listed with the reason.
  public var passedOver: [PassedOverFile] = []
  /// What makes the workbook, for its stamp.
  public var producer = "hebiao"

  /// A run with a checker.
  public init(checker: WorkbookChecker) {
    self.checker = checker
  }

  /// Checks the files and writes the summary: whole and on the disk, or not at all.
  ///
  /// Memory holds one row per file; findings are written as they come.
  /// - Throws: a `DescribedError` where the summary cannot be written.
  public func run(
    _ files: [FoundWorkbook],
    to path: String,
    replacing: Bool = false,
    progress: some CheckRunReceiver
  ) throws -> Outcome {
    let paths = LinkPaths(output: path)
    let writing = Mutex<SummaryWriting>(
      try SummaryWriting.begin(
        schemas: checker.schemas,
        language: language,
        paths: paths
      )
    )
    var checker = checker
    checker.keepsPictures = false
    OrderedWork.run(count: files.count, jobs: jobs) { [checker] index in
      progress.willCheck(files[index].path)
      return files[index].check(with: checker)
    } handOver: { _, report in
      let goesOn = writing.withLock { $0.append(report) }
      progress.didCheck(report.path, error: report.status == .unreadable ? report.error : nil)
      return goesOn
    }
    return try writing.withLock { state in
      let packed = try state.finish(passedOver: passedOver, producer: producer)
      try packed.place(at: path, replacing: replacing)
      return state.outcome
    }
  }
}
