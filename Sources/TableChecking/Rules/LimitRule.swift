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
    let kinds = rule.values(.rows)
    for table in context.ruleTables {
      guard let first = table.column(lesser), let second = table.column(greater) else {
        continue
      }
      for row in table.rows where kinds.contains(table.bound.rows[row].kind) {
        guard table[row, first].isPresent, table[row, second].isPresent,
          let small = context.figures.position(ofCell: table[row, first].cell),
          let large = context.figures.position(ofCell: table[row, second].cell)
        else { continue }
        context.add(.atMost(small, large))
      }
    }
  }

  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let lesser = rule.value(.lesser), let greater = rule.value(.greater) else { return }
    let kinds = rule.values(.rows)
    for table in context.ruleTables {
      guard let first = table.column(lesser), let second = table.column(greater) else {
        continue
      }
      for row in table.rows where kinds.contains(table.bound.rows[row].kind) {
        guard let smallValue = table[row, first].number, let largeValue = table[row, second].number,
          smallValue > largeValue, let small = table.cell(row, first),
          let large = table.cell(row, second)
        else { continue }
        // Another cell's fault that mends this as well has been told already.
        if let mended = context.mendedValue(of: large), context.fault(at: large.location) != nil,
          smallValue <= mended
        {
          continue
        }
        let place = table.place(row, first)
        let names = [first, second].map { table.bound.columns[$0].headerText }
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
