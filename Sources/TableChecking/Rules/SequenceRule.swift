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
    for table in context.ruleTables {
      for field in rule.values(.fields) {
        guard let column = table.column(field) else { continue }
        inspect(table, column: column, rows: table.rows.filter { table.isDetail[$0] }, &context)
      }
    }
  }

  private static func inspect(
    _ table: TableFacts,
    column: Int,
    rows: [Int],
    _ context: inout CheckContext
  ) {
    let numbers = rows.compactMap { table[$0, column].number }.sorted()
    if numbers == numbers.indices.map({ Rational($0 + 1) }) { return }
    var expected = Rational.one
    var actual: Rational?
    var section: Int?
    // A row that lacks its name is told of as such; the number in it is used.
    var nameless = table.bound.unbound.filter { $0.kind == .row }.map(\.location.cell.row).sorted()[
      ...
    ]
    for row in rows {
      while let first = nameless.first, first < table.bound.rows[row].index {
        expected = expected.adding(.one) ?? expected
        nameless.removeFirst()
      }
      guard let number = table[row, column].number, let cell = table.cell(row, column) else {
        expected = expected.adding(.one) ?? expected
        continue
      }
      let restarts = section.map { $0 != table.bound.rows[row].section } ?? true
      section = table.bound.rows[row].section
      let follows = actual.flatMap { $0.adding(.one) } == number
      if number == expected || follows || (restarts && number == .one) {
        expected = number.adding(.one) ?? number
      } else {
        context.report(
          cell,
          at: table.place(row, column),
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
