public import HebiaoCore

/// What was done to a cell's content to read it as a figure.
public enum Normalization: String, Sendable, Hashable {
  /// The number was stored as text.
  case numberAsText
  /// Full-width digits or signs were read as half-width ones.
  case fullWidth
  /// White space inside or around was left out.
  case whiteSpace
  /// Thousands separators were left out.
  case thousandsSeparator
  /// A unit after the number was left out.
  case unit
  /// `万` was read as ten thousand.
  case tenThousand
  /// Chinese numerals were read as digits.
  case chineseNumeral
  /// The figure was taken out of a sentence.
  case figureInText
}

/// What a cell says, in the terms of its column.
public enum BoundValue: Sendable, Hashable {
  /// Nothing: it has not been filled in.
  case blank
  /// A mark that says the figure does not apply.
  case notApplicable
  /// A figure; percentages as ratios.
  case number(Rational)
  /// A mark for yes or no.
  case mark(Bool)
  /// A text.
  case text(String)
  /// Two dates.
  case dates(DatePeriod)
  /// Several figures, or none that is certainly the one.
  case unclear([Rational])
  /// A formula whose result the file does not hold.
  case uncomputed
  /// Something the column has no use for.
  case unreadable
}

/// A cell of a table with what it says and how it says it.
public struct BoundCell: Sendable {
  /// The cell, in a merged range its upper left one.
  public let location: CellLocation
  /// The merged range it is the anchor of.
  public let mergedRange: CellRange?
  /// What it holds.
  public let raw: CellValue
  /// Whether the cell has a formula.
  public let hasFormula: Bool
  /// How it is read.
  let reading: CellReading

  /// What it says.
  public var value: BoundValue {
    switch reading.kind {
    case .number: .number(reading.amount)
    case .marked: .mark(true)
    case .unmarked: .mark(false)
    case .blank: .blank
    case .notApplicable: .notApplicable
    case .text: CellGrid.text(of: raw).map(BoundValue.text) ?? .blank
    case .dates: reading.detail?.dates.map(BoundValue.dates) ?? .unreadable
    case .unclear: .unclear(reading.detail?.candidates ?? [])
    case .uncomputed: .uncomputed
    case .unreadable: .unreadable
    }
  }

  /// Decimals it is printed with, of percentages those of the percent figure, of bare percentages
  /// those of the bare number; nil if the format fixes none.
  public var decimals: Int? { reading.decimals }
  /// Whether a percentage is a bare number whose scale the format does not show.
  public var isBarePercent: Bool { reading.isBarePercent }
  /// The unit that stood after the figure.
  public var unit: String? { reading.detail?.unit }
  /// What was done to read it.
  public var normalizations: [Normalization] { reading.detail?.normalizations ?? [] }

  /// The figure, if it says one.
  public var number: Rational? { reading.kind == .number ? reading.amount : nil }

  /// Whether nothing was filled in.
  public var isBlank: Bool { reading.kind == .blank }
}
