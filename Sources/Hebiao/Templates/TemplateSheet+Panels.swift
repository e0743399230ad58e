import HebiaoCore
import TableSchemas
import WorkbookAuthoring

extension TemplateSheet {
  /// Draws panels side by side, and the free text at their right, or below them.
  mutating func drawPanels(_ places: PanelPlaces) {
    let first = places.top + 1
    let last = first + places.height - 1
    if let beside = places.draft.beside {
      put(
        CellRange(CellReference(places.top, 0), CellReference(last, 0)),
        .text(beside),
        .header
      )
      setWidth(12, ofColumn: 0)
    }
    for panel in places.panels { draw(panel, places, rows: first...last) }
    let isWide = places.height > 1
    setHeight(24, ofRow: places.top)
    for row in first...last { setHeight(isWide ? 26 : 46, ofRow: row) }
    top = last + 1
    guard let remark = places.draft.remark else { return }
    if width - places.width >= 4 {
      put(
        CellRange(CellReference(places.top, places.width), CellReference(last, width - 1)),
        .text(remark),
        .remark
      )
    } else {
      put(
        CellRange(CellReference(top, 0), CellReference(top, width - 1)),
        .text(remark),
        .remark
      )
      setHeight(60, ofRow: top)
      top += 1
    }
  }

  private mutating func draw(
    _ panel: PanelPlaces.Panel,
    _ places: PanelPlaces,
    rows: ClosedRange<Int>
  ) {
    let block = places.draft.block
    for column in panel.columns {
      put(
        CellRange(
          CellReference(places.top, column.header.lowerBound),
          CellReference(places.top, column.header.upperBound - 1)
        ),
        .text(block.headers[column.definition.field] ?? column.definition.name.chinese),
        .header
      )
      if let width = block.widths[column.definition.field] {
        for index in column.items { setWidth(width, ofColumn: index) }
      }
    }
    if let column = panel.heading, let heading = panel.draft.heading {
      put(
        CellRange(
          CellReference(rows.lowerBound, column),
          CellReference(rows.upperBound, column)
        ),
        .text(heading),
        .header
      )
    }
    for (index, item) in panel.draft.items.enumerated() {
      let row = rows.lowerBound + index
      // The last item takes the rows that other panels have more.
      let bottom = index == panel.draft.items.count - 1 ? rows.upperBound : row
      for column in panel.columns {
        draw(column, panel, item, row...bottom, places.draft)
      }
    }
  }

  private mutating func draw(
    _ column: PanelPlaces.Column,
    _ panel: PanelPlaces.Panel,
    _ item: [String: DraftValue],
    _ rows: ClosedRange<Int>,
    _ part: PartDraft
  ) {
    let definition = column.definition
    let range = CellRange(
      CellReference(rows.lowerBound, column.items.lowerBound),
      CellReference(rows.upperBound, column.items.upperBound - 1)
    )
    let title = part.block.headers[definition.field] ?? definition.name[language]
    if let formula = quotient(column, panel, row: rows.lowerBound, part) {
      put(
        range,
        formula: formula,
        TemplateLook.computed.with { $0.numberFormat = Self.percentFormat(definition) }
      )
      add(.computed(CellRange(range.first, range.first), title: title, language))
      return
    }
    let value = item[definition.field]
    put(range, value: value, TemplateLook.input)
    if case .text(let text)? = value {
      let width = column.items.reduce(0) { $0 + (plan.layout.columnWidths[ColumnIndex($1)] ?? 9) }
      let height = TextMeasure.height(lines: TextMeasure.lines(of: text, width: width))
      for row in rows { setHeight(height / Double(rows.count), ofRow: row) }
    }
    let cell = range.first
    let hint = part.block.hints[definition.field]?[language]
    if definition.content == .count {
      let rule = draft.schema.rules.first {
        $0.check == .readable && $0.values(.fields).contains(definition.field)
      }
      let text = rule?.reason[language] ?? ""
      let mark = draft.template.notApplicable
      add(
        InputCheck(
          range: CellRange(cell, cell),
          rule: .formula(
            "OR(\(cell)=\"\(mark)\",AND(ISNUMBER(\(cell)),\(cell)>=0,\(cell)=INT(\(cell))))"
          ),
          hint: .init(title: title, text: hint ?? text),
          refusal: .init(title: title, text: text)
        )
      )
    } else if let hint {
      add(
        InputCheck(
          range: CellRange(cell, cell),
          rule: .anything,
          hint: .init(title: title, text: hint)
        )
      )
    }
  }

  private func quotient(
    _ column: PanelPlaces.Column,
    _ panel: PanelPlaces.Panel,
    row: Int,
    _ part: PartDraft
  ) -> TemplateFormula? {
    let rule = draft.schema.rules.first {
      $0.check == .quotient && $0.tables.contains(part.block.table)
        && $0.value(.quotient) == column.definition.field
    }
    guard let rule,
      let top = panel.columns.first(where: { $0.definition.field == rule.value(.dividend) }),
      let bottom = panel.columns.first(where: { $0.definition.field == rule.value(.divisor) })
    else { return nil }
    let dividend = CellReference(row, top.items.lowerBound)
    let divisor = CellReference(row, bottom.items.lowerBound)
    let decimals = column.definition.precision ?? 2
    if top.definition.content == .figureInText {
      return .quotientInText(dividend, divisor, decimals: decimals)
    }
    return .quotient(dividend, divisor, decimals: decimals, mark: draft.template.notApplicable)
  }
}
