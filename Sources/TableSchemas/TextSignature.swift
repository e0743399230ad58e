import HebiaoCore

/// Which characters a text has, roughly: one bit of 128 for each.
///
/// A text that lacks a bit of a wording's signature cannot have that wording, which spares most
/// comparisons. Two words of 64 bits, since what holds 128 at once is allocated the slow way.
@frozen
public struct TextSignature: Sendable, Hashable {
  @usableFromInline var low: UInt64 = 0
  @usableFromInline var high: UInt64 = 0

  /// The signature of a text; complexity: linear in its length.
  public init(of text: String) {
    self = text.withBytes { Self(of: $0) }
  }

  init(of bytes: [UInt8]) {
    self = bytes.withUnsafeBufferPointer { Self(of: $0) }
  }

  private init(of bytes: UnsafeBufferPointer<UInt8>) {
    var scalar: UInt32 = 0
    // A character's bytes are mixed until the next one starts.
    for byte in bytes {
      if byte & 0xC0 != 0x80, scalar != 0 {
        add(scalar)
        scalar = 0
      }
      scalar = scalar << 6 | UInt32(byte & 0x7F)
    }
    if scalar != 0 { add(scalar) }
  }

  /// Adds one of 128 bits, by the uppermost seven of the character's product with an odd number.
  private mutating func add(_ scalar: UInt32) {
    let place = (scalar &* 0x9E37_79B1) >> 25
    let bit = UInt64(1) &<< UInt64(place & 63)
    if place < 64 { low |= bit } else { high |= bit }
  }

  /// Whether every character of another text may be in this one.
  @inlinable
  public func mayContain(_ other: TextSignature) -> Bool {
    low & other.low == other.low && high & other.high == other.high
  }

  /// Whether one character inserted, deleted or replaced may turn one text into the other.
  @inlinable
  package func mayBeOneChange(from other: TextSignature) -> Bool {
    Self.isAtMostOne(low & ~other.low, high & ~other.high)
      && Self.isAtMostOne(other.low & ~low, other.high & ~high)
  }

  /// Whether no more than one bit of two words is set.
  @inlinable
  static func isAtMostOne(_ low: UInt64, _ high: UInt64) -> Bool {
    (low == 0 || high == 0) && (low & (low &- 1)) | (high & (high &- 1)) == 0
  }

  /// Both texts' characters.
  package func union(_ other: TextSignature) -> TextSignature {
    var both = self
    both.low |= other.low
    both.high |= other.high
    return both
  }
}
