/// Bytes looked at eight at a time.
extension RawSpan {
  /// Eight bytes as they stand; all of them lie in the span.
  @inlinable @inline(__always) @unsafe
  package func word(at offset: Int) -> UInt64 {
    unsafe UInt64(
      littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
    )
  }

  /// One byte, which lies in the span.
  @inlinable @inline(__always) @unsafe
  package func byte(at offset: Int) -> UInt8 {
    unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
  }

  /// The highest bit of each byte that is zero; other bits mean nothing.
  ///
  /// The lowest of the highest bits is exact: borrows only reach upwards.
  @inlinable @inline(__always)
  package static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word
  }
}
