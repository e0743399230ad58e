import HebiaoCore
import TableSchemas

/// What rules are called in people's language.
struct RuleNames {
  private var names: [String: LocalizedText] = [:]

  init(_ schemas: SchemaCollection) {
    for rule in schemas.schemas.flatMap(\.rules) where names[rule.code] == nil {
      names[rule.code] = rule.name
    }
  }

  /// `合计`; the code itself where nobody has named it.
  func name(of code: String, in language: Language) -> String {
    (names[code] ?? Self.unschemed[code])?[language] ?? code
  }

  /// `合计 (total)`: the code is what options and programs know the rule by.
  func named(_ code: String, in language: Language) -> String {
    let name = name(of: code, in: language)
    return name == code ? code : "\(name) (\(code))"
  }

  /// Rules that belong to no schema.
  private static let unschemed = [
    "unbound-header": LocalizedText(zh: "不认识的表头", en: "unknown header"),
    "unbound-row": LocalizedText(zh: "没有名称的行", en: "row without a name"),
    "unbound-table": LocalizedText(zh: "缺少名称列的表", en: "table without a name column"),
    "unbound-sheet": LocalizedText(zh: "表头不全的表", en: "table without its headers"),
    "empty-table": LocalizedText(zh: "没有数据的表", en: "table without figures"),
    "assumed-header": LocalizedText(zh: "推定的名称列", en: "assumed name column"),
    Unrecognised.code: LocalizedText(zh: "没有认出表格", en: "no table recognised"),
  ]
}
