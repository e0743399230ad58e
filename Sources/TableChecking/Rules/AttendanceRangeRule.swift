import HebiaoCore
import TableBinding
import TableSchemas

/// Attendance goes in steps, from zero to what its month counts.
///
/// Wrong: 人员到位 1 under 2024年1月(计0.5); 0.7; -1.
/// Right: 0.5, 0, or 1 in a month that counts in full.
enum AttendanceRangeRule {
  static func suspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for violation in violations(rule, context) { context.suspect(violation.cell.location) }
  }

  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for violation in violations(rule, context) {
      let actual = FigureTexts.text(of: violation.cell)
      context.report(
        violation.cell,
        at: violation.place,
        message: LocalizedText(
          zh: "人员到位应为 0 至 \(violation.weight)、以 \(violation.step) 为一档, 表中为 \(actual)",
          en: "attendance should lie between 0 and \(violation.weight) in steps of "
            + "\(violation.step); the table has \(actual)"
        )
      )
    }
  }

  private struct Violation {
    var cell: BoundCell
    var place: TablePlace
    var weight: Rational
    var step: Rational
  }

  private static func violations(
    _ rule: RuleDefinition,
    _ context: CheckContext
  ) -> [Violation] {
    context.cells(of: rule).compactMap { cell, place in
      let table = context.tables[place.table]
      guard table.rows[place.row].kind == BoundRow.detail, let number = cell.number,
        let step = table.columns[place.column].definition.step
      else { return nil }
      let group = table.columns[place.column].group.map { table.groups[$0] }
      let weight = group?.weight ?? .one
      let isStep = number.divided(by: step)?.isInteger ?? false
      if isStep, !number.isNegative, number <= weight { return nil }
      return Violation(cell: cell, place: place, weight: weight, step: step)
    }
  }
}
