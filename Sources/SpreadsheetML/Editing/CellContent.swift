package import HebiaoCore

/// What is to stand in a cell, as the sheet part writes it.
package enum CellContent: Sendable, Hashable {
  /// What stands there.
  case unchanged
  /// Nothing; the cell's format stays.
  case blank
  /// A number, a date's serial number too.
  case number(Double)
  /// A text: in the cell itself where it is kept there now, else where the workbook keeps texts.
  case text(String)
  /// A truth value.
  case bool(Bool)
  /// An error value, `#DIV/0!`.
  case error(String)
  /// A date, time or duration as strict workbooks write it.
  case isoDate(String)
  /// A formula, without `=`, and the value that it has.
  indirect case formula(String, cached: CellContent)
  /// The cell's own formula with another value; `blank` leaves none.
  indirect case cached(CellContent)

  /// Whether the cell's formula goes or is replaced.
  package var replacesFormula: Bool {
    switch self {
    case .unchanged, .cached: false
    default: true
    }
  }
}

/// A change of one cell of a row.
package struct CellPatch: Sendable, Hashable {
  /// The cell's column, zero-based.
  package var column: Int
  /// What is to stand in it.
  package var content: CellContent
  /// The cell format that it is to have; nil leaves it as it is.
  package var style: Int?
  /// The shared formula that the cell is to be the first of; it only repeats one so far.
  package var source: SharedSource?

  /// A formula that other cells repeat.
  package struct SharedSource: Sendable, Hashable {
    /// The formula as the first cell has it, without `=`.
    package var formula: String
    /// The cells that have it.
    package var reach: CellRange

    /// A formula and its cells.
    package init(formula: String, reach: CellRange) {
      self.formula = formula
      self.reach = reach
    }
  }

  /// A change of one cell.
  package init(column: Int, content: CellContent = .unchanged, style: Int? = nil) {
    self.column = column
    self.content = content
    self.style = style
  }
}
