/// Checks that a stream of bytes is UTF-8, a piece at a time.
///
/// Runs of ASCII are passed over eight bytes at a time.
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
        index = Self.asciiEnd(piece, from: index)
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

  private static func asciiEnd(_ piece: Span<UInt8>, from start: Int) -> Int {
    let count = piece.count
    // Eight bytes are read at `index` only where `index + 32` does not pass the end.
    return unsafe piece.withUnsafeBytes { bytes in
      var index = start
      while index + 32 <= count {
        let first = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        let second = unsafe bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
        let third = unsafe bytes.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self)
        let fourth = unsafe bytes.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self)
        if (first | second | third | fourth) & 0x8080_8080_8080_8080 != 0 { break }
        index += 32
      }
      while index < count, unsafe bytes[index] < 0x80 { index += 1 }
      return index
    }
  }
}
