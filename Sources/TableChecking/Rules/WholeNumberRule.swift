import HebiaoCore
import TableBinding
import TableSchemas

/// Counts are whole and not negative.
///
/// Wrong: 完成量 12.5; 完成量 -3.
/// Right: 完成量 12; 完成量 0.
enum WholeNumberRule {
  static func suspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for (cell, _) in violations(rule, context) { context.suspect(cell.location) }
  }

  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for (cell, place) in violations(rule, context) {
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
  ) -> [(BoundCell, TablePlace)] {
    let violations = context.cells(of: rule) { cell, place in
      guard let number = cell.number else { return false }
      let units = context.tables[place.table].definition.fractionalUnits
      let mayHaveDecimals = cell.unit.map(units.contains) ?? false
      return number.isNegative || (!number.isInteger && !mayHaveDecimals)
    }
    // A total that follows its parts is wrong because they are.
    let columns = Set(
      violations.filter { isDetail($0.place, context) }.map { [$0.place.table, $0.place.column] }
    )
    return violations.filter { _, place in
      isDetail(place, context) || !columns.contains([place.table, place.column])
    }
  }

  private static func isDetail(_ place: TablePlace, _ context: CheckContext) -> Bool {
    context.tables[place.table].rows[place.row].kind == BoundRow.detail
  }
}
