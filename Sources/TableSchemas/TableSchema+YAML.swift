import HebiaoCore
import Yams

extension TableSchema {
  /// Reads a schema from the text of a YAML file.
  ///
  /// Throws: `SchemaError` with every mistake found, each with line and column.
  public convenience init(yaml: String, file: String) throws(SchemaError) {
    let diagnostics = SchemaDiagnostics(file: file)
    let root: Node?
    do {
      // Scalars are read as texts here; what YAML would take them for is asked with seven patterns.
      root = try Yams.compose(yaml: yaml, .basic)
    } catch {
      diagnostics.report(yamlError: error)
      throw SchemaError(diagnostics: diagnostics.list)
    }
    guard let map = SchemaMapping(root, diagnostics, what: file) else {
      if diagnostics.list.isEmpty {
        diagnostics.report(at: nil, zh: "文件是空的", en: "the file is empty")
      }
      throw SchemaError(diagnostics: diagnostics.list)
    }
    map.onlyKeys([
      "schema", "version", "name", "titles", "periods", "marks", "tables", "pace", "summary",
      "template", "rules",
    ])
    let tables = map.mappings("tables").map(TableDefinition.init)
    if tables.isEmpty { map.missing("tables") }
    let titles = map.texts("titles").map(TextPattern.init)
    let marks = MarkVocabulary(SchemaMapping(map.node("marks"), diagnostics, what: "marks"))
    self.init(
      id: map.text("schema") ?? "",
      version: map.integer("version", in: 1...9999) ?? 1,
      name: map.localized("name"),
      titles: titles,
      periods: map.mappings("periods").compactMap(PeriodDefinition.init),
      marks: marks,
      tables: tables,
      pace: PaceDefinition(
        SchemaMapping(map.node("pace"), diagnostics, what: "pace"),
        tables: tables
      ),
      summary: map.mappings("summary").compactMap { SummaryDefinition($0, tables: tables) },
      template: TemplateDefinition(
        SchemaMapping(map.node("template"), diagnostics, what: "template"),
        tables: tables,
        titles: titles,
        marks: marks
      ),
      rules: map.mappings("rules").compactMap { RuleDefinition($0, tables: tables) }
    )
    Self.reportRepeatedCodes(map, diagnostics)
    if !diagnostics.list.isEmpty {
      let ordered = diagnostics.list.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
      throw SchemaError(diagnostics: ordered)
    }
  }

  private static func reportRepeatedCodes(_ map: SchemaMapping, _ diagnostics: SchemaDiagnostics) {
    var seen: Set<String> = []
    for rule in map.mappings("rules") {
      guard let code = rule.optionalText("code"), !seen.insert(code).inserted else { continue }
      diagnostics.report(
        at: rule.node("code")?.mark,
        zh: "规则代码 “\(code)” 重复",
        en: "the rule code \"\(code)\" is used twice"
      )
    }
  }
}

extension SchemaDiagnostics {
  fileprivate func report(yamlError error: any Error) {
    guard let yaml = error as? YamlError else {
      report(at: nil, zh: "不是 YAML: \(error)", en: "not YAML: \(error)")
      return
    }
    switch yaml {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      // What trips people most: a wording that begins with an asterisk reads as an alias.
      let hint = problem.contains("alphabetic or numeric") || problem.contains("alias")
      report(
        at: mark,
        zh: hint ? "以 * 开头的写法要加引号, 如 \"*合计\"" : "YAML 写法有误: \(problem)",
        en: hint ? "a wording that begins with * needs quotes: \"*合计\"" : "YAML: \(problem)"
      )
    case .duplicatedKeysInMapping(let keys, let context):
      let names = keys.joined(separator: ", ")
      report(at: context.mark, zh: "键 “\(names)” 写了两次", en: "the key \"\(names)\" is used twice")
    default:
      report(at: nil, zh: "不是 YAML: \(yaml)", en: "not YAML: \(yaml)")
    }
  }
}

extension PeriodDefinition {
  fileprivate init?(_ map: SchemaMapping) {
    map.onlyKeys(["id", "texts"])
    guard let kind = map.choice("id", Kind.self) else { return nil }
    self.init(kind: kind, texts: map.requiredTexts("texts").map(TextPattern.init))
  }
}

extension MarkVocabulary {
  fileprivate init(_ map: SchemaMapping?) {
    guard let map else { return }
    map.onlyKeys(["notApplicable", "yes", "no"])
    notApplicable = Set(map.texts("notApplicable").map(NormalizedText.header))
    yes = Set(map.texts("yes").map(NormalizedText.header))
    no = Set(map.texts("no").map(NormalizedText.header))
  }
}

