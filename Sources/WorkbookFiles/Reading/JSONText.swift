import HebiaoCore
import SpreadsheetML
import XMLScanning

/// JSON appended to bytes that wait to be written.
enum JSONText {
  /// The whole numbers up to this one are all there are: 2^53.
  private static let mostWhole = 9_007_199_254_740_992.0

  /// Appends a number as its shortest digits; what they are, unless it is whole or not finite.
  @discardableResult
  static func append(number: Double, to output: inout OutputBytes) -> DecimalDigits? {
    let magnitude = number.magnitude
    if magnitude <= Self.mostWhole, number == number.rounded(.towardZero) {
      append(Int(number), to: &output)
      return nil
    }
    guard number.isFinite else {
      output.append("null")
      return nil
    }
    if number < 0 { output.append(UInt8(ascii: "-")) }
    guard let digits = DecimalDigits.exactly(number) else {
      let text = magnitude.description
      output.append(text)
      return DecimalDigits(roundingText: text)
    }
    if magnitude < 1e-4 {
      output.append(magnitude.description)
      return digits
    }
    // Fifteen digits of a number that is not smaller: nineteen places at most.
    let unit = DecimalDigits.power(-digits.exponent)
    let (whole, fraction) = digits.coefficient.quotientAndRemainder(dividingBy: unit)
    append(Int(whole), to: &output)
    output.append(UInt8(ascii: "."))
    append(fraction, places: -digits.exponent, to: &output)
    return digits
  }

  /// Appends a number with zeros in front up to a count of places.
  private static func append(_ number: UInt64, places: Int, to output: inout OutputBytes) {
    if places > 8 {
      append(number / 100_000_000, places: places - 8, to: &output)
      output.append(eightDigits(UInt(number % 100_000_000)), count: 8)
    } else {
      output.append(eightDigits(UInt(number)) >> (8 * UInt64(8 - places)), count: places)
    }
  }

  @inline(__always)
  static func append(_ whole: Int, to output: inout OutputBytes) {
    if whole < 0 { output.append(UInt8(ascii: "-")) }
    append(digitsOf: whole.magnitude, to: &output)
  }

  private static func append(digitsOf number: UInt, to output: inout OutputBytes) {
    var rest = number
    if rest >= 100_000_000 {
      append(digitsOf: rest / 100_000_000, to: &output)
      rest %= 100_000_000
      output.append(eightDigits(rest), count: 8)
      return
    }
    let word = eightDigits(rest)
    // Zeros at the front are not written, but for the last.
    let zeros = min(((word ^ 0x3030_3030_3030_3030).trailingZeroBitCount) / 8, 7)
    output.append(word >> (8 * UInt64(zeros)), count: 8 - zeros)
  }

  /// The eight digits of a number below 10^8, the highest in the lowest byte.
  private static func eightDigits(_ number: UInt) -> UInt64 {
    let number = UInt64(truncatingIfNeeded: number)
    let fours = number / 10_000 | (number % 10_000) << 32
    // Each half is divided by a hundred, each quarter by ten, with multiplications that are exact.
    let hundreds = (fours &* 10_486) >> 20 & 0x0000_007F_0000_007F
    let pairs = hundreds | (fours &- hundreds &* 100) << 16
    let tens = (pairs &* 103) >> 10 & 0x000F_000F_000F_000F
    let digits = tens | (pairs &- tens &* 10) << 8
    return digits | 0x3030_3030_3030_3030
  }

  @inline(__always)
  static func append(string bytes: Span<UInt8>, to output: inout OutputBytes) {
    output.append(UInt8(ascii: "\""))
    var start = 0
    while true {
      let index = firstEscape(in: bytes, from: start)
      output.append(bytes.extracting(start..<index))
      guard index < bytes.count else { break }
      if let scalar = steeringCharacter(in: bytes, at: index) {
        append(escape: scalar, to: &output)
        start = index + (scalar < 0x800 ? 2 : 3)
      } else {
        appendEscape(bytes[index], to: &output)
        start = index + 1
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  /// The first byte from a place on that a JSON string cannot hold as it is, eight bytes at a time.
  @inline(__always)
  private static func firstEscape(in bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    unsafe bytes.withUnsafeBytes { raw in
      while index + 8 <= raw.count {
        let word = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if holdsEscape(word) { break }
        index += 8
      }
    }
    while index < bytes.count {
      if isEscaped(bytes[index]) { break }
      if SteeringCharacter.mayBegin(with: bytes[index]),
        steeringCharacter(in: bytes, at: index) != nil
      {
        break
      }
      index += 1
    }
    return index
  }

  /// The character at a place, where a terminal would obey it.
  private static func steeringCharacter(in bytes: Span<UInt8>, at index: Int) -> UInt32? {
    SteeringCharacter.scalar(
      bytes[index],
      index + 1 < bytes.count ? bytes[index + 1] : 0,
      index + 2 < bytes.count ? bytes[index + 2] : 0
    )
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
  }

  /// Whether one of eight bytes has to be escaped; each test leaves the high bit of such a byte.
  private static func holdsEscape(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs = ones << 7
    func equals(_ byte: UInt64) -> UInt64 {
      let difference = word ^ (ones &* byte)
      return (difference &- ones) & ~difference
    }
    let control = (word &- ones &* 0x20) & ~word
    let ascii = control | equals(0x22) | equals(0x5C) | equals(0x7F)
    return (ascii | equals(0xC2) | equals(0xE2)) & highs != 0
  }

  static func append(string: String, to output: inout OutputBytes) {
    append(string: Array(string.utf8), to: &output)
  }

  static func append(string: [UInt8], to output: inout OutputBytes) {
    append(string: string.span, to: &output)
  }

  @inline(never)
  private static func appendEscape(_ byte: UInt8, to output: inout OutputBytes) {
    switch byte {
    case UInt8(ascii: "\""): output.append("\\\"")
    case UInt8(ascii: "\\"): output.append("\\\\")
    case 0x0A: output.append("\\n")
    case 0x0D: output.append("\\r")
    case 0x09: output.append("\\t")
    default: append(escape: UInt32(byte), to: &output)
    }
  }

  private static func append(escape scalar: UInt32, to output: inout OutputBytes) {
    output.append("\\u")
    for shift: UInt32 in [12, 8, 4, 0] {
      let digit = UInt8(truncatingIfNeeded: scalar >> shift & 15)
      output.append(digit < 10 ? digit + 48 : digit + 87)
    }
  }
}
