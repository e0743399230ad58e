/// Room that texts take, well enough to set widths and heights by.
enum TextMeasure {
  /// Units: characters of the default font; Chinese ones count two.
  static func width(of text: some StringProtocol) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
  }

  /// Lines that a text takes in a column.
  static func lines(of text: String, width: Double) -> Int {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .reduce(0) { $0 + max(1, Int((Self.width(of: $1) / max(width - 1, 2)).rounded(.up))) }
  }

  /// The height of so many lines; units: points.
  static func height(lines: Int, fontSize: Double = 10) -> Double {
    Double(lines) * fontSize * 1.35 + 6
  }
}
