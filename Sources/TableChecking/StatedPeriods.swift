import HebiaoCore
import TableBinding
import TableSchemas

/// The periods that the sheets of a workbook state, taken together.
enum StatedPeriods {
  /// The periods of a kind, in the order of the sheets.
  static func all(_ kind: PeriodDefinition.Kind, in sheets: [BoundSheet]) -> [StatedPeriod] {
    sheets.flatMap(\.periods).filter { $0.kind == kind }
  }

  /// The period that most statements agree on, the first of them where none prevails.
  static func agreed(_ periods: [StatedPeriod]) -> StatedPeriod? {
    let valid = periods.filter { $0.dates?.isOrdered ?? false }
    // A workbook states a handful of periods.
    let counts = valid.map { period in valid.count { $0.dates == period.dates } }
    let most = counts.max()
    return zip(valid, counts).first { $0.1 == most }?.0
  }

  /// The period of a kind that most sheets agree on.
  static func agreed(_ kind: PeriodDefinition.Kind, in sheets: [BoundSheet]) -> StatedPeriod? {
    agreed(all(kind, in: sheets))
  }
}
