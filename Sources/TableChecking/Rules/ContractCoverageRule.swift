import HebiaoCore
import TableBinding
import TableSchemas

/// Months that count lie within the contract, as far as the sheet tells.
///
/// Wrong: 合同期限 2023/5/15-2024/3/14 with 人员到位 1 in 2024年4月.
/// Right: 合同期限 2023/5/15-2025/5/14, or 2023/5/15-无固定期.
enum ContractCoverageRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let field = rule.value(.contract), let attendance = rule.value(.attendance) else {
      return
    }
    for (index, row) in context.detailRows() {
      let table = context.tables[index]
      guard let column = table.column(field), let cell = table.cell(row: row, column: column),
        case .dates(let period) = cell.value, period.isOrdered,
        let first = period.start.yearMonth.ordinal
      else { continue }
      let last = period.end?.yearMonth.ordinal ?? Int.max
      let months = context.personMonths(table: index, row: row, attendance: attendance)
      // A month that the remark rules out has been told with it.
      let outside = months.filter { month in
        month.isAttended && (month.ordinal < first || month.ordinal > last)
          && !context.hasError(at: month.attendance.location)
      }
      guard let worst = outside.first else { continue }
      let list = outside.map { "\($0.month)" }.joined(separator: "、")
      let text = FigureTexts.text(of: cell)
      context.report(
        worst.attendance,
        at: worst.place,
        message: LocalizedText(
          zh: "\(list) 计了人员到位, 但不在合同期限 \(text) 之内",
          en: "\(list) counts attendance outside the contract \(text)"
        ),
        others: [cell.location] + outside.dropFirst().map(\.attendance.location)
      )
    }
  }
}
