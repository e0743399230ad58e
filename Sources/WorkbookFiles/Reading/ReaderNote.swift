public import HebiaoCore
import OpenPackaging
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

  init(_ repeated: RepeatedName) {
    let name = PackagingError.shown(repeated.name)
    if repeated.isSameContent {
      self.init(
        .info,
        LocalizedText(
          zh: "压缩包里有两个 “\(name)”, 内容相同",
          en: "the archive holds “\(name)” twice, with the same content"
        )
      )
    } else {
      self.init(
        .error,
        LocalizedText(
          zh: """
            压缩包里有两个内容不同的 “\(name)”, 以后一个为准; 别的程序可能显示另一个, \
            请用 WPS 或 Excel 打开并另存为 .xlsx 后重新提交
            """,
          en: """
            the archive holds two different parts “\(name)”; the last one was read, but another \
            program may show the other: open it in WPS or Excel, save it as .xlsx and send it again
            """
        )
      )
    }
  }
}
