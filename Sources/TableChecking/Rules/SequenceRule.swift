import HebiaoCore
import TableBinding
import TableSchemas

/// Running numbers run on from one; they may restart with each section.
///
/// A table sorted in another order is right as long as no number is missing or used twice.
/// Wrong: 1, 2, 4; 1, 2, 2.
/// Right: 1, 2, 3; 1, 3, 2; 1, 2, 1, 2 over two sections.
enum SequenceRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for index in context.ruleTables {
      let table = context.tables[index]
      for field in rule.values(.fields) {
        guard let column = table.column(field) else { continue }
        let rows = table.rows.indices.filter { table.rows[$0].kind == BoundRow.detail }
        inspect(table, index, column: column, rows: rows, &context)
      }
    }
  }

  private static func inspect(
    _ table: BoundTable,
    _ index: Int,
    column: Int,
    rows: [Int],
    _ context: inout CheckContext
  ) {
    let numbers = rows.compactMap { table.cell(row: $0, column: column)?.number }
    if Set(numbers) == Set(numbers.indices.map { Rational($0 + 1) }) { return }
    var expected = Rational.one
    var actual: Rational?
    var section: Int?
    for row in rows {
      guard let cell = table.cell(row: row, column: column), let number = cell.number else {
        expected = expected.adding(.one) ?? expected
        continue
      }
      let restarts = section.map { $0 != table.rows[row].section } ?? true
      section = table.rows[row].section
      let follows = actual.flatMap { $0.adding(.one) } == number
      if number == expected || follows || (restarts && number == .one) {
        expected = number.adding(.one) ?? number
      } else {
        context.report(
          cell,
          at: TablePlace(table: index, row: row, column: column),
          message: LocalizedText(
            zh: "序号应为 \(expected), 表中为 \(number)",
            en: "the number should be \(expected), the table has \(number)"
          ),
          expected: .number(expected)
        )
        expected = expected.adding(.one) ?? expected
      }
      actual = number
    }
  }
}
