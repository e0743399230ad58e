import HebiaoCore
import TableBinding
import TableSchemas

/// Where the rows have figures, the closing row has one too, and there is a closing row.
///
/// Wrong: 完成量 24, 20, 15 with 合计 blank; a table that ends without 合计.
/// Right: 合计 59.
enum TotalCompleteRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let total = rule.value(.total), let parts = rule.value(.parts) else { return }
    for index in context.ruleTables {
      let table = context.tables[index]
      let totals = table.rows.indices.filter { table.rows[$0].kind == total }
      if totals.isEmpty { reportMissingRow(table, rule.values(.fields), &context) }
      for row in totals {
        let rows = ColumnSumRule.partRows(
          of: row,
          kind: parts,
          within: rule.value(.within),
          in: table
        )
        for field in rule.values(.fields) {
          for column in table.columns(of: field) {
            guard let cell = table.cell(row: row, column: column), cell.isBlank,
              context.fault(at: cell.location) == nil
            else { continue }
            let filled = rows.compactMap { table.cell(row: $0, column: column) }.filter {
              $0.isFilled && $0.location != cell.location
            }
            guard !filled.isEmpty else { continue }
            let label = table.rows[row].label
            context.report(
              cell,
              at: TablePlace(table: index, row: row, column: column),
              message: LocalizedText(
                zh: "各行都有数, \(label)却没有填",
                en: "the rows have figures, but \(label) is blank"
              ),
              others: filled.map(\.location)
            )
          }
        }
      }
    }
  }

  /// A table whose rows have no figures yet has nothing to close.
  private static func reportMissingRow(
    _ table: BoundTable,
    _ fields: [String],
    _ context: inout CheckContext
  ) {
    let details = table.rows.filter { $0.kind == BoundRow.detail }
    let columns = fields.flatMap { table.columns(of: $0) }
    guard details.count > 1, let last = details.last,
      details.contains(where: { row in columns.contains { row.cells[$0]?.isFilled == true } })
    else { return }
    context.report(
      sheet: table.sheet,
      cell: last.labelCell,
      label: LocalizedText(verbatim: last.label),
      message: LocalizedText(
        zh: "“\(last.label)” 之后没有找到合计行, 各列的合计无法复核",
        en: "no closing row was found after \"\(last.label)\"; the sums cannot be checked"
      )
    )
  }
}
