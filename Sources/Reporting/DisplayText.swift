/// Texts from a file, made fit for a line of a terminal.
enum DisplayText {
  /// Columns that a text takes, where an ideograph takes two.
  ///
  /// Source: Unicode Standard Annex 11, the wide and full-width ranges that tables use.
  static func width(of text: String) -> Int {
    var width = 0
    for scalar in text.unicodeScalars { width += self.width(of: scalar) }
    return width
  }

  /// The text on one line, without anything that a terminal would obey.
  ///
  /// A name in a workbook may hold escape sequences, line breaks or direction overrides.
  static func singleLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !isUnsafe(scalar) {
        line.append(scalar)
      } else if scalar == "\n" || scalar == "\t" {
        line.append(" ")
      } else if scalar != "\r" {
        line.append("\u{FFFD}")
      }
    }
    return String(line)
  }

  /// The text cut in its middle to fit so many columns, with `…` for what was taken out.
  static func elided(_ text: String, to limit: Int) -> String {
    guard limit >= 5, width(of: text) > limit else { return text }
    let characters = Array(text)
    let half = (limit - 1) / 2
    var head = 0
    var used = 0
    while head < characters.count, used + width(of: String(characters[head])) <= limit - 1 - half {
      used += width(of: String(characters[head]))
      head += 1
    }
    var tail = characters.count
    used = 0
    while tail > head, used + width(of: String(characters[tail - 1])) <= half {
      tail -= 1
      used += width(of: String(characters[tail]))
    }
    return String(characters[..<head]) + "…" + String(characters[tail...])
  }

  /// The text followed by blanks up to so many columns.
  static func padded(_ text: String, to columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - width(of: text)))
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20...0x7E: 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format, .control: 0
      default: 1
      }
    }
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
