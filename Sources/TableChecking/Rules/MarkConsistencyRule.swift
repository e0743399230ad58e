import HebiaoCore
import TableBinding
import TableSchemas

/// Attendance, insurance and pay go together, month by month.
///
/// Wrong: 人员到位 0 with 工资发放 √; 人员到位 1 without 社保购买.
/// Right: 人员到位 1, 社保购买 √, 工资发放 √; or ——, ——, ——.
enum MarkConsistencyRule {
  /// Marks and attendance that go together are to stay so.
  static func bound(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let attendance = rule.value(.attendance) else { return }
    for (index, row) in context.detailRows() {
      for group in context.tables[index].groups {
        guard let amounts = group.columns[attendance],
          let amount = context.known(at: TablePlace(table: index, row: row, column: amounts))
        else { continue }
        for column in rule.values(.marks).compactMap({ group.columns[$0] }) {
          let place = TablePlace(table: index, row: row, column: column)
          guard let mark = context.known(at: place), context.figures.list[mark].role == .mark else {
            continue
          }
          context.add(.together(mark: mark, amount: amount))
        }
      }
    }
  }

  static func suspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for month in oddMonths(rule, context) {
      for (_, mark) in month.odd { context.suspect(mark.location) }
    }
  }

  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for month in oddMonths(rule, context) {
      guard let first = month.odd.first,
        !month.odd.contains(where: { context.fault(at: $0.1.location) != nil })
      else { continue }
      let table = context.tables[month.table]
      let names = month.odd.map { table.columns[$0.0].headerText }.joined(separator: "、")
      let actual = month.attendance.number.map { "\($0)" } ?? ""
      let others = others(month, rule, table)
      let message =
        month.isAttended
        ? LocalizedText(
          zh: "人员到位为 \(actual), 但\(names)没有打 √",
          en: "attendance is \(actual), but \(names) is not marked"
        )
        : LocalizedText(
          zh: "没有人员到位, 但\(names)打了 √" + others.chinese,
          en: "no attendance, but \(names) is marked" + others.english
        )
      context.report(
        first.1,
        at: TablePlace(table: month.table, row: month.row, column: first.0),
        message: message,
        others: [month.attendance.location] + month.odd.dropFirst().map(\.1.location)
      )
    }
  }

  /// A person's month in which attendance and marks do not go together.
  private struct OddMonth {
    var table: Int
    var row: Int
    var group: BoundGroup
    var attendance: BoundCell
    var isAttended: Bool
    /// The marks that are there without attendance, or missing with it, and their columns.
    var odd: [(Int, BoundCell)]
  }

  private static func oddMonths(_ rule: RuleDefinition, _ context: CheckContext) -> [OddMonth] {
    guard let attendance = rule.value(.attendance) else { return [] }
    let marks = rule.values(.marks)
    var months: [OddMonth] = []
    for index in context.ruleTables {
      let table = context.tables[index]
      let groups = table.groups.compactMap { group in
        group.columns[attendance].map { (group, $0, marks.compactMap { group.columns[$0] }) }
      }
      for row in table.rows.indices where table.rows[row].kind == BoundRow.detail {
        for (group, column, marks) in groups {
          guard let cell = table.cell(row: row, column: column), isReadable(cell) else { continue }
          let isAttended = cell.number.map { $0 > .zero } ?? false
          let odd = marks.compactMap { position -> (Int, BoundCell)? in
            guard let mark = table.cell(row: row, column: position), isReadable(mark),
              mark.isMarked != isAttended
            else { return nil }
            return (position, mark)
          }
          if odd.isEmpty { continue }
          months.append(
            OddMonth(
              table: index,
              row: row,
              group: group,
              attendance: cell,
              isAttended: isAttended,
              odd: odd
            )
          )
        }
      }
    }
    return months
  }

  /// Names the marks that are missing where another stands alone: paid, but not insured.
  private static func others(
    _ month: OddMonth,
    _ rule: RuleDefinition,
    _ table: BoundTable
  ) -> LocalizedText {
    let missing = rule.values(.marks).compactMap { month.group.columns[$0] }.filter { position in
      !month.odd.contains { $0.0 == position }
    }
    guard !missing.isEmpty else { return LocalizedText(verbatim: "") }
    let names = missing.map { table.columns[$0].headerText }.joined(separator: "、")
    return LocalizedText(zh: ", \(names)没有打 √", en: "; \(names) is not")
  }

  private static func isReadable(_ cell: BoundCell) -> Bool {
    switch cell.value {
    case .unreadable, .uncomputed, .unclear: false
    default: true
    }
  }
}
