/// A day of the Gregorian calendar.
public struct CalendarDay: Hashable, Comparable, Sendable {
  /// The year.
  public var year: Int
  /// The month, 1 to 12.
  public var month: Int
  /// The day of the month, from 1.
  public var day: Int

  /// A day.
  public init(_ year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Compares by time.
  public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// `2024年1月25日`.
  public var chineseText: String { "\(year)年\(month)月\(day)日" }

  /// `2024/1/25`.
  public var slashText: String { "\(year)/\(month)/\(day)" }

  /// Days in a month.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The same day of a later month, or that month's last.
  public func adding(months: Int) -> CalendarDay {
    let total = year * 12 + month - 1 + months
    let (newYear, newMonth) = (total / 12, total % 12 + 1)
    return CalendarDay(
      newYear,
      newMonth,
      min(day, Self.length(ofMonth: newMonth, year: newYear))
    )
  }

  /// The day before.
  public var previous: CalendarDay {
    if day > 1 { return CalendarDay(year, month, day - 1) }
    let last = CalendarDay(year, month, 1).adding(months: -1)
    return CalendarDay(
      last.year,
      last.month,
      Self.length(ofMonth: last.month, year: last.year)
    )
  }
}

/// From one day to another, both included.
public struct DaySpan: Hashable, Sendable {
  /// The first day.
  public var first: CalendarDay
  /// The last day; nil where the span has no end.
  public var last: CalendarDay?

  /// A span.
  public init(_ first: CalendarDay, _ last: CalendarDay?) {
    self.first = first
    self.last = last
  }

  /// `2024年1月25日至2024年4月30日`.
  public var chineseText: String {
    first.chineseText + "至" + (last?.chineseText ?? "无固定期")
  }

  /// `2024/4/25-2025/4/24` or `2016/5/16-无固定期`.
  public var slashText: String {
    first.slashText + "-" + (last?.slashText ?? "无固定期")
  }
}
