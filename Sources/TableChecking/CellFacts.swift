import HebiaoCore
import TableBinding

/// What the rules ask of a cell, without anything that must be counted or freed.
///
/// Rules look at every cell and report few, so this is what they look at; the bound cell is fetched
/// where there is something to tell.
struct CellFacts: Sendable {
  /// What a cell says, the kinds that add something to a sum first.
  enum Kind: UInt8, Sendable {
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
    /// There is no cell: a merged range leaves none, or the row is one with a sole value.
    case absent
  }

  /// What it says.
  let kind: Kind
  /// Whether it has a formula.
  let hasFormula: Bool
  /// Whether it is a percentage as a bare number.
  let isBarePercent: Bool
  /// Whether it is a number that is stored as text.
  let isNumberAsText: Bool
  /// Whether the file stores a number there.
  let isStoredNumber: Bool
  /// Whether the cell is the anchor of a merged range, met in each row that it covers.
  let isMerged: Bool
  /// The number of the cell in its workbook, the same wherever the cell is met.
  let cell: Int32
  /// Decimals that it is printed with; -1 where its format fixes none.
  private let printedDecimals: Int32
  /// What it adds to a sum; zero where it adds nothing.
  let amount: Rational

  /// No cell.
  static func absent(_ cell: Int) -> CellFacts { CellFacts(kind: .absent, cell: cell) }

  private init(kind: Kind, cell: Int) {
    self.kind = kind
    self.cell = Int32(truncatingIfNeeded: cell)
    hasFormula = false
    isBarePercent = false
    isNumberAsText = false
    isStoredNumber = false
    isMerged = false
    printedDecimals = -1
    amount = .zero
  }

  /// What a bound cell says that has a number in its workbook.
  init(_ bound: BoundCell, cell: Int) {
    var amount = Rational.zero
    switch bound.reading.value {
    case .number(let number):
      kind = .number
      amount = number
    case .mark(let flag):
      kind = flag ? .marked : .unmarked
      if flag { amount = .one }
    case .blank: kind = .blank
    case .notApplicable: kind = .notApplicable
    case .text: kind = .text
    case .dates: kind = .dates
    case .unclear: kind = .unclear
    case .uncomputed: kind = .uncomputed
    case .unreadable: kind = .unreadable
    }
    self.amount = amount
    self.cell = Int32(truncatingIfNeeded: cell)
    hasFormula = bound.hasFormula
    isBarePercent = bound.reading.isBarePercent
    isNumberAsText =
      !bound.reading.normalizations.isEmpty
      && bound.reading.normalizations.contains(.numberAsText)
    isStoredNumber = if case .number = bound.raw { true } else { false }
    isMerged = bound.mergedRange != nil
    printedDecimals = bound.reading.decimals.map(Int32.init(clamping:)) ?? -1
  }

  /// Decimals that it is printed with, of percentages those of the percent figure, of bare percentages
  /// those of the bare number; nil where the format fixes none.
  var decimals: Int? { printedDecimals < 0 ? nil : Int(printedDecimals) }

  var isPresent: Bool { kind != .absent }

  /// The figure, if it says one.
  var number: Rational? { kind == .number ? amount : nil }

  /// Whether it can be added up: a figure, a mark, or nothing.
  ///
  /// A cell that holds something else leaves every sum over it undecided.
  var isSummand: Bool { kind.rawValue <= Kind.notApplicable.rawValue }

  /// What it adds to a sum; nil where that cannot be told.
  var summand: Rational? { isSummand ? amount : nil }

  /// Whether it holds a figure or a mark, not a blank and not "does not apply".
  var isFilled: Bool { kind.rawValue <= Kind.unmarked.rawValue }

  /// Whether nothing was filled in.
  var isBlank: Bool { kind == .blank }

  /// Whether its value can be told.
  var isReadable: Bool {
    switch kind {
    case .unclear, .uncomputed, .unreadable, .absent: false
    default: true
    }
  }
}

/// A set of the cells of a workbook, by their numbers.
struct CellSet {
  private var words: [UInt64]

  /// No cell of a workbook whose tables have so many.
  init(cellCount: Int) {
    words = Array(repeating: 0, count: (cellCount + 63) / 64)
  }

  /// Adds a cell; false where it is in the set already.
  mutating func insert(_ cell: Int32) -> Bool {
    let (word, bit) = (Int(cell) / 64, UInt64(1) << UInt64(cell % 64))
    if words[word] & bit != 0 { return false }
    words[word] |= bit
    return true
  }
}
