/// Texts made comparable: what people type in many ways, written in one.
public enum NormalizedText {
  /// A header or a mark: no white space, half-width forms, lower case.
  ///
  /// `服务\n片区 （个）` becomes `服务片区(个)`. Complexity: linear in the text.
  public static func header(_ text: String) -> String {
    let normalized: String? = text.withBytes { bytes in
      guard let first = firstByte(in: bytes, where: mayChangeInHeader) else { return nil }
      // No character takes more bytes than the one that it is written for.
      return String(atMost: bytes.count) { result in
        result.append(contentsOf: bytes[..<first])
        var index = first
        while index < bytes.count {
          let byte = bytes[index]
          if byte < 0x80 {
            if byte > 32, byte != 0x7F { result.append(isUpperCase(byte) ? byte + 32 : byte) }
            index += 1
            continue
          }
          let end = min(index + length(ofCharacterWith: byte), bytes.count)
          if mayChangeInHeader(byte), let scalar = scalar(in: bytes, index..<end) {
            if !isIgnored(scalar) { append(halfWidthLowercase(scalar), to: &result) }
          } else {
            result.append(contentsOf: bytes[index..<end])
          }
          index = end
        }
      }
    }
    return normalized ?? text
  }

  /// A text with full-width digits, letters and signs made half-width; white space is kept.
  public static func halfWidth(_ text: String) -> String {
    if text.withBytes({ bytes in bytes.allSatisfy { $0 < 128 } }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      result.append(scalar.value == 0x3000 ? " " : halfWidth(scalar))
    }
    return String(result)
  }

  /// Whether a text has characters that `halfWidth(_:)` writes otherwise.
  package static func hasFullWidth(_ text: String) -> Bool {
    text.withBytes { bytes in
      bytes.contains { $0 >= 0x80 }
        && text.unicodeScalars.contains { $0.value == 0x3000 || halfWidth($0) != $0 }
    }
  }

  /// Whether a text has white space or invisible characters.
  package static func hasIgnored(_ text: String) -> Bool {
    text.withBytes { bytes in
      firstByte(in: bytes, where: mayBeIgnored) != nil
        && text.unicodeScalars.contains(where: isIgnored)
    }
  }

  /// A header as one line: Chinese texts lose their line breaks and spaces, others keep a space.
  public static func oneLine(_ text: String) -> String {
    let line: String? = text.withBytes { bytes in
      guard let first = firstByte(in: bytes, where: mayBeIgnored) else { return nil }
      // Of the white space between two characters there is at least a byte.
      return String(atMost: bytes.count) { result in
        result.append(contentsOf: bytes[..<first])
        var last = first > 0 ? bytes[first - 1] : nil
        var pendingSpace = false
        var index = first
        while index < bytes.count {
          let byte = bytes[index]
          let end = min(index + length(ofCharacterWith: byte), bytes.count)
          if mayBeIgnored(byte), scalar(in: bytes, index..<end).map(isIgnored) ?? false {
            pendingSpace = true
          } else {
            if pendingSpace, byte < 0x80, let last, last < 0x80 { result.append(32) }
            pendingSpace = false
            result.append(contentsOf: bytes[index..<end])
            last = bytes[end - 1]
          }
          index = end
        }
      }
    }
    return line ?? text
  }

  /// Whether a scalar is white space or invisible.
  public static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...32, 0x7F, 0x85, 0xA0, 0x1680, 0x2000...0x200F, 0x2028...0x202F, 0x205F, 0x2060,
      0x3000, 0xFEFF:
      true
    default: false
    }
  }

  private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.value >= 0xFF01, scalar.value <= 0xFF5E else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }

  private static func halfWidthLowercase(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let half = halfWidth(scalar)
    guard half.value >= 65, half.value <= 90 else { return half }
    return Unicode.Scalar(half.value + 32) ?? half
  }
}

/// Most texts are Chinese and need no change: the first bytes of their characters, E4 to E9, tell so.
extension NormalizedText {
  /// Where the first character begins whose first byte meets a condition; nil where none does.
  private static func firstByte(
    in bytes: UnsafeBufferPointer<UInt8>,
    where isWanted: (UInt8) -> Bool
  ) -> Int? {
    var index = 0
    while index < bytes.count {
      if isWanted(bytes[index]) { return index }
      index += length(ofCharacterWith: bytes[index])
    }
    return nil
  }

  /// Whether a character with this first byte may be written otherwise in a header.
  private static func mayChangeInHeader(_ byte: UInt8) -> Bool {
    mayBeIgnored(byte) || isUpperCase(byte)
  }

  /// Whether a character with this first byte may be white space, invisible or full-width.
  ///
  /// C2 begins U+0085 and U+00A0, E1 U+1680, E2 U+2000 and on, E3 U+3000, EF U+FEFF and U+FF01.
  private static func mayBeIgnored(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...32, 0x7F, 0xC2, 0xE1, 0xE2, 0xE3, 0xEF: true
    default: false
    }
  }

  private static func isUpperCase(_ byte: UInt8) -> Bool { byte >= 65 && byte <= 90 }

  /// Bytes of a character in UTF-8 by its first byte.
  private static func length(ofCharacterWith byte: UInt8) -> Int {
    switch byte {
    case 0..<0xC0: 1
    case 0..<0xE0: 2
    case 0..<0xF0: 3
    default: 4
    }
  }

  /// The scalar that two or three bytes, or one, stand for.
  private static func scalar(
    in bytes: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>
  ) -> Unicode.Scalar? {
    var value = UInt32(bytes[range.lowerBound])
    if range.count > 1 { value &= range.count == 2 ? 0x1F : 0x0F }
    for byte in bytes[range].dropFirst() { value = value << 6 | UInt32(byte & 0x3F) }
    return Unicode.Scalar(value)
  }

  private static func append(_ scalar: Unicode.Scalar, to text: inout UTF8Writer) {
    if scalar.value < 0x80 {
      text.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { text.append(byte) }
    }
  }
}
