import Glibc

/// Reads decimal text as the nearest double.
///
/// Source: ECMA-376 part 1, 18.3.1.96 (cell values are xsd:double).
package enum DecimalText {
  /// The longest text that is still a number.
  static let longest = 4096

  /// The nearest double, or nil where the bytes are no finite decimal number.
  @inline(__always)
  package static func double(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    var index = range.lowerBound
    let end = range.upperBound
    var isNegative = false
    if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    var digits: UInt64 = 0
    var count = 0
    var exponent = 0
    let first = index
    while index < end {
      let digit = bytes[index] &- 0x30
      guard digit < 10 else { break }
      digits = digits &* 10 &+ UInt64(digit)
      index += 1
    }
    count = index - first
    if index < end, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let point = index
      while index < end {
        let digit = bytes[index] &- 0x30
        guard digit < 10 else { break }
        digits = digits &* 10 &+ UInt64(digit)
        index += 1
      }
      exponent = point - index
      count += index - point
    }
    guard count > 0 else { return nil }
    if index == end, count <= 15, exponent >= -22 {
      // Both numbers are exact doubles, so one division rounds once.
      let value = exponent == 0 ? Double(digits) : Double(digits) / powers[-exponent]
      return isNegative ? -value : value
    }
    return slow(bytes, range, at: index, digits, count, exponent, isNegative)
  }

  /// `digits ÷ 10^fraction`, rounded once; `count` digits in all, at most nineteen.
  @inline(__always)
  static func value(_ digits: UInt64, _ count: Int, _ fraction: Int) -> Double? {
    if count <= 15 {
      return fraction == 0 ? Double(digits) : Double(digits) / powers[fraction]
    }
    return exact(digits, -fraction)
  }

  @inline(never)
  private static func slow(
    _ bytes: Span<UInt8>,
    _ range: Range<Int>,
    at place: Int,
    _ digits: UInt64,
    _ count: Int,
    _ fraction: Int,
    _ isNegative: Bool
  ) -> Double? {
    var index = place
    var exponent = fraction
    if index < range.upperBound {
      guard bytes[index] | 0x20 == UInt8(ascii: "e") else { return nil }
      index += 1
      var sign = 1
      if index < range.upperBound,
        bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+")
      {
        sign = bytes[index] == UInt8(ascii: "-") ? -1 : 1
        index += 1
      }
      guard index < range.upperBound else { return nil }
      var power = 0
      while index < range.upperBound {
        let digit = bytes[index] &- 0x30
        guard digit < 10 else { return nil }
        power = min(power * 10 + Int(digit), 100_000)
        index += 1
      }
      exponent += sign * power
    }
    if count <= 19, let value = exact(digits, exponent) {
      return isNegative ? -value : value
    }
    return library(bytes, range)
  }

  /// `digits × 10^exponent` rounded once, or nil where that takes more than 128 bits.
  private static func exact(_ digits: UInt64, _ exponent: Int) -> Double? {
    if digits == 0 { return 0 }
    guard exponent >= -19, exponent <= 19 else { return nil }
    let power = wholePowers[abs(exponent)]
    if exponent >= 0 {
      let (high, low) = digits.multipliedFullWidth(by: power)
      return rounded(high, low)
    }
    // Both shifted so that their highest bits are set, the quotient has 63 or 64 bits.
    let shift = digits.leadingZeroBitCount
    let divisorShift = power.leadingZeroBitCount
    let divisor = power << UInt64(divisorShift)
    let dividend = digits << UInt64(shift)
    let (quotient, remainder) = divisor.dividingFullWidth((dividend >> 1, dividend << 63))
    let scale = divisorShift - shift - 126
    let sticky: UInt64 = remainder == 0 ? 0 : 1
    // At least 62 bits carry the quotient, so the sticky bit lies below the rounding bit.
    let value = rounded(quotient >> 1, quotient << 63 | sticky)
    return value * Double(sign: .plus, exponent: scale, significand: 1)
  }

  /// The nearest double of a 128-bit number, ties to even.
  private static func rounded(_ high: UInt64, _ low: UInt64) -> Double {
    if high == 0 { return Double(low) }
    let shift = UInt64(high.leadingZeroBitCount)
    let top = shift == 0 ? high : high << shift | low >> (64 - shift)
    let rest = shift == 0 ? low : low << shift
    // Eleven bits of `top` are rounded away; what lies below them only has to be seen.
    let value = Double(top | (rest == 0 ? 0 : 1))
    return value * Double(sign: .plus, exponent: 64 - Int(shift), significand: 1)
  }

  private static func library(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Double? {
    guard range.count < longest else { return nil }
    // strtod wants a terminated copy; the C locale, which it reads by, is never changed.
    let value = unsafe withUnsafeTemporaryAllocation(
      of: CChar.self,
      capacity: range.count + 1
    ) { copy in
      for offset in 0..<range.count {
        unsafe copy[offset] = CChar(truncatingIfNeeded: bytes[range.lowerBound + offset])
      }
      unsafe copy[range.count] = 0
      return unsafe copy.baseAddress.map { unsafe strtod($0, nil) }
    }
    guard let value, value.isFinite else { return nil }
    return value
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  static let wholePowers: [UInt64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000,
    100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
    100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]
}

/// Trims and compares bytes of a value.
enum ValueBytes {
  /// The range without blanks, tabs and line ends at its edges.
  @inline(__always)
  static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// The whole number that the bytes spell, or nil.
  static func index(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
    guard !range.isEmpty, range.count < 11 else { return nil }
    var value: UInt64 = 0
    for index in range {
      let digit = bytes[index] &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + UInt64(digit)
    }
    return value
  }

  /// The whole number that an attribute states, blanks around it left out, or nil.
  static func whole(_ text: String) -> Int? {
    let bytes = Array(text.utf8)
    let range = trimmed(bytes.span, 0..<bytes.count)
    return Int(String(decoding: bytes[range], as: UTF8.self))
  }

  /// Whether an attribute states that something is so, blanks around it left out.
  static func isTrue(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return isTrue(bytes.span, trimmed(bytes.span, 0..<bytes.count))
  }

  /// Whether the bytes spell a truth value that is true.
  static func isTrue(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    range.count == 1 && bytes[range.lowerBound] == UInt8(ascii: "1")
      || spells(bytes, range, "true") || spells(bytes, range, "on")
  }

  /// Whether the bytes spell a word, whatever its letter case.
  static func spells(_ bytes: Span<UInt8>, _ range: Range<Int>, _ word: StaticString) -> Bool {
    guard range.count == word.utf8CodeUnitCount else { return false }
    let letters = unsafe word.utf8Start
    // The pointer of a static string is valid for its declared count, for ever.
    for offset in 0..<range.count
    where unsafe bytes[range.lowerBound + offset] | 0x20 != letters[offset] | 0x20 {
      return false
    }
    return true
  }
}
