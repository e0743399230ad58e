import HebiaoCore
import Yams

extension SummaryDefinition {
  /// Reads a figure and checks that what it names is there.
  init?(_ map: SchemaMapping, tables: [TableDefinition]) {
    map.onlyKeys(["name", "table", "count", "row", "field"])
    name = map.localized("name")
    table = map.text("table") ?? ""
    let wanted = table
    guard let own = tables.first(where: { $0.id == wanted }) else {
      if !wanted.isEmpty { map.report("table", unknown: wanted, among: tables.map(\.id)) }
      return nil
    }
    let fields = own.columns.map(\.field)
    func known(_ key: String, among list: [String]) -> String? {
      guard let value = map.optionalText(key) else { return nil }
      if !list.contains(value) { map.report(key, unknown: value, among: list) }
      return value
    }
    if let field = known("count", among: fields) {
      source = .count(field: field)
      isPercentage = false
      for key in ["row", "field"] where map.node(key) != nil {
        map.diagnostics.report(
          at: map.node(key)?.mark,
          zh: "写了 count 就不写 \(key)",
          en: "\(key) does not go with count"
        )
      }
      return
    }
    let classes = own.rows?.classes ?? []
    guard let row = known("row", among: classes.map(\.id)) else {
      map.missing("row")
      return nil
    }
    if let field = known("field", among: fields) {
      source = .figure(row: row, field: field)
      isPercentage = own.columns.first { $0.field == field }?.content == .percent
    } else {
      source = .sole(row: row)
      isPercentage = classes.first { $0.id == row }?.soleContent == .percent
    }
  }
}
