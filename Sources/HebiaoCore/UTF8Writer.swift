/// Writes the bytes of a text where the text will have them: short ones take no memory of their own.
struct UTF8Writer {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  /// Bytes written so far.
  private(set) var count = 0

  fileprivate init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
    self.buffer = buffer
  }

  /// Writes a byte, for which there must be room.
  @inline(__always)
  mutating func append(_ byte: UInt8) {
    precondition(count < buffer.count, "a text is longer than it was said to be")
    buffer[count] = byte
    count += 1
  }

  /// Writes some bytes, for which there must be room.
  mutating func append(contentsOf bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    precondition(bytes.count <= buffer.count - count, "a text is longer than it was said to be")
    for byte in bytes {
      buffer[count] = byte
      count += 1
    }
  }
}

extension String {
  /// The text whose bytes `write` writes, no more than a number of them.
  ///
  /// What is no UTF-8 becomes replacement characters.
  init(atMost capacity: Int, write: (inout UTF8Writer) -> Void) {
    self.init(unsafeUninitializedCapacity: capacity) { buffer in
      var writer = UTF8Writer(buffer)
      write(&writer)
      return writer.count
    }
  }
}
