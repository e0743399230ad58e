import HebiaoCore
import TableBinding
import TableSchemas

extension SheetDraft {
  /// A fresh sheet takes over at most so many rows: the numbers of its rows are the highest above and
  /// one more, which costs the square of them.
  private static let mostRows = 5_000
  /// The total of a table adds up at most so many sections: a function of Excel takes 255 arguments, and
  /// a formula has 8,192 characters.
  private static let mostSections = 200

  /// Takes over what stays from month to month; says how many texts and figures that is.
  ///
  /// - Throws: `TemplateError` where that is more than a fresh sheet is made for.
  mutating func carry(
    from last: LastMonth,
    request: TemplateRequest,
    calendar: TemplateCalendar
  ) throws(TemplateError) -> Int {
    let rowCount = last.rowCount(of: schema.id)
    if rowCount > Self.mostRows { throw .tooManyRows(rowCount, limit: Self.mostRows) }
    if request.station == nil, let title = last.title(of: schema) { self.title = title }
    var carried = 0
    var parts: [PartDraft] = []
    for block in template.blocks {
      let tables = last.tables(of: schema.id, block.table)
      guard !tables.isEmpty else {
        parts += self.parts.filter { $0.block.table == block.table }
        continue
      }
      var own: [PartDraft] = []
      for (table, grid) in tables {
        // Items under another heading are a section of their own, with a header of their own.
        for rows in Self.runs(of: table) {
          var reading = TableCarrying(
            table: table,
            rows: rows,
            grid: grid,
            block: block,
            template: template
          )
          var part = PartDraft(
            block: block,
            definition: table.definition,
            number: own.count,
            remark: block.parts.indices.contains(own.count) ? block.parts[own.count].remark : nil
          )
          if table.definition.rows == nil {
            part.beside = rows.first?.headings.first
            part.panels = reading.panels()
          } else {
            part.groups = calendar.months(of: block, known: last.months) ?? reading.groups()
            part.sections = reading.sections(asked: block.rows.flatMap { request.rows[$0.name] })
            if part.sections.count > Self.mostSections {
              throw .tooManySections(part.sections.count, limit: Self.mostSections)
            }
          }
          carried += reading.carried
          own.append(part)
        }
      }
      // Where some have a heading beside them, the others stand in line with those.
      if own.contains(where: { $0.beside != nil }) {
        for index in own.indices where own[index].beside == nil { own[index].beside = "" }
      }
      parts += own
    }
    self.parts = parts
    return carried
  }

  /// The rows of a table; of panels, those under one heading after those under another.
  private static func runs(of table: BoundTable) -> [[BoundRow]] {
    guard table.definition.rows == nil else { return [table.rows] }
    var runs: [[BoundRow]] = []
    for row in table.rows {
      if runs.last?.last?.headings.first == row.headings.first, !runs.isEmpty {
        runs[runs.count - 1].append(row)
      } else {
        runs.append([row])
      }
    }
    return runs
  }
}

extension TemplateCalendar {
  /// The groups of a block by months, those of last month's file counting what they counted there.
  func months(
    of block: TemplateBlock,
    known: [(month: YearMonth, weight: Rational)]
  ) -> [GroupDraft]? {
    guard let wording = block.months, var groups = months(of: block) else { return nil }
    for (index, month) in months.enumerated() {
      guard let weight = known.first(where: { $0.month == month })?.weight else { continue }
      groups[index] = group(month, weight: weight, wording)
    }
    return groups
  }
}

/// What stays of one table from month to month.
private struct TableCarrying {
  let table: BoundTable
  /// The rows of the table that are taken over.
  let rows: [BoundRow]
  let grid: CellGrid
  let block: TemplateBlock
  let template: TemplateDefinition
  private(set) var carried = 0

  init(
    table: BoundTable,
    rows: [BoundRow],
    grid: CellGrid,
    block: TemplateBlock,
    template: TemplateDefinition
  ) {
    self.table = table
    self.rows = rows
    self.grid = grid
    self.block = block
    self.template = template
  }

  private var fields: [String] { (table.definition.group?.columns ?? []).map(\.field) }
  private var details: [BoundRow] { rows.filter { $0.kind == BoundRow.detail } }

