import HebiaoCore

/// The merged ranges of a sheet, found by the positions they cover.
///
/// Each range is entered once for every column it spans, by column and then by first row, so that a
/// position is found by halving and a column without merged ranges costs nothing.
struct MergedSpans: Sendable {
  private struct Span {
    var firstRow: Int
    var lastRow: Int
    /// The position of its range in `ranges`.
    var range: Int
  }

  private var ranges: [CellRange] = []
  private var spans: [Span] = []
  /// Where the spans of each column begin; one more than there are columns.
  private var columnStarts: [Int] = []
  private var byAnchor: [CellReference: CellRange] = [:]

  /// A sheet whose ranges span more columns together has the rest ignored.
  private static let limit = 200_000

  init(_ merged: [CellRange]) {
    var entered = 0
    var counts: [Int] = []
    for range in merged where range.first != range.last {
      entered += range.width
      if entered > Self.limit { break }
      ranges.append(range)
      byAnchor[range.first] = range
      let last = range.last.column.rawValue
      if last >= counts.count {
        counts += [Int](repeating: 0, count: last + 1 - counts.count)
      }
      for column in range.first.column.rawValue...last { counts[column] += 1 }
    }
    guard !ranges.isEmpty else { return }
    columnStarts.reserveCapacity(counts.count + 1)
    var total = 0
    for count in counts {
      columnStarts.append(total)
      total += count
    }
    columnStarts.append(total)
    spans = [Span](repeating: Span(firstRow: 0, lastRow: 0, range: 0), count: total)
    var next = columnStarts
    // From the top, and those of one row in file order, each column's spans come sorted.
    let order = ranges.indices.sorted {
      (ranges[$0].first.row.rawValue, $0) < (ranges[$1].first.row.rawValue, $1)
    }
    for index in order {
      let range = ranges[index]
      let span = Span(
        firstRow: range.first.row.rawValue,
        lastRow: range.last.row.rawValue,
        range: index
      )
      for column in range.first.column.rawValue...range.last.column.rawValue {
        spans[next[column]] = span
        next[column] += 1
      }
    }
  }

  /// The range that covers a position.
  func range(at reference: CellReference) -> CellRange? {
    let column = reference.column.rawValue
    guard column + 1 < columnStarts.count else { return nil }
    let row = reference.row.rawValue
    let start = columnStarts[column]
    let below = (start..<columnStarts[column + 1]).partitioningIndex {
      spans[$0].firstRow > row
    }
    guard below > start, spans[below - 1].lastRow >= row else { return nil }
    return ranges[spans[below - 1].range]
  }

  /// The range that starts at a position.
  func range(from anchor: CellReference) -> CellRange? {
    // Most cells are not merged, which is quicker to say than what is.
    range(at: anchor) == nil ? nil : byAnchor[anchor]
  }
}
