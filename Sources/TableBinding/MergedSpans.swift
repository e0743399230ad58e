import HebiaoCore

/// The merged ranges of a sheet, found by the positions they cover.
///
/// Each range is entered once for every column it spans, by column and then by first row, so that a
/// position is found by halving and a column without merged ranges costs nothing.
struct MergedSpans: Sendable {
  private struct Span {
    var firstRow: Int32
    var lastRow: Int32
    /// The position of its range in `ranges`.
    var range: Int32
  }

  /// Rows that ranges cover which share some of them, and all columns that these span.
  private struct Band {
    var rows: ClosedRange<Int>
    var columns: Range<Int>
  }

  private var ranges: [CellRange] = []
  private var spans: [Span] = []
  /// Where the spans of each column begin; one more than there are columns.
  private var columnStarts: [Int] = []
  /// The rows that ranges cover, from the top, without an overlap.
  private var bands: [Band] = []
  /// The ranges by where they start; empty unless some overlap, as no range may.
  private var byAnchor: [CellReference: CellRange] = [:]

  /// A sheet whose ranges span more columns together has the rest ignored.
  private static let limit = 200_000

  init(_ merged: [CellRange]) {
    var entered = 0
    var counts: [Int] = []
    ranges.reserveCapacity(min(merged.count, Self.limit))
    for range in merged where range.first != range.last {
      entered += range.width
      if entered > Self.limit { break }
      ranges.append(range)
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
    if enterSpans(total) {
      for range in ranges { byAnchor[range.first] = range }
    }
  }

  /// Enters every range in its columns; whether some overlap.
  private mutating func enterSpans(_ count: Int) -> Bool {
    spans = [Span](repeating: Span(firstRow: 0, lastRow: 0, range: 0), count: count)
    var next = columnStarts
    var overlap = false
    for index in orderFromTheTop() {
      let range = ranges[index]
      cover(range)
      let span = Span(
        firstRow: Int32(clamping: range.first.row.rawValue),
        lastRow: Int32(clamping: range.last.row.rawValue),
        range: Int32(clamping: index)
      )
      for column in range.first.column.rawValue...range.last.column.rawValue {
        let place = next[column]
        if place > columnStarts[column], spans[place - 1].lastRow >= span.firstRow {
          overlap = true
        }
        spans[place] = span
        next[column] += 1
      }
    }
    return overlap
  }

  /// Notes that a range covers its rows, of which the first is not above those noted before.
  private mutating func cover(_ range: CellRange) {
    let rows = range.first.row.rawValue...range.last.row.rawValue
    let columns = range.first.column.rawValue..<range.last.column.rawValue + 1
    guard let last = bands.last, last.rows.upperBound >= rows.lowerBound else {
      bands.append(Band(rows: rows, columns: columns))
      return
    }
    bands[bands.count - 1] = Band(
      rows: last.rows.lowerBound...max(last.rows.upperBound, rows.upperBound),
      columns: min(
        last.columns.lowerBound,
        columns.lowerBound
      )..<max(last.columns.upperBound, columns.upperBound)
    )
  }

  /// Columns outside which no range covers a cell of a row; empty where none does.
  func columns(coveredIn row: Int) -> Range<Int> {
    let place = bands.partitioningIndex { $0.rows.upperBound >= row }
    guard place < bands.count, bands[place].rows.lowerBound <= row else { return 0..<0 }
    return bands[place].columns
  }

  /// The positions of the ranges from the top, those of one row in file order: then each column's spans
  /// come sorted.
  private func orderFromTheTop() -> [Int] {
    func row(_ index: Int) -> Int { ranges[index].first.row.rawValue }
    if ranges.indices.dropFirst().allSatisfy({ row($0 - 1) <= row($0) }) {
      return Array(ranges.indices)
    }
    return ranges.indices.sorted { (row($0), $0) < (row($1), $1) }
  }

  /// Calls `body` with the ranges over several rows, as far as none has the same anchor as a later one.
  func forEachTall(_ body: (CellRange) -> Void) {
    for range in ranges
    where range.height > 1 && (byAnchor.isEmpty || byAnchor[range.first] == range) {
      body(range)
    }
  }

  /// The range that covers a position.
  func range(at reference: CellReference) -> CellRange? {
    let column = reference.column.rawValue
    guard column + 1 < columnStarts.count else { return nil }
    let (start, end) = (columnStarts[column], columnStarts[column + 1])
    let row = Int32(clamping: reference.row.rawValue)
    guard start < end, spans[start].firstRow <= row else { return nil }
    // Most cells stand below the merged ones, which head their columns.
    let place =
      spans[end - 1].firstRow <= row
      ? end - 1 : (start..<end).partitioningIndex { spans[$0].firstRow > row } - 1
    guard spans[place].lastRow >= row else { return nil }
    return ranges[Int(spans[place].range)]
  }

  /// The range that starts at a position.
  func range(from anchor: CellReference) -> CellRange? {
    guard let range = range(at: anchor) else { return nil }
    return range.first == anchor ? rangeKept(of: range) : byAnchor[anchor]
  }

  /// The range that counts of those that start where one does: itself, unless some overlap.
  func rangeKept(of range: CellRange) -> CellRange? {
    byAnchor.isEmpty ? range : byAnchor[range.first]
  }
}
