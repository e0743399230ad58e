public import HebiaoCore

/// A sheet to be written: its cells and how they are laid out.
public struct SheetBuilder: Sendable {
  /// What is written into a cell.
  public enum Content: Hashable, Sendable {
    /// Nothing: the cell has a style only.
    case blank
    /// A number.
    case number(Double)
    /// A text, kept as the workbook's options say.
    case text(String)
    /// A truth value.
    case bool(Bool)
    /// An error value, `#DIV/0!`.
    case error(String)
    /// A calendar day, as a serial number in the workbook's date system.
    case date(year: Int, month: Int, day: Int)
    /// A formula, without `=`, with the value it had when saved.
    indirect case formula(String, cached: Content)
  }

  /// A cell's content and style.
  public struct Cell: Hashable, Sendable {
    /// What it holds.
    public var content: Content
    /// How it looks.
    public var style: CellStyle

    /// A cell.
    public init(_ content: Content, style: CellStyle = .plain) {
      self.content = content
      self.style = style
    }
  }

  /// The name on the tab.
  public var name: String
  /// Whether the tab is shown.
  public var state: SheetState
  /// The cells by position.
  public var cells: [CellReference: Cell] = [:]
  /// The merged ranges, in the order they are written.
  public var mergedRanges: [CellRange] = []
  /// Widths in characters, by zero-based column.
  public var columnWidths: [Int: Double] = [:]
  /// Heights in points, by zero-based row.
  public var rowHeights: [Int: Double] = [:]
  /// Zero-based rows that are hidden.
  public var hiddenRows: Set<Int> = []
  /// Zero-based columns that are hidden.
  public var hiddenColumns: Set<Int> = []
  /// Zero-based rows that start a new printed page.
  public var pageBreaks: Set<Int> = []
  /// Whether the page lies on its long side.
  public var isLandscape = true

  /// An empty sheet.
  public init(name: String, state: SheetState = .visible) {
    self.name = name
    self.state = state
  }

  /// Puts a content into a cell.
  public mutating func set(
    _ row: Int,
    _ column: Int,
    _ content: Content,
    style: CellStyle = .plain
  ) {
    cells[CellReference(row, column)] = Cell(content, style: style)
  }

  /// Puts a content into the first cell of a rectangle, its style into all, and merges them.
  public mutating func merge(_ range: CellRange, _ content: Content, style: CellStyle = .plain) {
    for row in range.first.row.rawValue...range.last.row.rawValue {
      for column in range.first.column.rawValue...range.last.column.rawValue {
        set(row, column, .blank, style: style)
      }
    }
    cells[range.first] = Cell(content, style: style)
    if range.first != range.last { mergedRanges.append(range) }
  }
}
