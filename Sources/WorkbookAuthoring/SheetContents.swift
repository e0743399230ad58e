package import HebiaoCore

/// What a fresh cell holds.
package enum AuthoredContent: Hashable, Sendable {
  /// Nothing but its look.
  case blank
  /// A text, which stays one whatever it begins with.
  case text(String)
  /// A number.
  case number(Double)
  /// A formula without `=`, and the result that readers see until it is computed again.
  case formula(String, result: FormulaResult)
  /// A text that leads to a cell of a file, which is named from the folder of the workbook.
  case link(LinkTarget, text: String)
}

/// The stored result of a formula.
package enum FormulaResult: Hashable, Sendable {
  case text(String)
  case number(Double)
}

/// Where a link leads.
package struct LinkTarget: Hashable, Sendable {
  /// The file, named from the folder of the workbook or absolutely; nil for the workbook itself.
  package var file: String?
  /// The cell; nil for the file as it opens.
  package var cell: CellLocation?

  package init(file: String? = nil, cell: CellLocation? = nil) {
    self.file = file
    self.cell = cell
  }
}

/// What may be typed into cells, and what the user is told about it.
package struct InputCheck: Hashable, Sendable {
  /// What is accepted.
  package enum Rule: Hashable, Sendable {
    /// Anything; there is only a hint.
    case anything
    /// One out of a list.
    case list([String])
    /// What makes a formula true, which is written for the upper left cell.
    case formula(String)
  }

  /// What happens to other input.
  package enum Strictness: Hashable, Sendable {
    /// It is refused.
    case stop
    /// The user is asked.
    case warning
  }

  package var range: CellRange
  package var rule: Rule
  package var strictness: Strictness
  /// The hint beside the selected cell.
  package var hint: Message?
  /// What is said to other input.
  package var refusal: Message?

  /// A heading and a text; what is longer than Excel takes is cut.
  package struct Message: Hashable, Sendable {
    package var title: String
    package var text: String

    package init(title: String, text: String) {
      self.title = title
      self.text = text
    }
  }

  package init(
    range: CellRange,
    rule: Rule,
    strictness: Strictness = .stop,
    hint: Message? = nil,
    refusal: Message? = nil
  ) {
    self.range = range
    self.rule = rule
    self.strictness = strictness
    self.hint = hint
    self.refusal = refusal
  }
}

/// What a sheet is apart from its cells.
package struct SheetLayout: Hashable, Sendable {
  /// A size of paper.
  package enum Paper: String, Hashable, Sendable, CaseIterable {
    case a4 = "A4"
    case a3 = "A3"
  }

  /// Widths by column; units: characters of the default font.
  package var columnWidths: [ColumnIndex: Double] = [:]
  /// The rows and the columns that stay when the rest is scrolled; zero for none.
  package var frozenRows = 0
  package var frozenColumns = 0
  package var paper = Paper.a4
  package var isLandscape = true
  /// Whether the sheet is printed on one page, however long it is.
  package var fitsOnePage = false
  /// Rows that every printed page begins with.
  package var repeatedRows: ClosedRange<Int>?
  package var printedRange: CellRange?
  /// The foot of every printed page, in Excel's own notation.
  package var pageFooter: String?
  /// The rows with buttons to filter by, their headers first.
  package var filteredRange: CellRange?
  /// Whether locked cells are kept from being edited; there is no password.
  package var isProtected = false
  package var showsGridlines = true
  /// Units: percent.
  package var zoom: UInt16 = 100
  /// The colour of the tab, 0xRRGGBB.
  package var tabColor: UInt32?

  package init() {}
}
