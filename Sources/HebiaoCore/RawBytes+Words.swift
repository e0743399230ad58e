/// Bytes looked at eight at a time.
extension UnsafeRawBufferPointer {
  /// The eight bytes at an offset, or the last eight where fewer follow it; of fewer than eight
  /// altogether those from the offset on.
  @inlinable
  package func word(at offset: Int) -> UInt64 {
    if offset + 8 <= count { return loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
    if count >= 8 { return loadUnaligned(fromByteOffset: count - 8, as: UInt64.self) }
    var word: UInt64 = 0
    for byte in self[offset...] { word = word << 8 | UInt64(byte) }
    return word
  }

  /// Whether other bytes are the same.
  @inlinable
  package func isSame(as other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    var offset = 0
    while offset < count {
      if word(at: offset) != other.word(at: offset) { return false }
      offset += 8
    }
    return true
  }
}
