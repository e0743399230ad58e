import HebiaoCore
import TableBinding
import TableSchemas

/// Months that the earlier file has already hold what they held there.
///
/// Wrong: 人员到位 1 in 2024年2月, where last month's file has 0.5.
/// Right: 0.5 in both, or a remark that calls it a correction.
enum SettledMonthsRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let earlier = context.earlier, earlier.succession.isComparable else { return }
    let isExcused = context.hasRemark(withAnyOf: rule.values(.excuses))
    for match in earlier.people where context.applies(toTable: match.table) {
      for pair in match.pairs {
        for field in rule.values(.fields) {
          compare(pair, match, field, earlier, isExcused: isExcused, rule, &context)
        }
      }
    }
  }

  private static func compare(
    _ pair: MatchedPeople.Pair,
    _ match: MatchedPeople,
    _ field: String,
    _ earlier: EarlierMonth,
    isExcused: Bool,
    _ rule: RuleDefinition,
    _ context: inout CheckContext
  ) {
    let before = earlier.tables[match.earlierTable]
    for month in context.personMonths(table: match.table, row: pair.new, attendance: field) {
      guard
        let group = before.groups.first(where: { $0.month?.ordinal == month.ordinal }),
        let column = group.columns[field], let old = before.cell(row: pair.old, column: column),
        let earlierValue = old.isBlank ? .zero : earlier.value(of: old) ?? old.summand,
        // What the sheet's own sums call wrong is told with them.
        context.fault(at: month.attendance.location) == nil, let value = month.attendance.summand,
        value != earlierValue
      else { continue }
      let isCorrected = isExcused || context.rowHasWord(rule.values(.excuses), at: month.place)
      context.report(
        month.attendance,
        at: month.place,
        message: LocalizedText(
          zh: "\(month.month)上期已报 \(shown(old)) (上期 \(old.location.text(from: ""))), 本期改为 "
            + "\(shown(month.attendance)), 请核对",
          en:
            "\(month.month) was \(shown(old)) in the earlier file (\(old.location.text(from: ""))) "
            + "and is now \(shown(month.attendance)); please check"
        ),
        earlierCell: old.location,
        severity: isCorrected ? .info : nil
      )
    }
  }

  private static func shown(_ cell: BoundCell) -> String {
    cell.isBlank ? "空白" : FigureTexts.text(of: cell)
  }
}

extension CheckContext {
  /// Whether a text in the row of a place has one of some words.
  func rowHasWord(_ words: [String], at place: TablePlace) -> Bool {
    let words = words.map(NormalizedText.header)
    return tables[place.table].rows[place.row].cells.contains { cell in
      guard case .text(let text)? = cell?.value else { return false }
      let normalized = NormalizedText.header(text)
      return words.contains { normalized.holds($0) }
    }
  }
}
