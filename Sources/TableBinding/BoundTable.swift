public import HebiaoCore
public import TableSchemas

/// A column of a bound table.
public struct BoundColumn: Sendable, Hashable {
  /// Where it stands.
  public var index: ColumnIndex
  /// What it is.
  public var definition: ColumnDefinition
  /// The group it belongs to, an index into `BoundTable.groups`.
  public var group: Int?
  /// The cell of its header.
  public var header: CellReference
  /// The text of its header, without line breaks.
  public var headerText: String
}

/// An occurrence of a repeating group.
public struct BoundGroup: Sendable, Hashable {
  /// The headers above it, from the top, without line breaks.
  public var path: [String]
  /// The cell of the lowest of them.
  public var heading: CellReference?
  /// The month that the heading names.
  public var month: YearMonth?
  /// What the month counts; one where the heading does not say.
  public var weight: Rational?
  /// The positions of its columns in `BoundTable.columns`, by field.
  public var columns: FieldPositions

  /// The headers above it as headers are compared: two pages seldom type them alike.
  public var normalizedPath: [String] { path.map(NormalizedText.header) }

  /// Whether another group is the same on another page: of the same month, however it is written.
  func isHeadedLike(_ other: BoundGroup) -> Bool {
    guard let month, let otherMonth = other.month else {
      return path.count == other.path.count
        && zip(path, other.path).allSatisfy {
          NormalizedText.header($0) == NormalizedText.header($1)
        }
    }
    let years = [month.year, otherMonth.year].compactMap { $0 }
    return month.month == otherMonth.month && Set(years).count <= 1
  }
}

/// The positions of a group's columns by their field: a handful, which are looked through.
public struct FieldPositions: Sendable, Hashable {
  /// A field and the position of its column.
  public struct Entry: Sendable, Hashable {
    /// The field.
    public let field: String
    /// The position of its column.
    public let position: Int
  }

  /// The fields and their positions, in the order of the fields' definitions.
  public private(set) var entries: [Entry] = []

  /// No field, with room for some.
  init(capacity: Int = 0) {
    entries.reserveCapacity(capacity)
  }

  /// The positions, in the order of the fields' definitions.
  public var values: some RandomAccessCollection<Int> { entries.lazy.map(\.position) }

  /// The position of a field's column; nil where the group has none.
  public subscript(field: String) -> Int? {
    entries.first { $0.field == field }?.position
  }

  mutating func add(_ field: String, at position: Int) {
    entries.append(Entry(field: field, position: position))
  }
}

/// A row of a bound table.
public struct BoundRow: Sendable {
  /// Where it stands.
  public var index: RowIndex
  /// The class of the row: `detail`, or the identifier of a row class.
  public var kind: String
  /// Its name: `片区1`, `合计`.
  public var label: String
  /// The cell that names it.
  public var labelCell: CellReference?
  /// The section it belongs to, counted from 0.
  public var section: Int
  /// What stands beside it to the left, outermost first: `总体服务情况`, `志愿者`.
  public var headings: [String]
  /// Its cells, parallel to `BoundTable.columns`; none in a row that has just one value.
  public var cells: BoundCells
  /// The only value of a row that has just one.
  public var sole: BoundCell?

  /// The class of ordinary rows.
  public static let detail = "detail"
}

/// A table found in a sheet, its rows typed.
///
/// An object, since every rule looks at every table and none changes one.
public final class BoundTable: Sendable {
  /// The schema it belongs to.
  public let schema: TableSchema
  /// Its definition in the schema.
  public let definition: TableDefinition
  /// Its name in reports: `districts-1`.
  public let name: String
  /// The sheet it stands on.
  public let sheet: String
  /// The columns, from left to right.
  public let columns: [BoundColumn]
  /// The groups, from left to right.
  public let groups: [BoundGroup]
  /// The rows, from the top, totals included.
  public let rows: [BoundRow]
  /// What could not be bound.
  public let unbound: [UnboundPart]

  /// A table with its rows.
  public init(
    schema: TableSchema,
    definition: TableDefinition,
    name: String,
    sheet: String,
    columns: [BoundColumn],
    groups: [BoundGroup],
    rows: [BoundRow],
    unbound: [UnboundPart]
  ) {
    self.schema = schema
    self.definition = definition
    self.name = name
    self.sheet = sheet
    self.columns = columns
    self.groups = groups
    self.rows = rows
    self.unbound = unbound
  }

  /// Its cells, those of merged ranges once for every row.
  package var cellCount: Int {
    rows.reduce(0) { $0 + $1.cells.packed.count { !$0.isAbsent } }
  }

  /// The position of a column that occurs once.
  public func column(_ field: String) -> Int? {
    columns.firstIndex { $0.group == nil && $0.definition.field == field }
  }
}

/// Something in a table that no column or row of the schema stands for.
public struct UnboundPart: Sendable, Hashable {
  /// What it is.
  public enum Kind: Sendable, Hashable {
    /// A header that no column is worded like.
    case header
    /// A row with figures that is named by nothing.
    case row
    /// Fields of a table whose other columns are missing.
    case table
    /// A header that is taken for a column although it is not worded like it.
    case assumed
    /// A header with no rows of figures below it.
    case empty
    /// A sheet that has most of a schema's headers, but none of its tables.
    case sheet
  }

  /// What it is.
  public var kind: Kind
  /// Where it stands.
  public var location: CellLocation
  /// Its text.
  public var text: String
  /// The wording of the schema that comes nearest.
  public var nearest: String?
}

/// A cell that is worded like a title of a schema's tables.
public struct StatedTitle: Sendable, Hashable {
  /// The schema.
  public var schema: TableSchema
  /// The text of the cell.
  public var text: String
  /// The text as headers are compared.
  public var normalized: String
}

/// A period that a sheet states in words.
public struct StatedPeriod: Sendable, Hashable {
  /// What it covers.
  public var kind: PeriodDefinition.Kind
  /// The cell that states it.
  public var location: CellLocation
  /// The text of the cell.
  public var text: String
  /// The dates; nil where the text names none that exist.
  public var dates: DatePeriod?
}

/// A sentence that stands outside the tables' cells.
public struct Remark: Sendable, Hashable {
  /// The cell it stands in.
  public var location: CellLocation
  /// The text as headers are compared: no white space, half-width forms.
  public var normalized: String
}

/// What binding made of one sheet.
public struct BoundSheet: Sendable {
  /// The name on the tab.
  public var name: String
  /// The tables, in reading order.
  public var tables: [BoundTable]
  /// What is worded like a title of a schema that is known, from the top; no table need be there.
  public var titles: [StatedTitle] = []
  /// The periods that the sheet states outside its tables.
  public var periods: [StatedPeriod]
  /// The sentences that stand outside the tables' cells.
  public var remarks: [Remark] = []
  /// What stands outside the tables although it looks like one.
  public var unbound: [UnboundPart] = []
}
