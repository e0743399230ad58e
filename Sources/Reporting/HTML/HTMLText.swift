extension [UInt8] {
  /// Appends a text so that a browser shows it and obeys nothing in it, in an element or between
  /// quotes.
  ///
  /// Source: HTML Living Standard, 13.1.2 (elements, attributes) and 13.1.4 (character references).
  mutating func append(html text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": append(text: "&amp;")
      case "<": append(text: "&lt;")
      case ">": append(text: "&gt;")
      case "\"": append(text: "&quot;")
      case "'": append(text: "&#39;")
      case "\n", "\t": append(UInt8(scalar.value))
      case "\r": break
      default: append(text: isAllowed(scalar) ? String(scalar) : "\u{FFFD}")
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

  /// Controls are not characters of HTML; direction overrides would turn what follows around.
  private func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
