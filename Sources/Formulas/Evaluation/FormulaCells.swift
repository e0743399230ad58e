package import HebiaoCore

/// The cells that a formula reads.
package protocol FormulaCells: AnyObject {
  /// The position of a sheet, whatever the letter case of its name; nil where there is none.
  func sheet(named name: String) -> Int?

  /// The formula that a name stands for on a sheet; nil where the name is not defined.
  func meaning(of name: String, onSheet sheet: Int) throws(FormulaStop) -> ParsedFormula?

  /// What a cell holds.
  ///
  /// - Throws: `FormulaStop.needs` where it has to be computed first.
  func value(at cell: WorkbookCell) throws(FormulaStop) -> FormulaValue

  /// The cells of a range that the file has, in reading order.
  ///
  /// - Throws: `FormulaStop.needs` with every cell that has to be computed first.
  func values(in range: CellRange, ofSheet sheet: Int) throws(FormulaStop) -> [FoundCell]

  /// The last row that any sheet has a cell in; whole columns end there.
  var lastRow: Int { get }

  /// What a cell's row and formula mean for a subtotal.
  func subtotalRole(of cell: WorkbookCell) -> SubtotalRole

  /// Counts work that was done.
  ///
  /// - Throws: `FormulaStop.refused` where the bound is passed.
  func spend(_ work: Int) throws(FormulaStop)
}

/// How `SUBTOTAL` takes a cell.
package enum SubtotalRole: Sendable {
  /// It counts.
  case counted
  /// It is a subtotal itself, which never counts.
  case subtotal
  /// Its row is hidden; whether by a filter, the cells do not tell.
  case hidden
}

/// A cell that a range holds.
package struct FoundCell: Sendable {
  /// Where it is.
  package var reference: CellReference
  /// What it holds.
  package var value: FormulaValue

  /// A cell with its value.
  package init(reference: CellReference, value: FormulaValue) {
    self.reference = reference
    self.value = value
  }
}

/// What formulas depend on besides the cells.
package struct FormulaSettings: Sendable {
  /// The epoch of the workbook's dates.
  package var dateSystem: SerialDate.System
  /// A value under a number format, as `TEXT` shows it.
  package var format: @Sendable (CellValue, _ code: String) -> String

  /// Settings with what they need.
  package init(
    dateSystem: SerialDate.System,
    format: @escaping @Sendable (CellValue, _ code: String) -> String
  ) {
    self.dateSystem = dateSystem
    self.format = format
  }
}
