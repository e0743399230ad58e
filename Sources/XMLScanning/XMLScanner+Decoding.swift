extension XMLScanner {
  /// Appends the text last seen, references and line ends resolved.
  package func appendText(
    in window: Span<UInt8>,
    to bytes: inout [UInt8]
  ) throws(XMLError) {
    switch textDecoding {
    case .none:
      append(window, text, to: &bytes)
    case .lineEnds:
      var index = text.lowerBound
      while index < text.upperBound {
        appendLineEnd(window, &index, text.upperBound, to: &bytes)
      }
    case .references:
      try decode(window, text, isAttribute: false, into: &bytes)
    }
  }

  func decode(
    _ window: Span<UInt8>,
    _ range: Range<Int>,
    isAttribute: Bool,
    into bytes: inout [UInt8]
  ) throws(XMLError) {
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = window[index]
      if byte == UInt8(ascii: "&") {
        try decodeReference(window, at: &index, end: range.upperBound, into: &bytes)
      } else if byte < 0x20, isAttribute {
        if byte != 0x0A || index == range.lowerBound || window[index - 1] != 0x0D {
          bytes.append(0x20)
        }
        index += 1
      } else {
        appendLineEnd(window, &index, range.upperBound, to: &bytes)
      }
    }
  }

  /// Appends one byte, or one line feed for `CR`, `LF` or `CR LF`.
  @inline(__always)
  private func appendLineEnd(
    _ window: Span<UInt8>,
    _ index: inout Int,
    _ end: Int,
    to bytes: inout [UInt8]
  ) {
    let byte = window[index]
    index += 1
    guard byte == 0x0D else {
      bytes.append(byte)
      return
    }
    bytes.append(0x0A)
    if index < end, window[index] == 0x0A { index += 1 }
  }

  @inline(__always)
  private func append(_ window: Span<UInt8>, _ range: Range<Int>, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: window, range)
  }

  private func decodeReference(
    _ window: Span<UInt8>,
    at index: inout Int,
    end: Int,
    into bytes: inout [UInt8]
  ) throws(XMLError) {
    let start = index
    var place = index + 1
    while place < end, place - start < 16, window[place] != UInt8(ascii: ";") { place += 1 }
    guard place < end, window[place] == UInt8(ascii: ";"), place > start + 1 else {
      throw error(.unknownReference, at: start)
    }
    index = place + 1
    if window[start + 1] == UInt8(ascii: "#") {
      let scalar = try characterReference(window, start + 2..<place, at: start)
      bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
      return
    }
    switch XMLName(window, start + 1..<place) {
    case "amp": bytes.append(UInt8(ascii: "&"))
    case "lt": bytes.append(UInt8(ascii: "<"))
    case "gt": bytes.append(UInt8(ascii: ">"))
    case "quot": bytes.append(UInt8(ascii: "\""))
    case "apos": bytes.append(UInt8(ascii: "'"))
    default: throw error(.unknownReference, at: start)
    }
  }

  private func characterReference(
    _ window: Span<UInt8>,
    _ range: Range<Int>,
    at place: Int
  ) throws(XMLError) -> Unicode.Scalar {
    var digits = range
    var radix: UInt32 = 10
    if let first = digits.first, window[first] == UInt8(ascii: "x") {
      radix = 16
      digits = digits.lowerBound + 1..<digits.upperBound
    }
    var value: UInt32 = 0
    guard !digits.isEmpty else { throw error(.unknownReference, at: place) }
    for index in digits {
      let byte = window[index]
      let digit: UInt32
      if byte &- 0x30 < 10 {
        digit = UInt32(byte &- 0x30)
      } else if radix == 16, (byte | 0x20) &- 0x61 < 6 {
        digit = UInt32((byte | 0x20) &- 0x57)
      } else {
        throw error(.unknownReference, at: place)
      }
      value = value &* radix &+ digit
      if value > 0x10FFFF { throw error(.forbiddenCharacter, at: place) }
    }
    guard let scalar = Unicode.Scalar(value),
      value >= 0x20 || value == 9 || value == 10 || value == 13, value & ~1 != 0xFFFE
    else { throw error(.forbiddenCharacter, at: place) }
    return scalar
  }
}

extension [UInt8] {
  /// Appends some bytes of a window.
  @inlinable @inline(__always)
  package mutating func append(contentsOf window: Span<UInt8>, _ range: Range<Int>) {
    let part = window.extracting(range)
    // The buffer is only read while the span keeps it alive.
    unsafe part.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}
