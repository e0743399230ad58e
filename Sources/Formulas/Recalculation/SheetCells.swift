import HebiaoCore

/// The cells of one sheet, found by row and column, and which of them have a formula.
///
/// An object, since every reading of a cell asks it.
final class SheetCells {
  let content: SheetContent
  /// The rows that hold cells, in order.
  private let rows: [Int]
  /// Where the cells of each row begin; one more at the end.
  private let starts: [Int]
  /// The formula of each cell by its position; empty where the sheet has none.
  let formulas: [Int32]
  /// Ranges that array formulas of several cells fill.
  let filledRanges: [CellRange]

  /// Finds the rows, and numbers the formulas from `firstFormula` on.
  init(_ content: SheetContent, firstFormula: Int) {
    self.content = content
    filledRanges = content.arrayFormulas.values.filter { $0.first != $0.last }
    var next = Int32(clamping: firstFormula)
    var hasFormulas = false
    var (rows, starts): ([Int], [Int]) = ([], [])
    for index in content.cells.indices {
      let row = content.cells.reference(at: index).row.rawValue
      if rows.last != row {
        rows.append(row)
        starts.append(index)
      }
      if content.cells.hasFormula(at: index) { hasFormulas = true }
    }
    starts.append(content.cells.count)
    self.rows = rows
    self.starts = starts
    guard hasFormulas else {
      formulas = []
      return
    }
    formulas = content.cells.indices.map { index in
      guard content.cells.hasFormula(at: index) else { return -1 }
      defer { next += 1 }
      return next
    }
  }

  var lastRow: Int { rows.last ?? 0 }

  /// The position of a cell; nil where the file has none there.
  func position(of cell: CellReference) -> Int? {
    guard
      let row = Self.firstIndex(
        in: rows.startIndex..<rows.endIndex,
        {
          rows[$0] >= cell.row.rawValue
        }
      ), rows[row] == cell.row.rawValue
    else { return nil }
    let found = Self.firstIndex(in: starts[row]..<starts[row + 1]) {
      content.cells.reference(at: $0).column >= cell.column
    }
    guard let found, content.cells.reference(at: found).column == cell.column else { return nil }
    return found
  }

  /// How many rows that hold cells a range covers.
  func rowCount(in range: CellRange) -> Int {
    let all = rows.startIndex..<rows.endIndex
    let first = Self.firstIndex(in: all) { rows[$0] >= range.first.row.rawValue } ?? rows.endIndex
    let end = Self.firstIndex(in: all) { rows[$0] > range.last.row.rawValue } ?? rows.endIndex
    return max(end - first, 0)
  }

  /// The positions of the cells of each row that a range covers.
  func positions(in range: CellRange) -> [Range<Int>] {
    guard
      let first = Self.firstIndex(
        in: 0..<rows.count,
        {
          rows[$0] >= range.first.row.rawValue
        }
      )
    else { return [] }
    var parts: [Range<Int>] = []
    var row = first
    while row < rows.count, rows[row] <= range.last.row.rawValue {
      let cells = starts[row]..<starts[row + 1]
      let low = Self.firstIndex(in: cells) {
        content.cells.reference(at: $0).column >= range.first.column
      }
      if let low {
        var high = low
        while high < cells.upperBound,
          content.cells.reference(at: high).column <= range.last.column
        {
          high += 1
        }
        if high > low { parts.append(low..<high) }
      }
      row += 1
    }
    return parts
  }

  /// Whether an array formula of several cells fills a cell.
  func isFilled(_ cell: CellReference) -> Bool {
    filledRanges.contains { $0.contains(cell) }
  }

  /// The first index for which a condition holds that holds for all after it.
  private static func firstIndex(in range: Range<Int>, _ holds: (Int) -> Bool) -> Int? {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low < range.upperBound ? low : nil
  }
}
