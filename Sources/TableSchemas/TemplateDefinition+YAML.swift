import HebiaoCore
import Yams

extension TemplateDefinition {
  /// Reads the template of a schema and checks that what it names is there.
  init?(
    _ map: SchemaMapping?,
    tables: [TableDefinition],
    titles: [TextPattern],
    marks: MarkVocabulary
  ) {
    guard let map else { return nil }
    map.onlyKeys([
      "sheet", "label", "station", "title", "period", "signature", "paper", "notApplicable",
      "blocks",
    ])
    self.init(
      sheet: map.text("sheet") ?? "",
      label: map.optionalText("label"),
      station: map.text("station") ?? "",
      title: map.text("title") ?? "",
      period: map.optionalText("period"),
      signature: map.texts("signature"),
      paper: map.node("paper") == nil ? .a4 : map.choice("paper", Paper.self) ?? .a4,
      notApplicable: map.text("notApplicable") ?? "",
      blocks: map.mappings("blocks").compactMap { TemplateBlock($0, tables: tables) }
    )
    if blocks.isEmpty { map.missing("blocks") }
    let mark = NormalizedText.header(notApplicable)
    if !mark.isEmpty, !marks.notApplicable.contains(mark) {
      map.report(
        "notApplicable",
        unknown: notApplicable,
        among: marks.notApplicable.sorted()
      )
    }
    // A template whose own title its schema does not know would be a poor example.
    if !title.isEmpty, !titles.isEmpty,
      !titles.contains(where: { $0.matches(NormalizedText.header(title)) })
    {
      map.diagnostics.report(
        at: map.node("title")?.mark,
        zh: "titles 里没有与这个标题相符的写法",
        en: "no wording in titles matches this title"
      )
    }
  }
}

extension TemplateBlock {
  fileprivate init?(_ map: SchemaMapping, tables: [TableDefinition]) {
    map.onlyKeys([
      "table", "columns", "headers", "widths", "spans", "choices", "hints", "carry", "rows",
      "sectionClosing", "closing", "months", "filter", "parts",
    ])
    guard let table = map.text("table") else { return nil }
    guard let definition = tables.first(where: { $0.id == table }) else {
      map.report("table", unknown: table, among: tables.map(\.id))
      return nil
    }
    let fields = (definition.columns + (definition.group?.columns ?? [])).map(\.field)
    let classes = definition.rows?.classes.map(\.id) ?? []
    self.init(
      table: table,
      columns: map.texts("columns"),
      headers: map.byField("headers", fields) { $0.text($1) },
      widths: map.byField("widths", fields) { map, key in
        map.positiveDecimal(key).map { Double($0.numerator) / Double($0.denominator) }
      },
      spans: map.byField("spans", fields) { $0.integer($1, in: 1...20) },
      choices: map.byField("choices", fields) { $0.texts($1) },
      hints: map.byField("hints", fields) { $0.localized($1) },
      carried: map.texts("carry"),
      rows: TemplateRows(SchemaMapping(map.node("rows"), map.diagnostics, what: "rows")),
      sectionClosing: map.mappings("sectionClosing").map { TemplateClosing($0, classes) },
      closing: map.mappings("closing").map { TemplateClosing($0, classes) },
      months: TemplateMonths(SchemaMapping(map.node("months"), map.diagnostics, what: "months")),
      isFiltered: map.flag("filter"),
      parts: map.mappings("parts").map { TemplatePart($0, definition) }
    )
    for field in columns where field != Self.groups && definition.column(field) == nil {
      map.report("columns", unknown: field, among: fields + [Self.groups])
    }
    for field in carried where definition.column(field) == nil {
      map.report("carry", unknown: field, among: fields)
    }
    if definition.rows == nil {
      if rows != nil { map.unwanted("rows") }
    } else {
      for key in ["columns", "rows"] where map.node(key) == nil { map.missing(key) }
    }
    if parts.isEmpty, months == nil { map.missing("parts") }
    if parts.isEmpty {
      parts = [TemplatePart(beside: nil, groups: [], panels: [], remark: nil)]
    }
  }
}

extension TemplateRows {
  fileprivate init?(_ map: SchemaMapping?) {
    guard let map else { return nil }
    map.onlyKeys(["name", "label", "count", "sections"])
    var sections = map.mappings("sections").map { section in
      section.onlyKeys(["label", "count"])
      return Section(
        label: section.text("label"),
        count: section.integer("count", in: 1...500) ?? 1
      )
    }
    if sections.isEmpty {
      if map.node("count") == nil { map.missing("count") }
      sections = [Section(label: nil, count: map.integer("count", in: 1...500) ?? 1)]
    }
    self.init(name: map.text("name") ?? "", label: map.optionalText("label"), sections: sections)
  }
}

extension TemplateClosing {
  fileprivate init(_ map: SchemaMapping, _ classes: [String]) {
    map.onlyKeys(["class", "label"])
    self.init(rowClass: map.text("class") ?? "", label: map.text("label") ?? "")
    if !rowClass.isEmpty, !classes.contains(rowClass) {
      map.report("class", unknown: rowClass, among: classes)
    }
  }
}

extension TemplateMonths {
  fileprivate init?(_ map: SchemaMapping?) {
    guard let map else { return nil }
    map.onlyKeys(["heading", "partial", "weight"])
    self.init(
      heading: map.text("heading") ?? "",
      partialHeading: map.text("partial") ?? "",
      partialWeight: map.positiveDecimal("weight") ?? .one
    )
  }
}

extension TemplatePart {
  fileprivate init(_ map: SchemaMapping, _ definition: TableDefinition) {
    map.onlyKeys(["beside", "groups", "panels", "remark"])
    let columns = definition.group?.columns ?? []
    self.init(
      beside: map.optionalText("beside"),
      groups: map.mappings("groups").map { group in
        group.onlyKeys(["heading", "headers", "shared"])
        let headers = group.requiredTexts("headers")
        if headers.count != columns.count {
          group.diagnostics.report(
            at: group.node("headers")?.mark ?? group.mark,
            zh: "headers 应有 \(columns.count) 个, 与列组的列数相同",
            en: "headers must name the \(columns.count) columns of the group"
          )
        }
        return TemplateGroup(
          heading: group.texts("heading"),
          headers: headers,
          isShared: group.flag("shared")
        )
      },
      panels: map.mappings("panels").map { panel in
        panel.onlyKeys(["heading", "items"])
        return TemplatePanel(
          heading: panel.optionalText("heading"),
          items: panel.mappings("items").map { item in
            item.onlyKeys(columns.map(\.field))
            let pairs = columns.compactMap { column in
              item.optionalText(column.field).map { (column.field, $0) }
            }
            return Dictionary(pairs) { first, _ in first }
          }
        )
      },
      remark: map.optionalText("remark")
    )
  }
}

extension SchemaMapping {
  /// What a mapping says of fields.
  fileprivate func byField<Value>(
    _ key: String,
    _ fields: [String],
    _ read: (SchemaMapping, String) -> Value?
  ) -> [String: Value] {
    guard let map = SchemaMapping(node(key), diagnostics, what: key) else { return [:] }
    map.onlyKeys(fields)
    var values: [String: Value] = [:]
    for field in fields where map.node(field) != nil { values[field] = read(map, field) }
    return values
  }

  /// Reports a key that has no place here.
  fileprivate func unwanted(_ key: String) {
    diagnostics.report(
      at: node(key)?.mark,
      zh: "这里不能有 “\(key)”",
      en: "\"\(key)\" has no place here"
    )
  }
}
