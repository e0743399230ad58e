public import HebiaoCore

/// What a correction does to one cell.
public struct Correction: Sendable, Hashable {
  /// What is done.
  public enum Action: Sendable, Hashable {
    /// Another value takes the place of the one that stands there.
    case changed
    /// A formula takes its place, without `=`.
    case restored(formula: String)
    /// The cell's own formula stays and gives the right value: only its stored result is another.
    case recalculated
    /// Nothing but a mark, since it is not sure what is right.
    case marked
  }

  /// The cell; nil where only a sheet or the file can be named.
  public var cell: CellReference?
  /// The sheet.
  public var sheet: String
  /// Where the cell stands in the table's own terms.
  public var label: LocalizedText?
  /// What is done to it.
  public var action: Action
  /// What it shows before.
  public var old: String
  /// What it shows afterwards; what it might hold where it is only marked.
  public var new: String?
  /// The formula that stands there before, without `=`.
  public var formula: String?
  /// The rules that were broken.
  public var rules: [String]
  /// What is wrong, finding by finding.
  public var messages: [LocalizedText]
  /// Why this is thought to be the cell and the value.
  public var why: LocalizedText?
  /// How sure that is; nil where nothing is proposed.
  public var confidence: Double?
  /// How much the finding weighs that led here.
  public var severity: Severity
  /// The findings, by `Finding.id`.
  public var findings: [String]

  /// The formula that goes, without `=`.
  public var lostFormula: String? {
    switch action {
    case .changed, .restored: formula
    case .recalculated, .marked: nil
    }
  }

  /// The cell with its sheet.
  public var location: CellLocation? { cell.map { CellLocation(sheet: sheet, cell: $0) } }
}

extension Correction {
  /// What the cell shows before, or a word for nothing.
  public var oldText: LocalizedText { LocalizedText { CorrectionTexts.old(self, $0) } }

  /// What the cell shows afterwards, or a word for nothing.
  public var newText: LocalizedText { LocalizedText { CorrectionTexts.shown(new ?? "", $0) } }

  /// What becomes of the formula that stands there; nil where there is none.
  public var formulaText: LocalizedText? {
    let becomesOf: (Language) -> String? = {
      CorrectionTexts.keptFormula(self, $0) ?? CorrectionTexts.replacedFormula(self, $0)
    }
    return becomesOf(.chinese) == nil ? nil : LocalizedText { becomesOf($0) ?? "" }
  }
}

extension LocalizedText {
  /// A text that is made for each language.
  fileprivate init(_ text: (Language) -> String) {
    self.init(zh: text(.chinese), en: text(.english))
  }
}
