import HebiaoCore

/// The cells of one sheet that formulas read.
struct AreaSelection {
  /// Rows by column, in order and apart from one another.
  private var rows: [[ClosedRange<Int>]] = []
  /// Ranges over very many columns.
  private var wide: [CellRange] = []

  /// Columns beyond which a range is not listed under each.
  private static let widest = 256

  /// The cells of some ranges.
  init(_ ranges: [CellRange]) {
    for range in ranges {
      let columns = range.first.column.rawValue...range.last.column.rawValue
      guard columns.count <= Self.widest else {
        wide.append(range)
        continue
      }
      if rows.count <= columns.upperBound {
        rows.append(contentsOf: repeatElement([], count: columns.upperBound + 1 - rows.count))
      }
      let own = range.first.row.rawValue...range.last.row.rawValue
      for column in columns { rows[column].append(own) }
    }
    for column in rows.indices { rows[column] = Self.joined(rows[column]) }
  }

  /// Whether it holds no cell.
  var isEmpty: Bool { rows.isEmpty && wide.isEmpty }

  /// Whether it holds a cell.
  func contains(row: Int, column: Int) -> Bool {
    if rows.indices.contains(column) {
      let own = rows[column]
      var (low, high) = (0, own.count)
      while low < high {
        let middle = (low + high) / 2
        if own[middle].upperBound < row { low = middle + 1 } else { high = middle }
      }
      if low < own.count, own[low].contains(row) { return true }
    }
    return wide.contains { $0.contains(CellReference(row, column)) }
  }

  private static func joined(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
    var joined: [ClosedRange<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, range.lowerBound <= last.upperBound + 1 {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
