extension String {
  /// How many bytes of UTF-8 stand before another text in this one; nil where it is not in it.
  ///
  /// Compares bytes, where the standard library looks at characters: no word that is looked for has
  /// another spelling, and the difference is tenfold.
  package func utf8Offset(of other: String) -> Int? {
    withBytes { text in
      other.withBytes { word in
        guard let first = word.first else { return 0 }
        var index = 0
        while index + word.count <= text.count {
          if text[index] == first, text[index..<index + word.count].elementsEqual(word) {
            return index
          }
          index += 1
        }
        return nil
      }
    }
  }

  /// Looks at the bytes of UTF-8 where they stand.
  ///
  /// `withUTF8` asks for a variable, and so for a copy of the text, which is counted.
  @inlinable
  package func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = self
    return copy.withUTF8(body)
  }

  /// Whether another text is in this one, byte for byte.
  package func holds(_ other: String) -> Bool {
    utf8Offset(of: other) != nil
  }
}
