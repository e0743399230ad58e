import HebiaoCore

/// A sheet laid out for drawing: which rows and columns, and which cells span several.
struct SheetGrid {
  /// A drawn cell that covers one place or more.
  struct Area {
    let rows: Range<Int>
    let columns: Range<Int>
    /// The cell that it shows, in a merged range the upper left one.
    let source: CellReference
    /// Whether it is the first drawn part of its merged range.
    let isFirst: Bool
  }

  let rows: GridAxis
  let columns: GridAxis
  /// The areas that cover more than one place, by their upper left place.
  private(set) var areas: [Int: Area] = [:]
  /// Places that a wider area covers.
  private(set) var covered: Set<Int> = []
  /// The text of every drawn cell.
  private(set) var cells: [CellReference: SheetPicture.Cell] = [:]

  /// Rows drawn of a sheet before only those around its findings are.
  static let rowLimit = 500
  /// Merged ranges that are looked at.
  static let mergeLimit = 50_000
  /// Columns drawn of a sheet before only those around its findings are.
  static let columnLimit = 120

  init(_ picture: SheetPicture, wanted: [CellReference]) {
    var lastRow = 0
    var lastColumn = 0
    for cell in picture.cells {
      lastRow = max(lastRow, cell.reference.row.rawValue)
      lastColumn = max(lastColumn, cell.reference.column.rawValue)
    }
    for range in picture.mergedRanges {
      // A title's merge ends beyond its only cell; one over whole columns says nothing.
      let (row, column) = (range.last.row.rawValue, range.last.column.rawValue)
      if range.first.row.rawValue <= lastRow, row < lastRow + 50 { lastRow = max(lastRow, row) }
      if range.first.column.rawValue <= lastColumn, column < lastColumn + 50 {
        lastColumn = max(lastColumn, column)
      }
    }
    rows = GridAxis(
      last: lastRow,
      limit: Self.rowLimit,
      lead: 12,
      margin: 2,
      used: Self.distinct(picture.cells.map(\.reference.row.rawValue)),
      wanted: Self.distinct(wanted.map(\.row.rawValue))
    )
    columns = GridAxis(
      last: lastColumn,
      limit: Self.columnLimit,
      lead: 20,
      margin: 2,
      used: Self.distinct(picture.cells.map(\.reference.column.rawValue)),
      wanted: Self.distinct(wanted.map(\.column.rawValue))
    )
    for cell in picture.cells where place(of: cell.reference) != nil {
      cells[cell.reference] = cell
    }
    for range in picture.mergedRanges.prefix(Self.mergeLimit) where range.first != range.last {
      merge(range)
    }
  }

  /// The number of a cell's place, row by row, or nil if it is not drawn.
  func place(of cell: CellReference) -> Int? {
    guard let row = rows.position(of: cell.row.rawValue),
      let column = columns.position(of: cell.column.rawValue)
    else { return nil }
    return place(row: row, column: column)
  }

  /// The number of a place.
  func place(row: Int, column: Int) -> Int {
    row * columns.slots.count + column
  }

  /// Marks a merged range, in parts where rows or columns inside it are left out.
  private mutating func merge(_ range: CellRange) {
    var isFirst = true
    let columnStretches = columns.stretches(
      from: range.first.column.rawValue,
      through: range.last.column.rawValue
    )
    guard !columnStretches.isEmpty else { return }
    let rowStretches = rows.stretches(
      from: range.first.row.rawValue,
      through: range.last.row.rawValue
    )
    for rowStretch in rowStretches {
      for columnStretch in columnStretches {
        let area = Area(
          rows: rowStretch,
          columns: columnStretch,
          source: range.first,
          isFirst: isFirst
        )
        // Ranges that overlap are not Excel's; the first one stands.
        if cover(area) { isFirst = false }
      }
    }
  }

  private mutating func cover(_ area: Area) -> Bool {
    let corner = place(row: area.rows.lowerBound, column: area.columns.lowerBound)
    guard areas[corner] == nil, !covered.contains(corner) else { return false }
    // What is covered already shows at an edge, as rectangles that are drawn do not nest.
    for row in area.rows {
      for column in [area.columns.lowerBound, area.columns.upperBound - 1] {
        let place = place(row: row, column: column)
        if covered.contains(place) || areas[place] != nil { return false }
      }
    }
    for row in [area.rows.lowerBound, area.rows.upperBound - 1] {
      for column in area.columns {
        let place = place(row: row, column: column)
        if covered.contains(place) || areas[place] != nil { return false }
      }
    }
    for row in area.rows {
      for column in area.columns {
        covered.insert(place(row: row, column: column))
      }
    }
    covered.remove(corner)
    areas[corner] = area
    return true
  }

  private static func distinct(_ numbers: [Int]) -> [Int] {
    Set(numbers).sorted()
  }
}
