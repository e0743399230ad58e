public import HebiaoCore

/// One kind of table, or of tables that stand on one sheet, as a schema file describes it.
///
/// An object, since headers, tables and rules all refer to it; two are the same if they are one.
/// Source: `schemas/*.yaml`; `docs/schema-format.md` explains every key.
public final class TableSchema: Sendable, Hashable {
  /// The stable identifier, `indicator-completion`.
  public let id: String
  /// The version of the schema itself.
  public let version: Int
  /// What people call the table.
  public let name: LocalizedText
  /// How its titles are worded.
  public let titles: [TextPattern]
  /// How the periods that stand on the sheet are worded, the first match winning.
  public let periods: [PeriodDefinition]
  /// What the marks in its cells mean.
  public let marks: MarkVocabulary
  /// The tables, in the order in which headers are tried.
  public let tables: [TableDefinition]
  /// How completion is compared with the time that has passed; nil where it is not.
  public let pace: PaceDefinition?
  /// The figures that a summary of many workbooks lists of each.
  public let summary: [SummaryDefinition]
  /// How a fresh sheet is printed; nil where none can be made.
  public let template: TemplateDefinition?
  /// The rules, in the order in which findings are listed.
  public let rules: [RuleDefinition]

  init(
    id: String,
    version: Int,
    name: LocalizedText,
    titles: [TextPattern],
    periods: [PeriodDefinition],
    marks: MarkVocabulary,
    tables: [TableDefinition],
    pace: PaceDefinition?,
    summary: [SummaryDefinition],
    template: TemplateDefinition?,
    rules: [RuleDefinition]
  ) {
    self.id = id
    self.version = version
    self.name = name
    self.titles = titles
    self.periods = periods
    self.marks = marks
    self.tables = tables
    self.pace = pace
    self.summary = summary
    self.template = template
    self.rules = rules
  }

  /// Whether two are one.
  public static func == (left: TableSchema, right: TableSchema) -> Bool {
    left === right
  }

  /// Tells schemas apart by their identity.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(self))
  }
}

/// A period that a sheet states in words.
public struct PeriodDefinition: Sendable, Hashable {
  /// What the period covers.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// What the figures of the sheet cover.
    case report
    /// What the agreement with the station covers.
    case agreement
  }

  /// What the period covers.
  public var kind: Kind
  /// How the cell that states it is worded.
  public var texts: [TextPattern]
}

/// What marks in cells mean.
public struct MarkVocabulary: Sendable, Hashable {
  /// Marks for "does not apply": `/`, `——`.
  public var notApplicable: Set<String> = []
  /// Marks for "yes": `√`.
  public var yes: Set<String> = []
  /// Marks for "no": `×`.
  public var no: Set<String> = []
}

/// One table: its columns, its repeating groups of columns, and its rows.
///
/// An object, as a schema is; two are the same if they are one.
public final class TableDefinition: Sendable, Hashable {
  /// The identifier within the schema, `districts`.
  public let id: String
  /// What people call it.
  public let name: LocalizedText
  /// Whether occurrences are told apart as `districts-1`, `districts-2`.
  public let isNumbered: Bool
  /// Columns that occur once.
  public let columns: [ColumnDefinition]
  /// The group of columns that repeats from left to right.
  public let group: GroupDefinition?
  /// The kinds of rows; nil where every row is a detail row.
  public let rows: RowsDefinition?
  /// Whether a merged cell over several rows is one figure that they share.
  public let sharesMergedCells: Bool
  /// Units after which a number in a text is a figure.
  public let units: [String]
  /// Units of figures that may have decimals, hours for one.
  public let fractionalUnits: [String]
  /// Words after which a number in a text is part of a name.
  public let namingWords: [String]

  init(
    id: String,
    name: LocalizedText,
    isNumbered: Bool,
    columns: [ColumnDefinition],
    group: GroupDefinition?,
    rows: RowsDefinition?,
    sharesMergedCells: Bool,
    units: [String],
    fractionalUnits: [String],
    namingWords: [String]
  ) {
    self.id = id
    self.name = name
    self.isNumbered = isNumbered
    self.columns = columns
    self.group = group
    self.rows = rows
    self.sharesMergedCells = sharesMergedCells
    self.units = units
    self.fractionalUnits = fractionalUnits
    self.namingWords = namingWords
  }

  /// Whether two are one.
  public static func == (left: TableDefinition, right: TableDefinition) -> Bool {
    left === right
  }

  /// Tells definitions apart by their identity.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(self))
  }

  /// The definition of a field, whether it is a column's or a group's.
  public func column(_ field: String) -> ColumnDefinition? {
    columns.first { $0.field == field } ?? group?.columns.first { $0.field == field }
  }
}

