package import HebiaoCore

/// The formulas of a workbook, as rules about them ask.
package final class FormulaInspection {
  /// The formula cells after a recalculation.
  package let recalculated: [WorkbookCell: RecalculatedCell]
  private let cells: WorkbookCells
  private let settings: FormulaSettings
  private let formulas: ReadFormulas

  /// Areas that are followed from one formula to the next before the search is given up.
  private static let reachLimit = 5_000

  /// Computes the formulas of some sheets; nil where they have none.
  package init?(_ recalculation: Recalculation, limits: ReadFormulas.Limits = .usual) {
    guard recalculation.sheets.contains(where: \.hasFormulas) else { return nil }
    let all = recalculation.allKept(limits)
    var found: [WorkbookCell: RecalculatedCell] = [:]
    found.reserveCapacity(all.results.count)
    for cell in all.results { found[cell.cell] = cell }
    recalculated = found
    formulas = all.formulas
    cells = all.cells
    settings = recalculation.settings
  }

  /// The sheets with the values of formulas that were stored without one.
  package func filled(_ sheets: [SheetContent]) -> [SheetContent] {
    var sheets = sheets
    for number in sheets.indices where sheets[number].hasFormulas {
      var filled: [(index: Int, value: CellValue)] = []
      for index in sheets[number].cells.indices {
        let cells = sheets[number].cells
        guard cells.hasFormula(at: index), cells.value(at: index) == .empty,
          case .value(let value) = recalculated[
            WorkbookCell(sheet: number, cells.reference(at: index))
          ]?.outcome
        else { continue }
        filled.append((index, value.cellValue))
      }
      for (index, value) in filled { sheets[number].cells.setValue(value, at: index) }
    }
    return sheets
  }

  /// Whether an array formula of another cell gives a cell its value.
  package func isFilled(_ cell: WorkbookCell) -> Bool {
    cells.sheets.indices.contains(cell.sheet) && !cells.sheets[cell.sheet].filledRanges.isEmpty
      && cells.sheets[cell.sheet].isFilled(cell.reference)
  }

  /// The formula of a cell; nil where it has none, or one that cannot be read, or that takes
  /// too much work.
  package func formula(at cell: WorkbookCell) -> ParsedFormula? {
    cells.formula(at: cell).flatMap { formulas[$0] }
  }

  /// What the formula of one cell would give in another, by the stored values; nil where it is
  /// refused.
  package func value(
    ofFormulaAt source: WorkbookCell,
    copiedTo cell: WorkbookCell
  ) -> FormulaValue? {
    guard let formula = formula(at: source)?.moved(from: source.reference, to: cell.reference)
    else { return nil }
    var evaluator = FormulaEvaluator(cells: cells, settings: settings, cell: cell)
    return try? evaluator.value(of: formula)
  }

  /// The ranges of several cells that a formula names.
  package func ranges(ofFormulaAt cell: WorkbookCell) -> [(sheet: Int, range: CellRange)] {
    guard let formula = formula(at: cell) else { return [] }
    return cells.namedAreas(of: formula, at: cell).areas.filter { !$0.isSingle }.map {
      ($0.sheet, $0.range)
    }
  }

  /// The cells that a formula reads, directly or through other formulas; nil where that cannot be
  /// told.
  package func reach(ofFormulaAt cell: WorkbookCell) -> FormulaReach? {
    var reach = FormulaReach()
    var pending = [cell]
    var seen: Set<WorkbookCell> = [cell]
    while let next = pending.popLast() {
      guard let formula = formula(at: next) else { return nil }
      let named = cells.namedAreas(of: formula, at: next)
      guard named.isComplete, reach.areas.count + named.areas.count <= Self.reachLimit else {
        return nil
      }
      reach.areas += named.areas
      for area in named.areas {
        for place in cells.formulas(in: area) where seen.insert(place).inserted {
          pending.append(place)
        }
        guard seen.count <= Self.reachLimit else { return nil }
      }
    }
    return reach
  }
}

/// The cells that a formula reads.
package struct FormulaReach {
  var areas: [CellArea] = []

  /// How many areas it consists of.
  package var areaCount: Int { areas.count }

  /// Whether a cell is among them.
  package func contains(_ cell: WorkbookCell) -> Bool {
    areas.contains { $0.sheet == cell.sheet && $0.range.contains(cell.reference) }
  }
}

extension SheetContent {
  /// Whether any cell has a formula.
  package var hasFormulas: Bool { cells.hasFormulas }
}
