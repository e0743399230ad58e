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
      if hasUnboundColumn(table, among: columns) {
        context.skip(
          LocalizedText(
            zh: "有一列的表头不认识, 各列之和无法复核",
            en: "a column has an unknown header, so the sums along the rows cannot be checked"
          ),
          sheet: table.sheet
        )
        continue
      }
      let kinds = rule.values(.rows)
      for row in table.rows.indices where kinds.contains(table.rows[row].kind) {
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

  /// Whether an unknown header stands between the parts: its column may be one of them.
  private static func hasUnboundColumn(_ table: BoundTable, among columns: [Int]) -> Bool {
    let indices = columns.map { table.columns[$0].index }
    guard let first = indices.min(), let last = indices.max() else { return false }
    return table.unbound.contains { part in
      part.kind == .header && part.location.cell.column > first
        && part.location.cell.column.rawValue <= last.rawValue + 3
        && !table.columns.contains { $0.index == part.location.cell.column }
    }
  }
}
