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
///
/// An object, since every rule looks at every cell and none changes one.
public final class BoundCell: Sendable {
  /// The cell, in a merged range its upper left one.
  public let location: CellLocation
  /// The merged range it is the anchor of.
  public let mergedRange: CellRange?
  /// What it holds.
  public let raw: CellValue
  /// Whether the cell has a formula.
  public let hasFormula: Bool
  /// How it is read.
  public let reading: CellReading

  init(
    location: CellLocation,
    mergedRange: CellRange?,
    raw: CellValue,
    hasFormula: Bool,
    reading: CellReading
  ) {
    self.location = location
    self.mergedRange = mergedRange
    self.raw = raw
    self.hasFormula = hasFormula
    self.reading = reading
  }

  /// What it says.
  public var value: BoundValue { reading.value }
  /// Decimals it is printed with, of percentages those of the percent figure, of bare percentages
  /// those of the bare number; nil if the format fixes none.
  public var decimals: Int? { reading.decimals }
  /// Whether a percentage is a bare number whose scale the format does not show.
  public var isBarePercent: Bool { reading.isBarePercent }
  /// The unit that stood after the figure.
  public var unit: String? { reading.unit }
  /// What was done to read it.
  public var normalizations: [Normalization] { reading.normalizations }

  /// The figure, if it says one.
  public var number: Rational? {
    reading.kind == .number ? reading.amount : nil
  }

  /// Whether nothing was filled in.
  public var isBlank: Bool { reading.kind == .blank }
}

/// A cell read as what its column holds.
///
/// An object: cells that hold the same text, or nothing, share what is read of them.
public final class CellReading: Sendable {
  /// What it says.
  public let value: BoundValue
  /// Decimals it is printed with; nil if the format fixes none.
  public let decimals: Int?
  /// Whether a percentage is a bare number whose scale the format does not show.
  public let isBarePercent: Bool
  /// The unit that stood after the figure.
  public let unit: String?
  /// What was done to read it.
  public let normalizations: [Normalization]
  /// What kind of thing it says.
  package let kind: Kind
  /// What it adds to a sum: the figure, one for a mark that is there; zero for anything else.
  package let amount: Rational
  /// Whether it is a number that is stored as text.
  package let isNumberAsText: Bool

  /// The kinds of values, those that add something to a sum first.
  package enum Kind: UInt8, Sendable {
    case number
    case marked
    case unmarked
    case blank
    case notApplicable
    case text
    case dates
    case unclear
    case uncomputed
    case unreadable
  }

  init(
    _ value: BoundValue,
    decimals: Int? = nil,
    isBarePercent: Bool = false,
    unit: String? = nil,
    normalizations: [Normalization] = []
  ) {
    self.value = value
    self.decimals = decimals
    self.isBarePercent = isBarePercent
    self.unit = unit
    self.normalizations = normalizations
    isNumberAsText = !normalizations.isEmpty && normalizations.contains(.numberAsText)
    (kind, amount) =
      switch value {
      case .number(let number): (.number, number)
      case .mark(true): (.marked, .one)
      case .mark(false): (.unmarked, .zero)
      case .blank: (.blank, .zero)
      case .notApplicable: (.notApplicable, .zero)
      case .text: (.text, .zero)
      case .dates: (.dates, .zero)
      case .unclear: (.unclear, .zero)
      case .uncomputed: (.uncomputed, .zero)
      case .unreadable: (.unreadable, .zero)
      }
  }
}
