public import HebiaoCore

/// What a correction of a workbook may do.
public struct CorrectionOptions: Sendable {
  /// How sure a repair must be before it is made.
  ///
  /// Units: 0 to 1, as in `Repair.confidence`.
  public var minimumConfidence = 0.9
  /// The rules whose findings are dealt with; nil for all.
  public var rules: Set<String>?
  /// Whether nothing is changed and only marks are made.
  public var onlyMarks = false
  /// Whether changed and doubtful cells are filled and commented on, and a sheet lists them.
  public var marks = true
  /// Whether a figure that was typed as text becomes a number where it is changed.
  public var writesNumbers = false
  /// Whether percentages and totals that are changed become formulas.
  public var restoresFormulas = false
  /// Diagnoses that are left alone, by the first finding of each.
  public var declined: Set<String> = []
  /// Repairs that somebody chose, by the first finding of their diagnosis: a place among its
  /// alternatives.
  public var chosen: [String: Int] = [:]
  /// The language of comments and of the sheet.
  public var language = Language.chinese
  /// The time that comments bear, as ISO 8601 in UTC.
  public var date = "2000-01-01T00:00:00"

  /// The usual options.
  public init() {}
}
