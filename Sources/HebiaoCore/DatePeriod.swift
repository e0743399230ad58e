/// Two days, both included, the second perhaps open.
public struct DatePeriod: Hashable, Sendable {
  /// The first day.
  public var start: CalendarDate
  /// The last day; nil where the period is open-ended.
  public var end: CalendarDate?

  /// A period; the order of the days is not checked.
  public init(start: CalendarDate, end: CalendarDate?) {
    self.start = start
    self.end = end
  }

  /// Whether it ends on or after the day it begins.
  public var isOrdered: Bool { end.map { start <= $0 } ?? true }
}
