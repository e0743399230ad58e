public import HebiaoCore

/// A change of one cell.
public struct CellEdit: Sendable, Hashable {
  /// What is to stand in the cell.
  public enum Content: Sendable, Hashable {
    /// What stands there.
    case unchanged
    /// A value in the place of what stands there, a formula too; `.empty` empties the cell.
    case value(CellValue)
    /// A formula, without `=`, and the value that it has.
    case formula(String, value: CellValue)
    /// The cell's own formula with the value that it has now; `.empty` leaves it to be computed.
    case result(CellValue)
  }

  /// The cell; of a merged range its upper left one.
  public var location: CellLocation
  /// What is to stand in it.
  public var content: Content
  /// The colour that it is filled with, as RRGGBB; nil leaves it as it looks.
  public var fill: String?
  /// The built-in number format that it is shown by, such as 10 for `0.00%`; nil leaves it.
  public var numberFormat: Int?
  /// What a comment on the cell says; one that is there is kept and added to.
  public var comment: String?

  /// A change of a cell.
  public init(
    _ location: CellLocation,
    _ content: Content = .unchanged,
    fill: String? = nil,
    numberFormat: Int? = nil,
    comment: String? = nil
  ) {
    self.location = location
    self.content = content
    self.fill = fill
    self.numberFormat = numberFormat
    self.comment = comment
  }
}

/// What is to be changed in a workbook.
public struct WorkbookPatch: Sendable {
  /// The cells that change, one edit each.
  public var edits: [CellEdit]
  /// Sheets that are put behind the others.
  public var sheets: [AddedSheet]
  /// Who comments on cells.
  public var author: String
  /// When that is, as ISO 8601 in UTC: `2026-11-21T08:00:00`.
  public var date: String
  /// Whether Excel and WPS compute every formula when they open the workbook.
  public var recomputesOnLoad: Bool

  /// Changes of cells, and sheets that are new.
  public init(
    edits: [CellEdit] = [],
    sheets: [AddedSheet] = [],
    author: String = "核表 hebiao",
    date: String = "2000-01-01T00:00:00",
    recomputesOnLoad: Bool = false
  ) {
    self.edits = edits
    self.sheets = sheets
    self.author = author
    self.date = date
    self.recomputesOnLoad = recomputesOnLoad
  }
}

/// A sheet of texts and numbers that is put behind the others.
public struct AddedSheet: Sendable, Hashable {
  /// How a cell looks.
  public enum Style: Sendable, Hashable {
    /// A title over the whole width.
    case title
    /// Small print under a title.
    case note
    /// The heading of a column.
    case heading
    /// A text in a frame.
    case body
    /// A short text in a frame, in the middle.
    case short
    /// A text in a frame, filled with a colour, as RRGGBB.
    case filled(String)
    /// A text in a frame that leads to a cell.
    case link(CellLocation)
  }

  /// A cell.
  public struct Cell: Sendable, Hashable {
    /// What it says.
    public var text: String
    /// How it looks.
    public var style: Style

    /// A cell.
    public init(_ text: String, _ style: Style = .body) {
      self.text = text
      self.style = style
    }
  }

  /// The name on its tab; a number is put behind it where the workbook has one of this name.
  public var name: String
  /// Widths in characters.
  public var columnWidths: [Double]
  /// The rows from the top, the cells of each from the left.
  public var rows: [[Cell]]
  /// How many rows at the top stay in sight.
  public var frozenRows: Int

  /// A sheet.
  public init(name: String, columnWidths: [Double], rows: [[Cell]], frozenRows: Int = 0) {
    self.name = name
    self.columnWidths = columnWidths
    self.rows = rows
    self.frozenRows = frozenRows
  }
}
