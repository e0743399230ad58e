extension SerialDate {
  /// The value as ISO 8601 text: `2024-04-30`, `2024-04-30T08:30:00`, `08:30:00` or `PT36H`.
  ///
  /// Nil where there is no such date: a negative serial, or one after the year 9999.
  /// Units: rounded to the nearest millisecond, never truncated; 29 February 1900, which Excel
  /// counts though it never was, is given as the day before, as Excel itself writes it.
  public var iso8601: String? {
    var text: [UInt8] = []
    return appendISO8601(to: &text) ? String(decoding: text, as: UTF8.self) : nil
  }

  /// The serial numbers that stand for a date, a time or a duration.
  package static func range(of system: System) -> Range<Double> { 0..<Double(daysLimit(system)) }

  /// The first day after the year 9999.
  private static func daysLimit(_ system: System) -> Int {
    system == .from1900 ? 2_958_466 : 2_957_004
  }

  /// Appends the value as ISO 8601 text; false where there is no such date.
  package func appendISO8601(to output: inout [UInt8]) -> Bool {
    let daysLimit = Self.daysLimit(system)
    guard serial >= 0, serial < Double(daysLimit) else { return false }
    let milliseconds = Int((serial * 86_400_000).rounded())
    let (days, time) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    guard days < daysLimit else { return false }
    switch part {
    case .elapsed: Self.append(duration: milliseconds, to: &output)
    case .timeOfDay where days == 0: Self.append(clock: time, to: &output)
    case .timeOfDay, .date:
      Self.append(day: days, system, to: &output)
      if time != 0 {
        output.append(UInt8(ascii: "T"))
        Self.append(clock: time, to: &output)
      }
    }
    return true
  }

  private static func append(clock milliseconds: Int, to output: inout [UInt8]) {
    let seconds = milliseconds / 1000
    append(seconds / 3600, 2, to: &output)
    output.append(UInt8(ascii: ":"))
    append(seconds / 60 % 60, 2, to: &output)
    output.append(UInt8(ascii: ":"))
    append(seconds % 60, 2, to: &output)
    append(fraction: milliseconds % 1000, to: &output)
  }

  private static func append(duration milliseconds: Int, to output: inout [UInt8]) {
    let hours = milliseconds / 3_600_000
    let minutes = milliseconds / 60_000 % 60
    let seconds = milliseconds / 1000 % 60
    let fraction = milliseconds % 1000
    output += "PT".utf8
    if hours > 0 {
      append(hours, 1, to: &output)
      output.append(UInt8(ascii: "H"))
    }
    if minutes > 0 {
      append(minutes, 1, to: &output)
      output.append(UInt8(ascii: "M"))
    }
    if seconds > 0 || fraction > 0 || milliseconds == 0 {
      append(seconds, 1, to: &output)
      append(fraction: fraction, to: &output)
      output.append(UInt8(ascii: "S"))
    }
  }

  private static func append(fraction milliseconds: Int, to output: inout [UInt8]) {
    if milliseconds == 0 { return }
    output.append(UInt8(ascii: "."))
    append(milliseconds, 3, to: &output)
  }

  private static func append(day serial: Int, _ system: System, to output: inout [UInt8]) {
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
    append(year, 4, to: &output)
    output.append(UInt8(ascii: "-"))
    append(month, 2, to: &output)
    output.append(UInt8(ascii: "-"))
    append(day, 2, to: &output)
  }

  /// Appends a number that is not negative, with zeros in front up to a width.
  private static func append(_ number: Int, _ width: Int, to output: inout [UInt8]) {
    var power = 1
    var digits = 1
    while digits < width || number / power >= 10 {
      power *= 10
      digits += 1
    }
    while power > 0 {
      output.append(UInt8(truncatingIfNeeded: 48 + number / power % 10))
      power /= 10
    }
  }
}
