/// What checking one file brought to light.
public struct FileReport: Sendable {
  /// How a file fared.
  public enum Status: String, Sendable, Hashable {
    /// Recognised, and nothing to say.
    case clean
    /// Recognised, with findings of any severity.
    case findings
    /// A workbook that no schema recognises.
    case unrecognised
    /// Not read; `error` says why.
    case unreadable
  }

  /// The path as the user named it.
  public var path: String
  /// The SHA-256 of the file's bytes in hexadecimal; nil where it could not be read at all.
  public var sha256: String?
  /// How it fared.
  public var status: Status
  /// Why it could not be read.
  public var error: LocalizedText?
  /// The station that the file is about, as a title names it; nil where none does.
  public var station: String?
  /// The days that its figures cover; nil where no sheet states them.
  public var period: DatePeriod?
  /// The sheets, in tab order.
  public var sheets: [SheetSummary]
  /// The findings: sheet by sheet, the most serious first, in reading order; after them those of
  /// the file itself.
  public var findings: [Finding]
  /// What most probably went wrong, in the order of the first finding that each explains.
  public var diagnoses: [Diagnosis]
  /// Rules that could not be applied, and why.
  public var skippedRules: [SkippedRule]
  /// Completion beside the time that has passed; nil where no schema in it asks for it.
  public var pace: PaceReport?
  /// The figures that stand for it in a summary of many.
  public var figures: [SummaryFigure] = []
  /// What it adds to an earlier month's file; nil where it was not compared with one.
  public var comparison: MonthComparison?
  /// The sheets as they look, kept only where a report draws them.
  public var pictures: [SheetPicture]

  /// The report of one file.
  public init(
    path: String,
    sha256: String? = nil,
    status: Status,
    error: LocalizedText? = nil,
    sheets: [SheetSummary] = [],
    findings: [Finding] = [],
    diagnoses: [Diagnosis] = [],
    skippedRules: [SkippedRule] = [],
    pace: PaceReport? = nil,
    comparison: MonthComparison? = nil,
    pictures: [SheetPicture] = []
  ) {
    self.path = path
    self.sha256 = sha256
    self.status = status
    self.error = error
    self.sheets = sheets
    self.findings = findings
    self.diagnoses = diagnoses
    self.skippedRules = skippedRules
    self.pace = pace
    self.comparison = comparison
    self.pictures = pictures
  }
}

/// What a sheet was recognised as.
public struct SheetSummary: Sendable, Hashable {
  /// The name on the tab.
  public var name: String
  /// The schema that recognised it; nil where none did.
  public var schema: String?
  /// What that schema calls its kind of table.
  public var schemaTitle: LocalizedText?
  /// The tables found: `districts-1`, `districts-2`, `overall`.
  public var tables: [String]
  /// Data rows bound, totals included.
  public var rows: Int

  /// The summary of one sheet.
  public init(
    name: String,
    schema: String?,
    schemaTitle: LocalizedText? = nil,
    tables: [String],
    rows: Int
  ) {
    self.name = name
    self.schema = schema
    self.schemaTitle = schemaTitle
    self.tables = tables
    self.rows = rows
  }
}

/// A rule that was not applied to a table.
public struct SkippedRule: Sendable, Hashable {
  /// The code of the rule.
  public var rule: String
  /// The sheet it would have been applied to.
  public var sheet: String
  /// Why it was not.
  public var reason: LocalizedText

  /// A rule that was skipped in a sheet.
  public init(rule: String, sheet: String, reason: LocalizedText) {
    self.rule = rule
    self.sheet = sheet
    self.reason = reason
  }
}

/// A sheet as it looks: what a report needs to draw it.
public struct SheetPicture: Sendable {
  /// A cell as it looks.
  public struct Cell: Sendable, Hashable {
    /// How the text stands in its cell.
    public enum Alignment: String, Sendable {
      /// At the left, as texts do.
      case left
      /// In the middle.
      case center
      /// At the right, as numbers do.
      case right
    }

    /// Where the cell is.
    public var reference: CellReference
    /// What Excel shows in it.
    public var text: String
    /// How it is aligned.
    public var alignment: Alignment
    /// Whether the text is bold.
    public var isBold: Bool

    /// A cell and its text.
    public init(
      reference: CellReference,
      text: String,
      alignment: Alignment,
      isBold: Bool = false
    ) {
      self.reference = reference
      self.text = text
      self.alignment = alignment
      self.isBold = isBold
    }
  }

  /// The name on the tab.
  public var name: String
  /// The cells that show something, in reading order.
  public var cells: [Cell]
  /// The merged ranges.
  public var mergedRanges: [CellRange]
  /// Widths in characters of the default font, where the file gives one.
  public var columnWidths: [ColumnIndex: Double]
  /// Heights in points, where the file gives one.
  public var rowHeights: [RowIndex: Double]
  /// Rows that are hidden.
  public var hiddenRows: Set<RowIndex>
  /// Columns that are hidden.
  public var hiddenColumns: Set<ColumnIndex>
  /// Whether the cells are left out, so that no name in them is shown.
  public private(set) var isWithheld = false

  /// A sheet that is named and not shown.
  public static func withheld(name: String) -> SheetPicture {
    var picture = SheetPicture(name: name, cells: [], mergedRanges: [])
    picture.isWithheld = true
    return picture
  }

  /// A sheet as it looks.
  public init(
    name: String,
    cells: [Cell],
    mergedRanges: [CellRange],
    columnWidths: [ColumnIndex: Double] = [:],
    rowHeights: [RowIndex: Double] = [:],
    hiddenRows: Set<RowIndex> = [],
    hiddenColumns: Set<ColumnIndex> = []
  ) {
    self.name = name
    self.cells = cells
    self.mergedRanges = mergedRanges
    self.columnWidths = columnWidths
    self.rowHeights = rowHeights
    self.hiddenRows = hiddenRows
    self.hiddenColumns = hiddenColumns
  }
}
