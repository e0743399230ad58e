import FaultLocating
import Formulas
import HebiaoCore
import TableBinding
import TableSchemas

/// The workbook under check: its tables, the figures and constraints met so far, the findings.
struct CheckContext {
  let sheets: [BoundSheet]
  let tables: [BoundTable]
  /// The schemas that occur, in the order of their first table.
  let schemas: [TableSchema]
  /// The formulas of the sheets, computed again; nil where there are none.
  let formulas: FormulaInspection?
  /// The workbook of an earlier month, where the check is against one.
  var earlier: EarlierMonth?
  private(set) var rule = RuleDefinition.unstated
  private(set) var currentSchemaID = ""

  private(set) var figures: FigureRegistry
  private(set) var constraints: [Constraint] = []
  private(set) var rules: [RuleDefinition] = []
  private(set) var located: [LocatedFault] = []
  /// The cells that are most probably wrong, and what they should hold.
  private(set) var faults: [CellFault] = []
  private var suspects: Set<Int> = []
  private var findings: [ArithmeticFinding] = []
  private var skipped: [SkippedRule] = []
  private var seenSkips: Set<SkippedRule> = []
  private var faultFindings: [Int: Int] = [:]
  /// Findings from here on come from the rules about formulas.
  private var firstFormulaFinding = Int.max
  /// Cells whose formulas something was told about.
  private(set) var toldFormulas: Set<CellLocation> = []

  init(sheets: [BoundSheet], formulas: FormulaInspection? = nil) {
    self.sheets = sheets
    self.formulas = formulas
    tables = sheets.flatMap(\.tables)
    figures = FigureRegistry(tables)
    var schemas: [TableSchema] = []
    for table in tables where !schemas.contains(where: { $0.id == table.schema.id }) {
      schemas.append(table.schema)
    }
    self.schemas = schemas
  }

  mutating func begin(_ rule: RuleDefinition, of schema: TableSchema) {
    self.rule = rule
    currentSchemaID = schema.id
  }

  /// The tables that the current rule applies to, by position in `tables`.
  var ruleTables: [Int] {
    tables.indices.filter {
      tables[$0].schema.id == currentSchemaID && rule.tables.contains(tables[$0].definition.id)
    }
  }

  /// The sheets that hold a table of the current rule's schema.
  var ruleSheets: [BoundSheet] {
    sheets.filter { sheet in sheet.tables.contains { $0.schema.id == currentSchemaID } }
  }

  // MARK: Figures and constraints

  /// The position of a cell's figure; the cell must hold a number, or nothing.
  mutating func figure(
    _ cell: BoundCell,
    value: Rational,
    at place: TablePlace,
    role: Figure.Role
  ) -> Int {
    let table = tables[place.table]
    let definition = table.columns[place.column].definition
    let isDetail = table.rows[place.row].kind == BoundRow.detail
    // A blank among marks is a mark that is not there.
    let role = isDetail && definition.content == .mark ? Figure.Role.mark : role
    return figures.position(of: cell, at: place, role: role) { figure in
      figure.value = value
      figure.hasFormula = cell.hasFormula
      figure.decimals = cell.decimals
      figure.previous = earlier?.previous[cell.location]
      figure.minimum = .zero
      switch definition.content {
      case .count, .ordinal, .mark: figure.step = .one
      default: figure.step = definition.step
      }
      // What does not apply is not there to be changed.
      if cell.value == .notApplicable { figure.maximum = .zero }
      switch definition.content {
      case .mark where isDetail: figure.maximum = .one
      case .attendance where isDetail && cell.value != .notApplicable:
        figure.maximum =
          table.columns[place.column].group.flatMap { table.groups[$0].weight } ?? .one
      default: break
      }
    }
  }

  mutating func add(_ relation: Constraint.Relation) {
    if case .quotient(let quotient, _, _, let decimals) = relation {
      figures.print(quotient, decimals: decimals)
    }
    if rules.last?.code != rule.code || rules.isEmpty { rules.append(rule) }
    constraints.append(Constraint(rule: rules.count - 1, relation: relation))
  }

  /// Keeps a figure out of repairs.
  mutating func fix(_ figure: Int) {
    figures.fix(figure)
  }

  mutating func suspect(_ location: CellLocation) {
    if let position = figures.position(at: location) { suspects.insert(position) }
  }

  /// Explains the constraints that do not hold.
  mutating func locateFaults() {
    located = FaultLocating.locateFaults(
      figures: figures.list,
      constraints: constraints,
      suspects: suspects
    )
    faults = located.flatMap { CellFault.faults(of: $0, constraints) }
  }

  /// The fault at a cell, if one was found there.
  func fault(at location: CellLocation) -> CellFault? {
    guard !faults.isEmpty, let position = figures.position(at: location) else { return nil }
    return faults.first { $0.figure == position }
  }

