public import HebiaoCore

/// The report of a check as one page that shows the sheets with the wrong cells marked.
public struct HTMLCheckReport: CheckReportFormat {
  private let style: ReportStyle

  /// A report in a style.
  public init(style: ReportStyle) {
    self.style = style
  }

  /// Opens the page.
  public mutating func begin(fileCount: Int, into output: inout [UInt8]) {}

  /// Writes one file.
  public mutating func append(_ file: FileReport, into output: inout [UInt8]) {}

  /// Closes the page.
  public mutating func end(into output: inout [UInt8]) {}
}
