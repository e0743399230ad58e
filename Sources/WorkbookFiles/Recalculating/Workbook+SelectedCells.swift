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
    content.cells.append(contentsOf: cells.inOrder())
    reader.layout.fill(&content)
    return content
  }
}

/// Cells that are kept, in reading order; of two at one place the last counts.
private struct SelectedCells {
  private var kept: [SheetCell] = []
  private var isOrdered = true
  /// The last cell of the sheet, which says how far it reaches.
  private var last: SheetCell?

  var count: Int { kept.count }

  mutating func take(_ cell: SheetCell, isKept: Bool) {
    if last.map({ $0.reference < cell.reference }) ?? true { last = cell }
    guard isKept else { return }
    if let end = kept.last, end.reference >= cell.reference { isOrdered = false }
    kept.append(cell)
  }

  consuming func inOrder() -> [SheetCell] {
    var cells = kept
    if !isOrdered {
      let places = cells.indices.sorted { (cells[$0].reference, $0) < (cells[$1].reference, $1) }
      cells = []
      for place in places {
        if cells.last?.reference == kept[place].reference { cells.removeLast() }
        cells.append(kept[place])
      }
    }
    if let last, cells.last.map({ $0.reference < last.reference }) ?? true { cells.append(last) }
    return cells
  }
}
