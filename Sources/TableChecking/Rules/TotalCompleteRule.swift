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
    for table in context.ruleTables {
      let bound = table.bound
      let totals = table.rows.filter { bound.rows[$0].kind == total }
      let columns = table.columns(of: rule.values(.fields))
      if totals.isEmpty { reportMissingRow(table, columns, &context) }
      for row in totals {
        for column in columns where table[row, column].isBlank {
          let parts = ColumnSumRule.partRows(
            of: row,
            kind: parts,
            within: rule.value(.within),
            in: bound
          )
          inspect(table, row, column, parts, &context)
        }
      }
    }
  }

  private static func inspect(
    _ table: TableFacts,
    _ row: Int,
    _ column: Int,
    _ parts: [Int],
    _ context: inout CheckContext
  ) {
    let blank = table[row, column]
    guard let cell = table.cell(row, column), context.fault(at: cell.location) == nil else {
      return
    }
    let filled = parts.filter {
      table[$0, column].isFilled && table[$0, column].cell != blank.cell
    }
    guard !filled.isEmpty else { return }
    let label = table.bound.rows[row].label
    context.report(
      cell,
      at: table.place(row, column),
      message: LocalizedText(
        zh: "各行都有数, \(label)却没有填",
        en: "the rows have figures, but \(label) is blank"
      ),
      others: filled.compactMap { table.cell($0, column)?.location }
    )
  }

  /// A table whose rows have no figures yet has nothing to close.
  private static func reportMissingRow(
    _ table: TableFacts,
    _ columns: [Int],
    _ context: inout CheckContext
  ) {
    let rows = table.bound.rows
    let details = rows.indices.filter { rows[$0].kind == BoundRow.detail }
    guard details.count > 1, let last = details.last.map({ rows[$0] }),
      details.contains(where: { row in columns.contains { table[row, $0].isFilled } })
    else { return }
    context.report(
      sheet: table.bound.sheet,
      cell: last.labelCell,
      label: LocalizedText(verbatim: last.label),
      message: LocalizedText(
        zh: "“\(last.label)” 之后没有找到合计行, 各列的合计无法复核",
        en: "no closing row was found after \"\(last.label)\"; the sums cannot be checked"
      )
    )
  }
}
