/// Walks the bytes of a normalised text, where they stand.
struct ByteCursor: ~Escapable {
  let bytes: Span<UInt8>
  var position = 0

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position >= bytes.count }

  /// Whether a digit stands here.
  var isAtDigit: Bool { position < bytes.count && (48...57).contains(bytes[position]) }

  @_lifetime(self: copy self)
  mutating func advance() {
    position += 1
  }

  /// Digits as a number; digits beyond the maximum make it none, and are passed over.
  @_lifetime(self: copy self)
  mutating func number(maximumDigits: Int) -> Int? {
    var value = 0
    var count = 0
    while isAtDigit {
      if count < maximumDigits { value = value * 10 + Int(bytes[position]) - 48 }
      count += 1
      position += 1
    }
    return count == 0 || count > maximumDigits ? nil : value
  }

  /// Digits with an optional point inside, as text.
  @_lifetime(self: copy self)
  mutating func decimal() -> String? {
    guard isAtDigit else { return nil }
    let start = position
    var seenPoint = false
    while position < bytes.count {
      if bytes[position] == 46, !seenPoint {
        position += 1
        guard isAtDigit else {
          position -= 1
          break
        }
        seenPoint = true
      } else if !isAtDigit {
        break
      }
      position += 1
    }
    return text(start..<position)
  }

  /// Some of the bytes as a text.
  func text(_ range: Range<Int>) -> String {
    bytes.extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// The first of the words that stands here.
  func word(among words: [ByteWord]) -> ByteWord? {
    guard position < bytes.count else { return nil }
    let ahead = ByteWord.ahead(in: bytes, at: position)
    return words.first { $0.stands(in: bytes, at: position, ahead: ahead) }
  }

  /// Passes over the first of the words that stands here.
  @_lifetime(self: copy self)
  mutating func skip(anyOf words: [ByteWord]) -> Bool {
    guard position < bytes.count else { return false }
    let ahead = ByteWord.ahead(in: bytes, at: position)
    for index in words.indices where words[index].stands(in: bytes, at: position, ahead: ahead) {
      position += words[index].count
      return true
    }
    return false
  }
}
