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
    let counts = Dictionary(grouping: valid) { $0.dates }.mapValues(\.count)
    let most = counts.values.max()
    return valid.first { counts[$0.dates] == most }
  }

  /// The period of a kind that most sheets agree on.
  static func agreed(_ kind: PeriodDefinition.Kind, in sheets: [BoundSheet]) -> StatedPeriod? {
    agreed(all(kind, in: sheets))
  }
}
