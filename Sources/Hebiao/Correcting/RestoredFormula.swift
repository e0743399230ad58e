import HebiaoCore

/// A formula for a percentage or a total that was typed, from the cells that its findings name.
///
/// Only where the cells' own values give the figure that the repair asks for, in one way.
struct RestoredFormula {
  /// The formula without `=`.
  var text: String
  /// Its value.
  var value: Rational

  init?(
    _ change: CellChange,
    _ findings: [Finding],
    _ value: (CellLocation) -> Rational?
  ) {
    guard case .number(let wanted) = change.to else { return nil }
    for finding in findings where finding.cells.contains(change.location) {
      let others = finding.cells.filter { $0 != change.location }
      let values = others.compactMap(value)
      guard !others.isEmpty, values.count == others.count else { continue }
      if let sum = values.reduce(Rational.zero, { $0?.adding($1) }), sum == wanted, others.count > 1
      {
        text = Self.sum(others, from: change.location.sheet)
        self.value = sum
        return
      }
      if let ratio = Self.ratio(others, values, change, wanted) {
        text = ratio
        self.value = wanted
        return
      }
    }
    return nil
  }

  /// `ROUND(J5/I5,4)`: half up at the precision that is printed.
  private static func ratio(
    _ cells: [CellLocation],
    _ values: [Rational],
    _ change: CellChange,
    _ wanted: Rational
  ) -> String? {
    guard cells.count == 2, change.text.hasSuffix("%"), values[0] != values[1] else { return nil }
    let decimals = CorrectedContent.decimals(showing: change.text)
    for (top, bottom) in [(0, 1), (1, 0)] {
      guard let exact = values[top].divided(by: values[bottom]),
        exact.roundedHalfUp(decimals: decimals) == wanted
      else { continue }
      let first = name(cells[top], from: change.location.sheet)
      let second = name(cells[bottom], from: change.location.sheet)
      return "ROUND(\(first)/\(second),\(decimals))"
    }
    return nil
  }

  /// `SUM(S5:S8,S10)`: neighbours below one another become a range.
  private static func sum(_ cells: [CellLocation], from sheet: String) -> String {
    var runs: [(first: CellLocation, last: CellLocation)] = []
    for cell in cells.sorted() {
      if let run = runs.last, run.last.sheet == cell.sheet,
        run.first.cell.column == cell.cell.column,
        run.last.cell.row.rawValue + 1 == cell.cell.row.rawValue
      {
        runs[runs.count - 1].last = cell
      } else if let run = runs.last, run.last.sheet == cell.sheet,
        run.first.cell.row == cell.cell.row,
        run.last.cell.column.rawValue + 1 == cell.cell.column.rawValue
      {
        runs[runs.count - 1].last = cell
      } else {
        runs.append((cell, cell))
      }
    }
    let parts = runs.map { run in
      let first = name(run.first, from: sheet)
      return run.first == run.last ? first : "\(first):\(run.last.cell)"
    }
    return "SUM(\(parts.joined(separator: ",")))"
  }

  private static func name(_ cell: CellLocation, from sheet: String) -> String {
    cell.sheet == sheet
      ? "\(cell.cell)" : "'\(cell.sheet.replacing("'", with: "''"))'!\(cell.cell)"
  }
}
