/// Empty blocks that bring a deflate stream from a whole byte to a bit within one.
///
/// What follows in the stream then lies in its bytes as it did, and is copied as it is.
struct DeflatePadding {
  /// The bits, the first in the lowest place of the first byte; those of the last byte beyond
  /// `bitCount` are zero.
  private(set) var bytes: [UInt8] = []
  private(set) var bitCount = 0

  /// Blocks that hold nothing and end `bit` bits into a byte.
  ///
  /// An empty block of fixed codes has ten bits, which moves the end by two; one whose codes are
  /// written out has ninety-nine, which moves it by three.
  init(toBit bit: Int) {
    if bit & 1 == 1 { appendOwnCodes() }
    while bitCount & 7 != bit { append(0b010, bits: 10) }
  }

  /// A block with two literals, of one and of two bits, that holds neither of them.
  ///
  /// Every code of it is complete, since some programs refuse others.
  private mutating func appendOwnCodes() {
    append(0b100, bits: 3)
    append(0, bits: 5)  // 257 literals
    append(1, bits: 5)  // 2 distances
    append(14, bits: 4)  // 18 lengths of codes of lengths: of 18 one bit, of 2 and 1 two
    for length in [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 2] { append(length, bits: 3) }
    append(0, bits: 1)
    append(138 - 11, bits: 7)
    append(0, bits: 1)
    append(116 - 11, bits: 7)
    // Literal 254 has one bit, 255 and the end two, the distances one each.
    for code in [0b01, 0b11, 0b11, 0b01, 0b01] { append(code, bits: 2) }
    append(0b11, bits: 2)
  }

  private mutating func append(_ value: Int, bits: Int) {
    for bit in 0..<bits {
      if bitCount & 7 == 0 { bytes.append(0) }
      if value >> bit & 1 == 1 { bytes[bytes.count - 1] |= 1 << UInt8(bitCount & 7) }
      bitCount += 1
    }
  }
}
