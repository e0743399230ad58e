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
    for index in 0..<piece.count {
      guard let previous = first else {
        first = piece[index]
        continue
      }
      first = nil
      let unit =
        order == .little
        ? UInt32(piece[index]) << 8 | UInt32(previous)
        : UInt32(previous) << 8 | UInt32(piece[index])
      try append(unit, to: &bytes)
      offset += 2
    }
    if isLast, first != nil || lead != nil { throw XMLError(.invalidEncoding, at: offset) }
  }

  private mutating func append(_ unit: UInt32, to bytes: inout [UInt8]) throws(XMLError) {
    if let high = lead {
      guard unit & 0xFC00 == 0xDC00,
        let scalar = Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + unit & 0x3FF)
      else { throw XMLError(.invalidEncoding, at: offset) }
      lead = nil
      bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
    } else if unit & 0xFC00 == 0xD800 {
      lead = unit
    } else if let scalar = Unicode.Scalar(unit) {
      if offset == 0, unit == 0xFEFF { return }
      bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
    } else {
      throw XMLError(.invalidEncoding, at: offset)
    }
  }
}
