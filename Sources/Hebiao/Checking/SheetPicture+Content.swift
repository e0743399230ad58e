import HebiaoCore
import WorkbookFiles

extension SheetPicture {
  /// A sheet as it looks.
  init(of sheet: SheetContent, in workbook: Workbook) {
    let merged = Set(sheet.mergedRanges.map(\.first))
    let cells = sheet.cells.compactMap { cell -> Cell? in
      let text = workbook.shownText(of: cell, in: sheet)
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
