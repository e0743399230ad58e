import HebiaoCore

/// Writes the cells of a workbook as JSON Lines.
public struct DumpWriter {
  private let workbook: Workbook
  private let sheetName: String?

  /// A writer for all sheets, or for the one named.
  public init(_ workbook: Workbook, sheet: String? = nil) {
    self.workbook = workbook
    sheetName = sheet
  }

  /// Writes all lines, a buffer at a time; stops quietly when `sink` answers false.
  public func write(to sink: (Span<UInt8>) -> Bool) throws(WorkbookError) {
  }
}
