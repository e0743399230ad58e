package import XMLScanning

/// How a part's text is encoded.
package enum PartEncoding: Sendable, Hashable {
  /// UTF-8, with or without a mark, which is part of the text.
  case utf8
  /// UTF-16, with or without a byte order mark.
  case utf16(UTF16Transcoder.ByteOrder, hasMark: Bool)
}

/// Turns UTF-8 that was checked back into UTF-16, a piece at a time.
struct UTF16Encoder {
  private var pending: UInt32 = 0
  private var missing = 0

  static func mark(_ order: UTF16Transcoder.ByteOrder) -> [UInt8] {
    order == .little ? [0xFF, 0xFE] : [0xFE, 0xFF]
  }

  /// The next piece; a character that it cuts off comes with the piece after it.
  mutating func encode(_ bytes: Span<UInt8>, _ order: UTF16Transcoder.ByteOrder) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count * 2)
    for index in 0..<bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0..<0x80: Self.append(UInt32(byte), order, to: &output)
      case 0x80..<0xC0:
        pending = pending << 6 | UInt32(byte & 0x3F)
        missing -= 1
        if missing == 0 { Self.append(pending, order, to: &output) }
      case 0xC0..<0xE0: (pending, missing) = (UInt32(byte & 0x1F), 1)
      case 0xE0..<0xF0: (pending, missing) = (UInt32(byte & 0x0F), 2)
      default: (pending, missing) = (UInt32(byte & 0x07), 3)
      }
    }
    return output
  }

  private static func append(
    _ scalar: UInt32,
    _ order: UTF16Transcoder.ByteOrder,
    to output: inout [UInt8]
  ) {
    guard scalar > 0xFFFF else { return append(unit: scalar, order, to: &output) }
    let rest = scalar - 0x1_0000
    append(unit: 0xD800 + rest >> 10, order, to: &output)
    append(unit: 0xDC00 + rest & 0x3FF, order, to: &output)
  }

  private static func append(
    unit: UInt32,
    _ order: UTF16Transcoder.ByteOrder,
    to output: inout [UInt8]
  ) {
    let (low, high) = (UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8))
    output.append(order == .little ? low : high)
    output.append(order == .little ? high : low)
  }
}
