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
    let kinds = rule.values(.rows)
    var positions: [Int] = []
    for table in context.ruleTables {
      guard let column = table.column(total) else { continue }
      let columns = table.columns(of: [parts])
      if hasUnboundColumn(table.bound, among: columns) {
        context.skip(
          LocalizedText(
            zh: "有一列的表头不认识, 各列之和无法复核",
            en: "a column has an unknown header, so the sums along the rows cannot be checked"
          ),
          sheet: table.bound.sheet
        )
        continue
      }
      for row in table.rows where kinds.contains(table.bound.rows[row].kind) {
        lower(table, row, total: column, parts: columns, &positions, &context)
      }
    }
  }

  /// Lowers the sum of one row; the positions of its parts' figures are only room for them.
  private static func lower(
    _ table: TableFacts,
    _ row: Int,
    total column: Int,
    parts columns: [Int],
    _ positions: inout [Int],
    _ context: inout CheckContext
  ) {
    let sum = table[row, column]
    guard sum.kind == .number else { return }
    let isFilled = columns.contains { table[row, $0].isFilled }
    guard isFilled || (sum.amount != .zero && table.isDetail[row]) else { return }
    positions.removeAll(keepingCapacity: true)
    var isReadable = true
    for part in columns where table[row, part].isPresent {
      if let position = context.summand(in: table, row, part) {
        positions.append(position)
      } else {
        isReadable = false
      }
    }
    guard isReadable, !positions.isEmpty else { return }
    let figure = context.figure(sum, value: sum.amount, in: table, row, column, role: .total)
    context.add(.sum(total: figure, parts: positions))
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
