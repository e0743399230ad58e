import HebiaoCore

/// The calendar day of a serial number, as Excel counts.
struct CalendarDay {
  var year: Int
  var month: Int
  var day: Int
  /// 0 is Sunday.
  var weekday: Int

  /// Excel's last day is 31 December 9999.
  static let lastSerial = 2_958_465

  /// The day of a whole serial number, or nil outside Excel's calendar.
  ///
  /// Under the 1900 system serial 0 is "0 January 1900" and serial 60 "29 February 1900".
  init?(serial: Int, system: SerialDate.System) {
    guard serial >= 0, serial <= Self.lastSerial else { return nil }
    switch system {
    case .from1900:
      weekday = (serial + 6) % 7
      switch serial {
      case 0: (year, month, day) = (1900, 1, 0)
      case 60: (year, month, day) = (1900, 2, 29)
      default: (year, month, day) = Self.civil(daysFrom1900: serial < 60 ? serial - 1 : serial - 2)
      }
    case .from1904:
      guard serial <= Self.lastSerial - 1462 else { return nil }
      weekday = (serial + 5) % 7
      (year, month, day) = Self.civil(daysFrom1900: serial + 1460)
    }
  }

  /// The Gregorian date so many days after 1 January 1900.
  private static func civil(daysFrom1900 days: Int) -> (Int, Int, Int) {
    // Years are counted from March, so that the leap day is the last of its year.
    let shifted = days + 693_901
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }
}
