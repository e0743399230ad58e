import HebiaoCore

/// Cells of a workbook, of which it is asked whether any stands in an area.
package struct WorkbookCellSet {
  private let members: Set<WorkbookCell>
  /// The cells row by row, and column by column: an area is gone through along its shorter side.
  private let byRow: [Place]
  private let byColumn: [Place]

  /// A cell's place: its line, a row or a column, and where it stands in it.
  private struct Place: Comparable {
    var sheet: Int
    var line: Int
    var offset: Int

    static func < (left: Place, right: Place) -> Bool {
      (left.sheet, left.line, left.offset) < (right.sheet, right.line, right.offset)
    }
  }

  /// The set of some cells.
  ///
  /// Complexity: n log n.
  package init(_ cells: [WorkbookCell]) {
    members = Set(cells)
    let places = members.map { cell in
      let (row, column) = (cell.reference.row.rawValue, cell.reference.column.rawValue)
      return Place(sheet: cell.sheet, line: row, offset: column)
    }
    byRow = places.sorted()
    byColumn = places.map { Place(sheet: $0.sheet, line: $0.offset, offset: $0.line) }.sorted()
  }

  /// Whether a cell is one of them.
  package func contains(_ cell: WorkbookCell) -> Bool { members.contains(cell) }

  /// Whether a formula reads any of them.
  package func meets(_ reach: FormulaReach) -> Bool {
    !members.isEmpty && reach.areas.contains { meets($0) }
  }

  private func meets(_ area: CellArea) -> Bool {
    let (first, last) = (area.range.first, area.range.last)
    let rows = first.row.rawValue...last.row.rawValue
    let columns = first.column.rawValue...last.column.rawValue
    return rows.count <= columns.count
      ? Self.isAny(of: byRow, on: area.sheet, lines: rows, offsets: columns)
      : Self.isAny(of: byColumn, on: area.sheet, lines: columns, offsets: rows)
  }

  /// Whether any of some sorted places lies within these lines and offsets.
  ///
  /// Complexity: log n for each line that holds one.
  private static func isAny(
    of places: [Place],
    on sheet: Int,
    lines: ClosedRange<Int>,
    offsets: ClosedRange<Int>
  ) -> Bool {
    var next = Place(sheet: sheet, line: lines.lowerBound, offset: offsets.lowerBound)
    while let found = firstPlace(from: next, in: places), found.sheet == sheet,
      found.line <= lines.upperBound
    {
      if offsets.contains(found.offset) { return true }
      let line = found.offset < offsets.lowerBound ? found.line : found.line + 1
      next = Place(sheet: sheet, line: line, offset: offsets.lowerBound)
    }
    return false
  }

  private static func firstPlace(from least: Place, in places: [Place]) -> Place? {
    let position = places.partitioningIndex { !($0 < least) }
    return position < places.count ? places[position] : nil
  }
}
