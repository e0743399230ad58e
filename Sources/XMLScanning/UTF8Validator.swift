/// Checks that a stream of bytes is UTF-8, a piece at a time.
///
/// Runs of ASCII are passed over sixty-four bytes at a time, pairs of Chinese characters at once.
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
        if first & highBits == 0 {
          index += 8
          while index + 64 <= count {
            if unsafe isPlain(bytes, at: index) {
              index += 64
              continue
            }
            // Some byte of these is not; the words before it are passed over.
            while unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & highBits == 0
            {
              index += 8
            }
            break
          }
          continue
        }
        var words = PlainWords()
        var word = UInt64(littleEndian: first)
        while words.take(word) {
          index += 8
          guard index + 32 <= count else { break }
          word = unsafe UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
          )
          if word & highBits | words.open == 0 { break }
        }
        // Back to the beginning of the character that the words end inside.
        index -= words.openBytes
        guard index + 32 <= count else { break }
        word = unsafe UInt64(
          littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        )
        if word & 0x80 == 0 {
          index += (word & highBits).trailingZeroBitCount / 8
        } else if isPlainCharacter(word) {
          index += 3
        } else {
          break
        }
      }
      while index < count, unsafe bytes[index] < 0x80 { index += 1 }
      return index
    }
  }

  /// Whether sixty-four bytes are ASCII.
  @inline(__always)
  private static func isPlain(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Bool {
    let first = unsafe bytes.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
    let second = unsafe bytes.loadUnaligned(fromByteOffset: index + 32, as: SIMD4<UInt64>.self)
    let both = first | second
    let halves = both.lowHalf | both.highHalf
    return (halves[0] | halves[1]) & highBits == 0
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Whether the three lowest bytes are a character that needs no further look: E1 to EC, EE and EF
  /// with any two continuation bytes, but not U+FFFE or U+FFFF, which XML does not allow.
  @inline(__always)
  private static func isPlainCharacter(_ word: UInt64) -> Bool {
    word & 0xC0_C0F0 == 0x80_80E0 && word & 0x0F != 0 && word & 0x0F != 0x0D
      && word & 0xFE_FFFF != 0xBE_BFEF
  }
}

/// Judges words of eight bytes in which every character is ASCII, or three bytes long and one of those
/// that any two continuation bytes complete: E1 to EC, and EE.
private struct PlainWords {
  /// The highest bits of the bytes with which the next word has to go on.
  private(set) var open: UInt64 = 0

  /// Bytes of a character of which the rest is still to come.
  var openBytes: Int { open == 0 ? 0 : open == 0x80 ? 2 : 1 }

  /// Takes a word, its first byte lowest; false where something else stands in it.
  ///
  /// Masks hold the highest bit of each byte; a shift to the left by less than eight brings another
  /// bit of the same byte there.
  @inline(__always)
  mutating func take(_ word: UInt64) -> Bool {
    let leading = word & word &<< 1 & 0x8080_8080_8080_8080
    let following = word & ~(word &<< 1) & 0x8080_8080_8080_8080
    let low = word & 0x0F0F_0F0F_0F0F_0F0F
    // 1110, and then anything but 0000, 1101 and 1111.
    let usual =
      leading & word &<< 2 & ~(word &<< 3) & Self.others(low, than: 0x00)
      & Self.others(low, than: 0x0D) & Self.others(low, than: 0x0F)
    let expected = leading &<< 8 | leading &<< 16 | open
    guard (usual ^ leading) | (following ^ expected) == 0 else { return false }
    open = leading &>> 56 | leading &>> 48
    return true
  }

  /// The highest bit of each byte that is not `value`, which is less than 16, as all are.
  @inline(__always)
  private static func others(_ bytes: UInt64, than value: UInt64) -> UInt64 {
    (bytes ^ value &* 0x0101_0101_0101_0101) &+ 0x7F7F_7F7F_7F7F_7F7F
  }
}
