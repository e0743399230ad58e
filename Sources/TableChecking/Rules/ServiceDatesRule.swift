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
    for service in context.services(remark: remark, attendance: attendance) {
      let start = service.months.first?.ordinal ?? 0
      for month in service.months where month.isAttended {
        guard let event = excluding(month, service.events, tableStart: start) else { continue }
        report(month, event, &context)
      }
    }
  }

  private static func report(
    _ month: PersonMonth,
    _ event: ServiceEvent,
    _ context: inout CheckContext
  ) {
    let actual = FigureTexts.text(of: month.attendance)
    let place: LocalizedText =
      switch event.kind {
      case .arrival: LocalizedText(zh: "到岗之前", en: "before the arrival")
      case .leaving: LocalizedText(zh: "离职之后", en: "after the leaving")
      case .transfer: LocalizedText(zh: "调岗之后", en: "after the transfer")
      }
    let isCertain = event.kind != .transfer
    context.report(
      month.attendance,
      at: month.place,
      message: LocalizedText(
        zh: "\(month.month)在 \(event.text)\(place.chinese) (见备注), "
          + (isCertain ? "不应计人员到位" : "是否仍计人员到位请核对") + ", 表中为 \(actual)",
        en: "\(month.month) lies \(place.english) (\(event.text) in the remarks); "
          + (isCertain ? "" : "please check: ") + "the table counts \(actual)"
      ),
      expected: isCertain ? .number(.zero) : .none,
      others: [event.remark],
      severity: isCertain ? nil : .warning
    )
  }

  /// The event that rules a month out, if one does.
  private static func excluding(
    _ month: PersonMonth,
    _ events: [ServiceEvent],
    tableStart: Int
  ) -> ServiceEvent? {
    let before = events.last { ($0.month.ordinal ?? 0) <= month.ordinal }
    if let before {
      let ordinal = before.month.ordinal ?? 0
      guard ordinal < month.ordinal, before.kind != .arrival else { return nil }
      // A transfer before the table begins brought the person here, if anything.
      return before.kind == .transfer && ordinal < tableStart ? nil : before
    }
    guard let next = events.first, next.kind == .arrival else { return nil }
    return next
  }
}
