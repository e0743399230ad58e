import Formulas
import HebiaoCore
import TableBinding
import TableSchemas

/// A cell of a table that the rules about formulas look at.
struct TableFormula {
  /// What the table says there.
  var cell: BoundCell
  var facts: CellFacts
  /// Where it stands in the tables.
  var place: TablePlace
  /// Where it stands in the workbook.
  var location: WorkbookCell
  /// Its formula after a recalculation.
  var recalculated: RecalculatedCell

  /// Whether it is refused because it is part of a circle.
  var isCircular: Bool { refusal?.kind == .cycle }

  /// Why it is not computed.
  var refusal: FormulaRefusal? {
    if case .refused(let refusal) = recalculated.outcome { refusal } else { nil }
  }

  /// The value it gives; nil where it is not computed.
  var value: FormulaValue? {
    if case .value(let value) = recalculated.outcome { value } else { nil }
  }

  /// `=SUM(E5:E8)`, cut where it is long.
  var shownFormula: String { TableFormula.shown(recalculated.formula) }

  static func shown(_ formula: String) -> String {
    formula.count > 60 ? "=\(formula.prefix(57))…" : "=\(formula)"
  }
}

extension CheckContext {
  /// The formula cells of the current rule's tables, each once, in reading order.
  func tableFormulas() -> [TableFormula] {
    guard let formulas else { return [] }
    var found: [TableFormula] = []
    for entry in tableCells(where: \.hasFormula) {
      let sheet = facts[entry.place.table].sheet
      guard let cell = cell(at: entry.place),
        case let location = WorkbookCell(sheet: sheet, cell.location.cell),
        let recalculated = formulas.recalculated[location]
      else { continue }
      found.append(
        TableFormula(
          cell: cell,
          facts: entry.facts,
          place: entry.place,
          location: location,
          recalculated: recalculated
        )
      )
    }
    return found.sorted { $0.location < $1.location }
  }

  /// The cells of the current rule's tables that meet a condition, each once.
  func tableCells(where isWanted: (CellFacts) -> Bool) -> [RuleCell] {
    var found: [RuleCell] = []
    var seen = CellSet(cellCount: cellCount)
    for table in ruleTables {
      for row in table.rows {
        for column in 0..<table.width {
          let facts = table[row, column]
          if facts.isPresent, isWanted(facts), seen.insert(facts.cell) {
            found.append(RuleCell(facts: facts, place: table.place(row, column)))
          }
        }
      }
    }
    return found
  }

  /// The cell at a place of the tables, as formulas know it.
  func workbookCell(at place: TablePlace) -> WorkbookCell {
    let table = facts[place.table]
    return WorkbookCell(sheet: table.sheet, table.location(place.row, place.column).cell)
  }

  /// A cell by its sheet's position, as formulas know it.
  func workbookCell(_ location: CellLocation) -> WorkbookCell? {
    sheets.firstIndex { $0.name == location.sheet }.map { WorkbookCell(sheet: $0, location.cell) }
  }

  /// Tells something about a cell: in the finding that it has already, else in one of its own.
  mutating func tell(
    _ message: LocalizedText,
    about cell: BoundCell,
    at place: TablePlace,
    expected: ReportedValue = .none,
    others: [CellLocation] = [],
    severity: Severity? = nil
  ) {
    findings.noteFormula(at: cell.location)
    if findings.append(message, toFindingAt: cell.location, others: others) { return }
    report(
      cell,
      at: place,
      message: message,
      expected: expected,
      others: others,
      severity: severity
    )
  }

  /// Whether two values look the same in a cell.
  func looksSame(
    _ value: FormulaValue,
    as other: FormulaValue,
    in cell: BoundCell,
    at place: TablePlace
  )
    -> Bool
  {
    guard case .number(let first) = value, case .number(let second) = other else {
      return value == other
    }
    guard let first = Rational(first), let second = Rational(second) else { return false }
    if first == second { return true }
    guard let decimals = storedDecimals(of: cell, at: place) else { return false }
    return first.roundedHalfUp(decimals: decimals) == second.roundedHalfUp(decimals: decimals)
  }

  /// A formula's value as its cell shows it.
  func text(_ value: FormulaValue, in cell: BoundCell, at place: TablePlace) -> String {
    switch value {
    case .blank: return ""
    case .bool(let truth): return truth ? "TRUE" : "FALSE"
    case .text(let text): return "“\(text.prefix(40))”"
    case .error(let error): return error.rawValue
    case .number(let double):
      guard let number = Rational(double) else { return "\(double)" }
      if isPercent(place), !cell.isBarePercent {
        return number.percentText(decimals: cell.decimals ?? 2) ?? "\(number)"
      }
      let rounded = number.roundedHalfUp(decimals: cell.decimals ?? 4) ?? number
      return FigureTexts.text(rounded, like: cell)
    }
  }

  private func isPercent(_ place: TablePlace) -> Bool {
    tables[place.table].columns[place.column].definition.content == .percent
  }

  /// Decimals of the stored number that are printed; nil where the format fixes none.
  private func storedDecimals(of cell: BoundCell, at place: TablePlace) -> Int? {
    cell.decimals.map { isPercent(place) && !cell.isBarePercent ? $0 + 2 : $0 }
  }
}
