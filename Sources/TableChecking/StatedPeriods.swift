import HebiaoCore
import TableBinding
import TableSchemas

/// The periods that the sheets of a workbook state, taken together.
enum StatedPeriods {
  /// The periods of a kind, in the order of the sheets.
  static func all(_ kind: PeriodDefinition.Kind, in sheets: [BoundSheet]) -> [StatedPeriod] {
    var found: [StatedPeriod] = []
    for sheet in sheets {
      for period in sheet.periods where period.kind == kind { found.append(period) }
    }
    return found
  }

  /// The period that most statements agree on, the first of them where none prevails.
  static func agreed(_ periods: [StatedPeriod]) -> StatedPeriod? {
    var best: (period: StatedPeriod, count: Int)?
    // A workbook states a handful of periods.
    for period in periods where period.dates?.isOrdered ?? false {
      let count = periods.count { $0.dates == period.dates }
      if count > best?.count ?? 0 { best = (period, count) }
    }
    return best?.period
  }

  /// The period of a kind that most sheets agree on.
  static func agreed(_ kind: PeriodDefinition.Kind, in sheets: [BoundSheet]) -> StatedPeriod? {
    agreed(all(kind, in: sheets))
  }
}
