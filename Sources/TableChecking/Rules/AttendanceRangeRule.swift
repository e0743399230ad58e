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
    context.cells(of: rule) { cell, place in
      guard context.tables[place.table].rows[place.row].kind == BoundRow.detail,
        let number = cell.number, let bounds = bounds(at: place, context)
      else { return false }
      let isStep = number.divided(by: bounds.step)?.isInteger ?? false
      return !isStep || number.isNegative || number > bounds.weight
    }.compactMap { cell, place in
      bounds(at: place, context).map { bounds in
        Violation(cell: cell, place: place, weight: bounds.weight, step: bounds.step)
      }
    }
  }

  private static func bounds(
    at place: TablePlace,
    _ context: CheckContext
  ) -> (weight: Rational, step: Rational)? {
    let table = context.tables[place.table]
    guard let step = table.columns[place.column].definition.step else { return nil }
    let weight = table.columns[place.column].group.flatMap { table.groups[$0].weight }
    return (weight ?? .one, step)
  }
}
