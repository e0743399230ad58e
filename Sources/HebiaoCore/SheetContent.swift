/// Whether a sheet's tab is shown.
public enum SheetState: String, Sendable, Hashable {
  /// Shown.
  case visible
  /// Hidden by the user, who can show it again from the tab menu.
  case hidden
  /// Hidden by a macro or a program; Excel's menus do not offer to show it.
  case veryHidden
}

/// What kind of sheet a tab holds.
public enum SheetKind: String, Sendable, Hashable {
  /// Cells.
  case worksheet
  /// One chart.
  case chartsheet
  /// An Excel 5 dialog.
  case dialogsheet
  /// An Excel 4 macro sheet.
  case macrosheet
}

/// One cell that a reader kept.
public struct SheetCell: Sendable, Hashable {
  /// Where the cell is.
  public var reference: CellReference
  /// What it holds.
  public var value: CellValue
  /// Its formula without `=`, shared formulas expanded; nil if it has none.
  public var formula: String?
  /// Its number format, an index into `SheetContent.numberFormats`.
  public var format: Int

  /// A cell with its value.
  public init(
    reference: CellReference,
    value: CellValue,
    formula: String? = nil,
    format: Int = 0
  ) {
    self.reference = reference
    self.value = value
    self.formula = formula
    self.format = format
  }
}

/// What a number format means for the reading of a figure.
public struct NumberFormatTraits: Sendable, Hashable {
  /// The family that a format belongs to.
  public enum Family: Sendable, Hashable {
    /// `General`: as many digits as the value has.
    case general
    /// A fixed number of decimals.
    case number
    /// A ratio shown as a percentage.
    case percent
    /// A date, a time or an elapsed time.
    case date
    /// `@`: shown as typed.
    case text
    /// Anything else: fractions, scientific, literals only.
    case other
  }

  /// The format code as the file has it, `0.00%`.
  public var code: String
  /// Its family.
  public var family: Family
  /// Decimals that the format prints; nil where it fixes none.
  public var decimals: Int?

  /// The traits of one format.
  public init(code: String, family: Family, decimals: Int?) {
    self.code = code
    self.family = family
    self.decimals = decimals
  }

  /// `General`.
  public static let general = NumberFormatTraits(code: "General", family: .general, decimals: nil)
}

/// The cells of one sheet and how they are laid out, kept in memory.
///
/// Shape: `cells` in reading order, at most one per reference; only cells that hold a value or a
/// formula.
public struct SheetContent: Sendable {
  /// The name on the tab.
  public var name: String
  /// Zero-based position among the tabs.
  public var index: Int
  /// Whether the tab is shown.
  public var state: SheetState
  /// The kind of sheet.
  public var kind: SheetKind
  /// The cells that hold a value or a formula, in reading order.
  public var cells: Cells
  /// The array formulas: the cell that holds each, and the cells that its values fill.
  public var arrayFormulas: [CellReference: CellRange]
  /// The merged ranges, in file order.
  public var mergedRanges: [CellRange]
  /// The number formats that `SheetCell.format` points into.
  public var numberFormats: [NumberFormatTraits]
  /// Rows that are hidden.
  public var hiddenRows: Set<RowIndex>
  /// Columns that are hidden.
  public var hiddenColumns: Set<ColumnIndex>
  /// Widths in characters of the default font, where the file gives one.
  public var columnWidths: [ColumnIndex: Double]
  /// Heights in points, where the file gives one.
  public var rowHeights: [RowIndex: Double]

  /// A sheet with its cells.
  public init(
    name: String,
    index: Int = 0,
    state: SheetState = .visible,
    kind: SheetKind = .worksheet,
    cells: Cells = [],
    arrayFormulas: [CellReference: CellRange] = [:],
    mergedRanges: [CellRange] = [],
    numberFormats: [NumberFormatTraits] = [.general],
    hiddenRows: Set<RowIndex> = [],
    hiddenColumns: Set<ColumnIndex> = [],
    columnWidths: [ColumnIndex: Double] = [:],
    rowHeights: [RowIndex: Double] = [:]
  ) {
    self.name = name
    self.index = index
    self.state = state
    self.kind = kind
    self.cells = cells
    self.arrayFormulas = arrayFormulas
    self.mergedRanges = mergedRanges
    self.numberFormats = numberFormats
    self.hiddenRows = hiddenRows
    self.hiddenColumns = hiddenColumns
    self.columnWidths = columnWidths
    self.rowHeights = rowHeights
  }
}
