package import HebiaoCore

/// A sheet as values: what stands in which cell, and how it looks.
///
/// Made without the writing library, so that it can be looked at and tested before it is written.
package struct SheetPlan: Hashable, Sendable {
  /// A cell.
  package struct Cell: Hashable, Sendable {
    package var content: AuthoredContent
    package var format: CellFormat

    package init(_ content: AuthoredContent, _ format: CellFormat) {
      self.content = content
      self.format = format
    }
  }

  /// The name on the tab.
  package var name: String
  /// The cells; of a merged range the upper left one.
  package var cells: [CellReference: Cell] = [:]
  /// The merged ranges, by their upper left cell.
  package var merges: [CellReference: CellRange] = [:]
  /// Heights by row; units: points.
  package var rowHeights: [Int: Double] = [:]
  /// What may be typed into cells.
  package var checks: [InputCheck] = []
  /// The charts.
  package var charts: [ChartPlan] = []
  /// What the sheet is apart from its cells.
  package var layout = SheetLayout()

  package init(name: String) {
    self.name = name
  }

  /// Sets a cell, or a range that becomes one cell.
  package mutating func set(
    _ range: CellRange,
    _ content: AuthoredContent,
    _ format: CellFormat
  ) {
    cells[range.first] = Cell(content, format)
    if range.first != range.last { merges[range.first] = range }
  }

  /// The first row below everything.
  package var rowCount: Int {
    max(
      cells.keys.map { $0.row.rawValue }.max() ?? -1,
      merges.values.map { $0.last.row.rawValue }.max() ?? -1
    ) + 1
  }

  /// The first column right of everything.
  package var columnCount: Int {
    max(
      cells.keys.map { $0.column.rawValue }.max() ?? -1,
      merges.values.map { $0.last.column.rawValue }.max() ?? -1
    ) + 1
  }
}

extension AuthoredWorkbook {
  /// Adds a sheet as it is planned.
  @discardableResult package mutating func add(
    _ plan: SheetPlan
  ) throws(AuthoringError) -> Sheet {
    let sheet = try addSheet(named: plan.name)
    try set(plan.layout, of: sheet)
    for (row, height) in plan.rowHeights { try setHeight(height, ofRow: row, in: sheet) }
    for (reference, cell) in plan.cells.sorted(by: { $0.key < $1.key }) {
      let range = plan.merges[reference] ?? CellRange(reference, reference)
      try merge(range, cell.content, format: cell.format, in: sheet)
    }
    for check in plan.checks { try add(check, to: sheet) }
    for chart in plan.charts { try add(chart, to: sheet) }
    return sheet
  }
}
