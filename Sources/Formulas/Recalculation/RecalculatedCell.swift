package import HebiaoCore

/// A formula cell after a recalculation.
package struct RecalculatedCell: Sendable, Hashable {
  /// What came out.
  package enum Outcome: Sendable, Hashable {
    /// The formula's value.
    case value(FormulaValue)
    /// The formula is not evaluated, and why.
    case refused(FormulaRefusal)
  }

  /// The cell.
  package var cell: WorkbookCell
  /// Its formula without `=`.
  package var formula: String
  /// The value that the file has for it; `empty` where it has none.
  package var stored: CellValue
  /// What came out.
  package var outcome: Outcome

  /// Whether the stored value is what the formula gives; nil where that is not known.
  ///
  /// Numbers agree where they agree in the fifteen digits that Excel keeps.
  package var isCurrent: Bool? {
    guard case .value(let value) = outcome, stored != .empty else { return nil }
    switch (FormulaValue(stored), value) {
    case (.number(let stored), .number(let value)):
      return DecimalNumber.isNearlyEqual(stored, value)
        || (stored - value).magnitude < 1e-12 * max(1e-3, stored.magnitude)
    case (let stored, let value): return stored == value
    }
  }
}

/// A formula cell that depends on cells that were edited.
package struct DependentCell: Sendable, Hashable {
  /// How sure it is that it does.
  package enum Dependence: Sendable, Hashable {
    /// It names an edited cell, or a cell that certainly depends on one.
    case certain
    /// It finds its cells only while it is computed, or cannot be read here: it may depend on any.
    case possible
  }

  /// The cell after the recalculation.
  package var cell: RecalculatedCell
  /// How sure it is that it depends on an edited cell.
  package var dependence: Dependence
}

/// A new value for a cell.
package struct CellEdit: Sendable, Hashable {
  /// The cell.
  package var cell: WorkbookCell
  /// What it is to hold; a formula that it had is gone.
  package var value: CellValue

  /// An edit of a cell.
  package init(_ cell: WorkbookCell, _ value: CellValue) {
    self.cell = cell
    self.value = value
  }
}
