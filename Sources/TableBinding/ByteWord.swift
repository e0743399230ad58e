/// A few characters that texts are looked through for, compared eight bytes at a time.
///
///     个月  →  head E4 B8 AA E6 9C 88, rest none
struct ByteWord: Sendable, ExpressibleByStringLiteral {
  /// The word as people read it.
  let text: String
  /// Its length in bytes; never 0.
  let count: Int
  /// The first eight bytes, the first of them lowest, and which of them count.
  private let head: UInt64
  private let mask: UInt64
  /// The bytes behind the first eight.
  private let rest: [UInt8]

  /// A word that is not empty.
  init(_ text: String) {
    let bytes = Array(text.utf8)
    precondition(!bytes.isEmpty, "an empty word stands everywhere")
    self.text = text
    count = bytes.count
    head = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    mask = bytes.count >= 8 ? .max : (1 << UInt64(8 * bytes.count)) - 1
    rest = Array(bytes.dropFirst(8))
  }

  /// A word that is not empty.
  init(stringLiteral text: String) {
    self.init(text)
  }

  /// Whether it stands at a place of a text, of which the eight bytes from there on are given.
  func stands(in bytes: Span<UInt8>, at place: Int, ahead: UInt64) -> Bool {
    guard ahead & mask == head, bytes.count - place >= count else { return false }
    return rest.indices.allSatisfy { rest[$0] == bytes[place + 8 + $0] }
  }

  /// Whether it stands at a place of a text.
  func stands(in bytes: Span<UInt8>, at place: Int) -> Bool {
    stands(in: bytes, at: place, ahead: Self.ahead(in: bytes, at: place))
  }

  /// The eight bytes from a place on, the first of them lowest; zeros behind the end.
  static func ahead(in bytes: Span<UInt8>, at place: Int) -> UInt64 {
    if place + 8 <= bytes.count {
      return bytes.withUnsafeBytes {
        UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      }
    }
    var word: UInt64 = 0
    for index in stride(from: bytes.count - 1, through: place, by: -1) {
      word = word << 8 | UInt64(bytes[index])
    }
    return word
  }
}