  /// Whether an error has been reported at a cell already.
  func hasError(at location: CellLocation) -> Bool {
    findings.contains { entry in
      entry.finding.severity == .error && entry.finding.sheet == location.sheet
        && entry.finding.cell == location.cell
    }
  }

  /// The figure that a cell should hold, as far as the constraints tell; else the one it holds.
  func mendedValue(of cell: BoundCell) -> Rational? {
    fault(at: cell.location)?.value ?? cell.number
  }

  // MARK: Findings

  mutating func skip(_ reason: LocalizedText, sheet: String) {
    let entry = SkippedRule(rule: rule.code, sheet: sheet, reason: reason)
    if seenSkips.insert(entry).inserted { skipped.append(entry) }
  }

  /// Reports something about one cell; a fault located there is told in the same finding.
  mutating func report(
    _ cell: BoundCell,
    at place: TablePlace,
    message: LocalizedText,
    expected: ReportedValue = .none,
    others: [CellLocation] = [],
    earlierCell: CellLocation? = nil,
    severity: Severity? = nil
  ) {
    var finding = Finding(
      rule: rule.code,
      severity: severity ?? rule.severity,
      sheet: cell.location.sheet,
      cell: cell.location.cell,
      mergedRange: cell.mergedRange,
      label: TableLabels.label(of: place, in: tables),
      message: message,
      reason: rule.reason,
      actual: cell.reported,
      expected: expected,
      earlierCell: earlierCell,
      cells: [cell.location] + others
    )
    var explained: [Int] = []
    if finding.severity == .error, let fault = fault(at: cell.location) {
      explained = fault.explained
      if let value = fault.value {
        finding.expected = .number(value)
        let text = FigureTexts.text(value, like: cell)
        finding.message = LocalizedText(
          zh: message.chinese + "; 按其他数推算应为 \(text)",
          en: message.english + "; the other figures call for \(text)"
        )
      }
      finding.cells += cells(of: fault).filter { !finding.cells.contains($0) }
      faultFindings[fault.figure] = findings.count
    }
    findings.append(ArithmeticFinding(finding: finding, explained: explained))
  }

  mutating func report(
    sheet: String,
    cell: CellReference?,
    label: LocalizedText? = nil,
    message: LocalizedText,
    actual: ReportedValue = .none,
    expected: ReportedValue = .none,
    earlierCell: CellLocation? = nil,
    cells: [CellLocation] = [],
    severity: Severity? = nil
  ) {
    append(
      Finding(
        rule: rule.code,
        severity: severity ?? rule.severity,
        sheet: sheet,
        cell: cell,
        label: label,
        message: message,
        reason: rule.reason,
        actual: actual,
        expected: expected,
        earlierCell: earlierCell,
        cells: cells
      )
    )
  }

  mutating func append(_ finding: Finding) {
    findings.append(ArithmeticFinding(finding: finding, explained: []))
  }

  /// Notes that only the rules about formulas follow.
  mutating func beginFormulas() {
    firstFormulaFinding = findings.count
  }

  /// Notes that something was told about the formula of a cell.
  mutating func noteFormula(at location: CellLocation) {
    toldFormulas.insert(location)
  }

  /// Adds a sentence to the error that was found at a cell, or to what the rules about formulas
  /// told of it; false where there is none.
  mutating func append(
    _ message: LocalizedText,
    toFindingAt location: CellLocation,
    others: [CellLocation]
  ) -> Bool {
    let position = findings.indices.first { index in
      let finding = findings[index].finding
      return finding.sheet == location.sheet && finding.cell == location.cell
        && (finding.severity == .error || index >= firstFormulaFinding)
    }
    guard let position else { return false }
    let known = findings[position].finding.message
    findings[position].finding.message = LocalizedText(
      zh: known.chinese + "; " + message.chinese,
      en: known.english + "; " + message.english
    )
    let cells = findings[position].finding.cells
    findings[position].finding.cells += others.filter { !cells.contains($0) }
    return true
  }

  /// Reports the arithmetic faults that no cell rule has told already.
  mutating func reportFaults() {
    let untold = faults.filter { !$0.explained.isEmpty && faultFindings[$0.figure] == nil }
    var reports = untold.map { fault in
      FaultReport(
        finding: FaultFindings.finding(for: fault, in: self),
        place: figures.places[fault.figure],
        explained: fault.explained
      )
    }
    let blamed = Set(faults.flatMap(\.explained))
    let unexplained = located.flatMap(\.explained).filter { !blamed.contains($0) }.sorted()
    reports += unexplained.map { index in
      FaultReport(
        finding: FaultFindings.finding(forUnexplained: index, in: self),
        place: figures.places[constraints[index].derived],
        explained: [index]
      )
    }
    findings += ClosingRows.merged(reports, in: self)
  }

