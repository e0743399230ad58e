/// A local name, packed so that names are compared without looking at bytes again.
///
/// Shape: the first fifteen bytes and the length; no two names that OOXML uses share both.
package struct XMLName: Hashable, Sendable, ExpressibleByStringLiteral {
  private var low: UInt64
  private var high: UInt64

  /// The name that a literal spells.
  package init(stringLiteral text: StaticString) {
    low = 0
    high = 0
    let count = text.utf8CodeUnitCount
    let pointer = unsafe text.utf8Start
    // The pointer of a static string is valid for its declared count, for ever.
    for index in 0..<min(count, 15) {
      unsafe add(pointer[index], at: index)
    }
    close(count)
  }

  /// The name that some bytes spell.
  @inline(__always)
  package init(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    low = 0
    high = 0
    let count = range.count
    for index in 0..<min(count, 15) {
      add(bytes[range.lowerBound + index], at: index)
    }
    close(count)
  }

  @inline(__always)
  private mutating func add(_ byte: UInt8, at index: Int) {
    if index < 8 {
      low |= UInt64(byte) &<< UInt64(index * 8)
    } else {
      high |= UInt64(byte) &<< UInt64((index - 8) * 8)
    }
  }

  @inline(__always)
  private mutating func close(_ count: Int) {
    high |= UInt64(UInt8(truncatingIfNeeded: min(count, 255))) &<< 56
  }
}
