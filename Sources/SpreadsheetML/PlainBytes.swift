import XMLScanning

extension RawSpan {
  /// Where the `<` stands that ends a text in which every byte stands for itself; nil where one
  /// does not, or where none is found in words that begin at `limit` or before.
  ///
  /// The eight bytes from `limit` on lie in the span.
  @inline(__always) @unsafe
  func plainTextEnd(from start: Int, limit: Int) -> Int? {
    var index = start
    while index <= limit {
      let word = unsafe word(at: index)
      // The lowest bit of each mask is exact: borrows only reach upwards.
      // `<` and `>` differ in one bit, which is set first.
      let special =
        (Self.zeros((word | 0x0202_0202_0202_0202) ^ 0x3E3E_3E3E_3E3E_3E3E)
          | Self.zeros(word ^ 0x2626_2626_2626_2626) | Self.zeros(word ^ 0x5F5F_5F5F_5F5F_5F5F)
          | (word &- 0x2020_2020_2020_2020) & ~word) & 0x8080_8080_8080_8080
      guard special != 0 else {
        index += 8
        continue
      }
      index += special.trailingZeroBitCount / 8
      guard index <= limit else { return nil }
      switch unsafe byte(at: index) {
      case UInt8(ascii: "<"): return index
      case UInt8(ascii: "_"):
        // `_x000D_` stands for another character.
        guard unsafe byte(at: index + 1) != UInt8(ascii: "x") else { return nil }
        index += 1
      default: return nil
      }
    }
    return nil
  }
}
