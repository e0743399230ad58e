package import XMLScanning

extension MarkupText {
  /// A `<t>` element, or another of its kind, that holds a cell's text.
  ///
  /// Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring): what looks like `_xHHHH_` is escaped itself.
  package static func element(_ name: String, holding text: String) -> String {
    let blanks: Set<Character> = [" ", "\t", "\n", "\r", "\r\n"]
    let keepsSpace =
      text.first.map(blanks.contains) == true
      || text.last.map(blanks.contains) == true || text.contains("\n")
    let space = keepsSpace ? " xml:space=\"preserve\"" : ""
    return "<\(name)\(space)>\(xstring(text))</\(name)>"
  }

  /// A cell's text as it is written between tags.
  package static func xstring(_ text: String) -> String {
    let scalars = text.unicodeScalars
    var output = ""
    var plain = scalars.startIndex
    for index in scalars.indices where isEscaped(scalars[index...]) {
      output += escaped(String(scalars[plain..<index])) + escape(scalars[index])
      plain = scalars.index(after: index)
    }
    return output + escaped(String(scalars[plain...]))
  }

  /// The shortest decimal text that is read as the same number.
  package static func number(_ value: Double) -> String {
    if value == value.rounded(.towardZero), value.magnitude < 1e15 { return "\(Int64(value))" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text.uppercased()
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "_x" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_"
  }

  /// Whether a cell's text is written with an escape for the first character of a rest of it.
  private static func isEscaped(_ rest: Substring.UnicodeScalarView) -> Bool {
    guard let first = rest.first else { return false }
    return switch first {
    case "\u{0}"..."\u{8}", "\u{B}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": true
    case "_": startsEscape(rest)
    default: false
    }
  }

  private static func startsEscape(_ rest: Substring.UnicodeScalarView) -> Bool {
    let start = Array(rest.prefix(7))
    guard start.count == 7, start[1] == "x", start[6] == "_" else { return false }
    return start[2..<6].allSatisfy { $0.properties.isASCIIHexDigit }
  }
}
