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
    let tables = context.ruleTables
    let paths = tables.map { $0.bound.groups.map(\.normalizedPath) }
    let repeats = paths.indices.contains { paths[..<$0].contains(paths[$0]) }
    let families =
      repeats
      ? Dictionary(grouping: tables) { $0.bound.sheet }.values.sorted {
        ($0.first?.index ?? 0) < ($1.first?.index ?? 0)
      } : [tables]
    for family in families {
      for field in rule.values(.fields) { lower(family, field: field, &context) }
    }
  }

  private static func lower(
    _ family: [TableFacts],
    field: String,
    _ context: inout CheckContext
  ) {
    var firsts: [String: Int] = [:]
    for table in family {
      guard let column = table.column(field) else { continue }
      var seen: Set<String> = []
      for row in table.rows {
        let bound = table.bound.rows[row]
        let key = bound.kind + "/" + NormalizedText.header(bound.label)
        let facts = table[row, column]
        guard seen.insert(key).inserted, facts.kind == .number else { continue }
        let figure = context.figure(
          facts,
          value: facts.amount,
          in: table,
          row,
          column,
          role: table.isDetail[row] ? .input : .total
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
