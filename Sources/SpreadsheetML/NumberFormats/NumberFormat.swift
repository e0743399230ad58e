package import HebiaoCore

/// An Excel number format, parsed once and then applied to any number of cells.
///
/// Any text is a format: what Excel would refuse is read as leniently as it allows.
/// Source: ECMA-376 part 1, 18.8.31 (numFmts).
package struct NumberFormat: Sendable, Hashable {
  /// The format code as the file has it.
  package let code: String
  /// What the format means for the reading of a figure.
  package let traits: NumberFormatTraits
  /// What a date format shows of a serial number; nil when the format shows no date.
  package let datePart: SerialDate.Part?

  let numberSections: [NumberFormatSection]
  let textSection: NumberFormatSection?
  let isPlainGeneral: Bool

  /// Parses a format code.
  ///
  /// Complexity: linear in the length of the code.
  package init(code: String) {
    self.code = code
    var parser = NumberFormatParser(code: code)
    var sections = parser.parse()
    var text: NumberFormatSection?
    if sections.count >= 4 {
      text = sections[3]
      sections.removeLast(sections.count - 3)
    } else if let last = sections.last, last.kind == .text {
      text = last
      sections.removeLast()
    }
    numberSections = sections
    textSection = text
    isPlainGeneral =
      sections.isEmpty
      || sections.count == 1 && sections[0].tokens == [.general] && sections[0].condition == nil
        && sections[0].numerals == nil
    let telling = sections.first { $0.kind != .literal } ?? sections.first
    datePart = telling?.kind == .date ? telling?.datePart : nil
    traits = Self.traits(code: code, of: telling)
  }

  /// The `General` format.
  package static let general = NumberFormat(code: "General")

  /// Whether numbers under this format are dates, times or elapsed times.
  package var isDate: Bool { datePart != nil }

  private static func traits(
    code: String,
    of section: NumberFormatSection?
  ) -> NumberFormatTraits {
    guard let section else {
      return NumberFormatTraits(code: code, family: .text, decimals: nil)
    }
    switch section.kind {
    case .general: return NumberFormatTraits(code: code, family: .general, decimals: nil)
    case .date: return NumberFormatTraits(code: code, family: .date, decimals: nil)
    case .text: return NumberFormatTraits(code: code, family: .text, decimals: nil)
    case .number where section.scaledThousands == 0 && section.percents <= 1:
      return NumberFormatTraits(
        code: code,
        family: section.percents == 1 ? .percent : .number,
        decimals: section.decimalPlaces
      )
    case .number, .fraction, .scientific, .literal:
      return NumberFormatTraits(code: code, family: .other, decimals: nil)
    }
  }
}
