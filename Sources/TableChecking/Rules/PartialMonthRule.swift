import HebiaoCore
import TableBinding
import TableSchemas

/// A full month is counted although the person came or left within it.
///
/// How much of such a month counts is for the agreement to say, so this is for somebody to look at:
/// a leaving before the last day, an arrival in the second half of the month. A month is told once,
/// by the first of these days.
/// Wrong: 备注 2024年3月19日离职 with 人员到位 1 in 2024年3月.
/// Right: 人员到位 0.5 in 2024年3月, or 备注 2024年3月31日离职.
enum PartialMonthRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let remark = rule.value(.remark), let attendance = rule.value(.attendance) else { return }
    for service in context.services(remark: remark, attendance: attendance) {
      var told: Set<YearMonth> = []
      for event in service.events where event.kind != .transfer {
        guard let day = event.day, let year = event.month.year, !told.contains(event.month),
          let month = service.months.first(where: { $0.ordinal == event.month.ordinal }),
          month.attendance.number == .one
        else { continue }
        let lastDay = CalendarDate.daysInMonth(event.month.month, of: year)
        let isPartial = event.kind == .leaving ? day < lastDay : day > 15
        guard isPartial else { continue }
        told.insert(event.month)
        let verb =
          event.kind == .leaving
          ? LocalizedText(zh: "离职", en: "left") : LocalizedText(zh: "到岗", en: "arrived")
        context.report(
          month.attendance,
          at: month.place,
          message: LocalizedText(
            zh: "按备注 \(event.text)\(verb.chinese), 当月却计满 1 个月, 请核对",
            en: "\(verb.english) on \(event.text) by the remarks, but the month counts in full"
          ),
          others: [event.remark]
        )
      }
    }
  }
}
