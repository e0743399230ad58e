public import HebiaoCore
import SpreadsheetML

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

extension ReaderNote {
  init(_ kind: SheetProblems.Kind, row: Int, column: Int, in sheet: SheetEntry) {
    let text: LocalizedText
    let severity: Severity
    switch kind {
    case .badValue:
      severity = .error
      text = LocalizedText(
        zh: "单元格的内容与其类型不符, 无法读出",
        en: "the cell's content does not fit its type"
      )
    case .badReference:
      severity = .warning
      text = LocalizedText(
        zh: "单元格的位置有误, 按前后顺序读取",
        en: "a cell's reference is wrong; read in its order"
      )
    case .badRow:
      severity = .warning
      text = LocalizedText(
        zh: "行号有误, 按前后顺序读取",
        en: "a row's number is wrong; read in its order"
      )
    case .unknownType:
      severity = .info
      text = LocalizedText(zh: "单元格类型未知", en: "the cell's type is unknown")
    }
    let isPlace = column >= 0 && column < ColumnIndex.limit && row >= 0 && row < RowIndex.limit
    self.init(
      severity,
      sheet: sheet.name,
      cell: isPlace ? CellReference(row, column) : nil,
      text
    )
  }
}
