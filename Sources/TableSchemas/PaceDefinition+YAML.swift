import HebiaoCore
import Yams

extension PaceDefinition {
  /// Reads the pace of a schema and checks that what it names is there.
  init?(_ map: SchemaMapping?, tables: [TableDefinition]) {
    guard let map else { return nil }
    map.onlyKeys([
      "measure", "partialMonth", "onTrack", "behind", "tables", "rows", "agreed", "done",
    ])
    self.init(
      measure: map.choice("measure", AgreementTime.Measure.self) ?? .months,
      partialMonth: map.positiveDecimal("partialMonth") ?? .one,
      onTrack: map.positiveDecimal("onTrack") ?? .one,
      behind: map.positiveDecimal("behind") ?? .one,
      tables: map.requiredTexts("tables"),
      rows: map.requiredTexts("rows"),
      agreed: map.text("agreed") ?? "",
      done: map.text("done") ?? ""
    )
    if behind > onTrack {
      map.diagnostics.report(
        at: map.node("behind")?.mark,
        zh: "behind 不应大于 onTrack",
        en: "behind must not exceed onTrack"
      )
    }
    let own = tables.filter { self.tables.contains($0.id) }
    for table in self.tables where !own.contains(where: { $0.id == table }) {
      map.report("tables", unknown: table, among: tables.map(\.id))
    }
    // What an unknown table has is not known either.
    guard own.count == self.tables.count else { return }
    let kinds = ["detail"] + own.flatMap { $0.rows?.classes.map(\.id) ?? [] }
    for row in rows where !kinds.contains(row) { map.report("rows", unknown: row, among: kinds) }
    let fields = own.flatMap { $0.group?.columns.map(\.field) ?? [] }
    for (key, field) in [("agreed", agreed), ("done", done)]
    where !field.isEmpty && !fields.contains(field) {
      map.report(key, unknown: field, among: fields)
    }
  }
}

extension SchemaMapping {
  /// A decimal above zero; its absence is a mistake.
  func positiveDecimal(_ key: String) -> Rational? {
    guard let text = text(key) else { return nil }
    if let value = Rational(decimalText: text), value > .zero { return value }
    diagnostics.report(
      at: node(key)?.mark,
      zh: "\(key) 应为大于 0 的小数",
      en: "\(key) must be a decimal above zero"
    )
    return nil
  }
}
