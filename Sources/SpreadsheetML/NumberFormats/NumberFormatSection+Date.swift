import HebiaoCore

extension NumberFormatSection {
  /// Appends a serial number as a date, a time or an elapsed time.
  func append(serial: Double, system: SerialDate.System, to output: inout [UInt8]) {
    guard let moment = Moment(serial: serial, system: system, section: self) else {
      output.append(contentsOf: NumberFormat.unshowable)
      return
    }
    if moment.isNegative { output.append(UInt8(ascii: "-")) }
    for token in tokens {
      switch token {
      case .literal(let literal): output.append(contentsOf: literal)
      case .date(let field): append(field, of: moment, to: &output)
      default: break
      }
    }
  }

  private func append(
    _ field: NumberFormatToken.DateField,
    of moment: Moment,
    to output: inout [UInt8]
  ) {
    let day = moment.day
    switch field {
    case .year(let count):
      append(year: count <= 2 ? day.year % 100 : day.year, width: count <= 2 ? 2 : 4, to: &output)
    case .buddhistYear(let count):
      let year = day.year + 543
      append(year: count <= 2 ? year % 100 : year, width: count <= 2 ? 2 : 4, to: &output)
    case .eraYear(let count):
      let year = language.eraYear(of: day)
      append(year: year, width: year < 100 ? min(count, 2) : 1, to: &output)
    case .era(let count): output.append(contentsOf: language.eraName(of: day, count: count).utf8)
    case .month(let count) where count >= 3:
      output.append(contentsOf: language.monthName(day.month, count: count).utf8)
    case .day(let count) where count >= 3:
      output.append(contentsOf: language.weekdayName(day.weekday, isFull: count >= 4).utf8)
    case .month(let count): append(number: day.month, width: count, to: &output)
    case .day(let count): append(number: day.day, width: count, to: &output)
    case .chineseWeekday(let count):
      output.append(contentsOf: language.chineseWeekday(day.weekday, count: count).utf8)
    case .hour(let count):
      let hour = hasMeridiem ? (moment.hour + 11) % 12 + 1 : moment.hour
      append(number: hour, width: min(count, 2), to: &output)
    case .minute(let count): append(number: moment.minute, width: min(count, 2), to: &output)
    case .second(let count): append(number: moment.second, width: min(count, 2), to: &output)
    case .secondFraction(let count):
      output.append(UInt8(ascii: "."))
      append(number: moment.fraction(digits: count), width: count, to: &output)
    case .meridiem(let names):
      output.append(
        contentsOf: language.meridiem(isMorning: moment.hour < 12, names: names).utf8
      )
    case .elapsedHours(let count):
      append(number: moment.totalSeconds / 3600, width: count, to: &output)
    case .elapsedMinutes(let count):
      append(number: moment.totalSeconds / 60, width: count, to: &output)
    case .elapsedSeconds(let count):
      append(number: moment.totalSeconds, width: count, to: &output)
    }
  }

  private func append(number: Int, width: Int, to output: inout [UInt8]) {
    guard let numerals else {
      GeneralNumber.appendInteger(number.magnitude, minimumCount: width, to: &output)
      return
    }
    if number < 100 && numerals != .fullWidth {
      if width > 1 && number < 10 { numerals.append(digit: 0, to: &output) }
      numerals.append(calendar: number, to: &output)
    } else {
      append(year: number, width: width, to: &output)
    }
  }

  private func append(year: Int, width: Int, to output: inout [UInt8]) {
    let start = output.count
    GeneralNumber.appendInteger(year.magnitude, minimumCount: width, to: &output)
    numerals?.replaceDigits(in: &output, from: start)
  }
}

/// A serial number taken apart, rounded to the smallest part that its format shows.
private struct Moment {
  var day: CalendarDay
  var hour: Int
  var minute: Int
  var second: Int
  /// In units of the format's last decimal of a second.
  private var fraction: Int
  private var fractionDigits: Int
  var totalSeconds: Int
  var isNegative: Bool

  init?(serial: Double, system: SerialDate.System, section: NumberFormatSection) {
    // Below zero the 1904 system shows times, the 1900 system a lone `[h]`; neither shows a date.
    isNegative = serial < 0
    let showsNegatives =
      section.showsElapsedAlone || system == .from1904 && section.datePart != .date
    guard !isNegative || showsNegatives else { return nil }
    let magnitude = serial.magnitude
    guard magnitude < Double(CalendarDay.lastSerial + 1) else { return nil }
    let whole = magnitude.wholePart
    var unitsPerSecond = 1.0
    for _ in 0..<section.secondDecimals { unitsPerSecond *= 10 }
    // A date alone is not rounded up to the next day; the slack takes up binary noise only.
    let scaled = (magnitude - whole) * 86_400 * unitsPerSecond
    let units = (scaled + (section.showsTime ? 0.5 : 0.0001)).wholePart
    var days = Int(whole)
    var unitOfDay = Int(units)
    let perSecond = Int(unitsPerSecond)
    if unitOfDay >= 86_400 * perSecond {
      unitOfDay -= 86_400 * perSecond
      days += 1
    }
    guard let day = CalendarDay(serial: days, system: system) else { return nil }
    self.day = day
    fraction = unitOfDay % perSecond
    fractionDigits = section.secondDecimals
    let secondOfDay = unitOfDay / perSecond
    hour = secondOfDay / 3600
    minute = secondOfDay / 60 % 60
    second = secondOfDay % 60
    totalSeconds = days * 86_400 + secondOfDay
  }

  /// The fraction of the second, cut to fewer digits than the format's longest.
  func fraction(digits: Int) -> Int {
    var cut = fraction
    for _ in digits..<max(digits, fractionDigits) { cut /= 10 }
    return cut
  }
}
