/// How much a finding weighs.
public enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
  /// The table contradicts itself: something in it is certainly wrong.
  case error
  /// Something that the printed data cannot decide, but that somebody should look at.
  case warning
  /// Something worth knowing.
  case info

  /// The most serious first.
  public static func < (left: Severity, right: Severity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .info: 2
    }
  }
}

/// A cell of a workbook.
public struct CellLocation: Sendable, Hashable, Comparable {
  /// The name on the sheet's tab.
  public var sheet: String
  /// The cell, in a merged range its upper left one.
  public var cell: CellReference

  /// A cell of a sheet.
  public init(sheet: String, cell: CellReference) {
    self.sheet = sheet
    self.cell = cell
  }

  /// The cell as people name it from a sheet: `S26`, or `附件2!S26` from another.
  public func text(from other: String) -> String {
    other == sheet ? "\(cell)" : "\(sheet)!\(cell)"
  }

  /// Hashes the position alone: the same cell of another sheet is rarely met, and names are long.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(cell.row.rawValue &* ColumnIndex.limit &+ cell.column.rawValue)
  }

  /// Compares by sheet name, then in reading order.
  public static func < (left: CellLocation, right: CellLocation) -> Bool {
    (left.sheet, left.cell) < (right.sheet, right.cell)
  }
}

/// A value as a finding reports it.
public enum ReportedValue: Sendable, Hashable {
  /// There is none to report.
  case none
  /// A number; a percentage is reported as its ratio.
  case number(Rational)
  /// A text.
  case text(String)
}

/// Something that is wrong, or doubtful, in a table.
public struct Finding: Sendable, Hashable {
  /// `f1`, `f2`, … within one file, in the order of the report.
  public var id: String
  /// The stable code of the rule, from its schema: `percentage`.
  public var rule: String
  /// How much it weighs.
  public var severity: Severity
  /// The sheet of `cell`.
  public var sheet: String
  /// The cell to look at first; nil where the finding is about a sheet or a file.
  public var cell: CellReference?
  /// The merged range that `cell` is the upper left cell of.
  public var mergedRange: CellRange?
  /// Where the cell stands in the table's own terms: `片区1 › 非17类… › 百分比`.
  public var label: LocalizedText?
  /// What is wrong, with the live numbers.
  public var message: LocalizedText
  /// Why it is asked for: the rule's own text, from its schema.
  public var reason: LocalizedText?
  /// What `cell` holds.
  public var actual: ReportedValue
  /// What the rule asks of `cell`.
  public var expected: ReportedValue
  /// The cell of the earlier month's file that `cell` was compared with; nil where it was not.
  public var earlierCell: CellLocation?
  /// Every cell that takes part in the broken rule, `cell` included.
  public var cells: [CellLocation]

  /// A finding about one cell.
  public init(
    id: String = "",
    rule: String,
    severity: Severity,
    sheet: String,
    cell: CellReference? = nil,
    mergedRange: CellRange? = nil,
    label: LocalizedText? = nil,
    message: LocalizedText,
    reason: LocalizedText? = nil,
    actual: ReportedValue = .none,
    expected: ReportedValue = .none,
    earlierCell: CellLocation? = nil,
    cells: [CellLocation] = []
  ) {
    self.id = id
    self.rule = rule
    self.severity = severity
    self.sheet = sheet
    self.cell = cell
    self.mergedRange = mergedRange
    self.label = label
    self.message = message
    self.reason = reason
    self.actual = actual
    self.expected = expected
    self.earlierCell = earlierCell
    self.cells = cells
  }
}
