package import HebiaoCore

/// Why a formula is not evaluated: what it asks for is outside of what is declared.
///
/// A refusal is no error value: Excel may well compute the formula.
package struct FormulaRefusal: Sendable, Hashable {
  /// The kinds of reasons.
  package enum Kind: Sendable, Hashable {
    /// Not a formula that can be read.
    case unreadable
    /// Too long, too deeply nested, or too much work.
    case tooLarge
    /// A function that is not in the list.
    case unknownFunction
    /// A result that changes with the time, by chance, or with a computed reference.
    case volatile
    /// Another workbook, several sheets at once, a table's column: nothing that is kept.
    case reference
    /// A name or a sheet that the workbook does not have.
    case unknownName
    /// A value whose meaning depends on the settings of somebody's computer.
    case ambiguous
    /// A case of a known function that is not covered.
    case uncovered
    /// Cells that depend on each other in a circle.
    case cycle
    /// A cell that is refused itself.
    case dependsOnRefused
  }

  /// The kind.
  package var kind: Kind
  /// The reason in words.
  package var text: LocalizedText

  /// A refusal with its reason.
  package init(_ kind: Kind, zh chinese: String, en english: String) {
    self.kind = kind
    text = LocalizedText(zh: chinese, en: english)
  }

  static let tooMuchWork = FormulaRefusal(
    .tooLarge,
    zh: "重算要读的单元格太多",
    en: "recalculating would read too many cells"
  )

  static func uncovered(_ function: String, zh: String, en: String) -> FormulaRefusal {
    FormulaRefusal(.uncovered, zh: "\(function): \(zh)", en: "\(function): \(en)")
  }

  static func shown(_ name: some StringProtocol) -> String {
    let start = name.prefix(40)
    return start.count < name.count ? "\(start)…" : String(start)
  }
}

/// Why an evaluation stops before it has a value.
package enum FormulaStop: Error {
  /// The formula is refused.
  case refused(FormulaRefusal)
  /// Cells have to be computed first; then the evaluation starts again.
  case needs([WorkbookCell])
  /// The function's value is an error.
  case error(FormulaError)
}

/// A cell of a workbook, its sheet by position.
package struct WorkbookCell: Sendable, Hashable, Comparable {
  /// The sheet's position in what the recalculation was given.
  package var sheet: Int
  /// The cell.
  package var reference: CellReference

  /// A cell of a sheet.
  package init(sheet: Int, _ reference: CellReference) {
    self.sheet = sheet
    self.reference = reference
  }

  /// Compares by sheet, then in reading order.
  package static func < (left: WorkbookCell, right: WorkbookCell) -> Bool {
    (left.sheet, left.reference) < (right.sheet, right.reference)
  }
}
