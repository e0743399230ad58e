import HebiaoCore
import TableBinding

/// Figures as the table prints them.
enum FigureTexts {
  /// A figure written the way a cell writes its own.
  static func text(_ value: Rational, like cell: BoundCell, percentDecimals: Int? = nil) -> String {
    if let percentDecimals { return value.percentText(decimals: percentDecimals) ?? "\(value)" }
    if let decimals = cell.decimals, decimals <= mostDecimals,
      let rounded = value.roundedHalfUp(decimals: decimals),
      rounded == value
    {
      return value.fixedText(decimals: decimals) ?? "\(value)"
    }
    return "\(value)"
  }

  /// What a cell holds, as it is seen; percentages with their sign.
  static func text(of cell: BoundCell, percentDecimals: Int? = nil) -> String {
    switch cell.raw {
    case .string(let text): return shortened(NormalizedText.oneLine(text))
    case .number(let stored):
      guard let number = cell.number else { return "\(stored)" }
      if let percentDecimals {
        // More decimals than are printed tell apart what rounding would make look alike.
        return number.percentText(decimals: percentDecimals) ?? "\(number)"
      }
      return text(number, like: cell)
    case .bool(let flag): return flag ? "TRUE" : "FALSE"
    case .error(let code): return code
    case .date(let date): return CalendarDate(date)?.description ?? date.iso8601 ?? "\(date.serial)"
    case .empty: return ""
    }
  }

  /// More decimals than a figure here is written with; a cell that has them holds something else.
  private static let mostDecimals = 9

  /// So many characters of a cell's text are quoted.
  private static let longestQuote = 80

  private static func shortened(_ text: String) -> String {
    if text.utf8.count <= longestQuote { return text }
    let start = String(text.unicodeScalars.prefix(longestQuote))
    return start.utf8.count < text.utf8.count ? start + "…" : text
  }

  /// `24 + 20 + 15`; long sums are cut in the middle, blanks are left out.
  static func sum(_ values: [Rational]) -> String {
    let shown = values.filter { $0 != .zero }
    return shown.isEmpty ? "0" : statedSum(shown)
  }

  /// The same with the blanks: as somebody wrote it, `4712 + 939`.
  static func statedSum(_ values: [Rational]) -> String {
    let shown = values.count <= 8 ? values : Array(values.prefix(4) + values.suffix(2))
    var terms = shown.map { $0.isNegative ? "(\($0))" : "\($0)" }
    if shown.count < values.count { terms.insert("…", at: 4) }
    return terms.joined(separator: " + ")
  }
}
