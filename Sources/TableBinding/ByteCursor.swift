/// Walks the bytes of a normalised text.
struct ByteCursor {
  private let bytes: [UInt8]
  var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position >= bytes.count }

  var rest: ArraySlice<UInt8> { bytes[min(position, bytes.count)...] }

  mutating func advance() {
    position += 1
  }

  /// Digits as a number; digits beyond the maximum make it none, and are passed over.
  mutating func number(maximumDigits: Int) -> Int? {
    var value = 0
    var count = 0
    while position < bytes.count, (48...57).contains(bytes[position]) {
      if count < maximumDigits { value = value * 10 + Int(bytes[position]) - 48 }
      count += 1
      position += 1
    }
    return count == 0 || count > maximumDigits ? nil : value
  }

  /// Digits with an optional point inside, as text.
  mutating func decimal() -> String? {
    let start = position
    var seenPoint = false
    while position < bytes.count {
      let byte = bytes[position]
      let isPoint = byte == 46 && !seenPoint && position > start
      guard (48...57).contains(byte) || isPoint else { break }
      if isPoint {
        guard position + 1 < bytes.count, (48...57).contains(bytes[position + 1]) else { break }
        seenPoint = true
      }
      position += 1
    }
    return position == start ? nil : String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Passes over the first of the texts that stands here.
  mutating func skip(anyOf texts: [String]) -> Bool {
    for text in texts where rest.starts(with: text.utf8) {
      position += text.utf8.count
      return true
    }
    return false
  }
}
