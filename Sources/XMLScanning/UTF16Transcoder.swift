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
      // The first unit may be a mark, and the second half of a pair follows its first.
      if offset > 0, lead == nil { index = appendRun(piece, from: index, to: &bytes) }
      guard index + 1 < piece.count else { break }
      try append(unit(piece[index], piece[index + 1]), to: &bytes)
      index += 2
    }
    if index < piece.count { first = piece[index] }
    if isLast, first != nil || lead != nil { throw XMLError(.invalidEncoding, at: offset) }
  }

  /// Appends units up to a surrogate, a forbidden one, the end, or as many as are gathered at once; the
  /// place behind them.
  private mutating func appendRun(
    _ piece: Span<UInt8>,
    from start: Int,
    to bytes: inout [UInt8]
  ) -> Int {
    let units = min((piece.count - start) / 2, 1024)
    var place = start
    // A unit never takes more than three bytes.
    unsafe withUnsafeTemporaryAllocation(byteCount: 3 * units, alignment: 1) { buffer in
      var end = 0
      while place < start + 2 * units {
        // Four units that are ASCII at once; eight bytes from `place` on lie in the piece, and all
        // that are left take less room than there is.
        while place + 8 <= start + 2 * units, let letters = unsafe fourLetters(piece, at: place) {
          unsafe buffer.storeBytes(of: letters.littleEndian, toByteOffset: end, as: UInt32.self)
          place += 8
          end += 4
        }
        guard place < start + 2 * units else { break }
        let unit = unit(piece[place], piece[place + 1])
        if unit < 0x80 {
          unsafe buffer[end] = UInt8(truncatingIfNeeded: unit)
          end += 1
        } else if unit < 0x800 {
          unsafe buffer[end] = UInt8(truncatingIfNeeded: 0xC0 | unit >> 6)
          unsafe buffer[end + 1] = UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F)
          end += 2
        } else if unit & 0xF800 != 0xD800, unit & ~1 != 0xFFFE {
          unsafe buffer[end] = UInt8(truncatingIfNeeded: 0xE0 | unit >> 12)
          unsafe buffer[end + 1] = UInt8(truncatingIfNeeded: 0x80 | unit >> 6 & 0x3F)
          unsafe buffer[end + 2] = UInt8(truncatingIfNeeded: 0x80 | unit & 0x3F)
          end += 3
        } else {
          break
        }
        place += 2
      }
      unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<end]))
    }
    offset += place - start
    return place
  }

  /// The bytes of four units if each is an ASCII character; the eight bytes lie in the piece.
  @inline(__always) @unsafe
  private func fourLetters(_ piece: Span<UInt8>, at place: Int) -> UInt32? {
    var word = unsafe piece.bytes.word(at: place)
    let rest: UInt64 = order == .little ? 0xFF80_FF80_FF80_FF80 : 0x80FF_80FF_80FF_80FF
    guard word & rest == 0 else { return nil }
    if order == .big { word &>>= 8 }
    let pairs = (word | word &>> 8) & 0x0000_FFFF_0000_FFFF
    return UInt32(truncatingIfNeeded: pairs | pairs &>> 16)
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
