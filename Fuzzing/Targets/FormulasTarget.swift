import Formulas
import HebiaoCore
import SpreadsheetML

/// Recalculates a small sheet whose formulas are the lines of the bytes.
func recalculate(_ bytes: [UInt8]) {
  var cells: [SheetCell] = []
  let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(12)
  for row in 0..<8 {
    cells.append(SheetCell(reference: CellReference(row, 0), value: .number(Double(row) - 2.5)))
    let value = row % 2 == 0 ? CellValue.string("文 \(row)") : .empty
    cells.append(SheetCell(reference: CellReference(row, 1), value: value))
  }
  for (row, line) in lines.enumerated() {
    let formula = String(decoding: line, as: UTF8.self)
    cells.append(SheetCell(reference: CellReference(row, 2), value: .empty, formula: formula))
    _ = try? ParsedFormula(utf8: Array(line))
  }
  cells.sort { $0.reference < $1.reference }
  let recalculation = Recalculation(
    sheets: [SheetContent(name: "表 1", index: 0, cells: SheetContent.Cells(cells))],
    names: [DefinedName(name: "率", formula: "'表 1'!$A$1:$B$3", sheetIndex: nil, isHidden: false)],
    settings: FormulaSettings(dateSystem: .from1900) { value, code in
      NumberFormat(code: code).shownText(of: value, system: .from1900)
    },
    workLimit: 100_000
  )
  let outcomes = recalculation.all()
  precondition(outcomes.count == lines.count, "a formula has no outcome")
}
