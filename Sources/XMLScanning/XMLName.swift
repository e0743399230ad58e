/// A local name, packed so that names are compared without looking at bytes again.
///
/// Shape: the first fifteen bytes and the length; no two names that OOXML uses share both.
/// Everything is inlinable, so that a literal becomes two numbers where it is compared. The type is
/// public for that alone: nothing of a type that is not is inlined in other modules.
@frozen
public struct XMLName: Hashable, Sendable, ExpressibleByStringLiteral {
  @usableFromInline var low: UInt64
  @usableFromInline var high: UInt64

  /// Bytes of the longest name of which every byte is kept.
  static let longestSpelled = 15

  /// The name that a literal spells.
  @inlinable @inline(__always)
  public init(stringLiteral text: StaticString) {
    var low: UInt64 = 0
    var high: UInt64 = 0
    let count = text.utf8CodeUnitCount
    let pointer = unsafe text.utf8Start
    // The pointer of a static string is valid for its declared count, for ever.
    var index = 0
    while index < count, index < 8 {
      low |= UInt64(unsafe pointer[index]) &<< UInt64(index &* 8)
      index &+= 1
    }
    while index < count, index < 15 {
      high |= UInt64(unsafe pointer[index]) &<< UInt64((index &- 8) &* 8)
      index &+= 1
    }
    self.low = low
    self.high = high | UInt64(truncatingIfNeeded: min(count, 255)) &<< 56
  }

  /// The name that some bytes spell.
  @inlinable @inline(__always)
  package init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let start = range.lowerBound
    let count = range.upperBound - start
    if start + 16 <= bytes.count {
      // Both words lie in the span; what follows the name is cut off.
      let words = unsafe bytes.bytes
      let first = unsafe words.word(at: start)
      let second = unsafe words.word(at: start + 8)
      let kept = UInt64(truncatingIfNeeded: min(count, 15)) &* 8
      low = kept < 64 ? first & (1 &<< kept &- 1) : first
      let rest = kept > 64 ? second & (1 &<< (kept &- 64) &- 1) : 0
      high = rest | UInt64(truncatingIfNeeded: min(count, 255)) &<< 56
      return
    }
    var low: UInt64 = 0
    var high: UInt64 = 0
    var index = 0
    while index < count, index < 8 {
      low |= UInt64(bytes[start + index]) &<< UInt64(index &* 8)
      index &+= 1
    }
    while index < count, index < 15 {
      high |= UInt64(bytes[start + index]) &<< UInt64((index &- 8) &* 8)
      index &+= 1
    }
    self.low = low
    self.high = high | UInt64(truncatingIfNeeded: min(count, 255)) &<< 56
  }

  /// Compares as the names would be.
  @inlinable @inline(__always)
  public static func == (left: XMLName, right: XMLName) -> Bool {
    left.low == right.low && left.high == right.high
  }

  /// Lets a name be matched in a `switch`.
  @inlinable @inline(__always)
  package static func ~= (pattern: XMLName, name: XMLName) -> Bool {
    pattern == name
  }
}
