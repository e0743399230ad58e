/// Texts made comparable: what people type in many ways, written in one.
public enum NormalizedText {
  /// A header or a mark: no white space, half-width forms, lower case.
  ///
  /// `服务\n片区 （个）` becomes `服务片区(个)`. Complexity: linear in the text.
  public static func header(_ text: String) -> String {
    if isTight(text, orHas: { $0 == 0xEF || (65...90).contains($0) }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isIgnored(scalar) {
      result.append(halfWidthLowercase(scalar))
    }
    return String(result)
  }

  /// A text with full-width digits, letters and signs made half-width; white space is kept.
  public static func halfWidth(_ text: String) -> String {
    var copy = text
    if copy.withUTF8({ bytes in bytes.allSatisfy { $0 < 128 } }) { return copy }
    var result = String.UnicodeScalarView()
    for scalar in copy.unicodeScalars {
      result.append(scalar.value == 0x3000 ? " " : halfWidth(scalar))
    }
    return String(result)
  }

  /// A header as one line: Chinese texts lose their line breaks and spaces, others keep a space.
  public static func oneLine(_ text: String) -> String {
    if isTight(text, orHas: { $0 == 0xEF }) { return text }
    var result = ""
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      if isIgnored(scalar) {
        pendingSpace = true
        continue
      }
      let needsSpace =
        scalar.isASCII && (result.unicodeScalars.last.map { $0.isASCII } ?? false)
      if pendingSpace, needsSpace { result.append(" ") }
      pendingSpace = false
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// Whether a scalar is white space or invisible.
  public static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...32, 0x7F, 0x85, 0xA0, 0x1680, 0x2000...0x200F, 0x2028...0x202F, 0x205F, 0x2060,
      0x3000, 0xFEFF:
      true
    default: false
    }
  }

  /// Whether a text certainly has nothing that is ignored, and no byte that a caller looks for.
  ///
  /// Most texts are written so already; their bytes tell, by what characters that are ignored begin
  /// with, at a fraction of the cost of taking them apart.
  private static func isTight(_ text: String, orHas isSought: (UInt8) -> Bool) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      for (index, byte) in bytes.enumerated() {
        if byte <= 32 || byte == 0x7F || byte == 0xC2 || byte == 0xE1 || byte == 0xE2
          || isSought(byte)
        {
          return false
        }
        // U+3000 among U+3001, which is 、, and the like.
        if byte == 0xE3, bytes[index + 1] == 0x80, bytes[index + 2] == 0x80 { return false }
      }
      return true
    }
  }

  private static func halfWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.value >= 0xFF01, scalar.value <= 0xFF5E else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }

  private static func halfWidthLowercase(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    let half = halfWidth(scalar)
    guard half.value >= 65, half.value <= 90 else { return half }
    return Unicode.Scalar(half.value + 32) ?? half
  }
}
