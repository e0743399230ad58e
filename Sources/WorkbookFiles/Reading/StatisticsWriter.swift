import HebiaoCore

/// Writes what a workbook holds as one JSON object: it reads every cell and keeps none.
public struct StatisticsWriter {
  private let workbook: Workbook

  /// A writer for all sheets.
  public init(_ workbook: Workbook) {
    self.workbook = workbook
  }

  /// Writes the object; stops quietly when `sink` answers false.
  public func write(to sink: (Span<UInt8>) -> Bool) throws(WorkbookError) {
  }
}
