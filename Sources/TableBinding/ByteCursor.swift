/// Walks the bytes of a normalised text.
struct ByteCursor {
  let bytes: [UInt8]
  var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { position >= bytes.count }

  /// Whether a digit stands here.
  var isAtDigit: Bool { position < bytes.count && (48...57).contains(bytes[position]) }

  mutating func advance() {
    position += 1
  }

  /// Digits as a number; digits beyond the maximum make it none, and are passed over.
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
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// The first of the words that stands here.
  func word(among words: [ByteWord]) -> ByteWord? {
    guard position < bytes.count else { return nil }
    let ahead = ByteWord.ahead(in: bytes, at: position)
    return words.first { $0.stands(in: bytes, at: position, ahead: ahead) }
  }

  /// Passes over the first of the words that stands here.
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
