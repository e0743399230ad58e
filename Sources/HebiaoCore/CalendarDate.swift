/// A day of the Gregorian calendar that exists.
public struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The year.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day, 1 to 31.
  public let day: Int

  /// A day, or nil if there is no such day; years from 1900 to 2199.
  public init?(year: Int, month: Int, day: Int) {
    guard (1900...2199).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysInMonth(month, of: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Days in a month; the month is 1 to 12.
  public static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1 March 1600: two days are as many days apart as their numbers.
  public var dayNumber: Int {
    // Years begin in March, so that leap days end the years they count for.
    let years = year - 1600 - (month <= 2 ? 1 : 0)
    let months = month <= 2 ? month + 9 : month - 3
    return years * 365 + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day - 1
  }

  /// The month the day lies in.
  public var yearMonth: YearMonth { YearMonth(year: year, month: month) }

  /// Whether it is the last day of its month.
  public var isLastOfMonth: Bool { day == Self.daysInMonth(month, of: year) }

  /// `2024-04-30`.
  public var isoText: String {
    "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  /// `2024年4月30日`.
  public var description: String { "\(year)年\(month)月\(day)日" }

  /// Compares by time.
  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

/// A month, of a year if one is stated.
public struct YearMonth: Hashable, Sendable, CustomStringConvertible {
  /// The year; nil where a header says only `3月`.
  public var year: Int?
  /// The month, 1 to 12.
  public var month: Int

  /// A month of a year.
  public init(year: Int?, month: Int) {
    self.year = year
    self.month = month
  }

  /// The month that a serial date lies in; nil where it is no calendar date.
  public init?(_ date: SerialDate) {
    guard date.part == .date, let day = CalendarDate(date) else { return nil }
    self.init(year: day.year, month: day.month)
  }

  /// Months since year 0; nil without a year.
  public var ordinal: Int? { year.map { $0 * 12 + month - 1 } }

  /// `2024年3月`, or `3月`.
  public var description: String {
    year.map { "\($0)年\(month)月" } ?? "\(month)月"
  }
}

extension CalendarDate {
  /// The day of a serial date; nil before 1 March 1900 and after 2199.
  ///
  /// Source: ECMA-376 part 1, 18.17.4.1; serial 61 of the 1900 system is 1 March 1900.
  public init?(_ date: SerialDate) {
    let shifted = date.serial + (date.system == .from1904 ? 1462 : 0)
    guard shifted >= 61, shifted < 110_000 else { return nil }
    // Days since 1 March 1600, so that leap days end the years they count for.
    var days = Int(shifted.rounded(.down)) - 61 + 109_572
    let centuries = days / 146_097
    days %= 146_097
    let hundreds = min(days / 36_524, 3)
    days -= hundreds * 36_524
    let fours = days / 1_461
    days %= 1_461
    let ones = min(days / 365, 3)
    days -= ones * 365
    let shiftedMonth = (5 * days + 2) / 153
    let day = days - (153 * shiftedMonth + 2) / 5 + 1
    let year = 1600 + centuries * 400 + hundreds * 100 + fours * 4 + ones
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(year: month <= 2 ? year + 1 : year, month: month, day: day)
  }
}