extension TableDefinition {
  fileprivate convenience init(_ map: SchemaMapping) {
    map.onlyKeys([
      "id", "name", "numbered", "columns", "groups", "rows", "shared", "units", "fractionalUnits",
      "namedBy",
    ])
    let groups = map.mappings("groups")
    if groups.count > 1 {
      map.diagnostics.report(
        at: groups[1].mark,
        zh: "一张表只能有一种重复的列组",
        en: "a table has at most one kind of repeating group"
      )
    }
    // Headers are found by the columns of a group, so a table without one would never be found.
    if groups.isEmpty { map.missing("groups") }
    let shared = map.optionalText("shared")
    if let shared, shared != "merged-cells" {
      map.diagnostics.report(
        at: map.node("shared")?.mark,
        zh: "shared 只能是 merged-cells",
        en: "shared can only be merged-cells"
      )
    }
    let columns = map.mappings("columns").map(ColumnDefinition.init)
    let group = groups.first.map(GroupDefinition.init)
    self.init(
      id: map.text("id") ?? "",
      name: map.localized("name"),
      isNumbered: map.flag("numbered"),
      columns: columns,
      group: group,
      rows: RowsDefinition(
        SchemaMapping(map.node("rows"), map.diagnostics, what: "rows"),
        columns: columns + (group?.columns ?? [])
      ),
      sharesMergedCells: shared != nil,
      units: map.texts("units"),
      fractionalUnits: map.texts("fractionalUnits"),
      namingWords: map.texts("namedBy")
    )
  }
}

extension ColumnDefinition {
  fileprivate convenience init(_ map: SchemaMapping) {
    map.onlyKeys([
      "field", "name", "headers", "except", "holds", "required", "leftmost", "precision", "unit",
      "step",
    ])
    let step = map.optionalText("step")
    let stepValue = step.flatMap { Rational(decimalText: $0) }
    if step != nil, stepValue.map({ $0 <= .zero }) ?? true {
      map.diagnostics.report(
        at: map.node("step")?.mark,
        zh: "step 应为大于 0 的小数",
        en: "step must be a decimal above zero"
      )
    }
    self.init(
      field: map.text("field") ?? "",
      name: map.localized("name"),
      headers: map.requiredTexts("headers").map(TextPattern.init),
      exceptions: map.texts("except").map(TextPattern.init),
      content: map.choice("holds", Content.self) ?? .text,
      isRequired: map.flag("required"),
      mayBeLeftmost: map.flag("leftmost"),
      precision: map.integer("precision", in: 0...9),
      unit: map.optionalText("unit"),
      step: stepValue
    )
  }
}

extension GroupDefinition {
  fileprivate init(_ map: SchemaMapping) {
    map.onlyKeys(["id", "name", "heading", "columns"])
    self.init(
      id: map.text("id") ?? "",
      name: map.localized("name"),
      heading: map.choice("heading", Heading.self) ?? .any,
      columns: map.mappings("columns").map(ColumnDefinition.init)
    )
    if !columns.contains(where: \.isRequired) {
      map.diagnostics.report(
        at: map.mark,
        zh: "列组至少要有一列 required: true",
        en: "a group needs at least one column with required: true"
      )
    }
  }
}

extension RowsDefinition {
  fileprivate init?(_ map: SchemaMapping?, columns: [ColumnDefinition]) {
    guard let map else { return nil }
    map.onlyKeys(["label", "section", "classes"])
    let label = map.text("label") ?? ""
    let section = map.optionalText("section")
    for (key, field) in [("label", label), ("section", section ?? label)] {
      // A key that is missing has been reported as such.
      guard let node = map.node(key), !columns.contains(where: { $0.field == field }) else {
        continue
      }
      map.diagnostics.report(
        at: node.mark,
        zh: "\(key) 指的列 “\(field)” 不存在",
        en: "\(key) names no column: \"\(field)\""
      )
    }
    self.init(
      labelField: label,
      sectionField: section,
      classes: map.mappings("classes").map(RowClass.init)
    )
  }
}

extension RowClass {
  fileprivate init(_ map: SchemaMapping) {
    map.onlyKeys(["id", "labels", "closes", "value"])
    self.init(
      id: map.text("id") ?? "",
      labels: map.requiredTexts("labels").map(TextPattern.init),
      closesTable: map.flag("closes"),
      soleContent: map.node("value") == nil
        ? nil : map.choice("value", ColumnDefinition.Content.self)
    )
  }
}
