import HebiaoCore
import TableBinding
import TableSchemas

/// A contract states real dates, in order, or that it is open-ended.
///
/// Wrong: 2024/2/30-2025/4/24; 2025/4/24-2024/4/25.
/// Right: 2024/4/25-2025/4/24; 2016/5/16-无固定期.
enum ContractFormRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let field = rule.value(.contract) else { return }
    for (index, row) in context.detailRows() {
      let table = context.tables[index]
      guard let column = table.column(field), let cell = table.cell(row: row, column: column) else {
        continue
      }
      let text = FigureTexts.text(of: cell)
      let message: LocalizedText
      switch cell.value {
      case .dates(let period) where period.isOrdered: continue
      case .dates:
        message = LocalizedText(
          zh: "合同期限应先开始后结束, 表中为 \(text)",
          en: "the contract should not end before it begins; the table has \(text)"
        )
      case .unreadable:
        message = LocalizedText(
          zh: "合同期限 “\(text)” 不是真实的起止日期",
          en: "\"\(text)\" does not state real dates"
        )
      case .blank, .notApplicable, .number, .mark, .text, .unclear, .uncomputed: continue
      }
      context.report(
        cell,
        at: TablePlace(table: index, row: row, column: column),
        message: message
      )
    }
  }
}
