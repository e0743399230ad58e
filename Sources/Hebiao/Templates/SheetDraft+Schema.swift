import HebiaoCore
import TableSchemas

extension SheetDraft {
  /// A sheet as its schema's template has it.
  init(
    _ schema: TableSchema,
    _ template: TemplateDefinition,
    request: TemplateRequest,
    calendar: TemplateCalendar
  ) throws {
    self.schema = schema
    self.template = template
    title = template.title.replacing("{station}", with: request.station ?? template.station)
    period = template.period.map { calendar.text(of: $0) }
    parts = []
    for block in template.blocks {
      guard let definition = schema.tables.first(where: { $0.id == block.table }) else { continue }
      for (number, part) in block.parts.enumerated() {
        parts.append(
          PartDraft(
            block: block,
            definition: definition,
            number: number,
            groups: calendar.months(of: block)
              ?? part.groups.map {
                GroupDraft(heading: $0.heading, headers: $0.headers, isShared: $0.isShared)
              },
            sections: try Self.sections(of: block, definition, request),
            beside: part.beside,
            panels: part.panels.map { panel in
              PanelDraft(
                heading: panel.heading,
                items: panel.items.map { $0.mapValues(DraftValue.text) }
              )
            },
            remark: part.remark
          )
        )
      }
    }
  }

  private static func sections(
    of block: TemplateBlock,
    _ definition: TableDefinition,
    _ request: TemplateRequest
  ) throws -> [SectionDraft] {
    guard let rows = block.rows, let label = definition.rows?.labelField else { return [] }
    var counts = rows.sections.map(\.count)
    var names: [String]?
    switch request.rows[rows.name] {
    case .counts(let asked):
      guard asked.count == counts.count, asked.allSatisfy((1...500).contains) else {
        throw TemplateError.wrongRows(rows.name, sections: counts.count)
      }
      counts = asked
    case .names(let asked):
      guard counts.count == 1, (1...500).contains(asked.count) else {
        throw TemplateError.wrongRows(rows.name, sections: counts.count)
      }
      counts = [asked.count]
      names = asked
    case nil: break
    }
    return zip(rows.sections, counts).map { section, count in
      SectionDraft(
        label: section.label,
        rows: (0..<count).map { index in
          let name = names?[index] ?? rows.label?.replacing("{n}", with: "\(index + 1)")
          return RowDraft(values: name.map { [label: .text($0)] } ?? [:])
        }
      )
    }
  }
}
