import HebiaoCore
import WorkbookFiles

extension SheetPicture {
  /// A sheet as it looks.
  init(of sheet: SheetContent, in workbook: Workbook) {
    let merged = Set(sheet.mergedRanges.map(\.first))
    let cells = sheet.cells.compactMap { cell -> Cell? in
      let text = Self.shownText(of: cell, in: sheet, workbook)
      if text.isEmpty { return nil }
      return Cell(
        reference: cell.reference,
        text: text,
        alignment: Self.alignment(of: cell, text: text, isMerged: merged.contains(cell.reference))
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

  /// Characters that are kept of a text: what is drawn of it, and any name at its end.
  private static let textLimit = 1_100

  /// Characters that are kept of what a number shows; there is no name in it.
  private static let numberLimit = 100

  /// What a cell shows; of a text that nobody would read in a cell only its beginning.
  private static func shownText(
    of cell: SheetCell,
    in sheet: SheetContent,
    _ workbook: Workbook
  ) -> String {
    if case .string(let text) = cell.value, text.utf8.count > 4 * textLimit {
      return String(text.unicodeScalars.prefix(textLimit))
    }
    let text = workbook.shownText(of: cell, in: sheet)
    if case .string = cell.value { return text }
    return text.utf8.count <= numberLimit ? text : String(text.unicodeScalars.prefix(numberLimit))
  }

  /// These tables are centred throughout, but for long texts.
  private static func alignment(
    of cell: SheetCell,
    text: String,
    isMerged: Bool
  ) -> Cell.Alignment {
    if case .string = cell.value, text.count > 40 { return .left }
    return .center
  }
}
