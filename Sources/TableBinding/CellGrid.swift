package import HebiaoCore

/// A sheet's cells, found by position, with what merged ranges hide left out.
///
/// Memory follows the cells and merged ranges present, never the extent of the sheet.
package struct CellGrid: Sendable {
  package let sheet: SheetContent
  /// The rows that hold cells, ascending.
  package let rows: [Int]
  private let rowStarts: [Int]
  private let merges: MergedSpans

  package init(_ sheet: SheetContent) {
    self.sheet = sheet
    let (rows, starts) = sheet.cells.rows
    self.rows = rows
    rowStarts = starts + [sheet.cells.count]
    merges = MergedSpans(sheet.mergedRanges)
  }

  /// The places of one row's cells among the sheet's cells.
  package func positions(inRow row: Int) -> Range<Int> {
    let index = firstPosition(from: row)
    guard index < rows.count, rows[index] == row else { return 0..<0 }
    return rowStarts[index]..<rowStarts[index + 1]
  }

  /// The rows that hold cells below one row down to another.
  package func rows(after first: Int, through last: Int) -> ArraySlice<Int> {
    guard first < last else { return [] }
    let start = firstPosition(from: first + 1)
    return rows[start..<max(start, firstPosition(from: last + 1))]
  }

  /// The cell that stands at a position itself, whether or not a merged range hides it.
  package func cell(at reference: CellReference) -> SheetCell? {
    index(of: reference).map { sheet.cells[$0] }
  }

  /// The place of a position's cell among the sheet's cells.
  package func index(of reference: CellReference) -> Int? {
    let positions = positions(inRow: reference.row.rawValue)
    let index = positions.partitioningIndex {
      sheet.cells.reference(at: $0).column >= reference.column
    }
    guard index < positions.upperBound,
      sheet.cells.reference(at: index).column == reference.column
    else { return nil }
    return index
  }

  /// The merged range that covers a position.
  package func mergedRange(at reference: CellReference) -> CellRange? {
    merges.range(at: reference)
  }

  /// Columns outside which no merged range covers a cell of a row; empty where none does.
  func mergedColumns(inRow row: Int) -> Range<Int> { merges.columns(coveredIn: row) }

  /// The merged range that starts at a position.
  package func mergedRange(from anchor: CellReference) -> CellRange? {
    merges.range(from: anchor)
  }

  /// The merged range that starts where one does that covers a position.
  func mergedRange(startingLike range: CellRange) -> CellRange? { merges.rangeKept(of: range) }

  /// The places, ascending, of the cells that are the anchor of a merged range over several rows.
  func positionsOfTallRanges() -> [Int] {
    var positions: [Int] = []
    merges.forEachTall { range in
      if let position = index(of: range.first) { positions.append(position) }
    }
    positions.sort()
    // A range may be stated twice.
    var last = -1
    positions.removeAll { position in
      defer { last = position }
      return position == last
    }
    return positions
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
    return Self.showsValue(sheet.cells.value(at: index))
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

  /// The place of the first row that is not above a given one.
  private func firstPosition(from row: Int) -> Int {
    rows.partitioningIndex { $0 >= row }
  }
}
