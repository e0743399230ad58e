import HebiaoCore
import TableBinding

/// A finding and the broken constraints that it tells of, by position.
struct ArithmeticFinding {
  var finding: Finding
  var explained: [Int]
}

/// What has been found so far, in the order in which it was found.
struct FindingList {
  private(set) var entries: [ArithmeticFinding] = []
  /// How much there is to tell: the findings, and the cells that they name.
  private var weight = 0

  /// So many cells of findings weigh as much as a finding.
  private static let cellsPerFinding = 16

  /// Whether there is more than is told.
  var isFull: Bool { weight > CheckExcess.findings.limit }

  /// The figures whose faults are told.
  private(set) var toldFaults: Set<Int> = []
  /// Cells whose formulas something was told about.
  private(set) var toldFormulas: Set<CellLocation> = []
  /// The cells that errors were reported at.
  private var errorCells: Set<CellLocation> = []
  /// The first finding at each cell that sentences are added to, by position in `entries`.
  private var open: [CellLocation: Int] = [:]
  /// Findings from here on come from the rules about formulas.
  private var firstFormulaFinding = Int.max

  mutating func append(_ finding: Finding, explaining constraints: [Int] = []) {
    append(ArithmeticFinding(finding: finding, explained: constraints))
  }

  mutating func append(_ findings: [ArithmeticFinding]) {
    for finding in findings { append(finding) }
  }

  private mutating func append(_ entry: ArithmeticFinding) {
    weight += 1 + entry.finding.cells.count / Self.cellsPerFinding
    if isFull { return }
    let isError = entry.finding.severity == .error
    if let cell = entry.finding.cell, isError || entries.count >= firstFormulaFinding {
      let location = CellLocation(sheet: entry.finding.sheet, cell: cell)
      if isError { errorCells.insert(location) }
      if open[location] == nil { open[location] = entries.count }
    }
    entries.append(entry)
  }

  /// Notes that the fault of a figure is told.
  mutating func noteFault(of figure: Int) { toldFaults.insert(figure) }

  /// Notes that something was told about the formula of a cell.
  mutating func noteFormula(at location: CellLocation) { toldFormulas.insert(location) }

  /// Notes that only the rules about formulas follow.
  mutating func beginFormulas() { firstFormulaFinding = entries.count }

  /// Whether an error has been reported at a cell already.
  func hasError(at location: CellLocation) -> Bool { errorCells.contains(location) }

  /// Adds a sentence to the error that was found at a cell, or to what the rules about formulas
  /// told of it; false where there is none.
  mutating func append(
    _ message: LocalizedText,
    toFindingAt location: CellLocation,
    others: [CellLocation]
  ) -> Bool {
    guard let position = open[location] else { return false }
    let known = entries[position].finding.message
    entries[position].finding.message = LocalizedText(
      zh: known.chinese + "; " + message.chinese,
      en: known.english + "; " + message.english
    )
    if !others.isEmpty {
      let cells = Set(entries[position].finding.cells)
      entries[position].finding.cells += others.filter { !cells.contains($0) }
    }
    return true
  }

  /// The findings sheet by sheet, the most serious first, in reading order, with their numbers.
  func sorted(bySheets sheets: [BoundSheet]) -> [ArithmeticFinding] {
    let keys = entries.indices.map { index in
      SortKey(
        sheet: sheets.firstIndex { $0.name == entries[index].finding.sheet } ?? 0,
        severity: entries[index].finding.severity,
        cell: entries[index].finding.cell ?? CellReference(0, 0),
        index: index
      )
    }
    return keys.sorted().enumerated().map { position, key in
      var entry = entries[key.index]
      entry.finding.id = "f\(position + 1)"
      return entry
    }
  }

  private struct SortKey: Comparable {
    var sheet: Int
    var severity: Severity
    var cell: CellReference
    var index: Int

    static func < (left: SortKey, right: SortKey) -> Bool {
      (left.sheet, left.severity, left.cell, left.index)
        < (right.sheet, right.severity, right.cell, right.index)
    }
  }
}
