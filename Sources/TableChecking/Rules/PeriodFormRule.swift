import HebiaoCore
import TableBinding
import TableSchemas

/// A stated period has real dates and does not end before it begins.
///
/// Wrong: (2024年1月25日至2024年4月31日).
/// Right: (2024年1月25日至2024年4月30日).
enum PeriodFormRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for sheet in context.ruleSheets {
      guard context.isFirst(sheet, toHave: rule) else { continue }
      for period in sheet.periods {
        let problem: LocalizedText
        switch period.dates {
        case nil:
          problem = LocalizedText(
            zh: "起止日期 “\(period.text)” 不是两个真实的日期",
            en: "\"\(period.text)\" does not state two real dates"
          )
        case .some(let dates) where !dates.isOrdered:
          problem = LocalizedText(
            zh: "起止日期 “\(period.text)” 的结束早于开始",
            en: "\"\(period.text)\" ends before it begins"
          )
        default: continue
        }
        context.report(
          sheet: sheet.name,
          cell: period.location.cell,
          message: problem,
          actual: .text(period.text),
          cells: [period.location]
        )
      }
    }
  }
}

extension CheckContext {
  /// Whether the current schema is the first of a sheet's that states a rule of this code.
  ///
  /// A sheet with tables of several schemas is told once about what its titles say.
  func isFirst(_ sheet: BoundSheet, toHave rule: RuleDefinition) -> Bool {
    let own = schemas.first { schema in
      sheet.tables.contains { $0.schema.id == schema.id }
        && schema.rules.contains { $0.code == rule.code }
    }
    return own.map { $0.id == current.schemaID } ?? false
  }
}
