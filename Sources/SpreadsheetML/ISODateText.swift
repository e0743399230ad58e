import HebiaoCore

/// Reads dates, times and durations as strict workbooks write them.
///
/// Source: ECMA-376 part 1, 18.17.4.1 and ISO 8601.
enum ISODateText {
  /// The serial number in the 1900 system and what it is; nil for text of another form.
  static func serial(
    _ bytes: Span<UInt8>,
    _ range: Range<Int>
  ) -> (serial: Double, kind: RawCell.Kind)? {
    var reader = Reader(bytes: bytes, index: range.lowerBound, end: range.upperBound)
    if reader.peek == UInt8(ascii: "P") {
      return reader.duration().map { ($0, .isoDuration) }
    }
    if range.count >= 5, bytes[range.lowerBound + 2] == UInt8(ascii: ":") {
      guard let time = reader.time(), reader.isAtEnd else { return nil }
      return (time, .isoTime)
    }
    guard let day = reader.day() else { return nil }
    var serial = Double(day)
    if !reader.isAtEnd {
      guard reader.take(UInt8(ascii: "T")) || reader.take(UInt8(ascii: " ")),
        let time = reader.time()
      else { return nil }
      serial += time
      _ = reader.take(UInt8(ascii: "Z"))
    }
    guard reader.isAtEnd, serial >= 0 else { return nil }
    return (serial, .isoDate)
  }

  private struct Reader: ~Escapable {
    let bytes: Span<UInt8>
    var index: Int
    let end: Int

    @_lifetime(copy bytes)
    init(bytes: Span<UInt8>, index: Int, end: Int) {
      self.bytes = bytes
      self.index = index
      self.end = end
    }

    var isAtEnd: Bool { index == end }
    var peek: UInt8 { index < end ? bytes[index] : 0 }

    @_lifetime(self: copy self)
    mutating func take(_ byte: UInt8) -> Bool {
      guard peek == byte else { return false }
      index += 1
      return true
    }

    @_lifetime(self: copy self)
    mutating func number(_ count: Int) -> Int? {
      guard index + count <= end else { return nil }
      var value = 0
      for _ in 0..<count {
        let digit = bytes[index] &- 0x30
        guard digit < 10 else { return nil }
        value = value * 10 + Int(digit)
        index += 1
      }
      return value
    }

    /// Days since the epoch of the 1900 system; 1 January 1900 is 1.
    @_lifetime(self: copy self)
    mutating func day() -> Int? {
      guard let year = number(4), take(UInt8(ascii: "-")), let month = number(2),
        take(UInt8(ascii: "-")), let day = number(2), month >= 1, month <= 12, day >= 1,
        // Excel counts a 29 February 1900 that never was.
        day <= CalendarDate.daysInMonth(month, of: year) || (year, month, day) == (1900, 2, 29)
      else { return nil }
      // Days since 1 March of year 0, whose years end with February.
      let shifted = month > 2 ? year : year - 1
      let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
      let era = (shifted >= 0 ? shifted : shifted - 399) / 400
      let yearOfEra = shifted - era * 400
      let days =
        era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
      let serial = days - 693_899
      // Excel counts a 29 February 1900 that never was.
      return serial >= 61 ? serial : serial - 1
    }

    /// A part of a day: `08:30`, `08:30:00.5`; a day ends at `24:00:00`.
    @_lifetime(self: copy self)
    mutating func time() -> Double? {
      guard let hour = number(2), take(UInt8(ascii: ":")), let minute = number(2) else {
        return nil
      }
      var seconds = 0.0
      if take(UInt8(ascii: ":")) {
        guard let found = decimal() else { return nil }
        seconds = found
      }
      guard minute < 60, seconds < 61, hour < 24 || hour == 24 && minute == 0 && seconds == 0
      else { return nil }
      return Self.rounded(Double(hour * 3600 + minute * 60) + seconds)
    }

    /// `PT36H`, `P1DT0H1M0.5S`, in days.
    @_lifetime(self: copy self)
    mutating func duration() -> Double? {
      guard take(UInt8(ascii: "P")) else { return nil }
      var seconds = 0.0
      var isTime = false
      while !isAtEnd {
        if take(UInt8(ascii: "T")) {
          isTime = true
          continue
        }
        guard let value = decimal() else { return nil }
        if take(UInt8(ascii: "D")), !isTime {
          seconds += value * 86_400
        } else if isTime, take(UInt8(ascii: "H")) {
          seconds += value * 3600
        } else if isTime, take(UInt8(ascii: "M")) {
          seconds += value * 60
        } else if isTime, take(UInt8(ascii: "S")) {
          seconds += value
        } else {
          return nil
        }
      }
      return Self.rounded(seconds)
    }

    @_lifetime(self: copy self)
    private mutating func decimal() -> Double? {
      let start = index
      while index < end, bytes[index] &- 0x30 < 10 || bytes[index] == UInt8(ascii: ".") {
        index += 1
      }
      return DecimalText.double(bytes, start..<index)
    }

    /// Seconds as days, at the nearest millisecond: producers write `59.9999999999999984`.
    private static func rounded(_ seconds: Double) -> Double {
      (seconds * 1000).rounded() / 86_400_000
    }
  }
}
