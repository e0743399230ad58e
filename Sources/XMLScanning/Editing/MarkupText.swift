/// Writes text into markup.
package enum MarkupText {
  /// The text between tags, with the characters that XML reserves escaped.
  package static func escaped(_ text: String) -> String {
    let scalars = text.unicodeScalars
    var output = ""
    var plain = scalars.startIndex
    for index in scalars.indices {
      guard let escape = escape(for: scalars[index]) else { continue }
      output += String(scalars[plain..<index]) + escape
      plain = scalars.index(after: index)
    }
    return plain == scalars.startIndex ? text : output + String(scalars[plain...])
  }

  /// What stands for a character that XML reserves or forbids; nil for the others.
  private static func escape(for scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "\r": "&#13;"
    case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": " "
    default: nil
    }
  }

  /// The text of an attribute.
  package static func attribute(_ text: String) -> String {
    escaped(text).replacing("\n", with: "&#10;").replacing("\t", with: "&#9;")
  }
}
