package import HebiaoCore

extension ParsedFormula {
  /// The formula as it reads when it is copied from one cell to another: relative references move.
  ///
  /// Two formulas are the same copied formula where they are equal after a move to one cell. A
  /// reference that leaves the sheet comes in again at the other side.
  package func moved(from cell: CellReference, to other: CellReference) -> ParsedFormula {
    let rows = other.row.rawValue - cell.row.rawValue
    let columns = other.column.rawValue - cell.column.rawValue
    return ParsedFormula(
      nodes: nodes.map { node in
        if case .area(let area) = node {
          .area(area.moved(rows: rows, columns: columns))
        } else {
          node
        }
      }
    )
  }

  /// The cells that it reads as seen from its own; nil where it names none.
  ///
  /// `=J5/I5` in K5 and `=ROUND(J6/I6,4)` in K6 read the same, whatever they do with it.
  package func pattern(at cell: CellReference) -> FormulaPattern? {
    var areas: Set<AreaReference> = []
    moved(from: cell, to: CellReference(0, 0)).forEachArea { areas.insert($0) }
    return areas.isEmpty ? nil : FormulaPattern(areas: areas)
  }
}

/// The cells that a formula reads, as seen from its own cell.
package struct FormulaPattern: Sendable, Hashable {
  let areas: Set<AreaReference>
}
