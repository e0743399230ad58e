import HebiaoCore
import TableBinding
import TableSchemas

/// Numbers stored as text are left out of Excel's sums; each table says once that it has some.
///
/// Wrong: 完成量 "24" as a text, with the green corner that Excel draws on such a cell.
/// Right: 完成量 24 as a number.
enum NumberAsTextRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    let texts = context.cells(of: rule) { facts, _, _ in
      facts.kind == .number && facts.isNumberAsText
    }
    var rest = texts[...]
    while let table = rest.first?.place.table {
      // The cells come table by table.
      let entries = rest.prefix { $0.place.table == table }
      rest = rest.dropFirst(entries.count)
      guard let first = entries.first, let cell = context.cell(at: first.place) else { continue }
      let locations = entries.map { context.location(of: $0) }
      let shown = locations.prefix(3).map { "\($0.cell)" }.joined(separator: "、")
      let more = entries.count > 3 ? " 等" : ""
      context.report(
        cell,
        at: first.place,
        message: LocalizedText(
          zh: "\(entries.count) 个数字以文本存放 (\(shown)\(more)), 已按数字核对",
          en: entries.count == 1
            ? "1 number is stored as text (\(shown)); checked as a number"
            : "\(entries.count) numbers are stored as text (\(shown)…); checked as numbers"
        ),
        others: Array(locations.dropFirst())
      )
    }
  }
}
