import HebiaoCore
import TableBinding
import TableSchemas

/// Counts are whole and not negative.
///
/// Wrong: 完成量 12.5; 完成量 -3.
/// Right: 完成量 12; 完成量 0.
enum WholeNumberRule {
  static func suspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for entry in violations(rule, context) { context.suspect(entry.facts) }
  }

  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for (cell, place) in context.bound(violations(rule, context)) {
      let field = TableLabels.field(of: place, in: context.tables)
      let actual = FigureTexts.text(of: cell)
      context.report(
        cell,
        at: place,
        message: LocalizedText(
          zh: "\(field.chinese)应为不小于 0 的整数, 表中为 \(actual)",
          en: "\(field.english) should be a whole number, zero or more; the table has \(actual)"
        )
      )
    }
  }

  private static func violations(
    _ rule: RuleDefinition,
    _ context: CheckContext
  ) -> [RuleCell] {
    let violations = context.cells(of: rule) { facts, table, place in
      guard facts.kind == .number else { return false }
      if facts.amount.isNegative { return true }
      if facts.amount.isInteger { return false }
      let unit = table.cell(place.row, place.column)?.unit
      return !(unit.map(table.bound.definition.fractionalUnits.contains) ?? false)
    }
    if violations.isEmpty { return [] }
    // A total that follows its parts is wrong because they are.
    let columns = Set(
      violations.filter { isDetail($0.place, context) }.map { [$0.place.table, $0.place.column] }
    )
    return violations.filter { entry in
      isDetail(entry.place, context)
        || !columns.contains([entry.place.table, entry.place.column])
    }
  }

  private static func isDetail(_ place: TablePlace, _ context: CheckContext) -> Bool {
    context.facts[place.table].isDetail[place.row]
  }
}
