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
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte != 0x7F {
        continue
      }
      output.append(contentsOf: bytes, start..<index)
      start = index + 1
      appendEscape(byte, to: &output)
    }
    output.append(contentsOf: bytes, start..<bytes.count)
    output.append(UInt8(ascii: "\""))
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
