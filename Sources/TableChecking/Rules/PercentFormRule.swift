import HebiaoCore
import TableBinding
import TableSchemas

/// A percentage that the table alone cannot recompute is at least a possible one.
///
/// Wrong: 稳岗率 190.00%; 稳岗率 良好.
/// Right: 稳岗率 90.00%.
enum PercentFormRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let kind = rule.value(.row),
      let maximum = rule.value(.maximum).flatMap({ Rational(decimalText: $0) })
    else { return }
    for table in context.ruleTables.map(\.bound) {
      for row in table.rows where row.kind == kind {
        guard let cell = row.sole else { continue }
        var number = cell.number
        if cell.isBarePercent, let bare = number, bare > maximum {
          number = bare.divided(by: Rational(100))
        }
        if let number, !number.isNegative, number <= maximum { continue }
        if cell.value == .notApplicable || cell.isBlank { continue }
        let actual = FigureTexts.text(of: cell, percentDecimals: number == nil ? nil : 2)
        context.findings.append(
          Finding(
            rule: rule.code,
            severity: rule.severity,
            sheet: cell.location.sheet,
            cell: cell.location.cell,
            mergedRange: cell.mergedRange,
            label: LocalizedText(verbatim: row.label),
            message: LocalizedText(
              zh: "\(rule.name.chinese)应为 0 至 \(percent(maximum)) 的百分比, 表中为 \(actual)",
              en: "\(rule.name.english) should lie between 0 and \(percent(maximum)); "
                + "the table has \(actual)"
            ),
            reason: rule.reason,
            actual: cell.reported,
            cells: [cell.location]
          )
        )
      }
    }
  }

  private static func percent(_ value: Rational) -> String {
    value.percentText(decimals: 0) ?? "\(value)"
  }
}
