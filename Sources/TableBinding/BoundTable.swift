public import HebiaoCore
public import TableSchemas

/// What was done to a cell's content to read it as a figure.
public enum Normalization: String, Sendable, Hashable {
  /// The number was stored as text.
  case numberAsText
  /// Full-width digits or signs were read as half-width ones.
  case fullWidth
  /// White space inside or around was left out.
  case whiteSpace
  /// Thousands separators were left out.
  case thousandsSeparator
  /// A unit after the number was left out.
  case unit
  /// `万` was read as ten thousand.
  case tenThousand
  /// Chinese numerals were read as digits.
  case chineseNumeral
  /// The figure was taken out of a sentence.
  case figureInText
}

/// What a cell says, in the terms of its column.
public enum BoundValue: Sendable, Hashable {
  /// Nothing: it has not been filled in.
  case blank
  /// A mark that says the figure does not apply.
  case notApplicable
  /// A figure; percentages as ratios.
  case number(Rational)
  /// A mark for yes or no.
  case mark(Bool)
  /// A text.
  case text(String)
  /// Two dates.
  case dates(DatePeriod)
  /// Several figures, or none that is certainly the one.
  case unclear([Rational])
  /// A formula whose result the file does not hold.
  case uncomputed
  /// Something the column has no use for.
  case unreadable
}

/// A cell of a table with what it says and how it says it.
///
/// An object, since every rule looks at every cell and none changes one.
public final class BoundCell: Sendable {
  /// The cell, in a merged range its upper left one.
  public let location: CellLocation
  /// The merged range it is the anchor of.
  public let mergedRange: CellRange?
  /// What it holds.
  public let raw: CellValue
  /// Whether the cell has a formula.
  public let hasFormula: Bool
  /// How it is read.
  public let reading: CellReading

  init(
    location: CellLocation,
    mergedRange: CellRange?,
    raw: CellValue,
    hasFormula: Bool,
    reading: CellReading
  ) {
    self.location = location
    self.mergedRange = mergedRange
    self.raw = raw
    self.hasFormula = hasFormula
    self.reading = reading
  }

  /// What it says.
  public var value: BoundValue { reading.value }
  /// Decimals it is printed with, of percentages those of the percent figure, of bare percentages
  /// those of the bare number; nil if the format fixes none.
  public var decimals: Int? { reading.decimals }
  /// Whether a percentage is a bare number whose scale the format does not show.
  public var isBarePercent: Bool { reading.isBarePercent }
  /// The unit that stood after the figure.
  public var unit: String? { reading.unit }
  /// What was done to read it.
  public var normalizations: [Normalization] { reading.normalizations }

  /// The figure, if it says one.
  public var number: Rational? {
    if case .number(let number) = reading.value { number } else { nil }
  }

  /// Whether nothing was filled in.
  public var isBlank: Bool { if case .blank = reading.value { true } else { false } }
}

/// A cell read as what its column holds.
///
/// An object: cells that hold the same text, or nothing, share what is read of them.
public final class CellReading: Sendable {
  /// What it says.
  public let value: BoundValue
  /// Decimals it is printed with; nil if the format fixes none.
  public let decimals: Int?
  /// Whether a percentage is a bare number whose scale the format does not show.
  public let isBarePercent: Bool
  /// The unit that stood after the figure.
  public let unit: String?
  /// What was done to read it.
  public let normalizations: [Normalization]

  init(
    _ value: BoundValue,
    decimals: Int? = nil,
    isBarePercent: Bool = false,
    unit: String? = nil,
    normalizations: [Normalization] = []
  ) {
    self.value = value
    self.decimals = decimals
    self.isBarePercent = isBarePercent
    self.unit = unit
    self.normalizations = normalizations
  }
}

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
      return normalizedPath == other.normalizedPath
    }
    let years = [month.year, otherMonth.year].compactMap { $0 }
    return month.month == otherMonth.month && Set(years).count <= 1
  }
}

/// The positions of a group's columns by their field: a handful, which are looked through.
public struct FieldPositions: Sendable, Hashable {
  private var fields: [String] = []
  /// The positions, in the order of the fields' definitions.
  public private(set) var values: [Int] = []

  /// The position of a field's column; nil where the group has none.
  public subscript(field: String) -> Int? {
    fields.firstIndex(of: field).map { values[$0] }
  }

  /// The fields and their positions, in the order of the fields' definitions.
  public var entries: Zip2Sequence<[String], [Int]> { zip(fields, values) }

  mutating func add(_ field: String, at position: Int) {
    fields.append(field)
    values.append(position)
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
  /// Its cells, parallel to `BoundTable.columns`; nil where a merged range leaves none.
  public var cells: [BoundCell?]
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
