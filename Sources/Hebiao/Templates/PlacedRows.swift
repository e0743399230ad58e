import HebiaoCore
import TableSchemas

/// Where the columns and rows of a table stand on a fresh sheet.
struct PlacedRows {
  /// A column.
  struct Column {
    var definition: ColumnDefinition
    /// The group it belongs to.
    var group: Int?
    var index: Int
  }

  /// A row.
  struct Row {
    /// `detail`, or the class of a closing row.
    var kind: String
    /// The section it belongs to; nil for the rows that close the table.
    var section: Int?
    var index: Int
  }

  let draft: PartDraft
  /// The rows of the header.
  let header: Range<Int>
  let columns: [Column]
  let rows: [Row]
  /// Where the rows of each section stand among them.
  private let sectionRows: [Range<Int>]

  /// Places a table's header, its rows and what closes them below a row.
  init(_ draft: PartDraft, top: Int) {
    self.draft = draft
    let depth = (draft.groups.map(\.heading.count).max() ?? 0) + 1
    header = top..<top + depth
    var columns: [Column] = []
    for field in draft.block.columns {
      if field == TemplateBlock.groups {
        for group in draft.groups.indices {
          for definition in draft.groupColumns {
            columns.append(Column(definition: definition, group: group, index: columns.count))
          }
        }
      } else if let definition = draft.definition.column(field) {
        columns.append(Column(definition: definition, group: nil, index: columns.count))
      }
    }
    self.columns = columns
    var rows: [Row] = []
    var next = header.upperBound
    func add(_ kind: String, section: Int?) {
      rows.append(Row(kind: kind, section: section, index: next))
      next += 1
    }
    var sectionRows: [Range<Int>] = []
    for (number, section) in draft.sections.enumerated() {
      let first = rows.count
      for _ in section.rows { add(Self.detail, section: number) }
      for closing in draft.block.sectionClosing { add(closing.rowClass, section: number) }
      sectionRows.append(first..<rows.count)
    }
    for closing in draft.block.closing { add(closing.rowClass, section: nil) }
    self.rows = rows
    self.sectionRows = sectionRows
  }

  static let detail = "detail"

  /// The first row below the table.
  var end: Int { (rows.last?.index ?? header.upperBound - 1) + 1 }

  /// The columns of a field, one for each group where it is a group's.
  func columns(of field: String) -> [Column] {
    columns.filter { $0.definition.field == field }
  }

  /// The column of a field in the group of another, or the only one.
  func column(_ field: String, beside column: Column) -> Column? {
    columns.first { $0.definition.field == field && ($0.group == nil || $0.group == column.group) }
  }

  /// The rows of a kind, within a section if one is given.
  func rows(_ kind: String, section: Int? = nil) -> [Row] {
    let among = section.map { sectionRows[$0] } ?? rows.indices
    return rows[among].filter { $0.kind == kind }
  }

  /// The cells of rows in a column, neighbours as one range.
  func ranges(_ rows: [Row], _ column: Column) -> [CellRange] {
    var ranges: [CellRange] = []
    for row in rows {
      let cell = CellReference(row.index, column.index)
      if let last = ranges.last, last.last.row.rawValue == row.index - 1 {
        ranges[ranges.count - 1] = CellRange(last.first, cell)
      } else {
        ranges.append(CellRange(cell, cell))
      }
    }
    return ranges
  }

  func cell(_ row: Row, _ column: Column) -> CellReference {
    CellReference(row.index, column.index)
  }
}
