/// Checks that a stream of bytes is UTF-8, a piece at a time.
///
/// ASCII and Chinese characters are passed over sixteen bytes at a time and more.
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
  /// character; ASCII or the first byte of a character stands at `start`.
  private static func plainEnd(_ piece: Span<UInt8>, from start: Int) -> Int {
    unsafe piece.withUnsafeBytes { bytes in
      var index = start
      while index < bytes.count {
        if index >= 2 { index = unsafe plainBlocksEnd(bytes, from: index) }
        // What a block could not tell, and what is too little for one, is looked at byte by byte.
        let limit = min(bytes.count, index + ByteBlock.width)
        while index < limit {
          if unsafe bytes[index] < 0x80 {
            index += 1
          } else {
            guard index + 3 <= bytes.count,
              unsafe isPlainCharacter(bytes[index], bytes[index + 1], bytes[index + 2])
            else { return index }
            index += 3
          }
        }
      }
      return index
    }
  }

  /// Where the last whole character ends of the blocks that hold nothing but ASCII and plain
  /// characters.
  ///
  /// A character begins at `start`, which is at least 2.
  @unsafe
  private static func plainBlocksEnd(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    // Every block that is loaded begins at `start - 2` or behind it and ends within the bytes.
    while index + ByteBlock.width <= bytes.count {
      let block = unsafe ByteBlock(bytes, at: index)
      let before = unsafe ByteBlock(bytes, at: index - 1)
      let beforeThat = unsafe ByteBlock(bytes, at: index - 2)
      if block.isASCII(with: before, beforeThat) {
        index += ByteBlock.width
        while index + 4 * ByteBlock.width <= bytes.count,
          unsafe ByteBlock.fourAreASCII(bytes, at: index)
        {
          index += 4 * ByteBlock.width
        }
      } else if block.isPlain(after: before, beforeThat) {
        index += ByteBlock.width
      } else {
        break
      }
    }
    // The first bytes of a character whose others were not looked at.
    if unsafe bytes[index - 1] >= 0xE0 { return index - 1 }
    if unsafe bytes[index - 2] >= 0xE0 { return index - 2 }
    return index
  }

  /// Whether three bytes are a character that needs no further look: E1 to EC, EE and EF with any two
  /// continuation bytes, but not those from U+FF80 on, the last two of which XML does not allow.
  @inline(__always)
  private static func isPlainCharacter(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    first & 0xF0 == 0xE0 && first != 0xE0 && first != 0xED && second & 0xC0 == 0x80
      && third & 0xC0 == 0x80 && !(first == 0xEF && second >= 0xBE)
  }
}

/// Sixteen bytes, looked at together without a branch.
///
/// Comparisons are made of sums, of which only the highest bit of each byte counts: 7F plus a byte
/// that is not zero has it, 1F plus one that is at least 61.
private struct ByteBlock {
  static let width = 16
  private let bytes: SIMD16<UInt8>

  @inline(__always) @unsafe
  init(_ bytes: UnsafeRawBufferPointer, at place: Int) {
    self.bytes = unsafe bytes.loadUnaligned(fromByteOffset: place, as: SIMD16<UInt8>.self)
  }

  /// Whether this block and two others are ASCII.
  @inline(__always)
  func isASCII(with other: ByteBlock, _ another: ByteBlock) -> Bool {
    Self.hasNoHighBit(bytes | other.bytes | another.bytes)
  }

  /// Whether the four blocks from a place on are ASCII; they lie within the bytes.
  @inline(__always) @unsafe
  static func fourAreASCII(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Bool {
    let first = unsafe ByteBlock(bytes, at: place).bytes | ByteBlock(bytes, at: place + 16).bytes
    let second =
      unsafe ByteBlock(bytes, at: place + 32).bytes | ByteBlock(bytes, at: place + 48).bytes
    return hasNoHighBit(first | second)
  }

  /// Whether every byte is ASCII or has its place in a plain character, given the same bytes one
  /// place and two places to the left.
  ///
  /// A continuation byte stands where one of the two bytes before it begins a character of three
  /// bytes, and nowhere else.
  @inline(__always)
  func isPlain(after before: ByteBlock, _ beforeThat: ByteBlock) -> Bool {
    let continues = bytes & ~(low &+ Self.all(0x40))
    let expected = before.leads | beforeThat.leads
    let other = bytes & ~(continues | leads)
    // EF before BE or BF: U+FF80 to U+FFFF.
    let isLast = before.bytes & ~((before.low ^ Self.all(0x6F)) &+ Self.all(0x7F))
    let refused = isLast & continues & (low &+ Self.all(0x42))
    return Self.hasNoHighBit((expected ^ continues) | other | refused)
  }

  /// The bytes that begin a plain character: E1 to EF without ED.
  @inline(__always)
  private var leads: SIMD16<UInt8> {
    bytes & (low &+ Self.all(0x1F)) & ~(low &+ Self.all(0x10))
      & ((low ^ Self.all(0x6D)) &+ Self.all(0x7F))
  }

  /// The bytes without their highest bits.
  @inline(__always)
  private var low: SIMD16<UInt8> { bytes & Self.all(0x7F) }

  @inline(__always)
  private static func all(_ byte: UInt8) -> SIMD16<UInt8> { SIMD16(repeating: byte) }

  @inline(__always)
  private static func hasNoHighBit(_ bytes: SIMD16<UInt8>) -> Bool {
    let words = unsafe unsafeBitCast(bytes, to: SIMD2<UInt64>.self)
    return (words.x | words.y) & 0x8080_8080_8080_8080 == 0
  }
}
