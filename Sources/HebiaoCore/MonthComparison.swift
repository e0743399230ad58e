/// What a workbook adds to the one of an earlier month.
public struct MonthComparison: Sendable, Hashable {
  /// The path of the earlier file as the user named it.
  public var earlierPath: String
  /// What the earlier file covers; nil where it does not say.
  public var earlierPeriod: DatePeriod?
  /// What the file covers; nil where it does not say.
  public var period: DatePeriod?
  /// What each indicator has grown by, in the order of the tables.
  public var increments: [IndicatorIncrement]
  /// What stands in only one of the files, or under another name.
  public var unmatched: [LocalizedText]

  /// A comparison of two months.
  public init(
    earlierPath: String,
    earlierPeriod: DatePeriod?,
    period: DatePeriod?,
    increments: [IndicatorIncrement],
    unmatched: [LocalizedText]
  ) {
    self.earlierPath = earlierPath
    self.earlierPeriod = earlierPeriod
    self.period = period
    self.increments = increments
    self.unmatched = unmatched
  }
}

/// What an indicator has grown by since the earlier file.
public struct IndicatorIncrement: Sendable, Hashable {
  /// The indicator in the table's own words.
  public var label: String
  /// The cell of what was done.
  public var location: CellLocation
  /// The same cell of the earlier file.
  public var earlierLocation: CellLocation
  /// What had been done by then.
  public var before: Rational
  /// What has been done by now.
  public var now: Rational
  /// The difference.
  public var increment: Rational
  /// Whether the increment stands out from what came before, as the schema draws the line.
  public var standsOut: Bool

  /// An indicator's increment.
  public init(
    label: String,
    location: CellLocation,
    earlierLocation: CellLocation,
    before: Rational,
    now: Rational,
    increment: Rational,
    standsOut: Bool
  ) {
    self.label = label
    self.location = location
    self.earlierLocation = earlierLocation
    self.before = before
    self.now = now
    self.increment = increment
    self.standsOut = standsOut
  }
}
