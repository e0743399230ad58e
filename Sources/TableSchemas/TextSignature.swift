/// Which characters a text has, roughly: one bit of 128 for each.
///
/// A text that lacks a bit of a wording's signature cannot have that wording, which spares most
/// comparisons.
@frozen
public struct TextSignature: Sendable, Hashable {
  @usableFromInline var bits: UInt128 = 0

  /// The signature of a text; complexity: linear in its length.
  public init(of text: String) {
    var text = text
    bits = text.withUTF8 { Self.bits(of: $0) }
  }

  init(of bytes: [UInt8]) {
    bits = bytes.withUnsafeBufferPointer { Self.bits(of: $0) }
  }

  /// Whether every character of another text may be in this one.
  @inlinable
  public func mayContain(_ other: TextSignature) -> Bool {
    bits & other.bits == other.bits
  }

  /// Whether one character inserted, deleted or replaced may turn one text into the other.
  @inlinable
  package func mayBeOneChange(from other: TextSignature) -> Bool {
    (bits & ~other.bits).nonzeroBitCount <= 1 && (other.bits & ~bits).nonzeroBitCount <= 1
  }

  /// Both texts' characters.
  package func union(_ other: TextSignature) -> TextSignature {
    var both = self
    both.bits |= other.bits
    return both
  }

  private static func bits(of bytes: UnsafeBufferPointer<UInt8>) -> UInt128 {
    var bits: UInt128 = 0
    var scalar: UInt32 = 0
    // A character's bytes are mixed until the next one starts.
    for byte in bytes {
      if byte & 0xC0 != 0x80, scalar != 0 {
        bits |= bit(of: scalar)
        scalar = 0
      }
      scalar = scalar << 6 | UInt32(byte & 0x7F)
    }
    if scalar != 0 { bits |= bit(of: scalar) }
    return bits
  }

  /// One of 128 bits, by the uppermost seven of the character's product with an odd number.
  private static func bit(of scalar: UInt32) -> UInt128 {
    UInt128(1) &<< UInt128((scalar &* 0x9E37_79B1) >> 25)
  }
}
