import HebiaoCore
import TableBinding
import TableSchemas

/// Month headings name months that follow one another.
///
/// Wrong: 2024年1月, 2024年2月, 2024年4月.
/// Right: 2024年1月, 2024年2月, 2024年3月.
enum MonthsRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for table in context.ruleTables.map(\.bound) {
      var previous: Int?
      for (position, group) in table.groups.enumerated() {
        guard let heading = group.heading else { continue }
        let text = group.path.last ?? ""
        guard let month = group.month else {
          report(
            table,
            heading,
            text,
            zh: "表头 “\(text)” 不是月份",
            en: "\"\(text)\" is no month",
            &context
          )
          continue
        }
        guard var ordinal = month.ordinal else { continue }
        if let previous, ordinal != previous + 1 {
          let expected = YearMonth(year: (previous + 1) / 12, month: (previous + 1) % 12 + 1)
          report(
            table,
            heading,
            text,
            zh: "月份应为 \(expected), 表头为 “\(text)”",
            en: "the month should be \(expected); the heading says \"\(text)\"",
            &context
          )
          // Where the next heading goes on as expected, this one alone is wrong.
          let next = table.groups.dropFirst(position + 1).first?.month?.ordinal
          if next == previous + 2 { ordinal = previous + 1 }
        }
        previous = ordinal
      }
    }
  }

  private static func report(
    _ table: BoundTable,
    _ heading: CellReference,
    _ text: String,
    zh: String,
    en: String,
    _ context: inout CheckContext
  ) {
    context.report(
      sheet: table.sheet,
      cell: heading,
      label: LocalizedText(verbatim: text),
      message: LocalizedText(zh: zh, en: en),
      actual: .text(text),
      cells: [CellLocation(sheet: table.sheet, cell: heading)]
    )
  }
}
