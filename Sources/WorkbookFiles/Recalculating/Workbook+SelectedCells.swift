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
    var content = emptyContent(ofSheet: index)
    guard var reader = try reader(ofSheet: index) else { return content }
    let resolver = try resolver()
    content.numberFormats = resolver.styles.formats.map(\.traits)
    var expander = FormulaExpander()
    var last: SheetCell?
    var lastIsKept = true
    while try reader.next() {
      var text = reader.row.text
      var formulas: [Int: String] = [:]
      for formula in reader.row.formulas {
        let cell = reader.row.cells[formula.cell]
        guard let range = expander.expand(formula, cell, 0, &text) else { continue }
        formulas[formula.cell] = String(copying: text.span.extracting(range))
      }
      for (position, raw) in reader.row.cells.enumerated() {
        // A formula whose text stands further on is put in at the end.
        let isKept =
          raw.hasFormula
          || selection.contains(row: Int(raw.row), column: Int(raw.column))
        let cell = SheetCell(
          reference: raw.reference,
          value: isKept ? resolver.value(of: raw, in: text) : .empty,
          formula: formulas[position],
          format: resolver.styles.format(ofStyle: raw.style)
        )
        if isKept { content.cells.add(cell) }
        if last.map({ $0.reference <= cell.reference }) ?? true {
          (last, lastIsKept) = (cell, isKept)
        }
      }
      if content.cells.count > maximum { return nil }
    }
    // How far the sheet reaches is part of what whole columns mean.
    if let last, !lastIsKept { content.cells.add(last) }
    content.cells.finish()
    expander.finish { cell, _, formula in
      guard let position = content.cells.position(of: cell.reference) else { return }
      content.cells.setFormula(content.cells.number(ofNewText: formula.span), at: position)
    }
    content.cells.finish()
    reader.layout.fill(&content)
    return content
  }
}
