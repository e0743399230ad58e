import HebiaoCore
import TableBinding
import TableSchemas

/// One figure of a row never exceeds another of the same row.
///
/// Wrong: 人员到岗小计 2.5 with 3.5 of them by the experienced.
/// Right: 人员到岗小计 3.5 with 3.5, or less.
enum LimitRule {
  /// A bound that the figures keep is one that no repair may break.
  static func bound(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let lesser = rule.value(.lesser), let greater = rule.value(.greater) else { return }
    for index in context.ruleTables {
      let table = context.tables[index]
      guard let first = table.column(lesser), let second = table.column(greater) else { continue }
      for row in table.rows.indices where rule.values(.rows).contains(table.rows[row].kind) {
        guard
          let small = context.known(at: TablePlace(table: index, row: row, column: first)),
          let large = context.known(at: TablePlace(table: index, row: row, column: second))
        else { continue }
        context.add(.atMost(small, large))
      }
    }
  }

  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let lesser = rule.value(.lesser), let greater = rule.value(.greater) else { return }
    for index in context.ruleTables {
      let table = context.tables[index]
      guard let first = table.column(lesser), let second = table.column(greater) else { continue }
      for row in table.rows.indices where rule.values(.rows).contains(table.rows[row].kind) {
        guard let small = table.cell(row: row, column: first),
          let large = table.cell(row: row, column: second), let smallValue = small.number,
          let largeValue = large.number, smallValue > largeValue
        else { continue }
        // Another cell's fault that mends this as well has been told already.
        if let mended = context.mendedValue(of: large), context.fault(at: large.location) != nil,
          smallValue <= mended
        {
          continue
        }
        let place = TablePlace(table: index, row: row, column: first)
        let names = [first, second].map { table.columns[$0].headerText }
        context.report(
          small,
          at: place,
          message: LocalizedText(
            zh: "\(names[0])为 \(smallValue), 多于\(names[1])的 \(largeValue)",
            en: "\(names[0]) is \(smallValue), more than \(names[1]), which is \(largeValue)"
          ),
          others: [large.location]
        )
      }
    }
  }
}
