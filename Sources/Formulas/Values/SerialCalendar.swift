import HebiaoCore

/// The calendar of Excel's serial numbers, the day that never was included.
///
/// Source: ECMA-376 part 1, 18.17.4.1; in the 1900 system serial 60 is 29 February 1900.
struct SerialCalendar {
  private let system: SerialDate.System

  init(_ system: SerialDate.System) {
    self.system = system
  }

  /// Years, months and days, each counted from 1.
  struct Day: Hashable {
    var year: Int
    var month: Int
    var day: Int
  }

  /// The last serial number: 31 December 9999.
  private var last: Int { system == .from1900 ? 2_958_465 : 2_957_003 }

  /// The day of a serial number; nil below zero and after the year 9999.
  func day(_ serial: Double) -> Day? {
    guard serial >= 0, serial < Double(last + 1) else { return nil }
    let whole = Int(serial)
    if system == .from1900 {
      if whole == 0 { return Day(year: 1900, month: 1, day: 0) }
      if whole == 60 { return Day(year: 1900, month: 2, day: 29) }
      return Self.civil(whole - (whole > 60 ? 25_569 : 25_568))
    }
    return Self.civil(whole - 24_107)
  }

  /// The serial number of a day whose month and day may lie outside of the year and the month.
  func serial(_ year: Int, _ month: Int, _ day: Int) -> Double? {
    guard (0...9999).contains(year), abs(month) < 200_000, abs(day) < 5_000_000 else { return nil }
    let months = year * 12 + month - 1
    let first = Day(
      year: months >= 0 ? months / 12 : (months - 11) / 12,
      month: ((months % 12) + 12) % 12 + 1,
      day: 1
    )
    guard (1899...9999).contains(first.year) else { return nil }
    let days = Self.days(first) + day - 1
    let serial: Int
    if system == .from1900 {
      // The months from March 1900 on count the day that never was.
      let isLate = (first.year, first.month) >= (1900, 3)
      serial = days + (isLate ? 25_569 : 25_568)
    } else {
      serial = days + 24_107
    }
    return (0...last).contains(serial) ? Double(serial) : nil
  }

  /// The serial number of a day that exists.
  func serial(existing year: Int, _ month: Int, _ day: Int) -> Double? {
    guard (1...12).contains(month), day >= 1, day <= CalendarDate.daysInMonth(month, of: year)
    else { return nil }
    return serial(year, month, day)
  }

  /// The last day of a month that lies some months from another.
  func endOfMonth(_ day: Day, months: Int) -> Double? {
    serial(day.year, day.month + months + 1, 0)
  }

  /// Days since 1 January 1970 of the Gregorian calendar.
  private static func days(_ day: Day) -> Int {
    let year = day.month <= 2 ? day.year - 1 : day.year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let shifted = day.month > 2 ? day.month - 3 : day.month + 9
    let dayOfYear = (153 * shifted + 2) / 5 + day.day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func civil(_ days: Int) -> Day {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    return Day(
      year: yearOfEra + era * 400 + (month >= 10 ? 1 : 0),
      month: month < 10 ? month + 3 : month - 9,
      day: dayOfYear - (153 * month + 2) / 5 + 1
    )
  }
}
