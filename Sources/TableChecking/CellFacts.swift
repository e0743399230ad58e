import HebiaoCore
import TableBinding

/// What the rules ask of a cell, without anything that must be counted or freed.
///
/// Rules look at every cell and report few, so this is what they look at; the bound cell is fetched
/// where there is something to tell.
struct CellFacts: Sendable {
  /// What a cell says, the kinds that add something to a sum first.
  ///
  /// Those of `CellReading.Kind`, in a type of this module's own: rules compare them all the time.
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

    fileprivate init(_ cell: PackedCell) {
      if cell.isAbsent {
        self = .absent
        return
      }
      switch cell.kind {
      case .number: self = .number
      case .marked: self = .marked
      case .unmarked: self = .unmarked
      case .blank: self = .blank
      case .notApplicable: self = .notApplicable
      case .text: self = .text
      case .dates: self = .dates
      case .unclear: self = .unclear
      case .uncomputed: self = .uncomputed
      case .unreadable: self = .unreadable
      }
    }
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

  /// What a cell of a bound table says that has a number in its workbook.
  init(_ packed: PackedCell, number: Int) {
    kind = Kind(packed)
    hasFormula = packed.hasFormula
    isBarePercent = packed.isBarePercent
    isNumberAsText = packed.isNumberAsText
    isStoredNumber = packed.isStoredNumber
    isMerged = packed.isMerged
    cell = Int32(truncatingIfNeeded: number)
    printedDecimals = packed.printedDecimals
    amount = packed.amount
  }

  /// No cell.
  static func absent(_ number: Int) -> CellFacts { CellFacts(.absent, number: number) }

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
