import Formulas
import HebiaoCore
import WorkbookFiles

/// The sheets of a workbook with other values in some cells, and in all that depends on those.
struct SheetsAfterRepair {
  private let workbook: Workbook
  private let sheets: [SheetContent]
  private let numbers: [String: Int]

  init(workbook: Workbook, sheets: [SheetContent]) {
    self.workbook = workbook
    self.sheets = sheets
    numbers = Dictionary(
      sheets.enumerated().map { ($1.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The cell before anything is changed; nil where the file has none there.
  subscript(location: CellLocation) -> SheetCell? { sheet(of: location)?[location.cell] }

  /// The sheet of a cell.
  func sheet(of location: CellLocation) -> SheetContent? {
    numbers[location.sheet].map { sheets[$0] }
  }

  /// The cell as formulas know it.
  func place(of location: CellLocation) -> WorkbookCell? {
    numbers[location.sheet].map { WorkbookCell(sheet: $0, location.cell) }
  }

  /// The workbook with some values; a cell that has a formula keeps it beside its new value.
  func recalculation(holding values: [CellLocation: CellValue]) -> Recalculation {
    var results: [WorkbookCell: CellValue] = [:]
    var edits: [Formulas.CellEdit] = []
    for (location, value) in values.sorted(by: { $0.key < $1.key }) {
      guard let place = place(of: location) else { continue }
      edits.append(Formulas.CellEdit(place, value))
      results[place] = value
    }
    if sheets.contains(where: \.cells.hasFormulas) {
      for dependent in workbook.recalculation(of: sheets).dependents(of: edits) {
        guard case .value(let value) = dependent.cell.outcome else { continue }
        results[dependent.cell.cell] = value.cellValue
      }
    }
    return workbook.recalculation(of: setting(results) { cell, value in cell.value = value })
  }

  /// The cells that would depend on themselves if they had these formulas.
  func circular(_ formulas: [CellLocation: String]) -> [CellLocation] {
    guard !formulas.isEmpty else { return [] }
    var texts: [WorkbookCell: String] = [:]
    for (location, text) in formulas {
      if let place = place(of: location) { texts[place] = text }
    }
    let changed = setting(texts) { cell, text in
      cell.value = .empty
      cell.formula = text
    }
    let refused = workbook.recalculation(of: changed).all().filter { cell in
      if case .refused(let refusal) = cell.outcome { refusal.kind == .cycle } else { false }
    }
    let circular = Set(refused.map(\.cell))
    return formulas.keys.filter { place(of: $0).map { circular.contains($0) } ?? false }
  }

  private func setting<Value>(
    _ values: [WorkbookCell: Value],
    _ set: (inout SheetCell, Value) -> Void
  ) -> [SheetContent] {
    var sheets = sheets
    for (number, own) in Dictionary(grouping: values, by: \.key.sheet) {
      var rest = Dictionary(uniqueKeysWithValues: own.map { ($0.key.reference, $0.value) })
      var cells: [SheetCell] = []
      for var cell in sheets[number].cells {
        if let value = rest.removeValue(forKey: cell.reference) { set(&cell, value) }
        cells.append(cell)
      }
      for (reference, value) in rest {
        var cell = SheetCell(reference: reference, value: .empty)
        set(&cell, value)
        cells.append(cell)
      }
      sheets[number].cells = SheetContent.Cells(cells)
    }
    return sheets
  }
}