  /// Every cell of the constraints that a fault breaks, the faulty one first.
  func cells(of fault: CellFault) -> [CellLocation] {
    var cells = [figures.list[fault.figure].location]
    var seen = Set(cells)
    for index in fault.explained {
      for position in constraints[index].figures {
        let location = figures.list[position].location
        if seen.insert(location).inserted { cells.append(location) }
      }
    }
    return cells
  }

  func outcome() -> CheckOutcome {
    let order = Dictionary(
      sheets.enumerated().map { ($1.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var sorted = findings.enumerated().sorted { left, right in
      let first = left.element.finding
      let second = right.element.finding
      let sheets = (order[first.sheet] ?? 0, order[second.sheet] ?? 0)
      if sheets.0 != sheets.1 { return sheets.0 < sheets.1 }
      if first.severity != second.severity { return first.severity < second.severity }
      let cells = (first.cell ?? CellReference(0, 0), second.cell ?? CellReference(0, 0))
      if cells.0 != cells.1 { return cells.0 < cells.1 }
      return left.offset < right.offset
    }.map(\.element)
    for index in sorted.indices { sorted[index].finding.id = "f\(index + 1)" }
    return CheckOutcome(
      findings: sorted.map(\.finding),
      diagnoses: Diagnoses.of(located, told: sorted, in: self),
      skippedRules: skipped
    )
  }
}

/// A finding and the broken constraints that it tells of, by position.
struct ArithmeticFinding {
  var finding: Finding
  var explained: [Int]
}

/// A cell's place in the bound tables, by position.
struct TablePlace: Hashable {
  var table: Int
  var row: Int
  var column: Int
}

/// The figures met so far; a cell is one figure however many constraints it stands in.
struct FigureRegistry {
  private(set) var list: [Figure] = []
  private(set) var places: [TablePlace] = []
  private(set) var cells: [BoundCell] = []
  private var positions: [CellLocation: Int] = [:]
  /// The positions of the figures at the places of each table, row by row; -1 where there is none.
  private var known: [[Int32]]
  private let widths: [Int]

  init(_ tables: [BoundTable]) {
    widths = tables.map(\.columns.count)
    known = tables.map { [Int32](repeating: -1, count: $0.rows.count * $0.columns.count) }
    positions.reserveCapacity(known.reduce(0) { $0 + $1.count })
  }

  func position(at location: CellLocation) -> Int? {
    positions[location]
  }

  /// Leaves a figure no other value than its own.
  mutating func fix(_ position: Int) {
    list[position].minimum = list[position].value
    list[position].maximum = list[position].value
  }

  /// Notes how many decimals a percentage is printed with.
  mutating func print(_ position: Int, decimals: Int) {
    list[position].decimals = decimals
  }

  /// The figure of a cell, described on first sight; later sights may only lower its role.
  mutating func position(
    of cell: BoundCell,
    at place: TablePlace,
    role: Figure.Role,
    describing describe: (inout Figure) -> Void
  ) -> Int {
    let slot = place.row * widths[place.table] + place.column
    if let position = position(ofPlace: place, slot: slot, cell) {
      list[position].role = min(list[position].role, role)
      return position
    }
    var figure = Figure(
      location: cell.location,
      value: .zero,
      role: role,
      isBlank: cell.isBlank
    )
    describe(&figure)
    let value = figure.value
    if figure.role != .percentage {
      figure.roundedTo = cell.decimals.flatMap { decimals -> Int? in
        value.roundedHalfUp(decimals: decimals) == value ? nil : decimals
      }
    }
    let position = list.count
    positions[cell.location] = position
    known[place.table][slot] = Int32(clamping: position)
    list.append(figure)
    places.append(place)
    cells.append(cell)
    return position
  }

  /// The figure at a place: the one met there before, or at another place of its merged range.
  private mutating func position(
    ofPlace place: TablePlace,
    slot: Int,
    _ cell: BoundCell
  ) -> Int? {
    if known[place.table][slot] >= 0 { return Int(known[place.table][slot]) }
    guard let position = positions[cell.location] else { return nil }
    known[place.table][slot] = Int32(clamping: position)
    return position
  }
}

extension BoundCell {
  /// What the cell holds, as a finding reports it.
  var reported: ReportedValue {
    switch raw {
    case .empty: .none
    case .number(let double): Rational(double).map(ReportedValue.number) ?? .none
    case .string(let text): .text(text)
    case .bool(let flag): .text(flag ? "TRUE" : "FALSE")
    case .error(let code): .text(code)
    case .date(let date): .text(CalendarDate(date).map(\.description) ?? "")
    }
  }
}
