import HebiaoCore
import TableBinding
import TableSchemas

/// A column holds the sum of the same row's groups: a person's months, or a subtotal's.
///
/// Wrong: 7 + 14 + 14 + 13.5 with 人员到岗小计 40.5.
/// Right: 人员到岗小计 48.5.
enum RowSumRule {
  static func lower(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let total = rule.value(.total), let parts = rule.value(.parts) else { return }
    for index in context.ruleTables {
      let table = context.tables[index]
      guard let column = table.column(total) else { continue }
      let columns = table.columns(of: parts)
      for row in table.rows.indices where rule.values(.rows).contains(table.rows[row].kind) {
        guard let cell = table.cell(row: row, column: column), let value = cell.number else {
          continue
        }
        let filled = columns.contains { table.cell(row: row, column: $0)?.isFilled ?? false }
        guard filled || (value != .zero && table.rows[row].kind == BoundRow.detail) else {
          continue
        }
        let positions = columns.compactMap { part in
          context.summand(at: TablePlace(table: index, row: row, column: part), role: .input)
        }
        let present = columns.filter { table.cell(row: row, column: $0) != nil }
        guard positions.count == present.count, !positions.isEmpty else { continue }
        let place = TablePlace(table: index, row: row, column: column)
        let figure = context.figure(cell, value: value, at: place, role: .total)
        context.add(.sum(total: figure, parts: positions))
      }
    }
  }
}
