extension [UInt8] {
  /// Appends a text so that a browser shows it and obeys nothing in it, in an element or between
  /// quotes.
  ///
  /// Source: HTML Living Standard, 13.1.2 (elements, attributes) and 13.1.4 (character references).
  mutating func append(html text: String) {
    // Most cells are figures or ideographs, of which no byte can be special.
    guard text.utf8.contains(where: isPerhapsSpecial) else {
      append(contentsOf: text.utf8)
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": append(text: "&amp;")
      case "<": append(text: "&lt;")
      case ">": append(text: "&gt;")
      case "\"": append(text: "&quot;")
      case "'": append(text: "&#39;")
      case "\n", "\t": append(UInt8(scalar.value))
      case "\r": break
      default: append(contentsOf: (isAllowed(scalar) ? scalar : "\u{FFFD}").utf8)
      }
    }
  }

  /// Appends an element that holds nothing but a text.
  mutating func append(element: String, class name: String? = nil, html text: String) {
    append(text: "<\(element)")
    if let name { append(text: " class=\"\(name)\"") }
    append(0x3E)
    append(html: text)
    append(text: "</\(element)>")
  }

  /// Whether a byte is, or may begin, a character that is not shown as it is.
  private func isPerhapsSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F, 0xC2, 0xE2, 0xEF: true
    default: false
    }
  }

  /// Controls are not characters of HTML; direction overrides would turn what follows around.
  private func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
