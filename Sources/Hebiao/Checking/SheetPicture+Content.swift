import HebiaoCore
import WorkbookFiles

extension SheetPicture {
  /// A sheet as it looks.
  init(of sheet: SheetContent, in workbook: Workbook) {
    var texts = ShownTexts(sheet, workbook)
    let cells = sheet.cells.indices.compactMap { position -> Cell? in
      let shown = texts.shown(at: position)
      if shown.text.isEmpty { return nil }
      return Cell(
        reference: sheet.cells.reference(at: position),
        text: shown.text,
        alignment: shown.alignment
      )
    }
    self.init(
      name: sheet.name,
      cells: cells,
      mergedRanges: sheet.mergedRanges,
      columnWidths: sheet.columnWidths,
      rowHeights: sheet.rowHeights,
      hiddenRows: sheet.hiddenRows,
      hiddenColumns: sheet.hiddenColumns
    )
  }
}

/// What the cells of a sheet show.
///
/// Cells that share a text under one format share what is made of it, however many they are.
private struct ShownTexts {
  struct Shown {
    var text: String
    /// These tables are centred throughout, but for long texts.
    var alignment: SheetPicture.Cell.Alignment = .center
  }

  private struct Key: Hashable {
    var textNumber: Int
    var format: Int
  }

  private let sheet: SheetContent
  private let workbook: Workbook
  private var known: [Key: Shown] = [:]

  /// Characters that are kept of a text: what is drawn of it, and any name at its end.
  private static let textLimit = 1_100

  /// Characters that are kept of what a number shows; there is no name in it.
  private static let numberLimit = 60

  /// Longer texts stand at the left.
  private static let centredLength = 40

  init(_ sheet: SheetContent, _ workbook: Workbook) {
    self.sheet = sheet
    self.workbook = workbook
  }

  /// What the cell at a position among the sheet's cells shows; of what nobody would read in a cell
  /// only the beginning.
  mutating func shown(at position: Int) -> Shown {
    let cells = sheet.cells
    guard let number = cells.textNumber(at: position), let text = cells.text(at: position) else {
      let text = workbook.shownText(of: cells[position], in: sheet)
      guard text.utf8.count > Self.numberLimit else { return Shown(text: text) }
      return Shown(text: String(text.unicodeScalars.prefix(Self.numberLimit)))
    }
    let key = Key(textNumber: number, format: cells.format(at: position))
    if let known = known[key] { return known }
    let isCut = text.utf8.count > 4 * Self.textLimit
    let whole =
      isCut
      ? String(text.unicodeScalars.prefix(Self.textLimit))
      : workbook.shownText(of: cells[position], in: sheet)
    let isLong = whole.count > Self.centredLength
    let shown = Shown(text: whole, alignment: isLong ? .left : .center)
    known[key] = shown
    return shown
  }
}
