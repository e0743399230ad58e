import HebiaoCore
import TableSchemas
import WorkbookAuthoring

extension TemplateSheet {
  /// Draws a table of rows: its header, the rows to fill in, and what closes them.
  mutating func drawRows(_ placed: PlacedRows, first: PlacedRows?) {
    drawHeader(placed)
    for (number, section) in placed.draft.sections.enumerated() {
      let rows = placed.rows(PlacedRows.detail, section: number)
      for column in placed.columns {
        drawColumn(column, section, rows, placed, first: first)
      }
    }
    for row in placed.rows {
      setHeight(24, ofRow: row.index)
      if row.kind != PlacedRows.detail { drawClosing(row, placed) }
    }
  }

  private mutating func drawHeader(_ placed: PlacedRows) {
    let header = placed.header
    let block = placed.draft.block
    for column in placed.columns {
      let field = column.definition.field
      setWidth(block.widths[field] ?? 9, ofColumn: column.index)
      guard let group = column.group else {
        let text = block.headers[field] ?? column.definition.name.chinese
        put(
          CellRange(
            CellReference(header.lowerBound, column.index),
            CellReference(header.upperBound - 1, column.index)
          ),
          .text(text),
          .header
        )
        raise(header, for: text, width: block.widths[field] ?? 9)
        continue
      }
      let position = placed.draft.groupColumns.firstIndex { $0.field == field } ?? 0
      let headers = placed.draft.groups[group].headers
      let text =
        headers.indices.contains(position)
        ? headers[position] : block.headers[field] ?? column.definition.name.chinese
      let row = header.upperBound - 1
      put(row: row, column.index, .text(text), TemplateLook.header)
      setHeight(
        TextMeasure.height(lines: TextMeasure.lines(of: text, width: block.widths[field] ?? 9)),
        ofRow: row
      )
    }
    for level in header.dropLast().indices { drawHeadings(placed, level: level) }
  }

  /// The headings of one level, neighbours that say the same as one.
  private mutating func drawHeadings(_ placed: PlacedRows, level row: Int) {
    let level = row - placed.header.lowerBound
    let columns = placed.columns.filter { $0.group != nil }
    var start = 0
    while start < columns.count {
      let path = heading(columns[start], placed, through: level)
      var end = start + 1
      while end < columns.count, heading(columns[end], placed, through: level) == path { end += 1 }
      defer { start = end }
      guard path.count > level, let text = path.last else { continue }
      // Where others have more levels, the last heading reaches down.
      let group = columns[start].group.map { placed.draft.groups[$0] }
      let isLast = group?.heading.count == level + 1
      let bottom = isLast ? placed.header.upperBound - 2 : row
      put(
        CellRange(
          CellReference(row, columns[start].index),
          CellReference(bottom, columns[end - 1].index)
        ),
        .text(text),
        .header
      )
      let width = columns[start..<end].reduce(0.0) {
        $0 + (placed.draft.block.widths[$1.definition.field] ?? 9)
      }
      setHeight(
        TextMeasure.height(lines: TextMeasure.lines(of: text, width: width)),
        ofRow: row
      )
    }
  }

  private func heading(
    _ column: PlacedRows.Column,
    _ placed: PlacedRows,
    through level: Int
  ) -> [String] {
    column.group.map { Array(placed.draft.groups[$0].heading.prefix(level + 1)) } ?? []
  }

  /// Makes the rows of a header high enough for a text that reaches over all of them.
  private mutating func raise(_ header: Range<Int>, for text: String, width: Double) {
    let needed = TextMeasure.height(lines: TextMeasure.lines(of: text, width: width))
    for row in header { setHeight(needed / Double(header.count), ofRow: row) }
  }

