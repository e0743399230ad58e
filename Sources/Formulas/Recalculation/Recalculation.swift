package import HebiaoCore

/// Computes the formulas of a workbook again, each after the cells it reads.
///
/// No recursion: cells that wait for others stand on a stack, so that the longest chain of formulas
/// costs memory for its length only; a circle is found when a cell waits for one below it.
package struct Recalculation {
  /// The sheets.
  package let sheets: [SheetContent]
  let settings: FormulaSettings
  private let names: [DefinedName]
  private let workLimit: Int

  /// Cells that may be read, and steps taken, before everything else is refused.
  package static let usualWorkLimit = 20_000_000

  /// A recalculation of a workbook's sheets; a sheet's position here is its number in
  /// `WorkbookCell`.
  package init(
    sheets: [SheetContent],
    names: [DefinedName] = [],
    settings: FormulaSettings,
    workLimit: Int = usualWorkLimit
  ) {
    self.sheets = sheets
    self.names = names
    self.settings = settings
    self.workLimit = workLimit
  }

  /// All formula cells with their values, each after those it reads.
  ///
  /// Complexity: linear in the cells that the formulas read, up to the work limit.
  package func all() -> [RecalculatedCell] {
    let cells = WorkbookCells(sheets, names: names, workLimit: workLimit)
    var run = RecalculationRun(cells: cells, settings: settings)
    return run.compute(Array(cells.formulaCells.indices))
  }

  /// All formula cells with their values, each after those it reads; the formulas as they were read;
  /// and the cells, in which the stored values of all formulas count now.
  func allKept(
    _ limits: ReadFormulas.Limits
  ) -> (results: [RecalculatedCell], formulas: ReadFormulas, cells: WorkbookCells) {
    let cells = WorkbookCells(sheets, names: names, workLimit: workLimit)
    let formulas = ReadFormulas(cells, limits: limits)
    var run = RecalculationRun(cells: cells, settings: settings, formulas: formulas)
    let results = run.compute(Array(cells.formulaCells.indices))
    cells.takeStoredValues(workLimit: workLimit)
    return (results, formulas, cells)
  }

  /// The cells with the stored values of all formulas.
  func storedCells() -> WorkbookCells {
    let cells = WorkbookCells(sheets, names: names, workLimit: workLimit)
    cells.takeStoredValues(workLimit: workLimit)
    return cells
  }

  /// The formula cells that depend on edited cells, directly or through others, with their new
  /// values, each after those it reads.
  ///
  /// The stored values of all other formulas count as they are; a formula without a stored value
  /// is computed where one is needed. Formulas that find their cells only while they are computed,
  /// `INDIRECT` for one, are in the list, refused, since nobody knows what they depend on: their
  /// dependence is only possible.
  package func dependents(of edits: [CellEdit]) -> [DependentCell] {
    let edited = Self.applying(edits, to: sheets)
    let cells = WorkbookCells(edited, names: names, workLimit: workLimit)
    let dependences = DependencyIndex(cells).dependences(on: edits.map(\.cell))
    for number in cells.states.indices where dependences[number] == nil {
      if cells.cell(ofFormula: number).value != .empty { cells.states[number] = .stored }
    }
    var run = RecalculationRun(cells: cells, settings: settings)
    return run.compute(dependences.indices.filter { dependences[$0] != nil }).compactMap { cell in
      guard let number = cells.formula(at: cell.cell), let dependence = dependences[number] else {
        return nil
      }
      return DependentCell(cell: cell, dependence: dependence)
    }
  }

  /// The sheets with the edited cells; an edit of a formula cell leaves only the value.
  private static func applying(
    _ edits: [CellEdit],
    to sheets: [SheetContent]
  ) -> [SheetContent] {
    var sheets = sheets
    for (number, own) in Dictionary(grouping: edits, by: \.cell.sheet) {
      guard sheets.indices.contains(number) else { continue }
      var values: [CellReference: CellValue] = [:]
      for edit in own { values[edit.cell.reference] = edit.value }
      var cells: [SheetCell] = []
      for var cell in sheets[number].cells {
        if let value = values.removeValue(forKey: cell.reference) {
          cell.value = value
          cell.formula = nil
        }
        cells.append(cell)
      }
      for (reference, value) in values {
        cells.append(SheetCell(reference: reference, value: value))
      }
      sheets[number].cells = SheetContent.Cells(cells)
    }
    return sheets
  }
}

/// One run over the formulas.
private struct RecalculationRun {
  let cells: WorkbookCells
  let settings: FormulaSettings
  /// Where the formulas are kept as they were read; nil where nobody asks for them afterwards.
  private let formulas: ReadFormulas?
  private var frames: [Frame] = []
  private var finished: [Int] = []
  private var storedText = 0

