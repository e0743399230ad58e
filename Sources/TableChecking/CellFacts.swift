import HebiaoCore
import TableBinding

/// What the rules ask of a cell, without anything that must be counted or freed.
///
/// Rules look at every cell and report few, so this is what they look at; the bound cell is fetched
/// where there is something to tell.
struct CellFacts: Sendable {
  /// What it says; nil where there is no cell: a merged range leaves none, or the row is one with a sole
  /// value.
  let kind: CellReading.Kind?
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
  static func absent(_ cell: Int) -> CellFacts { CellFacts(absent: cell) }

  private init(absent cell: Int) {
    kind = nil
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
    let reading = bound.reading
    kind = reading.kind
    amount = reading.amount
    self.cell = Int32(truncatingIfNeeded: cell)
    hasFormula = bound.hasFormula
    isBarePercent = reading.isBarePercent
    isNumberAsText = reading.isNumberAsText
    isStoredNumber = if case .number = bound.raw { true } else { false }
    isMerged = bound.mergedRange != nil
    printedDecimals = reading.decimals.map(Int32.init(clamping:)) ?? -1
  }

  /// Decimals that it is printed with, of percentages those of the percent figure, of bare percentages
  /// those of the bare number; nil where the format fixes none.
  var decimals: Int? { printedDecimals < 0 ? nil : Int(printedDecimals) }

  var isPresent: Bool { kind != nil }

  /// The figure, if it says one.
  var number: Rational? { kind == .number ? amount : nil }

  /// Whether it can be added up: a figure, a mark, or nothing.
  ///
  /// A cell that holds something else leaves every sum over it undecided.
  var isSummand: Bool { isKind(upTo: .notApplicable) }

  /// What it adds to a sum; nil where that cannot be told.
  var summand: Rational? { isSummand ? amount : nil }

  /// Whether it holds a figure or a mark, not a blank and not "does not apply".
  var isFilled: Bool { isKind(upTo: .unmarked) }

  private func isKind(upTo last: CellReading.Kind) -> Bool {
    guard let kind else { return false }
    return kind.rawValue <= last.rawValue
  }

  /// Whether nothing was filled in.
  var isBlank: Bool { kind == .blank }

  /// Whether its value can be told.
  var isReadable: Bool {
    switch kind {
    case .unclear, .uncomputed, .unreadable, nil: false
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