  private mutating func drawColumn(
    _ column: PlacedRows.Column,
    _ section: SectionDraft,
    _ rows: [PlacedRows.Row],
    _ placed: PlacedRows,
    first: PlacedRows?
  ) {
    guard let top = rows.first, let bottom = rows.last else { return }
    let field = column.definition.field
    let whole = CellRange(placed.cell(top, column), placed.cell(bottom, column))
    if field == placed.draft.definition.rows?.sectionField {
      put(whole, value: section.label.map { .text($0) }, TemplateLook.header)
      return
    }
    let isShared = column.group.map { placed.draft.groups[$0].isShared } ?? false
    var isComputed = false
    for (index, row) in rows.enumerated() where !isShared || index == 0 {
      let cell = placed.cell(row, column)
      let range = isShared ? whole : CellRange(cell, cell)
      let formula = placed.formula(
        row,
        column,
        first: first,
        schema: draft.schema,
        mark: draft.template.notApplicable
      )
      if let formula {
        isComputed = true
        put(range, formula: formula, format(column, TemplateLook.computed))
      } else {
        let draft = section.rows[index]
        let value = column.group.map { draft.groups.indices.contains($0) ? draft.groups[$0] : [:] }
        let own = (value ?? draft.values)[field]
        put(range, value: own, format(column, TemplateLook.input))
        if !isShared, case .text(let text)? = own {
          let lines = TextMeasure.lines(of: text, width: placed.draft.block.widths[field] ?? 9)
          setHeight(TextMeasure.height(lines: lines), ofRow: row.index)
        }
      }
    }
    check(column, whole, isComputed: isComputed, placed)
  }

  private mutating func drawClosing(_ row: PlacedRows.Row, _ placed: PlacedRows) {
    let formulas = placed.columns.map { column in
      placed.formula(
        row,
        column,
        first: nil,
        schema: draft.schema,
        mark: draft.template.notApplicable
      )
    }
    let closings = placed.draft.block.sectionClosing + placed.draft.block.closing
    let section = row.section.flatMap { placed.draft.sections[$0].label } ?? ""
    let label = closings.first { $0.rowClass == row.kind }?.label ?? ""
    let sole = placed.draft.definition.rows?.classes.first { $0.id == row.kind }?.soleContent
    let last = placed.columns.count - 1
    // The only value of a row stands under the columns behind the groups.
    let behind = placed.columns.lastIndex { $0.group != nil }.map { $0 + 1 } ?? last
    let start = sole == nil ? formulas.firstIndex { $0 != nil } ?? last : min(behind, last)
    put(
      CellRange(CellReference(row.index, 0), CellReference(row.index, max(0, start - 1))),
      .text(label.replacing("{section}", with: section)),
      .closing
    )
    if let sole {
      drawSole(row, sole, from: start, through: last)
      return
    }
    var column = start
    while column <= last {
      var end = column
      // A figure of a group takes the columns of the group that have none.
      while let group = placed.columns[column].group, formulas[column] != nil, end < last,
        placed.columns[end + 1].group == group, formulas[end + 1] == nil
      {
        end += 1
      }
      let range = CellRange(CellReference(row.index, column), CellReference(row.index, end))
      if let formula = formulas[column] {
        var look = TemplateLook.closing
        if case .whereEqual = formula { look.isUnlocked = true }
        put(range, formula: formula, format(placed.columns[column], look))
      } else {
        put(range, .blank, TemplateLook.closing.with { $0.isUnlocked = true })
      }
      column = end + 1
    }
  }

  private mutating func drawSole(
    _ row: PlacedRows.Row,
    _ content: ColumnDefinition.Content,
    from first: Int,
    through last: Int
  ) {
    let range = CellRange(CellReference(row.index, first), CellReference(row.index, last))
    put(
      range,
      value: nil,
      TemplateLook.input.with { $0.numberFormat = content == .percent ? "0.00%" : nil }
    )
    guard content == .percent else { return }
    let cell = range.first
    let rule = draft.schema.rules.first {
      $0.check == .percentForm && $0.value(.row) == row.kind
    }
    let maximum = rule?.value(.maximum) ?? "1"
    let text = rule?.reason[language] ?? ""
    let title = rule?.name[language] ?? ""
    add(
      InputCheck(
        range: CellRange(cell, cell),
        rule: .formula("AND(ISNUMBER(\(cell)),\(cell)>=0,\(cell)<=\(maximum))"),
        hint: .init(title: title, text: text),
        refusal: .init(title: title, text: text)
      )
    )
  }

  /// A look with the number format of a column.
  func format(_ column: PlacedRows.Column, _ look: CellFormat) -> CellFormat {
    look.with { look in
      switch column.definition.content {
      case .percent: look.numberFormat = TemplateSheet.percentFormat(column.definition)
      case .text,
        .dateRange where look.isUnlocked:
        look.alignment = column.definition.content == .text ? .left : .center
      default: break
      }
    }
  }

  static func percentFormat(_ column: ColumnDefinition) -> String {
    let decimals = column.precision ?? 2
    return decimals == 0 ? "0%" : "0." + String(repeating: "0", count: decimals) + "%"
  }
}