  /// Bytes of text that all results together may have.
  private static let textLimit = 64 << 20

  private struct Frame {
    var formula: Int
    var parsed: ParsedFormula
    /// Formulas to compute first, of which some may be done by now.
    var waiting: [WorkbookCell] = []
  }

  init(cells: WorkbookCells, settings: FormulaSettings, formulas: ReadFormulas? = nil) {
    self.cells = cells
    self.settings = settings
    self.formulas = formulas
  }

  mutating func compute(_ formulas: [Int]) -> [RecalculatedCell] {
    finished.reserveCapacity(formulas.count)
    for formula in formulas {
      if case .pending = cells.states[formula] { start(formula) }
      while !frames.isEmpty { advance() }
    }
    return finished.map(result)
  }

  private mutating func start(_ formula: Int) {
    let cell = cells.cell(ofFormula: formula)
    do throws(FormulaStop) {
      let filled = cells.sheets[cells.formulaCells[formula].sheet].content
        .arrayFormulas[cell.reference]
      if let filled, filled.first != filled.last {
        throw .refused(
          FormulaRefusal(
            .uncovered,
            zh: "占多格的数组公式",
            en: "an array formula that fills several cells"
          )
        )
      }
      let own = try ParsedFormula(cell.formula ?? "")
      formulas?.keep(own, as: formula)
      cells.states[formula] = .active
      frames.append(Frame(formula: formula, parsed: own))
    } catch {
      finish(formula, stoppedBy: error)
    }
  }

  /// One step of the topmost formula: start one that it waits for, or evaluate it.
  private mutating func advance() {
    let top = frames.count - 1
    while let next = frames[top].waiting.popLast() {
      guard let formula = cells.formula(at: next) else { continue }
      switch cells.states[formula] {
      case .pending:
        start(formula)
        return
      case .active:
        refuseCycle(from: formula)
        return
      case .stored, .value, .refused: continue
      }
    }
    let formula = frames[top].formula
    let location = cells.location(ofFormula: formula)
    let content = cells.sheets[location.sheet].content
    var evaluator = FormulaEvaluator(cells: cells, settings: settings, cell: location)
    do throws(FormulaStop) {
      let value = try evaluator.value(
        of: frames[top].parsed,
        isArray: content.arrayFormulas[location.reference] != nil
      )
      if case .text(let text) = value { storedText += text.utf8.count }
      guard storedText <= Self.textLimit else { throw .refused(.tooMuchWork) }
      frames.removeLast()
      cells.states[formula] = .value(value)
      finished.append(formula)
    } catch .needs(let needed) {
      // The last is taken first: begin with the first that was read.
      frames[top].waiting = needed.reversed()
    } catch {
      frames.removeLast()
      finish(formula, stoppedBy: error)
    }
  }

  private mutating func finish(_ formula: Int, stoppedBy stop: FormulaStop) {
    switch stop {
    case .refused(let refusal): cells.states[formula] = .refused(refusal)
    case .error(let error): cells.states[formula] = .value(.error(error))
    case .needs: cells.states[formula] = .refused(.tooMuchWork)
    }
    finished.append(formula)
  }

  /// Refuses the formulas of a circle: from the one that is waited for up to the one that waits.
  private mutating func refuseCycle(from formula: Int) {
    guard let start = frames.firstIndex(where: { $0.formula == formula }) else { return }
    let circle = frames[start...].map(\.formula)
    let own = cells.location(ofFormula: formula).sheet
    let shown = (circle.prefix(6) + [formula]).map { member -> String in
      let place = cells.location(ofFormula: member)
      let name = cells.sheets[place.sheet].content.name
      return place.sheet == own ? "\(place.reference)" : "\(name)!\(place.reference)"
    }
    let path = shown.dropLast().joined(separator: " → ") + (circle.count > 6 ? " → …" : "")
    let refusal = FormulaRefusal(
      .cycle,
      zh: "循环引用: \(path) → \(shown.last ?? "")",
      en: "a circle of references: \(path) → \(shown.last ?? "")"
    )
    for member in circle { finish(member, stoppedBy: .refused(refusal)) }
    frames.removeLast(frames.count - start)
  }

  private func result(of formula: Int) -> RecalculatedCell {
    let cell = cells.cell(ofFormula: formula)
    let outcome: RecalculatedCell.Outcome
    switch cells.states[formula] {
    case .value(let value): outcome = .value(value)
    case .refused(let refusal): outcome = .refused(refusal)
    case .stored, .pending, .active: outcome = .refused(.tooMuchWork)
    }
    return RecalculatedCell(
      cell: cells.location(ofFormula: formula),
      formula: cell.formula ?? "",
      stored: cell.value,
      outcome: outcome
    )
  }
}
