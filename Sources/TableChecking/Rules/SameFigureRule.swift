import HebiaoCore
import TableBinding
import TableSchemas

/// A figure that is stated in several blocks is the same in each.
///
/// Blocks on one sheet belong together; blocks on several sheets do where none repeats another's
/// groups, for a sheet that repeats them is another month or another station.
/// Wrong: 投入社工人数 of 片区1 is 6 in the first block and 7 in the second.
/// Right: 6 in both.
enum SameFigureRule {
  static func lower(_ rule: RuleDefinition, _ context: inout CheckContext) {
    let indices = context.ruleTables
    let paths = indices.map { context.tables[$0].groups.map(\.normalizedPath) }
    let repeats = Set(paths).count < paths.count
    let families =
      repeats
      ? Dictionary(grouping: indices) { context.tables[$0].sheet }.values.sorted {
        ($0.first ?? 0) < ($1.first ?? 0)
      } : [indices]
    for family in families {
      for field in rule.values(.fields) { lower(family, field: field, &context) }
    }
  }

  private static func lower(_ family: [Int], field: String, _ context: inout CheckContext) {
    var firsts: [String: Int] = [:]
    for index in family {
      let table = context.tables[index]
      guard let column = table.column(field) else { continue }
      var seen: Set<String> = []
      for row in table.rows.indices {
        let key = table.rows[row].kind + "/" + NormalizedText.header(table.rows[row].label)
        guard seen.insert(key).inserted, let cell = table.cell(row: row, column: column),
          let value = cell.number
        else { continue }
        let role: Figure.Role = table.rows[row].kind == BoundRow.detail ? .input : .total
        let figure = context.figure(
          cell,
          value: value,
          at: TablePlace(table: index, row: row, column: column),
          role: role
        )
        if let first = firsts[key] {
          if first != figure { context.add(.equal(first, figure)) }
        } else {
          firsts[key] = figure
        }
      }
    }
  }
}
