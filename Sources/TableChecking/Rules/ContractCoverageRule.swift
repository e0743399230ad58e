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
    for table in context.ruleTables {
      guard let column = table.column(field) else { continue }
      for row in table.rows where table.isDetail[row] && table[row, column].kind == .dates {
        inspect(table, row, contract: column, attendance: attendance, &context)
      }
    }
  }

  private static func inspect(
    _ table: TableFacts,
    _ row: Int,
    contract column: Int,
    attendance: String,
    _ context: inout CheckContext
  ) {
    guard let cell = table.cell(row, column), case .dates(let period) = cell.value,
      period.isOrdered, let first = period.start.yearMonth.ordinal
    else { return }
    let last = period.end?.yearMonth.ordinal ?? Int.max
    guard reaches(beyond: first...max(first, last), table, row, attendance) else { return }
    let months = context.personMonths(table: table.index, row: row, attendance: attendance)
    // A month that the remark rules out has been told with it.
    let outside = months.filter { month in
      month.isAttended && (month.ordinal < first || month.ordinal > last)
        && !context.findings.hasError(at: month.attendance.location)
    }
    guard let worst = outside.first else { return }
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

  /// Whether any month outside the contract counts.
  private static func reaches(
    beyond contract: ClosedRange<Int>,
    _ table: TableFacts,
    _ row: Int,
    _ attendance: String
  ) -> Bool {
    table.bound.groups.contains { group in
      guard let ordinal = group.month?.ordinal, !contract.contains(ordinal),
        let column = group.columns[attendance], let number = table[row, column].number
      else { return false }
      return number > .zero
    }
  }
}
