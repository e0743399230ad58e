import HebiaoCore
import WorkbookFiles

/// What is written into a cell for it to hold another value, in the cell's own manner.
struct CorrectedContent {
  /// What is to stand there.
  var content: CellEdit.Content
  /// What it shows then.
  var shown: String
  /// The built-in number format that it needs; nil where its own does.
  var numberFormat: Int?

  init(_ change: CellChange, of cell: SheetCell?, writesNumbers: Bool) {
    shown = change.text
    switch change.to {
    case .none:
      content = .value(.empty)
    case .text(let text):
      content = .value(.string(text))
    case .number(let number):
      if case .string(let old)? = cell?.value, !writesNumbers {
        // A figure in words that cannot be kept is written plainly, and stays a text.
        let text = TextManner.rewriting(old, to: change.text) ?? change.text
        content = .value(.string(text))
        shown = text
      } else {
        content = .value(.number(Self.double(number)))
        if case .string? = cell?.value { numberFormat = Self.format(showing: change.text) }
      }
    }
  }

  /// The built-in format that shows a number as a text has it.
  ///
  /// Source: ECMA-376 part 1, 18.8.30 (numFmt).
  static func format(showing text: String) -> Int {
    let hasPoint = text.contains(".")
    if text.hasSuffix("%") { return hasPoint ? 10 : 9 }
    return hasPoint ? 0 : 1
  }

  /// Decimals that a shown figure fixes in the number stored for it.
  static func decimals(showing text: String) -> Int {
    let isPercent = text.hasSuffix("%")
    let figure = isPercent ? text.dropLast() : text[...]
    let decimals = figure.firstIndex(of: ".").map { figure[$0...].count - 1 } ?? 0
    return isPercent ? decimals + 2 : decimals
  }

  /// The double that a cell keeps for an exact number.
  static func double(_ number: Rational) -> Double {
    if let text = number.decimalText, let double = Double(text) { return double }
    return Double(number.numerator) / Double(number.denominator)
  }
}
