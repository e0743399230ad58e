import FaultLocating
import Formulas
import HebiaoCore
import TableBinding
import TableSchemas

/// The workbook under check: its tables, the figures and constraints met so far, the findings.
struct CheckContext {
  let sheets: [BoundSheet]
  let tables: [BoundTable]
  /// The tables as rules run over them, parallel to `tables`.
  let facts: [TableFacts]
  /// The cells of all tables.
  let cellCount: Int
  /// The schemas that occur, in the order of their first table.
  let schemas: [TableSchema]
  /// The formulas of the sheets, computed again; nil where there are none.
  let formulas: FormulaInspection?
  /// The workbook of an earlier month, where the check is against one.
  var earlier: EarlierMonth?
  /// The rules that can find anything, schema by schema.
  let rules: [AppliedRule]
  /// The rule that is being applied.
  private(set) var current = AppliedRule.none

  private(set) var figures: FigureRegistry
  /// The figures as faults are located with them and told; none where nothing is broken.
  private(set) var describedFigures: [Figure] = []
  private(set) var constraints = ConstraintList()
  /// The rules that `Constraint.rule` names.
  private(set) var constraintRules: [AppliedRule] = []
  /// Which constraints speak of each figure, once all are known and some are broken.
  private(set) var constraintIndex: ConstraintIndex?
  private(set) var located: [LocatedFault] = []
  /// The cells that are most probably wrong, and what they should hold.
  private(set) var faults: [CellFault] = []
  /// The first fault at each cell, by position in `faults`.
  private var faultPlaces: [CellLocation: Int] = [:]
  private var suspects: Set<Int> = []
  /// What the remarks tell of people's coming and going, as one rule asked for it: another that asks
  /// for the same is given the same.
  var knownServices: (fields: [String], tables: [Int], services: [PersonService])?
  /// What has been found so far.
  var findings = FindingList()
  private(set) var skipped: [SkippedRule] = []
  private var seenSkips: Set<SkippedRule> = []

  init(sheets: [BoundSheet], formulas: FormulaInspection? = nil) {
    self.sheets = sheets
    self.formulas = formulas
    let tables = sheets.flatMap(\.tables)
    var numbers = CellNumbering(tables)
    var facts: [TableFacts] = []
    for (sheet, bound) in sheets.enumerated() {
      for table in bound.tables {
        facts.append(TableFacts(table, index: facts.count, sheet: sheet, numbers: &numbers))
      }
    }
    var schemas: [TableSchema] = []
    for table in tables where !schemas.contains(where: { $0.id == table.schema.id }) {
      schemas.append(table.schema)
    }
    self.tables = tables
    self.facts = facts
    self.schemas = schemas
    cellCount = numbers.count
    figures = FigureRegistry(cellCount: numbers.count)
    rules = AppliedRule.all(of: schemas, in: facts)
  }

  mutating func begin(_ rule: AppliedRule) { current = rule }

  var rule: RuleDefinition { current.definition }

  /// The tables that the current rule applies to.
  var ruleTables: [TableFacts] { current.tables }

  /// Whether the current rule applies to a table, by position in `tables`.
  func applies(toTable index: Int) -> Bool { current.tables.contains { $0.index == index } }

  /// The sheets that hold a table of the current rule's schema.
  var ruleSheets: [BoundSheet] {
    sheets.filter { sheet in sheet.tables.contains { $0.schema.id == current.schemaID } }
  }

  /// The bound cell at a place.
  func cell(at place: TablePlace) -> BoundCell? {
    tables[place.table].cell(row: place.row, column: place.column)
  }

  // MARK: Figures and constraints

  /// The position of a cell's figure; the cell must hold a number, or nothing.
  mutating func figure(
    _ cell: CellFacts,
    value: Rational,
    in table: TableFacts,
    _ row: Int,
    _ column: Int,
    role: Figure.Role
  ) -> Int {
    // A blank among marks is a mark that is not there.
    let role = table.isDetail[row] && table.isMark[column] ? Figure.Role.mark : role
    if let known = figures.position(ofCell: cell.cell) {
      figures.lower(known, to: role)
      return known
    }
    return figures.enter(value, cell: cell, at: table.place(row, column), role: role)
  }

  /// The figure of a cell that a sum runs over, entered on first sight; nil where it is none.
  mutating func summand(
    in table: TableFacts,
    _ row: Int,
    _ column: Int,
    role: Figure.Role = .input
  ) -> Int? {
    let cell = table[row, column]
    guard cell.isSummand else { return nil }
    let isMark = cell.kind == .marked || cell.kind == .unmarked
    return figure(
      cell,
      value: cell.amount,
      in: table,
      row,
      column,
      role: isMark ? .mark : role
    )
  }

