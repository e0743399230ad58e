import XMLScanning

/// JSON appended to a buffer of bytes.
enum JSONText {
  static func append(_ text: StaticString, to output: inout [UInt8]) {
    // The buffer of a static string is valid for ever.
    text.withUTF8Buffer { unsafe output.append(contentsOf: $0) }
  }

  static func append(number: Double, to output: inout [UInt8]) {
    if number.magnitude < 1e15, number == number.rounded(.towardZero) {
      append(Int(number), to: &output)
    } else if number.isFinite {
      output.append(contentsOf: number.description.utf8)
    } else {
      append("null", to: &output)
    }
  }

  static func append(_ whole: Int, to output: inout [UInt8]) {
    if whole < 0 { output.append(UInt8(ascii: "-")) }
    var rest = whole.magnitude
    let start = output.count
    repeat {
      output.append(UInt8(truncatingIfNeeded: 48 + rest % 10))
      rest /= 10
    } while rest > 0
    output[start...].reverse()
  }

  static func append(string bytes: Span<UInt8>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    var start = 0
    while true {
      let index = firstEscape(in: bytes, from: start)
      output.append(contentsOf: bytes, start..<index)
      guard index < bytes.count else { break }
      appendEscape(bytes[index], to: &output)
      start = index + 1
    }
    output.append(UInt8(ascii: "\""))
  }

  /// The first byte from a place on that a JSON string cannot hold as it is, eight bytes at a time.
  private static func firstEscape(in bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    unsafe bytes.withUnsafeBytes { raw in
      while index + 8 <= raw.count {
        let word = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if holdsEscape(word) { break }
        index += 8
      }
    }
    while index < bytes.count, !isEscaped(bytes[index]) { index += 1 }
    return index
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
    return (control | equals(0x22) | equals(0x5C) | equals(0x7F)) & highs != 0
  }

  static func append(string: String, to output: inout [UInt8]) {
    append(string: Array(string.utf8).span, to: &output)
  }

  private static func appendEscape(_ byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"", to: &output)
    case UInt8(ascii: "\\"): append("\\\\", to: &output)
    case 0x0A: append("\\n", to: &output)
    case 0x0D: append("\\r", to: &output)
    case 0x09: append("\\t", to: &output)
    default:
      append("\\u00", to: &output)
      let digits = Array("0123456789abcdef".utf8)
      output.append(digits[Int(byte >> 4)])
      output.append(digits[Int(byte & 15)])
    }
  }
}
