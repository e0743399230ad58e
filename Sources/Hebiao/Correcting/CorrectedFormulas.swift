import Formulas
import HebiaoCore
import WorkbookFiles

/// The formulas of the cells that a correction changes, and the values that they have afterwards.
///
/// A formula that gives the right value stays, whatever was stored for it: only what is wrong
/// itself gives way to a constant, or to another formula where those are asked for.
///
/// ```
/// L8 =L5+L6, should be 70      the formula gives 40: it goes
/// N8 =M8/L8, should be 88.57%  with 70 in L8 it gives that: it stays
/// ```
struct CorrectedFormulas {
  /// What becomes of a cell's formula.
  enum Outcome {
    /// The cell's own formula stays and gives this value.
    case kept(CellValue)
    /// This formula, without `=`, takes the cell's place and gives this value.
    case restored(String, CellValue)
  }

  /// By cell; a cell that is not here holds a constant.
  private(set) var outcomes: [CellLocation: Outcome] = [:]
  /// Changed cells whose own formula nothing here can compute, so that nobody knows whether it is
  /// right.
  private(set) var uncomputable: Set<CellLocation> = []

  private let after: SheetsAfterRepair
  /// The formulas that are still in question for each cell, the first one being tried.
  private var options: [CellLocation: [Option]] = [:]
  private var changes: [CellLocation: CellChange] = [:]

  /// A formula that a cell might hold.
  private struct Option {
    /// The cell whose formula it is, moved to the one in question.
    var source: WorkbookCell
    /// How it reads there; nil for the cell's own.
    var text: String?
  }

  /// Rounds of computing formulas that depend on each other.
  private static let rounds = 8

  init(
    _ choice: CorrectionChoice,
    _ workbook: Workbook,
    _ sheets: [SheetContent],
    _ settings: CorrectionOptions
  ) {
    after = SheetsAfterRepair(workbook: workbook, sheets: sheets)
    var values: [CellLocation: CellValue] = [:]
    for change in choice.chosen.flatMap(\.repair.changes) {
      let cell = after[change.location]
      let written = CorrectedContent(change, of: cell, writesNumbers: settings.writesNumbers)
      if case .value(let value) = written.content { values[change.location] = value }
      changes[change.location] = change
    }
    for retyped in choice.retyped {
      guard let value = after[retyped.location]?.value else { continue }
      values[retyped.location] = value
      changes[retyped.location] = retyped.change
    }
    guard !changes.isEmpty else { return }
    collectOptions(restoring: settings.restoresFormulas)
    decide(values)
    if settings.restoresFormulas { restoreFromFindings(choice, sheets) }
  }

  private mutating func collectOptions(restoring: Bool) {
    for location in changes.keys {
      guard let place = after.place(of: location), let sheet = after.sheet(of: location) else {
        continue
      }
      var own: [Option] = []
      if after[location]?.formula != nil { own.append(Option(source: place, text: nil)) }
      if restoring {
        own += NeighbourFormulas(of: location.cell, in: sheet).candidates.map {
          Option(source: WorkbookCell(sheet: place.sheet, $0.source), text: $0.text)
        }
      }
      options[location] = own.isEmpty ? nil : own
    }
  }

  /// Drops every formula that does not give what its cell should hold, the other changes made.
  private mutating func decide(_ wanted: [CellLocation: CellValue]) {
    var values = wanted
    for _ in 0..<Self.rounds where !options.isEmpty {
      guard let formulas = FormulaInspection(after.recalculation(holding: values)) else { return }
      var results: [CellLocation: CellValue] = [:]
      for location in options.keys.sorted() {
        results[location] = tryOptions(of: location, formulas)
      }
      let next = wanted.merging(results) { $1 }
      let isSettled = next == values
      values = next
      if isSettled { break }
    }
    for circular in after.circular(options.compactMapValues { $0.first?.text }) {
      options[circular] = nil
    }
    for (location, own) in options {
      guard let value = values[location], let first = own.first else { continue }
      outcomes[location] = first.text.map { .restored($0, value) } ?? .kept(value)
    }
  }

  /// The value of the first formula that gives what the cell should hold; those before it are
  /// dropped.
  private mutating func tryOptions(
    of location: CellLocation,
    _ formulas: FormulaInspection
  ) -> CellValue? {
    guard let place = after.place(of: location), let change = changes[location] else { return nil }
    while let option = options[location]?.first {
      let isOwn = option.text == nil
      if !isOwn || formulas.refusal(at: place)?.kind != .cycle {
        let value = formulas.value(ofFormulaAt: option.source, copiedTo: place)
        if let value, Self.gives(value, change) { return value.cellValue }
        if value == nil, isOwn { uncomputable.insert(location) }
      }
      options[location]?.removeFirst()
    }
    options[location] = nil
    return nil
  }

  /// A total or a quotient of the cells that the findings name.
  private mutating func restoreFromFindings(
    _ choice: CorrectionChoice,
    _ sheets: [SheetContent]
  ) {
    let value = choice.values(
      in: Dictionary(sheets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    )
    for chosen in choice.chosen {
      for change in chosen.repair.changes where outcomes[change.location] == nil {
        guard let formula = RestoredFormula(change, chosen.findings, value) else { continue }
        let result = CellValue.number(CorrectedContent.double(formula.value))
        outcomes[change.location] = .restored(formula.text, result)
      }
    }
  }

  /// Whether a formula's value is the one that a cell should hold, as far as it is shown.
  private static func gives(_ value: FormulaValue, _ change: CellChange) -> Bool {
    switch (value, change.to) {
    case (.number(let double), .number(let wanted)):
      guard let number = Rational(double) else { return false }
      let decimals = CorrectedContent.decimals(showing: change.text)
      return number == wanted
        || number.roundedHalfUp(decimals: decimals) == wanted.roundedHalfUp(decimals: decimals)
    case (.text(let text), .text(let wanted)): return text == wanted
    case (.text(""), .none), (.blank, .none): return true
    default: return false
    }
  }
}

extension FormulaInspection {
  /// Why the formula of a cell is not computed; nil where it is.
  fileprivate func refusal(at cell: WorkbookCell) -> FormulaRefusal? {
    if case .refused(let refusal)? = recalculated[cell]?.outcome { refusal } else { nil }
  }
}
