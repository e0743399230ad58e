extension String {
  /// The text without what XML cannot hold, and without what is beyond a number of UTF-16 units,
  /// which Excel counts in.
  ///
  /// Complexity: the length of what is kept.
  func clipped(to limit: Int) -> String {
    var kept = String.UnicodeScalarView()
    var count = 0
    for scalar in unicodeScalars {
      count += scalar.value > 0xFFFF ? 2 : 1
      if count > limit { break }
      switch scalar.value {
      case 0x9, 0xA, 0xD, 0x20..<0xFFFE, 0x10000...: kept.append(scalar)
      default: kept.append("\u{FFFD}")
      }
    }
    return String(kept)
  }

  /// The text as a cell holds it, with escapes for what would be read as one.
  ///
  /// The first underscore of a text such as `_x0041_` is written as a number; the library does not.
  /// Source: ECMA-376 part 1, 22.9.2.19.
  var escaped: String {
    guard contains("_x") else { return self }
    let bytes = Array(utf8)
    var kept: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      kept.append(byte)
      let code = bytes.dropFirst(index).prefix(7)
      if byte == UInt8(ascii: "_"), code.count == 7, bytes[index + 1] == UInt8(ascii: "x"),
        bytes[index + 6] == UInt8(ascii: "_"), code.dropFirst(2).dropLast().allSatisfy(\.isHexDigit)
      {
        kept += Array("x005F_".utf8)
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool { Character(Unicode.Scalar(self)).isHexDigit }
}
