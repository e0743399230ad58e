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
  /// The figures whose faults are told.
  private(set) var toldFaults: Set<Int> = []
  /// Cells whose formulas something was told about.
  private(set) var toldFormulas: Set<CellLocation> = []
  /// Findings from here on come from the rules about formulas.
  private var firstFormulaFinding = Int.max

  mutating func append(_ finding: Finding, explaining constraints: [Int] = []) {
    entries.append(ArithmeticFinding(finding: finding, explained: constraints))
  }

  mutating func append(_ findings: [ArithmeticFinding]) { entries += findings }

  /// Notes that the fault of a figure is told.
  mutating func noteFault(of figure: Int) { toldFaults.insert(figure) }

  /// Notes that something was told about the formula of a cell.
  mutating func noteFormula(at location: CellLocation) { toldFormulas.insert(location) }

  /// Notes that only the rules about formulas follow.
  mutating func beginFormulas() { firstFormulaFinding = entries.count }

  /// Whether an error has been reported at a cell already.
  func hasError(at location: CellLocation) -> Bool {
    entries.indices.contains { entries[$0].finding.severity == .error && isTold($0, at: location) }
  }

  /// Adds a sentence to the error that was found at a cell, or to what the rules about formulas
  /// told of it; false where there is none.
  mutating func append(
    _ message: LocalizedText,
    toFindingAt location: CellLocation,
    others: [CellLocation]
  ) -> Bool {
    let position = entries.indices.first { index in
      (entries[index].finding.severity == .error || index >= firstFormulaFinding)
        && isTold(index, at: location)
    }
    guard let position else { return false }
    let known = entries[position].finding.message
    entries[position].finding.message = LocalizedText(
      zh: known.chinese + "; " + message.chinese,
      en: known.english + "; " + message.english
    )
    let cells = entries[position].finding.cells
    entries[position].finding.cells += others.filter { !cells.contains($0) }
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

  /// Whether a finding is about a cell.
  private func isTold(_ index: Int, at location: CellLocation) -> Bool {
    entries[index].finding.cell == location.cell && entries[index].finding.sheet == location.sheet
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
