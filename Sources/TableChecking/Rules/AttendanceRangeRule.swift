import HebiaoCore
import TableBinding
import TableSchemas

/// Attendance goes in steps, from zero to what its month counts.
///
/// Wrong: 人员到位 1 under 2024年1月(计0.5); 0.7; -1.
/// Right: 0.5, 0, or 1 in a month that counts in full.
enum AttendanceRangeRule {
  static func suspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for violation in violations(rule, context) { context.suspect(violation.facts) }
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
    var facts: CellFacts
    var cell: BoundCell
    var place: TablePlace
    var weight: Rational
    var step: Rational
  }

  private static func violations(
    _ rule: RuleDefinition,
    _ context: CheckContext
  ) -> [Violation] {
    context.cells(of: rule) { facts, table, place in
      guard facts.kind == .number, table.isDetail[place.row],
        let bounds = bounds(at: place, table.bound)
      else { return false }
      let number = facts.amount
      return number.isNegative || number > bounds.weight || !isMultiple(number, of: bounds.step)
    }.compactMap { entry in
      guard let bounds = bounds(at: entry.place, context.tables[entry.place.table]),
        let cell = context.cell(at: entry.place)
      else { return nil }
      return Violation(
        facts: entry.facts,
        cell: cell,
        place: entry.place,
        weight: bounds.weight,
        step: bounds.step
      )
    }
  }

  private static func isMultiple(_ number: Rational, of step: Rational) -> Bool {
    // Whole numbers are multiples of a half.
    if number.isInteger, step.numerator == 1 { return true }
    return number.divided(by: step)?.isInteger ?? false
  }

  private static func bounds(
    at place: TablePlace,
    _ table: BoundTable
  ) -> (weight: Rational, step: Rational)? {
    guard let step = table.columns[place.column].definition.step else { return nil }
    let weight = table.columns[place.column].group.flatMap { table.groups[$0].weight }
    return (weight ?? .one, step)
  }
}
