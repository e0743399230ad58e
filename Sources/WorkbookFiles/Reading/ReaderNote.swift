public import HebiaoCore

/// Something odd in a file that did not stop the reading of it.
public struct ReaderNote: Sendable, Hashable {
  /// How much it weighs: an unreadable cell is an error, an odd part only information.
  public var severity: Severity
  /// The sheet it is about, if it is about one.
  public var sheet: String?
  /// The cell it is about, if it is about one.
  public var cell: CellReference?
  /// What was found, and what was done about it.
  public var text: LocalizedText

  /// A note about a workbook, a sheet or a cell.
  public init(
    _ severity: Severity,
    sheet: String? = nil,
    cell: CellReference? = nil,
    _ text: LocalizedText
  ) {
    self.severity = severity
    self.sheet = sheet
    self.cell = cell
    self.text = text
  }
}
