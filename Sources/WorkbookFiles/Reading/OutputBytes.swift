import XMLScanning

/// Bytes that wait to be written out: appending costs a comparison and a store.
///
/// An array would be asked at every byte whether somebody shares it. Room is looked at before each
/// store; the memory belongs to this value alone.
@safe
struct OutputBytes: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// How many bytes wait.
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 64)
    unsafe start = UnsafeMutablePointer<UInt8>.allocate(capacity: self.capacity)
  }

  deinit { unsafe start.deallocate() }

  /// The bytes that wait.
  var span: Span<UInt8> {
    @_lifetime(borrow self)
    get {
      let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
      return unsafe _overrideLifetime(bytes.span, borrowing: self)
    }
  }

  /// The bytes from a place on.
  func copy(from start: Int) -> [UInt8] {
    var copied: [UInt8] = []
    copied.append(contentsOf: span, start..<count)
    return copied
  }

  /// Forgets the bytes behind the first few, and keeps the memory.
  mutating func truncate(to kept: Int) { count = min(max(kept, 0), count) }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    if capacity - count < 1 { makeRoom(for: 1) }
    unsafe start[count] = byte
    count &+= 1
  }

  /// Appends the first bytes of a word, the lowest of which is the first; at most eight.
  @inline(__always)
  mutating func append(_ word: UInt64, count bytes: Int) {
    if capacity - count < 8 { makeRoom(for: 8) }
    unsafe UnsafeMutableRawPointer(start + count).storeBytes(
      of: word.littleEndian,
      as: UInt64.self
    )
    count &+= min(bytes, 8)
  }

  @inline(__always)
  mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append($0) }
  }

  @inline(__always)
  mutating func append(_ bytes: [UInt8]) { append(bytes.span) }

  /// Appends some of the bytes that wait elsewhere.
  @inline(__always)
  mutating func append(_ other: borrowing OutputBytes, _ range: Range<Int>) {
    append(other.span.extracting(range))
  }

  @inline(__always)
  mutating func append(_ text: StaticString) {
    // The buffer of a static string is valid for ever.
    text.withUTF8Buffer { unsafe append($0) }
  }

  mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { unsafe append($0) }
  }

  @inline(__always) @unsafe
  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    if capacity - count < bytes.count { makeRoom(for: bytes.count) }
    unsafe (start + count).update(from: source, count: bytes.count)
    count &+= bytes.count
  }

  @inline(never)
  private mutating func makeRoom(for more: Int) {
    let larger = max(capacity * 2, count + more)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    unsafe moved.update(from: start, count: count)
    unsafe start.deallocate()
    unsafe start = moved
    capacity = larger
  }
}
