public import HebiaoCore
import OpenPackaging
import SpreadsheetML

/// Something odd in a file that did not stop the reading of it.
public struct ReaderNote: Sendable, Hashable {
  /// What was odd.
  public enum Kind: Sendable, Hashable {
    /// A sheet is listed and has no part that could be read.
    case missingSheet
    /// A name stands twice in the archive, with the same content.
    case repeatedPart
    /// A name stands twice in the archive, with another content.
    case contradictingPart
    /// A cell's value is not what its type promises, or the text it refers to is not there.
    case unreadableCell
    /// A cell or a row does not say where it stands, or several cells stand at one place.
    case misplacedCell
    /// A cell stands outside the sheet, and is left out.
    case outsideCell
    /// A cell has a type that the standard does not have.
    case unknownType
  }

  /// What was odd.
  public var kind: Kind
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
    _ kind: Kind,
    _ severity: Severity,
    sheet: String? = nil,
    cell: CellReference? = nil,
    _ text: LocalizedText
  ) {
    self.kind = kind
    self.severity = severity
    self.sheet = sheet
    self.cell = cell
    self.text = text
  }
}

extension ReaderNote {
  init(_ problem: SheetProblems.Problem, in sheet: SheetEntry) {
    let (row, column) = (problem.row, problem.column)
    let isPlace = column >= 0 && column < ColumnIndex.limit && row >= 0 && row < RowIndex.limit
    let (kind, severity, text) = Self.meaning(of: problem.kind)
    self.init(
      kind,
      severity,
      sheet: sheet.name,
      cell: isPlace ? CellReference(row, column) : nil,
      text
    )
  }

  /// The rest of very many problems of a kind, without their cells.
  init(_ problem: SheetProblems.Kind, more: Int, in sheet: SheetEntry) {
    let (kind, severity, text) = Self.meaning(of: problem)
    self.init(
      kind,
      severity,
      sheet: sheet.name,
      LocalizedText(
        zh: "另有 \(more) 处: \(text.chinese)",
        en: "\(more) more: \(text.english)"
      )
    )
  }

  private static func meaning(
    of problem: SheetProblems.Kind
  ) -> (Kind, Severity, LocalizedText) {
    switch problem {
    case .badValue:
      let text = LocalizedText(
        zh: "单元格的内容与其类型不符, 无法读出",
        en: "the cell's content does not fit its type"
      )
      return (.unreadableCell, .error, text)
    case .missingString:
      let text = LocalizedText(
        zh: "单元格引用的共享文本不存在, 无法读出",
        en: "the cell refers to a text that is not there"
      )
      return (.unreadableCell, .error, text)
    case .badReference:
      let text = LocalizedText(
        zh: "单元格的位置有误, 按前后顺序读取",
        en: "a cell's reference is wrong; read in its order"
      )
      return (.misplacedCell, .warning, text)
    case .badRow:
      let text = LocalizedText(
        zh: "行号有误, 按前后顺序读取",
        en: "a row's number is wrong; read in its order"
      )
      return (.misplacedCell, .warning, text)
    case .unknownType:
      let text = LocalizedText(zh: "单元格类型未知", en: "the cell's type is unknown")
      return (.unknownType, .info, text)
    case .repeatedCell:
      let text = LocalizedText(
        zh: "文件里有几个单元格都写着这个位置, 以最后一个为准",
        en: "several cells say that they stand here; the last one is read"
      )
      return (.misplacedCell, .warning, text)
    case .outsideCell:
      let text = LocalizedText(
        zh: "有内容的单元格在最后一行之下或最后一列之右, 没有读取",
        en:
          "a cell with content stands below the last row or right of the last column; it is not read"
      )
      return (.outsideCell, .warning, text)
    case .noWorksheet:
      let text = LocalizedText(
        zh: "工作簿为这张工作表指出的部件不是工作表, 没有内容可读",
        en: "the part that the workbook names for this sheet is no worksheet"
      )
      return (.missingSheet, .warning, text)
    }
  }

  /// Two relationships of one identifier that lead to different parts; the last one counts.
  init(rivals first: Relationship, _ last: Relationship, holdsCells: Bool) {
    let id = PackagingError.shown(last.id)
    let (one, other) = (PackagingError.shown(first.target), PackagingError.shown(last.target))
    self.init(
      .contradictingPart,
      holdsCells ? .error : .warning,
      sheet: nil,
      LocalizedText(
        zh: """
          工作簿里的 “\(id)” 既指 “\(one)” 又指 “\(other)”, 以后者为准; 别的程序可能显示前者, \
          请用 WPS 或 Excel 打开并另存为 .xlsx 后重新提交
          """,
        en: """
          “\(id)” in the workbook leads to “\(one)” as well as to “\(other)”; the latter was read, but \
          another program may show the former: open it in WPS or Excel, save it as .xlsx and send it again
          """
      )
    )
  }

  /// A second part of shared strings or styles; the first one counts.
  init(secondOf first: String, _ second: String) {
    let (one, other) = (PackagingError.shown(first), PackagingError.shown(second))
    self.init(
      .contradictingPart,
      .error,
      sheet: nil,
      LocalizedText(
        zh: """
          工作簿同时用了 “\(one)” 和 “\(other)”, 以前者为准; 别的程序可能显示后者, \
          请用 WPS 或 Excel 打开并另存为 .xlsx 后重新提交
          """,
        en: """
          the workbook uses “\(one)” as well as “\(other)”; the former was read, but another program may \
          show the latter: open it in WPS or Excel, save it as .xlsx and send it again
          """
      )
    )
  }

  /// A name that stands twice; what the workbook's cells come from weighs more than other parts.
  init(_ repeated: RepeatedName, sheet: String?, holdsCells: Bool) {
    let name = PackagingError.shown(repeated.name)
    let other = PackagingError.shown(repeated.otherName)
    if name != other, !repeated.isSameContent {
      self.init(
        .contradictingPart,
        holdsCells ? .error : .warning,
        sheet: sheet,
        LocalizedText(
          zh: """
            压缩包里的 “\(other)” 和 “\(name)” 只差大小写, 内容不同; 别的程序可能显示另一个, \
            请用 WPS 或 Excel 打开并另存为 .xlsx 后重新提交
            """,
          en: """
            “\(other)” and “\(name)” in the archive differ in letter case alone, and in content; \
            another program may show the other: open it in WPS or Excel, save it as .xlsx and send \
            it again
            """
        )
      )
    } else if repeated.isSameContent {
      self.init(
        .repeatedPart,
        .info,
        sheet: sheet,
        LocalizedText(
          zh: "压缩包里有两个 “\(name)”, 内容相同",
          en: "the archive holds “\(name)” twice, with the same content"
        )
      )
    } else {
      self.init(
        .contradictingPart,
        holdsCells ? .error : .warning,
        sheet: sheet,
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
