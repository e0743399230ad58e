import HebiaoCore
import Yams

extension RuleDefinition {
  /// Reads one rule and checks that what it names is there.
  convenience init?(_ map: SchemaMapping, tables: [TableDefinition]) {
    let code = map.text("code") ?? ""
    let severity = map.choice("severity", Severity.self)
    let name = map.localized("name")
    let reason = map.localized("reason")
    guard let check = map.choice("check", RuleCheck.self) else { return nil }
    let allowed = check.requiredParameters + check.optionalParameters
    map.onlyKeys(
      ["code", "check", "severity", "name", "reason", "tables"] + allowed.map(\.rawValue)
    )
    for parameter in check.requiredParameters where map.node(parameter.rawValue) == nil {
      map.missing(parameter.rawValue)
    }
    var parameters: [String: [String]] = [:]
    for parameter in allowed where map.node(parameter.rawValue) != nil {
      parameters[parameter.rawValue] = map.texts(parameter.rawValue)
    }
    self.init(
      code: code,
      check: check,
      severity: severity ?? .error,
      name: name,
      reason: reason,
      tables: map.texts("tables"),
      parameters: parameters
    )
    reportUnknownNames(map, tables: tables)
  }

  private func reportUnknownNames(_ map: SchemaMapping, tables: [TableDefinition]) {
    let known = tables.map(\.id)
    for table in self.tables where !known.contains(table) {
      map.report("tables", unknown: table, among: known)
    }
    let own = tables.filter { self.tables.contains($0.id) }
    let fields = own.flatMap { table in
      (table.columns + (table.group?.columns ?? [])).map(\.field)
    }
    let rowClasses =
      ["detail"] + own.flatMap { table in (table.rows?.classes ?? []).map(\.id) }
    let groups = own.compactMap { $0.group?.id }
    for (name, values) in parameters.sorted(by: { $0.key < $1.key }) {
      guard let parameter = RuleParameter(rawValue: name) else { continue }
      for value in values {
        switch parameter.names {
        case .field where !fields.contains(value): map.report(name, unknown: value, among: fields)
        case .rowClass where !rowClasses.contains(value):
          map.report(name, unknown: value, among: rowClasses)
        case .fieldOrRowClass where !(fields + rowClasses).contains(value):
          map.report(name, unknown: value, among: fields + rowClasses)
        case .group where !groups.contains(value): map.report(name, unknown: value, among: groups)
        case .section where value != "section":
          map.report(name, unknown: value, among: ["section"])
        case .relation where ProseRelation(rawValue: value) == nil:
          map.report(name, unknown: value, among: ProseRelation.allCases.map(\.rawValue))
        case .number where Rational(decimalText: value) == nil:
          map.diagnostics.report(
            at: map.node(name)?.mark,
            zh: "\(name) 应为小数",
            en: "\(name) must be a decimal"
          )
        default: continue
        }
      }
    }
  }
}

extension SchemaMapping {
  /// Reports a name that stands for nothing, with the nearest one that does.
  func report(_ key: String, unknown value: String, among known: [String]) {
    let nearest = Spelling.nearest(to: value, among: known)
    diagnostics.report(
      at: node(key)?.mark,
      zh: "\(key) 里的 “\(value)” 不存在" + (nearest.map { ", 是不是 “\($0)”?" } ?? ""),
      en: "\(key) names \"\(value)\", which does not exist"
        + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
    )
  }
}
