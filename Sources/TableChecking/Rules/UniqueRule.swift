import HebiaoCore
import TableBinding
import TableSchemas

/// A value occurs once in its column.
///
/// Wrong: 姓名 林晓岚 in two rows.
/// Right: every 姓名 once.
enum UniqueRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for table in context.ruleTables {
      for field in rule.values(.fields) {
        guard let column = table.column(field) else { continue }
        var firsts: [String: CellLocation] = [:]
        firsts.reserveCapacity(table.rows.count)
        for row in table.rows where table.isDetail[row] && table[row, column].kind == .text {
          guard let cell = table.cell(row, column), case .text(let text) = cell.value else {
            continue
          }
          let key = NormalizedText.header(text)
          if let first = firsts[key] {
            context.report(
              cell,
              at: table.place(row, column),
              message: LocalizedText(
                zh: "“\(NormalizedText.oneLine(text))” 在 \(first.cell) 已出现过",
                en: "\"\(NormalizedText.oneLine(text))\" already stands in \(first.cell)"
              ),
              others: [first]
            )
          } else {
            firsts[key] = cell.location
          }
        }
      }
    }
  }
}