/// One column of a table.
///
/// An object, since every bound column refers to its definition; two are the same if they are one.
public final class ColumnDefinition: Sendable, Hashable {
  /// What the cells of a column hold.
  public enum Content: String, Sendable, Hashable, CaseIterable {
    /// The name of the row.
    case label
    /// Free text.
    case text
    /// A person's name.
    case name
    /// A running number.
    case ordinal
    /// A count of things or people.
    case count
    /// A quantity that may have decimals.
    case amount
    /// A ratio shown as a percentage.
    case percent
    /// A share of a month, or a mark for the whole of it.
    case attendance
    /// A mark for yes or no; a count of them in closing rows.
    case mark
    /// Two dates, the second perhaps open.
    case dateRange = "date-range"
    /// A text with one figure in it: `共建协议*3份`.
    case figureInText = "figure-in-text"
  }

  /// The identifier within the table, `percent`.
  public let field: String
  /// What people call it.
  public let name: LocalizedText
  /// How its header is worded.
  public let headers: [TextPattern]
  /// Wordings that are never its header, although `headers` would match.
  public let exceptions: [TextPattern]
  /// What its cells hold.
  public let content: Content
  /// Whether a table without this column is not this table.
  public let isRequired: Bool
  /// Whether the leftmost column stands for it where no header is worded like it.
  public let mayBeLeftmost: Bool
  /// Decimals that a percentage or an amount is printed with.
  public let precision: Int?
  /// The unit of its figures.
  public let unit: String?
  /// The step its figures go in.
  public let step: Rational?

  /// The wordings of three characters and more, without their asterisks.
  package let spellings: [(scalars: [Unicode.Scalar], signature: TextSignature)]

  package init(
    field: String,
    name: LocalizedText,
    headers: [TextPattern],
    exceptions: [TextPattern] = [],
    content: Content,
    isRequired: Bool = false,
    mayBeLeftmost: Bool = false,
    precision: Int? = nil,
    unit: String? = nil,
    step: Rational? = nil
  ) {
    self.field = field
    self.name = name
    self.headers = headers
    spellings = headers.compactMap { pattern in
      let text = NormalizedText.header(String(pattern.source.filter { $0 != "*" }))
      let scalars = Array(text.unicodeScalars)
      return scalars.count < 3 ? nil : (scalars, TextSignature(of: text))
    }
    self.exceptions = exceptions
    self.content = content
    self.isRequired = isRequired
    self.mayBeLeftmost = mayBeLeftmost
    self.precision = precision
    self.unit = unit
    self.step = step
  }

  /// Whether two are one.
  public static func == (left: ColumnDefinition, right: ColumnDefinition) -> Bool {
    left === right
  }

  /// Tells definitions apart by their identity.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(self))
  }

  /// Whether a header, normalised and its signature known, is never this column's.
  package func isException(_ header: String, signature: TextSignature) -> Bool {
    exceptions.contains { $0.matches(header, signature: signature) }
  }

  /// Whether a header, normalised, is this column's.
  public func matches(header: String) -> Bool {
    matches(header: header, signature: TextSignature(of: header))
  }

  /// Whether a header, normalised and its signature known, is this column's.
  public func matches(header: String, signature: TextSignature) -> Bool {
    headers.contains { $0.matches(header, signature: signature) }
      && !isException(header, signature: signature)
  }
}

/// Columns that stand side by side and repeat.
public struct GroupDefinition: Sendable, Hashable {
  /// Where a group's name comes from.
  public enum Heading: String, Sendable, Hashable, CaseIterable {
    /// From the headers above it, however they are worded.
    case any
    /// From the header above it, which names a month.
    case month
    /// There is none above it.
    case none
  }

  /// The identifier within the table.
  public var id: String
  /// What people call it.
  public var name: LocalizedText
  /// Where its name comes from.
  public var heading: Heading
  /// Its columns, from left to right.
  public var columns: [ColumnDefinition]
}

/// The kinds of rows of a table.
public struct RowsDefinition: Sendable, Hashable {
  /// The field that names a row.
  public var labelField: String
  /// The field whose value divides the rows into sections.
  public var sectionField: String?
  /// Rows that are not detail rows, the first match winning.
  public var classes: [RowClass]
}

/// A kind of row that is recognised by its label.
public struct RowClass: Sendable, Hashable {
  /// The identifier that rules name, `subtotal`.
  public var id: String
  /// How its label is worded.
  public var labels: [TextPattern]
  /// Whether the table ends with it.
  public var closesTable: Bool
  /// What its only value is, where it has just one for the whole row.
  public var soleContent: ColumnDefinition.Content?
}
