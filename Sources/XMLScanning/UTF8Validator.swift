/// Checks that a stream of bytes is UTF-8, a piece at a time.
///
/// Runs of ASCII are passed over thirty-two bytes at a time, pairs of Chinese characters at once.
package struct UTF8Validator: Sendable {
  /// Bytes that were checked before the piece at hand.
  package private(set) var offset = 0
  private var pending: UInt8 = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF
  /// How much of U+FFFE or U+FFFF stands at the end so far, which XML does not allow.
  private var forbidden: UInt8 = 0

  /// A validator at the beginning of a text.
  package init() {}

  /// Whether the text so far ends between two characters.
  package var isComplete: Bool { pending == 0 }

  /// Checks the next piece.
  ///
  /// - Throws: `XMLError` with the offset of the first byte that cannot be part of UTF-8.
  package mutating func check(_ piece: Span<UInt8>) throws(XMLError) {
    let count = piece.count
    var index = 0
    while index < count {
      if pending == 0 {
        index = Self.plainEnd(piece, from: index)
        guard index < count else { break }
      }
      let byte = piece[index]
      if pending > 0 {
        guard byte >= lowest, byte <= highest else {
          throw XMLError(.invalidEncoding, at: offset + index)
        }
        pending -= 1
        lowest = 0x80
        highest = 0xBF
        if forbidden > 0 {
          if forbidden == 2, byte >= 0xBE {
            throw XMLError(.forbiddenCharacter, at: offset + index)
          }
          forbidden = forbidden == 1 && byte == 0xBF ? 2 : 0
        }
      } else {
        switch byte {
        case 0xC2...0xDF: pending = 1
        case 0xE0:
          pending = 2
          lowest = 0xA0
        case 0xED:
          pending = 2
          highest = 0x9F
        case 0xEF:
          pending = 2
          forbidden = 1
        case 0xE1...0xEE: pending = 2
        case 0xF0:
          pending = 3
          lowest = 0x90
        case 0xF4:
          pending = 3
          highest = 0x8F
        case 0xF1...0xF3: pending = 3
        default: throw XMLError(.invalidEncoding, at: offset + index)
        }
      }
      index += 1
    }
    offset += count
  }

  /// Where the first byte stands that is neither ASCII nor part of three bytes that can only be a
  /// character.
  private static func plainEnd(_ piece: Span<UInt8>, from start: Int) -> Int {
    let count = piece.count
    // Eight bytes are read at `index` only where `index + 32` does not pass the end.
    return unsafe piece.withUnsafeBytes { bytes in
      var index = start
      while index + 32 <= count {
        let first = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        if first & 0x8080_8080_8080_8080 == 0 {
          let second = unsafe bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
          let third = unsafe bytes.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self)
          let fourth = unsafe bytes.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self)
          if (second | third | fourth) & 0x8080_8080_8080_8080 == 0 {
            index += 32
            continue
          }
          index += 8
          continue
        }
        let ascii = (first & 0x8080_8080_8080_8080).trailingZeroBitCount / 8
        index += ascii
        let word = unsafe UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        )
        guard isPlainCharacter(word) else { break }
        index += 3
        if isPlainCharacter(word >> 24) { index += 3 }
      }
      while index < count, unsafe bytes[index] < 0x80 { index += 1 }
      return index
    }
  }

  /// Whether the three lowest bytes are a character that needs no further look: E1 to EC, EE and EF
  /// with any two continuation bytes, but not U+FFFE or U+FFFF, which XML does not allow.
  @inline(__always)
  private static func isPlainCharacter(_ word: UInt64) -> Bool {
    word & 0xC0_C0F0 == 0x80_80E0 && word & 0x0F != 0 && word & 0x0F != 0x0D
      && word & 0xFE_FFFF != 0xBE_BFEF
  }
}
