import HebiaoCore
import SpreadsheetML

/// The formulas that the cells above and below a cell, or beside it, have in common.
///
/// ```
/// K5 =J5/I5, K6 60.00%, K7 =J7/I7     K6 might hold J6/I6, as K5 and K7 do
/// ```
struct NeighbourFormulas {
  /// A formula that might stand in the cell.
  struct Candidate {
    /// The nearest neighbour that has it.
    var source: CellReference
    /// The formula as it reads in the cell, without `=`.
    var text: String
  }

  /// Those that two neighbours have or more: first the ones of the same column, of each the most
  /// frequent first, then the nearest.
  private(set) var candidates: [Candidate] = []

  /// The neighbours that have one and the same formula.
  private struct Neighbours {
    var count = 0
    var inColumn = 0
    var nearest: Int
    var source: CellReference
  }

  /// Neighbours that count for nothing once so many have been looked at.
  private static let limit = 2_000

  init(of cell: CellReference, in sheet: SheetContent) {
    var found: [String: Neighbours] = [:]
    var seen = 0
    for position in sheet.cells.indices where sheet.cells.hasFormula(at: position) {
      let neighbour = sheet.cells.reference(at: position)
      let rows = cell.row.rawValue - neighbour.row.rawValue
      let columns = cell.column.rawValue - neighbour.column.rawValue
      guard (rows == 0) != (columns == 0), let formula = sheet.cells.formula(at: position),
        sheet.arrayFormulas[neighbour] == nil,
        let moved = FormulaShifter.shift(Array(formula.utf8), rows: rows, columns: columns)
      else { continue }
      seen += 1
      if seen > Self.limit { break }
      let text = String(decoding: moved, as: UTF8.self)
      if text.contains("#REF!") { continue }
      let distance = abs(rows) + abs(columns)
      var entry = found[text] ?? Neighbours(nearest: distance, source: neighbour)
      entry.count += 1
      if columns == 0 { entry.inColumn += 1 }
      if distance < entry.nearest {
        (entry.nearest, entry.source) = (distance, neighbour)
      }
      found[text] = entry
    }
    candidates = found.filter { $0.value.count > 1 }
      .sorted { first, second in
        let (one, other) = (first.value, second.value)
        let (above, beside) = (one.inColumn > 1, other.inColumn > 1)
        if above != beside { return above }
        if one.count != other.count { return one.count > other.count }
        return one.nearest != other.nearest ? one.nearest < other.nearest : first.key < second.key
      }
      .map { Candidate(source: $0.value.source, text: $0.key) }
  }
}
