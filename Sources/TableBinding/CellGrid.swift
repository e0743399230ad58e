package import HebiaoCore

/// A sheet's cells, found by position, with what merged ranges hide left out.
///
/// Memory follows the cells and merged ranges present, never the extent of the sheet.
package struct CellGrid: Sendable {
  package let sheet: SheetContent
  /// The rows that hold cells, ascending.
  package let rows: [Int]
  private let rowStarts: [Int]
  private let mergesByColumn: [Int: [MergedSpan]]
  private let mergesByAnchor: [CellReference: CellRange]

  private struct MergedSpan {
    var firstRow: Int
    var lastRow: Int
    var range: CellRange
  }

  /// Merged ranges are entered once per column; a sheet with more than this has the rest ignored.
  private static let mergedColumnLimit = 200_000

  package init(_ sheet: SheetContent) {
    self.sheet = sheet
    var rows: [Int] = []
    var starts: [Int] = []
    for (index, cell) in sheet.cells.enumerated() where cell.reference.row.rawValue != rows.last {
      rows.append(cell.reference.row.rawValue)
      starts.append(index)
    }
    starts.append(sheet.cells.count)
    self.rows = rows
    rowStarts = starts
    var byColumn: [Int: [MergedSpan]] = [:]
    var byAnchor: [CellReference: CellRange] = [:]
    var entered = 0
    for range in sheet.mergedRanges where range.first != range.last {
      entered += range.width
      if entered > Self.mergedColumnLimit { break }
      byAnchor[range.first] = range
      let span = MergedSpan(
        firstRow: range.first.row.rawValue,
        lastRow: range.last.row.rawValue,
        range: range
      )
      for column in range.first.column.rawValue...range.last.column.rawValue {
        byColumn[column, default: []].append(span)
      }
    }
    for column in byColumn.keys {
      byColumn[column]?.sort { $0.firstRow < $1.firstRow }
    }
    mergesByColumn = byColumn
    mergesByAnchor = byAnchor
  }

  /// The cells of one row, from left to right, those hidden under merged ranges included.
  package func cells(inRow row: Int) -> ArraySlice<SheetCell> {
    guard let index = position(ofRow: row) else { return [] }
    return sheet.cells[rowStarts[index]..<rowStarts[index + 1]]
  }

  /// The rows that hold cells below one row down to another.
  package func rows(after first: Int, through last: Int) -> ArraySlice<Int> {
    guard first < last else { return [] }
    return rows[
      firstPosition(
        from: first + 1
      )..<max(firstPosition(from: first + 1), firstPosition(from: last + 1))
    ]
  }

  /// The cell that stands at a position itself, whether or not a merged range hides it.
  package func cell(at reference: CellReference) -> SheetCell? {
    index(of: reference).map { sheet.cells[$0] }
  }

  /// The place of a position's cell among the sheet's cells.
  package func index(of reference: CellReference) -> Int? {
    let slice = cells(inRow: reference.row.rawValue)
    var low = slice.startIndex
    var high = slice.endIndex
    while low < high {
      let middle = (low + high) / 2
      if slice[middle].reference.column < reference.column {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low < slice.endIndex && slice[low].reference == reference ? low : nil
  }

  /// The merged range that covers a position.
  package func mergedRange(at reference: CellReference) -> CellRange? {
    guard let spans = mergesByColumn[reference.column.rawValue] else { return nil }
    let row = reference.row.rawValue
    var low = 0
    var high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].firstRow <= row { low = middle + 1 } else { high = middle }
    }
    guard low > 0, spans[low - 1].lastRow >= row else { return nil }
    return spans[low - 1].range
  }

  /// The merged range that starts at a position.
  package func mergedRange(from anchor: CellReference) -> CellRange? {
    mergesByAnchor[anchor]
  }

  /// Where the value that is seen at a position stands: the anchor of its merged range, or itself.
  package func anchor(of reference: CellReference) -> CellReference {
    mergedRange(at: reference)?.first ?? reference
  }

  /// The text that is seen at a position, as it stands; nil where there is none.
  package func text(at reference: CellReference) -> String? {
    guard let cell = cell(at: anchor(of: reference)) else { return nil }
    return Self.text(of: cell.value)
  }

  /// Whether something is seen at a position.
  package func showsValue(at reference: CellReference) -> Bool {
    guard let index = index(of: anchor(of: reference)) else { return false }
    return Self.showsValue(sheet.cells[index].value)
  }

  /// Whether a cell's value shows something.
  package static func showsValue(_ value: CellValue) -> Bool {
    switch value {
    case .empty: false
    case .string(let text): !text.unicodeScalars.allSatisfy(NormalizedText.isIgnored)
    case .number, .bool, .error, .date: true
    }
  }

  /// A cell's value as a text for headers and labels; nil where it shows nothing.
  package static func text(of value: CellValue) -> String? {
    switch value {
    case .empty: nil
    case .string(let text): text.unicodeScalars.allSatisfy(NormalizedText.isIgnored) ? nil : text
    case .number(let number): Rational(number)?.description ?? "\(number)"
    case .bool(let flag): flag ? "TRUE" : "FALSE"
    case .error(let code): code
    case .date(let date): YearMonth(date).map { "\($0.year ?? 0)年\($0.month)月" } ?? nil
    }
  }

  private func position(ofRow row: Int) -> Int? {
    let position = firstPosition(from: row)
    return position < rows.count && rows[position] == row ? position : nil
  }

  /// The place of the first row that is not above a given one.
  private func firstPosition(from row: Int) -> Int {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
