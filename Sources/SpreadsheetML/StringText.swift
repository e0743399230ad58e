/// Turns the text of a `<t>` element into what the cell shows.
///
/// Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring); white space as Excel treats it.
enum StringText {
  /// Finishes the text that begins at `start` and reaches to the end of `bytes`.
  static func finish(_ bytes: inout [UInt8], from start: Int, preservesSpace: Bool) {
    if !preservesSpace { trim(&bytes, from: start) }
    decodeEscapes(&bytes, from: start)
  }

  static func trim(_ bytes: inout [UInt8], from start: Int) {
    while bytes.count > start, let last = bytes.last, ValueBytes.isBlank(last) {
      bytes.removeLast()
    }
    var first = start
    while first < bytes.count, ValueBytes.isBlank(bytes[first]) { first += 1 }
    if first > start { bytes.removeSubrange(start..<first) }
  }

  /// A text in which every `_xHHHH_` is the character it stands for.
  static func decodingEscapes(_ text: String) -> String {
    var bytes = Array(text.utf8)
    decodeEscapes(&bytes, from: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Replaces `_xHHHH_` by the character it stands for, once, from left to right.
  static func decodeEscapes(_ bytes: inout [UInt8], from start: Int) {
    guard let first = firstEscape(bytes, from: start) else { return }
    var read = first
    var write = first
    while read < bytes.count {
      guard let unit = escape(bytes, at: read), let (scalar, length) = scalar(unit, bytes, read)
      else {
        bytes[write] = bytes[read]
        write += 1
        read += 1
        continue
      }
      // A character never takes more bytes than the seven of its escape.
      for byte in UTF8.encode(scalar) ?? .init() {
        bytes[write] = byte
        write += 1
      }
      read += length
    }
    bytes.removeLast(bytes.count - write)
  }

  private static func scalar(
    _ unit: UInt32,
    _ bytes: [UInt8],
    _ place: Int
  ) -> (Unicode.Scalar, Int)? {
    if let scalar = Unicode.Scalar(unit) { return (scalar, 7) }
    guard unit & 0xFC00 == 0xD800, let low = escape(bytes, at: place + 7),
      low & 0xFC00 == 0xDC00,
      let scalar = Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF)
    else { return nil }
    return (scalar, 14)
  }

  private static func firstEscape(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 7 <= bytes.count {
      if bytes[index] == UInt8(ascii: "_"), escape(bytes, at: index) != nil { return index }
      index += 1
    }
    return nil
  }

  private static func escape(_ bytes: [UInt8], at place: Int) -> UInt32? {
    guard place + 7 <= bytes.count, bytes[place] == UInt8(ascii: "_"),
      bytes[place + 1] == UInt8(ascii: "x"), bytes[place + 6] == UInt8(ascii: "_")
    else { return nil }
    var unit: UInt32 = 0
    for index in place + 2..<place + 6 {
      let byte = bytes[index]
      if byte &- 0x30 < 10 {
        unit = unit << 4 | UInt32(byte &- 0x30)
      } else if (byte | 0x20) &- 0x61 < 6 {
        unit = unit << 4 | UInt32((byte | 0x20) &- 0x57)
      } else {
        return nil
      }
    }
    return unit
  }
}
