import HebiaoCore
import TableBinding
import TableSchemas

/// A contract does not end within so many days after the period, while the agreement goes on.
///
/// Wrong: 合同期限 2020/6/1-2024/5/31 in a table to 2024年4月30日, under an agreement to 2024年8月31日.
/// Right: 合同期限 2020/6/1-2026/5/31.
enum ContractEndingRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let earlier = context.earlier, let field = rule.value(.contract),
      let days = rule.value(.days).flatMap({ Rational(decimalText: $0) }),
      let until = earlier.succession.period?.dates?.end,
      let agreementEnd = earlier.succession.agreement?.dates?.end
    else { return }
    for (index, row) in context.detailRows() {
      let table = context.tables[index]
      guard let column = table.column(field), let cell = table.cell(row: row, column: column),
        case .dates(let period) = cell.value, let end = period.end, end >= until,
        end < agreementEnd, Rational(end.dayNumber - until.dayNumber) <= days,
        isPresent(row, in: table)
      else { continue }
      context.report(
        cell,
        at: TablePlace(table: index, row: row, column: column),
        message: LocalizedText(
          zh: "合同 \(end) 到期, 距统计截止日 \(end.dayNumber - until.dayNumber) 天, 请确认续签",
          en: "the contract ends on \(end.isoText), \(end.dayNumber - until.dayNumber) days after "
            + "the period; please see to its renewal"
        )
      )
    }
  }

  /// Whether the last month of a row counts for anything.
  private static func isPresent(_ row: Int, in table: BoundTable) -> Bool {
    guard let group = table.groups.last(where: { $0.month != nil }) else { return false }
    return group.columns.values.contains { column in
      table.columns[column].definition.content == .attendance
        && table.cell(row: row, column: column)?.number.map { $0 > .zero } ?? false
    }
  }
}