  func groups() -> [GroupDraft] {
    table.groups.map { group in
      let columns = fields.map { group.columns[$0] }
      let cells = columns.compactMap { $0 }.compactMap { details.first?.cells[$0] }
      return GroupDraft(
        heading: group.path.isEmpty ? [table.definition.name.chinese] : group.path,
        headers: zip(fields, columns).map { field, column in
          column.map { table.columns[$0].headerText } ?? block.headers[field]
            ?? table.definition.column(field)?.name.chinese ?? field
        },
        isShared: details.count > 1
          && cells.contains { ($0.mergedRange?.height ?? 1) >= details.count }
      )
    }
  }

  mutating func sections(asked: TemplateRequest.Rows?) -> [SectionDraft] {
    var sections: [SectionDraft] = []
    var number: Int?
    for row in details {
      if number != row.section {
        number = row.section
        let label = table.definition.rows?.sectionField.flatMap { text(of: $0, in: row) }
        let standing = block.rows?.sections ?? []
        let other = standing.indices.contains(sections.count) ? standing[sections.count].label : nil
        sections.append(SectionDraft(label: label ?? other, rows: []))
      }
      sections[sections.count - 1].rows.append(self.row(row))
    }
    // Rows for newcomers, where more are asked for than there were.
    if case .counts(let counts) = asked {
      for (index, count) in counts.enumerated() where sections.indices.contains(index) {
        while sections[index].rows.count < min(count, 500) {
          sections[index].rows.append(RowDraft())
        }
      }
    }
    return sections
  }

  private mutating func row(_ row: BoundRow) -> RowDraft {
    var draft = RowDraft()
    for (position, column) in table.columns.enumerated() where column.group == nil {
      draft.values[column.definition.field] = value(row.cells[position], column.definition)
    }
    for group in table.groups {
      var values: [String: DraftValue] = [:]
      for field in fields {
        guard let position = group.columns[field] else { continue }
        // A cell that several rows share is carried by the first of them.
        let cell = row.cells[position]
        guard cell?.location.cell.row == row.index else { continue }
        values[field] = value(cell, table.columns[position].definition)
      }
      draft.groups.append(values)
    }
    return draft
  }

  mutating func panels() -> [PanelDraft] {
    table.groups.map { group in
      var heading: String?
      var items: [[String: DraftValue]] = []
      for row in details {
        var item: [String: DraftValue] = [:]
        for field in fields {
          guard let position = group.columns[field] else { continue }
          let cell = row.cells[position]
          guard cell?.location.cell.row == row.index else { continue }
          item[field] = value(cell, table.columns[position].definition)
          if let cell, heading == nil { heading = text(left: cell, under: position) }
        }
        if !item.isEmpty { items.append(item) }
      }
      return PanelDraft(heading: heading, items: items)
    }
  }

  /// What stands between an item and the left edge of its header.
  private func text(left cell: BoundCell, under position: Int) -> String? {
    let first = table.columns[position].index
    guard cell.location.cell.column > first else { return nil }
    let place = CellReference(row: cell.location.cell.row, column: first)
    guard case .string(let text)? = grid.cell(at: grid.anchor(of: place))?.value else { return nil }
    return NormalizedText.oneLine(text)
  }

  private func text(of field: String, in row: BoundRow) -> String? {
    guard let column = table.column(field), case .text(let text)? = row.cells[column]?.value
    else { return nil }
    return NormalizedText.oneLine(text)
  }

  private mutating func value(_ cell: BoundCell?, _ column: ColumnDefinition) -> DraftValue? {
    guard let cell, block.carried.contains(column.field) else { return nil }
    let value: DraftValue?
    switch (column.content, cell.value) {
    case (.figureInText, _), (.dateRange, _):
      if case .string(let text) = cell.raw { value = .text(text) } else { value = nil }
    case (_, .number(let number)): value = .number(number)
    case (_, .text(let text)): value = .text(text)
    case (_, .notApplicable): value = .text(template.notApplicable)
    default: value = nil
    }
    if value != nil { carried += 1 }
    return value
  }
}
