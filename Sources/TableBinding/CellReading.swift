package import HebiaoCore

/// A cell read as what its column holds.
///
/// Most cells are read as a number, a mark or nothing, which takes plain values only; what else is known
/// of a few stands in an object that cells of one text share.
package struct CellReading: Sendable {
  /// The kinds of what cells say, those that add something to a sum first.
  package enum Kind: UInt8, Sendable {
    case number
    case marked
    case unmarked
    case blank
    case notApplicable
    /// A text, the one that the cell holds.
    case text
    case dates
    case unclear
    case uncomputed
    case unreadable
  }

  /// What is known of a reading beside its figure.
  final class Detail: Sendable {
    /// Two dates.
    let dates: DatePeriod?
    /// The figures of which none is certainly the one.
    let candidates: [Rational]
    /// The unit that stood after the figure.
    let unit: String?
    /// What was done to read it.
    let normalizations: [Normalization]

    init(
      dates: DatePeriod? = nil,
      candidates: [Rational] = [],
      unit: String? = nil,
      normalizations: [Normalization] = []
    ) {
      self.dates = dates
      self.candidates = candidates
      self.unit = unit
      self.normalizations = normalizations
    }
  }

  /// What kind of thing the cell says.
  package let kind: Kind
  /// Whether a percentage is a bare number whose scale the format does not show.
  package let isBarePercent: Bool
  /// Whether it is a number that is stored as text.
  package let isNumberAsText: Bool
  /// Decimals it is printed with; -1 where the format fixes none.
  let printedDecimals: Int32
  /// What it adds to a sum: the figure, one for a mark that is there; zero for anything else.
  package let amount: Rational
  let detail: Detail?

  /// Decimals it is printed with; nil if the format fixes none.
  package var decimals: Int? { printedDecimals < 0 ? nil : Int(printedDecimals) }

  /// A reading that needs no more than its kind.
  init(_ kind: Kind) {
    self.kind = kind
    isBarePercent = false
    isNumberAsText = false
    printedDecimals = -1
    amount = kind == .marked ? .one : .zero
    detail = nil
  }

  /// A figure.
  init(
    _ number: Rational,
    decimals: Int? = nil,
    isBarePercent: Bool = false,
    unit: String? = nil,
    normalizations: [Normalization] = []
  ) {
    self.init(
      number,
      decimals: decimals,
      isBarePercent: isBarePercent,
      detail: unit == nil && normalizations.isEmpty
        ? nil : Detail(unit: unit, normalizations: normalizations)
    )
  }

  /// A figure with what is known of it besides.
  init(_ number: Rational, decimals: Int?, isBarePercent: Bool, detail: Detail?) {
    kind = .number
    self.isBarePercent = isBarePercent
    isNumberAsText = detail?.normalizations.contains(.numberAsText) ?? false
    printedDecimals = decimals.map(Int32.init(clamping:)) ?? -1
    amount = number
    self.detail = detail
  }

  /// A period.
  init(_ dates: DatePeriod) {
    self.init(.dates, Detail(dates: dates))
  }

  /// Several figures, or none that is certainly the one.
  static func unclear(_ candidates: [Rational]) -> CellReading {
    CellReading(.unclear, Detail(candidates: candidates, normalizations: [.figureInText]))
  }

  private init(_ kind: Kind, _ detail: Detail) {
    self.kind = kind
    isBarePercent = false
    isNumberAsText = false
    printedDecimals = -1
    amount = .zero
    self.detail = detail
  }

  /// A reading put together again from its parts.
  init(
    _ kind: Kind,
    amount: Rational,
    printedDecimals: Int32,
    isBarePercent: Bool,
    isNumberAsText: Bool,
    detail: Detail?
  ) {
    self.kind = kind
    self.isBarePercent = isBarePercent
    self.isNumberAsText = isNumberAsText
    self.printedDecimals = printedDecimals
    self.amount = amount
    self.detail = detail
  }
}