  /// What faults are located with: the figures with their places and all that they may be.
  private func described() -> [Figure] {
    var described: [Figure] = []
    described.reserveCapacity(figures.count)
    let kinds = facts.map { FigureKind.all(of: $0.bound) }
    let entries = figures.entries
    var next = 0
    while next < entries.count {
      // Most figures stand in the table of the one before.
      let table = facts[entries[next].place.table]
      let end = entries[next...].firstIndex { $0.place.table != table.index } ?? entries.count
      describe(next..<end, in: table, kinds[table.index], into: &described)
      next = end
    }
    return described
  }

  /// Describes figures of one table.
  private func describe(
    _ positions: Range<Int>,
    in table: TableFacts,
    _ kinds: [FigureKind],
    into described: inout [Figure]
  ) {
    let (isDetail, entries, values) = (table.isDetail, figures.entries, figures.values)
    let previous = earlier?.previous ?? [:]
    for position in positions {
      let entry = entries[position]
      let value = values[position]
      let cell = table[entry.place.row, entry.place.column]
      let location = table.location(entry.place.row, entry.place.column)
      let domain = kinds[entry.place.column].domain(of: cell, isDetail: isDetail[entry.place.row])
      described.append(
        Figure(
          location: location,
          value: value,
          role: entry.role,
          roundedTo: entry.roundedTo,
          domain: entry.isFixed
            ? Figure.Domain(step: domain.step, minimum: value, maximum: value) : domain,
          isBlank: cell.isBlank,
          hasFormula: cell.hasFormula,
          decimals: entry.decimals,
          previous: previous.isEmpty ? nil : previous[location]
        )
      )
    }
  }

  /// What there is too much of; nil where there is not.
  var excess: CheckExcess? {
    if hasTooManyOperands { return .operands }
    return findings.isFull ? .findings : nil
  }

  private var hasTooManyOperands: Bool {
    constraints.members.count > CheckExcess.operands.limit
  }

  mutating func add(_ relation: Constraint.Relation) {
    if hasTooManyOperands { return }
    if case .quotient(let quotient, _, _, let decimals) = relation {
      figures.print(quotient, decimals: decimals)
    }
    if constraintRules.last?.definition.code != current.definition.code {
      constraintRules.append(current)
    }
    constraints.append(Constraint(rule: constraintRules.count - 1, relation: relation))
  }

  /// Keeps a figure out of repairs.
  mutating func fix(_ figure: Int) {
    figures.fix(figure)
  }

  /// Points out the figure of a cell as faulty for a reason of its own, if it is in any equation.
  mutating func suspect(_ cell: CellFacts) {
    if let position = figures.position(ofCell: cell.cell) { suspects.insert(position) }
  }

  /// Explains the constraints that do not hold.
  mutating func locateFaults() {
    let entries = figures.entries
    let holds = constraints.holds(values: figures.values) { entries[$0].roundedTo }
    let isBroken = constraints.indices.contains { !holds[$0] && constraints.isEquation($0) }
    guard isBroken else { return }
    let index = ConstraintIndex(constraints, figureCount: figures.count)
    constraintIndex = index
    describedFigures = described()
    located = FaultLocating.locateFaults(
      figures: describedFigures,
      constraints: constraints,
      holds: holds,
      index: index,
      suspects: suspects
    )
    faults = located.flatMap { CellFault.faults(of: $0, in: self) }
    for (place, fault) in faults.enumerated().reversed() {
      faultPlaces[describedFigures[fault.figure].location] = place
    }
  }

  /// The fault at a cell, if one was found there.
  func fault(at location: CellLocation) -> CellFault? {
    faultPlaces[location].map { faults[$0] }
  }

  /// The figure that a cell should hold, as far as the constraints tell; else the one it holds.
  func mendedValue(of cell: BoundCell) -> Rational? {
    fault(at: cell.location)?.value ?? cell.number
  }

  /// The figures of a constraint, the derived one first.
  func figures(of constraint: Int) -> [Int] {
    constraints.figures(constraints.members(of: constraint))
  }

  /// Every cell of the constraints that a fault breaks, the faulty one first.
  func cells(of fault: CellFault) -> [CellLocation] {
    var cells = [describedFigures[fault.figure].location]
    var seen = Set(cells)
    for index in fault.explained {
      for position in figures(of: index) {
        let location = describedFigures[position].location
        if seen.insert(location).inserted { cells.append(location) }
      }
    }
    return cells
  }

  mutating func skip(_ reason: LocalizedText, sheet: String) {
    let entry = SkippedRule(rule: current.definition.code, sheet: sheet, reason: reason)
    if seenSkips.insert(entry).inserted { skipped.append(entry) }
  }
}

/// A cell's place in the bound tables, by position.
struct TablePlace: Hashable {
  var table: Int
  var row: Int
  var column: Int
}
