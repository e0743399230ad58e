/// Writes a figure the way another one was written as text.
///
/// ```
/// was `６０．００％`, is 63.16%    `６３．１６％`
/// was `约 1,753 人次`, is 1735     `约 1,735 人次`
/// ```
enum TextManner {
  /// The text with its figure replaced; nil where it holds none, or several.
  static func rewriting(_ old: String, to new: String) -> String? {
    let scalars = Array(old.unicodeScalars)
    guard let region = figure(scalars) else { return nil }
    let written = scalars[region]
    let rest = scalars[region.upperBound...].first { $0 != " " && $0 != "\u{3000}" }
    // `1.2万` counts ten thousands, which the new figure does not.
    if let rest, "万亿千百".unicodeScalars.contains(rest) { return nil }
    guard var digits = plainFigure(new) else { return nil }
    if digits.last == "%" { digits.removeLast() }
    let isWide = written.contains { ("０"..."９").contains($0) }
    let point = written.first { $0 == "." || $0 == "．" || $0 == "。" } ?? (isWide ? "．" : ".")
    if let mark = written.first(where: { $0 == "," || $0 == "，" }) {
      digits = grouped(digits)
      digits = digits.map { $0 == "," ? mark : $0 }
    }
    let figure = digits.map { digit -> Unicode.Scalar in
      if digit == "." { return point }
      guard isWide, ("0"..."9").contains(digit) else { return digit }
      return Unicode.Scalar(digit.value - 0x30 + 0xFF10) ?? digit
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[..<region.lowerBound])
    result.append(contentsOf: figure)
    result.append(contentsOf: scalars[region.upperBound...])
    return String(result)
  }

  /// Where the only figure stands: digits with what belongs between them.
  private static func figure(_ scalars: [Unicode.Scalar]) -> Range<Int>? {
    var found: Range<Int>?
    var place = 0
    while place < scalars.count {
      guard isDigit(scalars[place]) else {
        place += 1
        continue
      }
      var end = place + 1
      var next = end
      while next < scalars.count {
        if isDigit(scalars[next]) {
          end = next + 1
        } else if !isInside(scalars[next]) {
          break
        }
        next += 1
      }
      if found != nil { return nil }
      found = place..<end
      place = end
    }
    guard var region = found else { return nil }
    if region.lowerBound > 0, "-−－".unicodeScalars.contains(scalars[region.lowerBound - 1]) {
      region = region.lowerBound - 1..<region.upperBound
    }
    return region
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || ("０"..."９").contains(scalar)
  }

  /// What may stand between the digits of one figure, typing slips such as `219. 13` too.
  private static func isInside(_ scalar: Unicode.Scalar) -> Bool {
    ".．。,， \u{3000}".unicodeScalars.contains(scalar)
  }

  private static func plainFigure(_ text: String) -> [Unicode.Scalar]? {
    let scalars = Array(text.unicodeScalars).filter { $0 != "," }
    let isFigure = scalars.allSatisfy { "0123456789.-%".unicodeScalars.contains($0) }
    return isFigure && scalars.contains(where: isDigit) ? scalars : nil
  }

  private static func grouped(_ digits: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let whole = digits.prefix { $0 != "." }
    var result: [Unicode.Scalar] = []
    for (index, digit) in whole.enumerated() {
      let left = whole.count - index
      if !result.isEmpty, result.last != "-", left.isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return result + digits[whole.count...]
  }
}
