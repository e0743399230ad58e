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
    var names: [String: RowName] = [:]
    for table in family {
      guard let column = table.column(field) else { continue }
      for row in table.rows {
        let bound = table.bound.rows[row]
        let name = bound.kind + "/" + NormalizedText.header(bound.label)
        lower(table, row, column, &names[name, default: RowName()], &context)
      }
    }
  }

  /// The rows of one name.
  private struct RowName {
    /// The last table that has the name.
    var table: Int?
    /// The first figure.
    var first: Int?
  }

  /// Has the first row of a name in a table hold what the name's first figure is.
  private static func lower(
    _ table: TableFacts,
    _ row: Int,
    _ column: Int,
    _ name: inout RowName,
    _ context: inout CheckContext
  ) {
    let facts = table[row, column]
    if name.table == table.index { return }
    name.table = table.index
    guard facts.kind == .number else { return }
    let figure = context.figure(
      facts,
      value: facts.amount,
      in: table,
      row,
      column,
      role: table.isDetail[row] ? .input : .total
    )
    if let first = name.first {
      if first != figure { context.add(.equal(first, figure)) }
    } else {
      name.first = figure
    }
  }
}
