/// Turns UTF-16 of either byte order into UTF-8, a piece at a time.
package struct UTF16Transcoder: Sendable {
  /// The order of the two bytes of a unit.
  package enum ByteOrder: Sendable {
    /// The low byte first.
    case little
    /// The high byte first.
    case big
  }

  private let order: ByteOrder
  private var first: UInt8?
  private var lead: UInt32?
  private var offset = 0

  /// A transcoder at the beginning of a text.
  package init(_ order: ByteOrder) {
    self.order = order
  }

  /// The byte order that the first bytes of a part show, or nil if they are not UTF-16.
  ///
  /// A part without a byte order mark begins with `<`, which tells as well.
  package static func sniff(_ bytes: Span<UInt8>) -> ByteOrder? {
    guard bytes.count >= 2 else { return nil }
    switch (bytes[0], bytes[1]) {
    case (0xFE, 0xFF), (0x00, 0x3C): return .big
    case (0xFF, 0xFE), (0x3C, 0x00): return .little
    default: return nil
    }
  }

  /// Appends the UTF-8 of the next piece; a byte order mark at the beginning is left out.
  package mutating func append(
    _ piece: Span<UInt8>,
    isLast: Bool,
    to bytes: inout [UInt8]
  ) throws(XMLError) {
    var index = 0
    if let previous = first, piece.count > 0 {
      first = nil
      try append(unit(previous, piece[0]), to: &bytes)
      index = 1
    }
    while index + 1 < piece.count {
      let unit = unit(piece[index], piece[index + 1])
      if unit < 0x80, lead == nil {
        bytes.append(UInt8(truncatingIfNeeded: unit))
        offset += 2
      } else {
        try append(unit, to: &bytes)
      }
      index += 2
    }
    if index < piece.count { first = piece[index] }
    if isLast, first != nil || lead != nil { throw XMLError(.invalidEncoding, at: offset) }
  }

  @inline(__always)
  private func unit(_ first: UInt8, _ second: UInt8) -> UInt32 {
    order == .little
      ? UInt32(second) << 8 | UInt32(first) : UInt32(first) << 8 | UInt32(second)
  }

  private mutating func append(_ unit: UInt32, to bytes: inout [UInt8]) throws(XMLError) {
    defer { offset += 2 }
    if let high = lead {
      guard unit & 0xFC00 == 0xDC00,
        let scalar = Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + unit & 0x3FF)
      else { throw XMLError(.invalidEncoding, at: offset) }
      lead = nil
      bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
    } else if unit & 0xFC00 == 0xD800 {
      lead = unit
    } else if unit & 0xFC00 == 0xDC00 {
      throw XMLError(.invalidEncoding, at: offset)
    } else if unit >= 0x800 {
      if offset == 0, unit == 0xFEFF { return }
      if unit & ~1 == 0xFFFE { throw XMLError(.forbiddenCharacter, at: offset) }
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | unit >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | unit >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F))
    } else if unit >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | unit >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F))
    } else {
      bytes.append(UInt8(truncatingIfNeeded: unit))
    }
  }
}
