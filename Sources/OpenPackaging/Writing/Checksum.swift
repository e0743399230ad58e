import CISAL

/// The checksum that an archive keeps of each part.
///
/// Source: APPNOTE.TXT 6.3.10, 4.4.7; the polynomial of ITU-T V.42, reflected.
enum Checksum {
  /// The checksum of a text that continues with some bytes.
  static func continued(_ crc: UInt32, with bytes: Span<UInt8>) -> UInt32 {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe crc32_gzip_refl(crc, buffer.baseAddress, UInt64(buffer.count))
    }
  }

  /// What the difference between two checksums becomes when both texts continue with the same
  /// `count` bytes.
  ///
  /// The checksum is linear: the difference is multiplied by x to the power of the bits. Powers are
  /// built of squares.
  /// Complexity: logarithmic in `count`.
  static func difference(_ difference: UInt32, after count: Int) -> UInt32 {
    var result = difference
    // x to the power of 8, and its squares.
    var power: UInt32 = 1 << 23
    var rest = count
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, power) }
      power = product(power, power)
      rest >>= 1
    }
    return result
  }

  /// The product of two polynomials, the highest bit standing for 1.
  private static func product(_ first: UInt32, _ second: UInt32) -> UInt32 {
    var (result, shifted): (UInt32, UInt32) = (0, second)
    var bit: UInt32 = 1 << 31
    while bit > 0 {
      if first & bit != 0 { result ^= shifted }
      shifted = shifted & 1 == 1 ? shifted >> 1 ^ 0xEDB8_8320 : shifted >> 1
      bit >>= 1
    }
    return result
  }
}
