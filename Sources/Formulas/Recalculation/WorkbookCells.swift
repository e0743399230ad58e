import HebiaoCore

/// The cells of a workbook while its formulas are computed.
final class WorkbookCells: FormulaCells {
  /// How far a formula is.
  enum State {
    /// The stored value counts.
    case stored
    case pending
    /// Its cells are being computed.
    case active
    case value(FormulaValue)
    case refused(FormulaRefusal)
  }

  let sheets: [SheetCells]
  /// The cell of each formula, by its number.
  let formulaCells: [(sheet: Int, position: Int)]
  var states: [State]
  let lastRow: Int

  private let sheetNumbers: [String: Int]
  private let names: [NameKey: String]
  private var meanings: [NameKey: ParsedFormula] = [:]
  private var workLeft: Int

  private struct NameKey: Hashable {
    var name: String
    var sheet: Int?
  }

  init(_ contents: [SheetContent], names: [DefinedName], workLimit: Int) {
    var sheets: [SheetCells] = []
    var formulas: [(sheet: Int, position: Int)] = []
    var numbers: [String: Int] = [:]
    for (number, content) in contents.enumerated() {
      let sheet = SheetCells(content, firstFormula: formulas.count)
      for (position, formula) in sheet.formulas.enumerated() where formula >= 0 {
        formulas.append((number, position))
      }
      sheets.append(sheet)
      numbers[content.name.lowercased()] = numbers[content.name.lowercased()] ?? number
    }
    var meanings: [NameKey: String] = [:]
    for name in names {
      let local = name.sheetIndex.map { index in
        contents.firstIndex { $0.index == index } ?? -1
      }
      meanings[NameKey(name: name.name.lowercased(), sheet: local)] = name.formula
    }
    self.sheets = sheets
    formulaCells = formulas
    states = Array(repeating: .pending, count: formulas.count)
    lastRow = sheets.map(\.lastRow).max() ?? 0
    sheetNumbers = numbers
    self.names = meanings
    workLeft = workLimit
  }

  /// Has the stored values of all formulas count from here on, with as much work left as is told.
  func takeStoredValues(workLimit: Int) {
    for number in states.indices { states[number] = .stored }
    workLeft = workLimit
  }

  /// The cell of a formula.
  func cell(ofFormula number: Int) -> SheetCell {
    let place = formulaCells[number]
    return sheets[place.sheet].content.cells[place.position]
  }

  /// Where a formula stands.
  func location(ofFormula number: Int) -> WorkbookCell {
    WorkbookCell(
      sheet: formulaCells[number].sheet,
      sheets[formulaCells[number].sheet].content.cells.reference(
        at: formulaCells[number].position
      )
    )
  }

  /// The cells that a formula fills: its own, and of an array formula all that the file has there.
  func filledCells(ofFormula number: Int) -> [WorkbookCell] {
    let own = location(ofFormula: number)
    let sheet = sheets[own.sheet]
    guard let range = sheet.content.arrayFormulas[own.reference], range.first != range.last else {
      return [own]
    }
    return sheet.positions(in: range).joined().map {
      WorkbookCell(sheet: own.sheet, sheet.content.cells[$0].reference)
    }
  }

  /// The number of the formula in a cell; nil where it has none.
  func formula(at cell: WorkbookCell) -> Int? {
    let sheet = sheets[cell.sheet]
    guard !sheet.formulas.isEmpty, let position = sheet.position(of: cell.reference) else {
      return nil
    }
    let number = sheet.formulas[position]
    return number < 0 ? nil : Int(number)
  }

  // MARK: FormulaCells

  func sheet(named name: String) -> Int? {
    sheetNumbers[name.lowercased()]
  }

  func meaning(of name: String, onSheet sheet: Int) throws(FormulaStop) -> ParsedFormula? {
    for key in [
      NameKey(name: name.lowercased(), sheet: sheet),
      NameKey(name: name.lowercased(), sheet: nil),
    ] {
      if let known = meanings[key] { return known }
      guard let text = names[key] else { continue }
      let parsed = try ParsedFormula(text)
      meanings[key] = parsed
      return parsed
    }
    return nil
  }

  func value(at cell: WorkbookCell) throws(FormulaStop) -> FormulaValue {
    try spend(1)
    let sheet = sheets[cell.sheet]
    guard let position = sheet.position(of: cell.reference) else { return .blank }
    var pending: [WorkbookCell] = []
    let value = try value(at: position, in: sheet, cell.sheet, &pending)
    if !pending.isEmpty { throw .needs(pending) }
    return value
  }

  func values(in range: CellRange, ofSheet number: Int) throws(FormulaStop) -> [FoundCell] {
    let sheet = sheets[number]
    if range.first == range.last {
      let value = try value(at: WorkbookCell(sheet: number, range.first))
      return value == .blank ? [] : [FoundCell(reference: range.first, value: value)]
    }
    // Looking through rows is work too, where a range finds nothing in them.
    try spend(sheet.rowCount(in: range))
    let parts = sheet.positions(in: range)
    try spend(parts.reduce(1) { $0 + $1.count })
    var found: [FoundCell] = []
    var pending: [WorkbookCell] = []
    for part in parts {
      for position in part {
        let value = try value(at: position, in: sheet, number, &pending)
        if pending.isEmpty, value != .blank {
          found.append(
            FoundCell(reference: sheet.content.cells.reference(at: position), value: value)
          )
        }
      }
    }
    if !pending.isEmpty { throw .needs(pending) }
    return found
  }

  func subtotalRole(of cell: WorkbookCell) -> SubtotalRole {
    let sheet = sheets[cell.sheet]
    if sheet.content.hiddenRows.contains(cell.reference.row) { return .hidden }
    guard let position = sheet.position(of: cell.reference),
      let formula = sheet.content.cells.formula(at: position)
    else { return .counted }
    return formula.uppercased().hasPrefix("SUBTOTAL(") ? .subtotal : .counted
  }

  func spend(_ work: Int) throws(FormulaStop) {
    workLeft -= work
    if workLeft < 0 { throw .refused(.tooMuchWork) }
  }

  /// The value of the cell at a position; cells that have to be computed first are collected.
  private func value(
    at position: Int,
    in sheet: SheetCells,
    _ number: Int,
    _ pending: inout [WorkbookCell]
  ) throws(FormulaStop) -> FormulaValue {
    let cells = sheet.content.cells
    try spend(sheet.filledRanges.count / 16)
    if !sheet.filledRanges.isEmpty, !cells.hasFormula(at: position),
      sheet.isFilled(cells.reference(at: position))
    {
      throw .refused(Self.dependence(on: cells.reference(at: position), in: sheet))
    }
    guard !sheet.formulas.isEmpty, sheet.formulas[position] >= 0 else {
      return FormulaValue(cells.value(at: position))
    }
    switch states[Int(sheet.formulas[position])] {
    case .stored: return FormulaValue(cells.value(at: position))
    case .value(let value): return value
    case .pending, .active:
      pending.append(WorkbookCell(sheet: number, cells.reference(at: position)))
      return .blank
    case .refused(let refusal):
      if refusal.kind == .tooLarge, refusal == .tooMuchWork { throw .refused(refusal) }
      throw .refused(Self.dependence(on: cells.reference(at: position), in: sheet))
    }
  }

  private static func dependence(
    on cell: CellReference,
    in sheet: SheetCells
  ) -> FormulaRefusal {
    FormulaRefusal(
      .dependsOnRefused,
      zh: "取决于 \(sheet.content.name)!\(cell), 它无法重算",
      en: "depends on \(sheet.content.name)!\(cell), which is not recalculated"
    )
  }
}
