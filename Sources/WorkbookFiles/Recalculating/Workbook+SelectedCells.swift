import HebiaoCore
import SpreadsheetML
import XMLScanning

extension Workbook {
  /// The formula cells of a sheet with their stored values, the cells of a selection, and the last
  /// cell of all; nil where they are more than `maximum`.
  ///
  /// Memory follows what is kept, not the sheet.
  func content(
    ofSheet index: Int,
    selecting selection: AreaSelection,
    maximum: Int
  ) throws(WorkbookError) -> SheetContent? {
    let entry = sheets[index]
    var content = SheetContent(
      name: entry.name,
      index: index,
      state: entry.state,
      kind: entry.kind
    )
    guard var reader = try reader(ofSheet: index) else { return content }
    let resolver = try resolver()
    content.numberFormats = resolver.styles.formats.map(\.traits)
    var expander = FormulaExpander()
    var cells = SelectedCells()
    while try reader.next() {
      var text = reader.row.text
      var formulas: [Int: String] = [:]
      for formula in reader.row.formulas {
        let cell = reader.row.cells[formula.cell]
        guard let range = expander.expand(formula, cell, 0, &text) else { continue }
        formulas[formula.cell] = String(copying: text.span.extracting(range))
      }
      for (position, cell) in reader.row.cells.enumerated() {
        let isKept =
          formulas[position] != nil
          || selection.contains(row: Int(cell.row), column: Int(cell.column))
        cells.take(
          SheetCell(
            reference: cell.reference,
            value: isKept ? resolver.value(of: cell, in: text) : .empty,
            formula: formulas[position],
            format: resolver.styles.format(ofStyle: cell.style)
          ),
          isKept: isKept
        )
      }
      if cells.count > maximum { return nil }
    }
    content.cells = SheetContent.Cells(cells.all)
    reader.layout.fill(&content)
    return content
  }
}

/// Cells that are kept, and how far the sheet reaches.
private struct SelectedCells {
  private var kept: [SheetCell] = []
  /// The last cell of the sheet, where it is not kept.
  private var last: SheetCell?

  var count: Int { kept.count }

  mutating func take(_ cell: SheetCell, isKept: Bool) {
    if isKept { kept.append(cell) }
    if last.map({ $0.reference < cell.reference }) ?? true { last = cell }
  }

  /// The cells in the order of the file; the last of the sheet first, so that a kept one counts.
  var all: [SheetCell] { (last.map { [$0] } ?? []) + kept }
}
