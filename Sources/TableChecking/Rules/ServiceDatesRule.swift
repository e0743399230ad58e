import HebiaoCore
import TableBinding
import TableSchemas

/// No attendance counts in months wholly before somebody arrived or after they left.
///
/// Wrong: 备注 2024年3月19日离职 with 人员到位 1 in 2024年4月.
/// Right: 人员到位 —— in 2024年4月.
enum ServiceDatesRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let remark = rule.value(.remark), let attendance = rule.value(.attendance) else { return }
    for (index, row) in context.detailRows() {
      let months = context.personMonths(table: index, row: row, attendance: attendance)
      let events = context.serviceEvents(table: index, row: row, remark: remark, months: months)
      guard !events.isEmpty else { continue }
      for month in months where month.isAttended {
        guard let event = excluding(month, events) else { continue }
        let actual = FigureTexts.text(of: month.attendance)
        let zh = event.kind == .arrival ? "到岗之前" : "离职之后"
        let en = event.kind == .arrival ? "before the arrival" : "after the leaving"
        context.report(
          month.attendance,
          at: month.place,
          message: LocalizedText(
            zh: "\(month.month)在 \(event.text)\(zh) (见备注), 不应计人员到位, 表中为 \(actual)",
            en:
              "\(month.month) lies \(en) (\(event.text) in the remarks); the table counts \(actual)"
          ),
          expected: .number(.zero),
          others: [event.remark]
        )
      }
    }
  }

  /// The event that rules a month out, if one does.
  private static func excluding(_ month: PersonMonth, _ events: [ServiceEvent]) -> ServiceEvent? {
    let before = events.last { ($0.month.ordinal ?? 0) <= month.ordinal }
    if let before {
      let isLater = (before.month.ordinal ?? 0) < month.ordinal
      return before.kind == .leaving && isLater ? before : nil
    }
    guard let next = events.first, next.kind == .arrival else { return nil }
    return next
  }
}
