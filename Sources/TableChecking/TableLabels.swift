import HebiaoCore
import TableBinding
import TableSchemas

/// Where a cell stands, in the table's own words.
enum TableLabels {
  /// The parts between the words of a label.
  static let separator = " › "

  /// `片区1 › 非17类困难群众和特殊群体电访 › 百分比`.
  static func label(of place: TablePlace, in tables: [BoundTable]) -> LocalizedText {
    let table = tables[place.table]
    let row = table.rows[place.row]
    var parts = LabelParts()
    for part in rowParts(row, in: table) { parts.append(part) }
    guard table.columns.indices.contains(place.column) else {
      return LocalizedText(verbatim: parts.text)
    }
    let column = table.columns[place.column]
    if let group = column.group { append(group, row: row, in: table, to: &parts) }
    let item = column.definition.content == .label || column.definition.content == .name
    if !(item && parts.last == text(of: row.cells[place.column])) {
      parts.append(column.headerText.isEmpty ? column.definition.name.chinese : column.headerText)
    }
    return LocalizedText(verbatim: parts.text)
  }

  /// The words of a cell's column: the last part of its label.
  static func field(of place: TablePlace, in tables: [BoundTable]) -> LocalizedText {
    let column = tables[place.table].columns[place.column]
    return column.headerText.isEmpty
      ? column.definition.name : LocalizedText(verbatim: column.headerText)
  }

  /// An indicator by its own name: `专业个案 › 协议节数`; of an ordinary row with the row's name.
  static func indicator(group: Int, row: Int, in table: BoundTable) -> String {
    let bound = table.rows[row]
    var parts = LabelParts()
    for heading in bound.headings { parts.append(heading) }
    if bound.kind == BoundRow.detail, !bound.label.isEmpty { parts.append(bound.label) }
    append(group, row: bound, in: table, to: &parts)
    return parts.text
  }

  static func rowParts(_ row: BoundRow, in table: BoundTable) -> [String] {
    var parts = row.headings
    if row.kind != BoundRow.detail, let section = sectionName(row.section, of: row, in: table) {
      parts.append(section)
    }
    if !row.label.isEmpty { parts.append(row.label) }
    return parts
  }

  /// The name that the section of a closing row goes by.
  private static func sectionName(
    _ section: Int,
    of row: BoundRow,
    in table: BoundTable
  ) -> String? {
    guard let field = table.definition.rows?.sectionField, let column = table.column(field),
      row.kind.contains("subtotal")
    else { return nil }
    for other in table.rows where other.section == section && other.kind == BoundRow.detail {
      if let name = text(of: other.cells[column]) { return name }
    }
    return nil
  }

  /// Adds the headings of a group, and its first column's where another group has the same.
  private static func append(
    _ group: Int,
    row: BoundRow,
    in table: BoundTable,
    to parts: inout LabelParts
  ) {
    let path = table.groups[group].path
    if path.isEmpty {
      if let name = itemName(table.groups[group], row, in: table) { parts.append(name) }
      return
    }
    for heading in path { parts.append(heading) }
    let isShared = table.groups.indices.contains { other in
      other != group && table.groups[other].path == path
    }
    if isShared, let first = table.groups[group].columns.values.min() {
      parts.append(table.columns[first].headerText)
    }
  }

  /// The name of a panel's item, which no heading names.
  static func itemName(group: Int, row: Int, in table: BoundTable) -> String? {
    itemName(table.groups[group], table.rows[row], in: table)
  }

  /// An item names itself in a column of its own, or in the text of its first figure.
  private static func itemName(
    _ group: BoundGroup,
    _ row: BoundRow,
    in table: BoundTable
  ) -> String? {
    let own = group.columns.values.sorted()
    let naming = own.first { table.columns[$0].definition.content == .label } ?? own.first
    return naming.flatMap { text(of: row.cells[$0]) }
  }

  private static func text(of cell: BoundCell?) -> String? {
    guard let cell, case .string(let raw) = cell.raw else { return nil }
    let text = NormalizedText.oneLine(raw)
    return text.isEmpty ? nil : text
  }
}

/// A label as it is put together: parts that are empty or follow themselves are left out.
private struct LabelParts {
  private(set) var text = ""
  /// The part that was added last, whether or not it was left out.
  private(set) var last: String?
  /// The part that the text ends with.
  private var shown: String?

  /// Bytes of a part that are shown: a name longer than any is told by its beginning.
  private static let longestPart = 600

  mutating func append(_ whole: String) {
    let part =
      whole.utf8.count > Self.longestPart ? whole.prefix(Self.longestPart / 6) + "…" : whole
    last = whole
    if part.isEmpty || part == shown { return }
    if shown != nil { text += TableLabels.separator }
    text += part
    shown = part
  }
}
