import HebiaoCore
import TableBinding
import TableSchemas

/// A bound table as rules run over it: what each cell says, row by row in one list.
///
/// An object, since every rule looks at every table and none changes one.
final class TableFacts: Sendable {
  /// The table itself.
  let bound: BoundTable
  /// Its position among the tables of the workbook.
  let index: Int
  /// The position of its sheet in the workbook.
  let sheet: Int
  /// Its columns.
  let width: Int
  /// Whether each row is an ordinary one.
  let isDetail: [Bool]
  /// Whether the cells of each column hold marks.
  let isMark: [Bool]
  private let cells: [CellFacts]
  /// Where the cells stand, parallel.
  private let references: [CellReference]
  /// The fields of the table's definitions, and the position in `fields` of each column's.
  private let fields: [String]
  private let fieldOfColumn: [Int]

  /// The facts of a table whose cells are numbered from a number on.
  init(_ bound: BoundTable, index: Int, sheet: Int, numbers: inout CellNumbering) {
    self.bound = bound
    self.index = index
    self.sheet = sheet
    width = bound.columns.count
    isDetail = bound.rows.map { $0.kind == BoundRow.detail }
    isMark = bound.columns.map { $0.definition.content == .mark }
    var cells: [CellFacts] = []
    var references: [CellReference] = []
    cells.reserveCapacity(width * bound.rows.count)
    references.reserveCapacity(width * bound.rows.count)
    numbers.begin(sheet: sheet, bound)
    for row in bound.rows.indices {
      for cell in bound.rows[row].cells.packed {
        cells.append(CellFacts(cell, number: numbers.next(cell)))
        references.append(cell.reference)
      }
      // A row with a sole value has no cells.
      while cells.count < (row + 1) * width {
        cells.append(.absent(numbers.nextAbsent()))
        references.append(PackedCell.absent.reference)
      }
    }
    self.cells = cells
    self.references = references
    let definitions = Numbered(bound.columns.indices.lazy.map { DefinitionOfColumn(bound, $0) })
    fields = definitions.elements.map(\.definition.field)
    fieldOfColumn = definitions.numbers
  }

  /// A column's definition, the same as another where it is the same object.
  private struct DefinitionOfColumn: Equatable {
    let definition: ColumnDefinition

    init(_ table: BoundTable, _ column: Int) { definition = table.columns[column].definition }

    static func == (left: Self, right: Self) -> Bool { left.definition === right.definition }
  }

  /// What the cell at a place says.
  subscript(row: Int, column: Int) -> CellFacts { cells[row * width + column] }

  /// The positions of the rows.
  var rows: Range<Int> { 0..<isDetail.count }

  /// The bound cell at a place.
  func cell(_ row: Int, _ column: Int) -> BoundCell? { bound.cell(row: row, column: column) }

  /// Where the cell at a place stands in the workbook.
  func location(_ row: Int, _ column: Int) -> CellLocation {
    CellLocation(sheet: bound.sheet, cell: references[row * width + column])
  }

  /// The place of one of its cells in the workbook.
  func place(_ row: Int, _ column: Int) -> TablePlace {
    TablePlace(table: index, row: row, column: column)
  }

  /// The columns of some fields, field by field: one of a field that occurs once, or one in every
  /// group.
  func columns(of fields: [String]) -> [Int] {
    var columns: [Int] = []
    columns.reserveCapacity(width)
    for field in fields {
      for (position, own) in self.fields.enumerated() where own == field {
        for column in 0..<width where fieldOfColumn[column] == position { columns.append(column) }
      }
    }
    return columns
  }

  /// The columns of any of some fields, from left to right.
  func columns(ofAny fields: [String]) -> [Int] {
    var columns: [Int] = []
    columns.reserveCapacity(width)
    for column in 0..<width where fields.contains(self.fields[fieldOfColumn[column]]) {
      columns.append(column)
    }
    return columns
  }

  /// The column of a field that occurs once.
  func column(_ field: String) -> Int? {
    (0..<width).first { bound.columns[$0].group == nil && fields[fieldOfColumn[$0]] == field }
  }
}

/// Numbers the cells of a workbook's tables from 0 on; a cell that is met twice keeps its number.
///
/// A cell is met twice where a merged range covers several rows, and where tables overlap. Any other
/// cell is told by its place alone.
struct CellNumbering {
  /// Numbers given so far.
  private(set) var count = 0
  /// The numbers of cells that may be met again, by sheet, row and column.
  private var known: [Int: Int] = [:]
  /// The sheets on which tables overlap.
  private let crowded: Set<String>
  /// The position of the sheet whose cells are numbered.
  private var sheet = 0
  private var isCrowded = false

  init(_ tables: [BoundTable]) {
    var crowded: Set<String> = []
    for (index, table) in tables.enumerated() {
      for other in tables[..<index] where other.sheet == table.sheet && overlap(table, other) {
        crowded.insert(table.sheet)
      }
    }
    self.crowded = crowded
  }

  /// Begins a table on a sheet.
  mutating func begin(sheet: Int, _ table: BoundTable) {
    self.sheet = sheet
    isCrowded = !crowded.isEmpty && crowded.contains(table.sheet)
  }

  /// The number of the table's next cell.
  mutating func next(_ cell: PackedCell) -> Int {
    defer { count += 1 }
    guard isCrowded || cell.isMerged, !cell.isAbsent else { return count }
    let place = cell.reference
    let row = sheet * RowIndex.limit + place.row.rawValue
    let key = row * ColumnIndex.limit + place.column.rawValue
    if let number = known[key] { return number }
    known[key] = count
    return count
  }

  /// The number of the table's next place, where there is no cell.
  mutating func nextAbsent() -> Int {
    defer { count += 1 }
    return count
  }
}

/// Whether the rectangles around two tables of a sheet have a cell in common.
private func overlap(_ first: BoundTable, _ second: BoundTable) -> Bool {
  guard let rows = rowSpan(first), let otherRows = rowSpan(second), rows.overlaps(otherRows),
    let columns = columnSpan(first), let otherColumns = columnSpan(second)
  else { return false }
  return columns.overlaps(otherColumns)
}

private func rowSpan(_ table: BoundTable) -> ClosedRange<RowIndex>? {
  guard let first = table.rows.first?.index, let last = table.rows.last?.index else { return nil }
  return min(first, last)...max(first, last)
}

private func columnSpan(_ table: BoundTable) -> ClosedRange<ColumnIndex>? {
  let columns = table.columns.map(\.index)
  guard let first = columns.min(), let last = columns.max() else { return nil }
  return first...last
}
