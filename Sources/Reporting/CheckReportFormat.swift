public import HebiaoCore

/// A form that the report of a check is written in, file by file.
///
/// The caller empties `output` between calls, so that a run over thousands of files keeps none.
public protocol CheckReportFormat: Sendable {
  /// Writes what stands before the first file.
  mutating func begin(fileCount: Int, into output: inout [UInt8])

  /// Writes one file; files come in the order they were named.
  mutating func append(_ file: FileReport, into output: inout [UInt8])

  /// Writes what stands after the last file.
  mutating func end(into output: inout [UInt8])
}

/// How a report is worded and laid out.
public struct ReportStyle: Sendable, Hashable {
  /// The language of everything that does not come from the file.
  public var language: Language
  /// Whether colours and weights are marked by terminal escape sequences.
  public var isColored: Bool
  /// Columns of the terminal; nil where the text is not read on one, and nothing is shortened.
  public var width: Int?
  /// Whether warnings are shown in full rather than folded.
  public var isVerbose: Bool
  /// Whether the text has a table of every indicator's pace, not only how many stand how.
  public var showsPace: Bool
  /// Whether a file that could not be read is named in the text, not only on the error output.
  public var showsUnreadable: Bool

  /// A style; as it stands, plain Chinese text for a file.
  public init(
    language: Language = .chinese,
    isColored: Bool = false,
    width: Int? = nil,
    isVerbose: Bool = false,
    showsPace: Bool = false,
    showsUnreadable: Bool = true
  ) {
    self.language = language
    self.isColored = isColored
    self.width = width
    self.isVerbose = isVerbose
    self.showsPace = showsPace
    self.showsUnreadable = showsUnreadable
  }
}

/// What several files add up to.
public struct ReportTotals: Sendable, Hashable {
  /// Files reported.
  public private(set) var files = 0
  /// Files that could not be read.
  public private(set) var unreadable = 0
  /// Files that no schema recognises.
  public private(set) var unrecognised = 0
  /// Files with at least one error.
  public private(set) var filesWithErrors = 0
  /// Errors in all files.
  public private(set) var errors = 0
  /// Warnings in all files.
  public private(set) var warnings = 0
  /// Findings that are neither.
  public private(set) var infos = 0
  /// Sheets that a schema recognised.
  public private(set) var sheets = 0
  /// Data rows bound in them.
  public private(set) var rows = 0

  /// Nothing yet.
  public init() {}

  /// The totals of one file.
  public init(_ file: FileReport) {
    add(file)
  }

  /// Counts one more file.
  public mutating func add(_ file: FileReport) {
    files += 1
    if file.status == .unreadable { unreadable += 1 }
    if file.status == .unrecognised { unrecognised += 1 }
    let errorsBefore = errors
    for finding in file.findings {
      switch finding.severity {
      case .error: errors += 1
      case .warning: warnings += 1
      case .info: infos += 1
      }
    }
    if errors > errorsBefore { filesWithErrors += 1 }
    for sheet in file.sheets where sheet.schema != nil {
      sheets += 1
      rows += sheet.rows
    }
  }
}

extension [UInt8] {
  /// Appends a text as UTF-8.
  mutating func append(text: String) {
    text.withBytes { append(contentsOf: $0) }
  }

  /// Appends a number in decimal digits.
  mutating func append(number: Int) {
    append(decimal: number)
  }
}
