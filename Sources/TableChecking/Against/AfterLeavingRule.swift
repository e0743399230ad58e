import HebiaoCore
import TableBinding
import TableSchemas

/// Nobody counts in months after the leaving that the earlier file's remark tells.
///
/// A remark of this file that tells of a leaving or of a return is for other rules to judge.
///
/// Wrong: 备注 2024年2月29日离职 in last month's file, no 备注 in this one, and 人员到位 1 in 2024年3月.
/// Right: the 备注 stays, and 2024年3月 is blank.
enum AfterLeavingRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let earlier = context.earlier, earlier.succession.isComparable,
      let remark = rule.value(.remark), let attendance = rule.value(.attendance)
    else { return }
    for (position, match) in earlier.people.enumerated()
    where context.applies(toTable: match.table) {
      for pair in match.pairs {
        guard let leaving = earlier.leaving(of: position, row: pair.old) else { continue }
        let months = context.personMonths(table: match.table, row: pair.new, attendance: attendance)
        let events = context.serviceEvents(
          table: match.table,
          row: pair.new,
          remark: remark,
          months: months
        )
        guard events.isEmpty,
          let month = months.first(where: {
            $0.isAttended && $0.ordinal > leaving.month.ordinal ?? Int.max
          })
        else { continue }
        let place = leaving.remark.text(from: "")
        context.report(
          month.attendance,
          at: month.place,
          message: LocalizedText(
            zh: "上期备注为 \(leaving.text)离职 (上期 \(place)), 本期备注没有了, \(month.month)却计了到位, 请核对",
            en: "the earlier file says that this person left on \(leaving.text) (\(place)); "
              + "this one does not, and counts \(month.month)"
          ),
          earlierCell: leaving.remark
        )
      }
    }
  }
}
