extension SerialDate {
  /// The value as ISO 8601 text: `2024-04-30`, `2024-04-30T08:30:00`, `08:30:00` or `PT36H`.
  ///
  /// Nil where there is no such date: a negative serial, or one after the year 9999.
  /// Units: rounded to the nearest millisecond, never truncated; 29 February 1900, which Excel
  /// counts though it never was, is given as the day before, as Excel itself writes it.
  public var iso8601: String? {
    guard serial.isFinite, serial >= 0 else { return nil }
    let daysLimit = system == .from1900 ? 2_958_466 : 2_957_004
    guard serial < Double(daysLimit) else { return nil }
    let milliseconds = Int((serial * 86_400_000).rounded())
    let (days, time) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    guard days < daysLimit else { return nil }
    switch part {
    case .elapsed: return Self.duration(milliseconds)
    case .timeOfDay where days == 0: return Self.clock(time)
    case .timeOfDay, .date:
      let day = Self.calendarDay(days, system)
      return time == 0 ? day : "\(day)T\(Self.clock(time))"
    }
  }

  private static func clock(_ milliseconds: Int) -> String {
    let seconds = milliseconds / 1000
    let fraction = milliseconds % 1000
    let text =
      "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
    return fraction == 0 ? text : "\(text).\(padded(fraction, 3))"
  }

  private static func duration(_ milliseconds: Int) -> String {
    let hours = milliseconds / 3_600_000
    let minutes = milliseconds / 60_000 % 60
    let seconds = milliseconds / 1000 % 60
    let fraction = milliseconds % 1000
    var text = "PT"
    if hours > 0 { text += "\(hours)H" }
    if minutes > 0 { text += "\(minutes)M" }
    if seconds > 0 || fraction > 0 || milliseconds == 0 {
      text += fraction == 0 ? "\(seconds)S" : "\(seconds).\(padded(fraction, 3))S"
    }
    return text
  }

  private static func calendarDay(_ serial: Int, _ system: System) -> String {
    // Days since 1 March of year 0, whose years end with February.
    let days: Int
    switch system {
    case .from1904: days = serial + 695_361
    case .from1900: days = serial + (serial >= 60 ? 693_899 : 693_900)
    }
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
