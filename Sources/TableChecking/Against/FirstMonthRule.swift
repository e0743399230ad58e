import HebiaoCore
import TableBinding
import TableSchemas

/// Whoever is new in the table begins in a month that the earlier file has not.
///
/// Wrong: a person whom last month's file, to 2024年3月, has not, with 人员到位 1 in 2024年2月.
/// Right: 人员到位 from 2024年4月, and a 备注 that tells the arrival.
enum FirstMonthRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let earlier = context.earlier, earlier.succession.isComparable,
      let remark = rule.value(.remark), let attendance = rule.value(.attendance)
    else { return }
    for match in earlier.people where context.applies(toTable: match.table) {
      let groups = earlier.tables[match.earlierTable].groups
      guard let last = groups.compactMap({ $0.month?.ordinal }).max() else { continue }
      for row in match.joined {
        let months = context.personMonths(table: match.table, row: row, attendance: attendance)
        let old = months.filter { $0.isAttended && $0.ordinal <= last }
        if let first = old.first {
          reportOldMonths(first, old, &context)
        } else if !months.contains(where: \.isAttended),
          context.serviceEvents(table: match.table, row: row, remark: remark, months: months)
            .isEmpty
        {
          reportNone(row, match, &context)
        }
      }
    }
  }

  private static func reportOldMonths(
    _ first: PersonMonth,
    _ months: [PersonMonth],
    _ context: inout CheckContext
  ) {
    let list = months.map { "\($0.month)" }.joined(separator: "、")
    context.report(
      first.attendance,
      at: first.place,
      message: LocalizedText(
        zh: "上期表中没有此人, 本期却计了 \(list) 的人员到位, 请核对",
        en: "the earlier file has no such person, but \(list) count attendance; please check"
      ),
      others: months.dropFirst().map(\.attendance.location)
    )
  }

  private static func reportNone(
    _ row: Int,
    _ match: MatchedPeople,
    _ context: inout CheckContext
  ) {
    let table = context.tables[match.table]
    guard let name = table.columns.firstIndex(where: { $0.definition.content == .name }),
      let cell = table.cell(row: row, column: name)
    else { return }
    context.report(
      cell,
      at: TablePlace(table: match.table, row: row, column: name),
      message: LocalizedText(
        zh: "本期新增此人, 但没有一个月计到位, 备注也没有写到岗日期",
        en: "this person is new, but no month counts and no remark tells the arrival"
      ),
      severity: .info
    )
  }
}
