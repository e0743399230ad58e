import HebiaoCore

/// The formulas of a workbook as they were read, by their numbers.
///
/// A formula takes some fifty times the memory of its text. Those that together have more text than
/// a bound are read again whenever they are asked for, until that too has been enough.
package final class ReadFormulas {
  private let cells: WorkbookCells
  private var kept: [ParsedFormula?]
  private var limits: Limits

  /// How much text may be turned into formulas, in bytes.
  package struct Limits {
    /// Text whose formulas may still be kept.
    package var kept: Int
    /// Text that may still be read again.
    package var readAgain: Int

    package static let usual = Limits(kept: 1 << 20, readAgain: 16 << 20)

    package init(kept: Int, readAgain: Int) {
      self.kept = kept
      self.readAgain = readAgain
    }
  }

  init(_ cells: WorkbookCells, limits: Limits) {
    self.cells = cells
    self.limits = limits
    kept = Array(repeating: nil, count: cells.formulaCells.count)
  }

  /// Keeps a formula, where there is room for it.
  func keep(_ formula: ParsedFormula, as number: Int) {
    let length = text(of: number).utf8.count
    guard length <= limits.kept else { return }
    limits.kept -= length
    kept[number] = formula
  }

  /// A formula; nil where it cannot be read, or has been asked for too often.
  subscript(number: Int) -> ParsedFormula? {
    if let known = kept[number] { return known }
    let text = text(of: number)
    guard text.utf8.count <= limits.readAgain else { return nil }
    limits.readAgain -= text.utf8.count
    return try? ParsedFormula(text)
  }

  private func text(of number: Int) -> String { cells.cell(ofFormula: number).formula ?? "" }
}
