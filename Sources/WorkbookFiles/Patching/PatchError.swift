public import HebiaoCore
import OpenPackaging
import XMLScanning

/// Why a workbook cannot be changed as it was asked for; nothing has been written then.
public struct PatchError: DescribedError, Hashable {
  /// What kind of trouble it was.
  public enum Kind: Sendable, Hashable {
    /// The workbook is signed, and any change would break the signature.
    case signed
    /// Programs do not agree on what the file holds, so that a change would not be the same to all.
    case ambiguous
    /// There is no such sheet, or it has no cells.
    case noSuchSheet
    /// The cell lies in a merged range and is not its upper left one.
    case coveredCell
    /// The cell is part of a formula that stands for several cells.
    case arrayFormula
    /// The cell is the heading of a table that Excel knows by its words.
    case tableHeading
    /// One cell is to be changed twice.
    case editedTwice
    /// The file, or a part of it, cannot be read.
    case unreadable
    /// The result exceeds what a file may hold.
    case tooLarge
    /// The result cannot be written.
    case unwritable
  }

  /// What kind of trouble it was.
  public var kind: Kind
  /// The cell that it is about, if it is about one.
  public var cell: CellLocation?
  /// One line: what is wrong, and what to do.
  public var text: LocalizedText

  /// An error of a kind, told in one line.
  public init(_ kind: Kind, cell: CellLocation? = nil, _ text: LocalizedText) {
    self.kind = kind
    self.cell = cell
    self.text = text
  }
}

extension PatchError {
  init(_ error: PackagingError) {
    let kind: Kind =
      switch error.kind {
      case .unwritableFile, .fileExists: .unwritable
      case .tooLarge: .tooLarge
      default: .unreadable
      }
    self.init(kind, error.text)
  }

  init(_ error: WorkbookError) {
    self.init(error.kind == .noSuchSheet ? .noSuchSheet : .unreadable, error.text)
  }

  static var signed: PatchError {
    PatchError(
      .signed,
      LocalizedText(
        zh: "工作簿带有数字签名, 改动会使签名失效, 因此没有改动; 请先在 Excel 中移除签名",
        en:
          "the workbook is signed, and a change would break the signature; remove it in Excel first"
      )
    )
  }

  static func repeatedPart(_ name: String) -> PatchError {
    PatchError(
      .ambiguous,
      LocalizedText(
        zh: "压缩包里有两个 “\(name)”, 各程序读到的内容可能不同, 因此没有改动; "
          + "请在 WPS 或 Excel 中另存一份再试",
        en: "the archive holds “\(name)” twice, so programs may read different contents; "
          + "save the workbook again in WPS or Excel and try again"
      )
    )
  }

  /// What is to be changed depends on which of two parts a program reads, as a note says.
  static func contradicting(_ note: ReaderNote) -> PatchError {
    PatchError(
      .ambiguous,
      LocalizedText(
        zh: "没有改动: " + note.text.chinese,
        en: "nothing was changed: " + note.text.english
      )
    )
  }

  static func noSheet(_ name: String) -> PatchError {
    PatchError(
      .noSuchSheet,
      LocalizedText(
        zh: "工作簿里没有可以改动的工作表 “\(name)”",
        en: "the workbook has no sheet “\(name)” that can be changed"
      )
    )
  }

  static func covered(_ cell: CellLocation, by range: CellRange) -> PatchError {
    PatchError(
      .coveredCell,
      cell: cell,
      LocalizedText(
        zh: "\(cell.sheet)!\(cell.cell) 在合并单元格 \(range) 之内, 只能改动它的左上角 \(range.first)",
        en: "\(cell.sheet)!\(cell.cell) lies in the merged range \(range); "
          + "only its first cell \(range.first) can be changed"
      )
    )
  }

  static func array(_ cell: CellLocation, _ range: CellRange) -> PatchError {
    PatchError(
      .arrayFormula,
      cell: cell,
      LocalizedText(
        zh: "\(cell.sheet)!\(cell.cell) 属于 \(range) 的数组公式, 不能只改其中一格",
        en: "\(cell.sheet)!\(cell.cell) is part of the array formula of \(range); "
          + "one cell of it cannot be changed alone"
      )
    )
  }

  static func tableHeading(_ cell: CellLocation) -> PatchError {
    PatchError(
      .tableHeading,
      cell: cell,
      LocalizedText(
        zh: "\(cell.sheet)!\(cell.cell) 是 Excel 表格 (列表) 的标题, 改动会损坏该表格",
        en: "\(cell.sheet)!\(cell.cell) heads an Excel table, which a change would break"
      )
    )
  }

  static func twice(_ cell: CellLocation) -> PatchError {
    PatchError(
      .editedTwice,
      cell: cell,
      LocalizedText(
        zh: "\(cell.sheet)!\(cell.cell) 被要求改动两次",
        en: "\(cell.sheet)!\(cell.cell) is to be changed twice"
      )
    )
  }

  static func ambiguousCell(_ cell: CellLocation) -> PatchError {
    PatchError(
      .ambiguous,
      cell: cell,
      LocalizedText(
        zh: "\(cell.sheet) 第 \(cell.cell.row.rawValue + 1) 行的写法有歧义 (单元格重复或位置不符), "
          + "因此没有改动; 请在 WPS 或 Excel 中另存一份再试",
        en: "row \(cell.cell.row.rawValue + 1) of \(cell.sheet) can be read in two ways; "
          + "save the workbook again in WPS or Excel and try again"
      )
    )
  }

  static func damaged(_ part: String, _ error: XMLError) -> PatchError {
    PatchError(PackagingError.unreadablePart(part, error))
  }
}
