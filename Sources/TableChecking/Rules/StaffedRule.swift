import HebiaoCore
import TableBinding
import TableSchemas

/// The head count of the station is that of the people who are there in the last month.
///
/// Both the months attended and the people who attend count as an answer, give or take the
/// `tolerance`: a station may leave its director out, or count who came in the middle of the month.
///
/// Wrong: 投入社工人数 合计 25 where 附件2 counts 20.5 in its last month, of 21 people.
/// Right: 20, or 21.
enum StaffedRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let total = rule.value(.total), let staff = StaffCount(rule, context),
      let tolerance = rule.value(.tolerance).flatMap({ Rational(decimalText: $0) }),
      let least = min(staff.months, staff.people).subtracting(tolerance),
      let most = max(staff.months, staff.people).adding(tolerance)
    else { return }
    // Every block repeats the head counts: the first tells.
    guard let table = context.ruleTables.first,
      let row = table.bound.rows.lastIndex(where: { $0.kind == total })
    else { return }
    for field in rule.values(.fields) {
      guard let column = table.column(field), let value = table[row, column].number,
        value < least || value > most, let cell = table.cell(row, column),
        context.fault(at: cell.location) == nil
      else { continue }
      let place = staff.heading.text(from: table.bound.sheet)
      let name = TableLabels.field(of: table.place(row, column), in: context.tables)
      context.report(
        cell,
        at: table.place(row, column),
        message: LocalizedText(
          zh:
            "\(name.chinese)合计 \(value), 而 \(place) \(staff.month)到位 \(staff.months) (\(staff.people) 人), 请核对",
          en:
            "\(value) social workers in all, but \(staff.month) in \(place) counts \(staff.months) "
            + "(\(staff.people) people); please check"
        ),
        others: [staff.heading]
      )
    }
  }

  /// What the staffing table counts in its last month.
  private struct StaffCount {
    var month: YearMonth
    var heading: CellLocation
    var months: Rational
    var people: Rational

    /// Nil where the workbook has no such table, or a cell that cannot be read.
    init?(_ rule: RuleDefinition, _ context: CheckContext) {
      let path = rule.value(.staff)?.split(separator: ".").map(String.init) ?? []
      guard path.count == 3 else { return nil }
      let tables = context.facts.filter {
        $0.bound.schema.id == path[0] && $0.bound.definition.id == path[1]
      }
      guard tables.count == 1, let facts = tables.first, case let table = facts.bound,
        let group = table.groups.last(where: { $0.month != nil }), let month = group.month,
        let heading = group.heading, let column = group.columns[path[2]]
      else { return nil }
      var months = Rational.zero
      var people = 0
      for row in facts.rows where facts.isDetail[row] && facts[row, column].isPresent {
        guard let value = facts[row, column].summand, let sum = months.adding(value) else {
          return nil
        }
        months = sum
        if value > .zero { people += 1 }
      }
      guard people > 0 else { return nil }
      self.month = month
      self.heading = CellLocation(sheet: table.sheet, cell: heading)
      self.months = months
      self.people = Rational(people)
    }
  }
}
