import HebiaoCore
import SpreadsheetML
import XMLScanning

/// Expands the shared formulas of a sheet as its rows go by.
///
/// A cell may stand before the one that has the text: then it is told of by `finish`.
struct FormulaExpander {
  /// A cell whose shared formula had not been met.
  private struct EarlyUse {
    var cell: RawCell
    var sharedIndex: Int
    var place: Int
  }

  private var sources: [Int: (text: [UInt8], row: Int, column: Int)] = [:]
  /// Bytes that long formulas may still take, kept or expanded: a few bytes of a file could
  /// otherwise ask for any amount of text.
  private var budget = 64 << 20
  private static let usualLength = 256
  private var early: [EarlyUse] = []

  /// Where in `text` the whole formula stands; it is appended if it has to be made.
  ///
  /// `base` is where the row's own text begins in `text`; `place` is told again by `finish`.
  mutating func expand(
    _ formula: RawFormula,
    _ cell: RawCell,
    _ base: Int,
    _ text: inout [UInt8],
    place: Int = 0
  ) -> Range<Int>? {
    let own = formula.text.lowerBound + base..<formula.text.upperBound + base
    switch formula.kind {
    case .plain, .array: return own.isEmpty ? nil : own
    case .dataTable: return nil
    case .sharedSource:
      if own.count <= FormulaShifter.longest, sources.count < 1 << 18, budget > 0 {
        budget -= own.count
        sources[formula.sharedIndex] = (Array(text[own]), Int(cell.row), Int(cell.column))
      }
      return own
    case .sharedUse:
      guard let shifted = shifted(formula.sharedIndex, to: cell) else {
        if early.count < 1 << 18, sources[formula.sharedIndex] == nil {
          early.append(EarlyUse(cell: cell, sharedIndex: formula.sharedIndex, place: place))
        }
        return nil
      }
      let start = text.count
      text.append(contentsOf: shifted)
      return start..<text.count
    }
  }

  /// Hands over the formulas of the cells that stood before the one that has the text, each with its
  /// place.
  mutating func finish(_ take: (_ cell: RawCell, _ place: Int, _ formula: [UInt8]) -> Void) {
    for use in early {
      if let shifted = shifted(use.sharedIndex, to: use.cell) { take(use.cell, use.place, shifted) }
    }
    early = []
  }

  /// The text of a shared formula as a cell has it; nil where it is not known, or too long.
  private mutating func shifted(_ sharedIndex: Int, to cell: RawCell) -> [UInt8]? {
    guard budget > 0, let source = sources[sharedIndex],
      let shifted = FormulaShifter.shift(
        source.text,
        rows: Int(cell.row) - source.row,
        columns: Int(cell.column) - source.column
      )
    else { return nil }
    budget -= max(0, shifted.count - Self.usualLength)
    return shifted
  }
}

/// Whether a sheet uses shared formulas before the cells that have their text.
struct SharedFormulaOrder {
  /// What was met of each shared formula: 1 for its text, 2 for a use before.
  private var met: [UInt8] = []
  private(set) var hasEarlyUse = false

  mutating func note(_ formula: RawFormula) {
    let index = formula.sharedIndex
    guard formula.kind == .sharedSource || formula.kind == .sharedUse, index >= 0, index < 1 << 18
    else { return }
    while met.count <= index { met.append(0) }
    if formula.kind == .sharedUse {
      if met[index] == 0 { met[index] = 2 }
    } else {
      hasEarlyUse = hasEarlyUse || met[index] == 2
      met[index] = 1
    }
  }
}
