import Formulas
import HebiaoCore
import SpreadsheetML
import WorkbookFiles

extension FormulaSettings {
  /// The settings of a workbook: its epoch, and its number formats for `TEXT`.
  init(dateSystem: SerialDate.System) {
    self.init(dateSystem: dateSystem) { value, code in
      NumberFormat(code: code).shownText(of: value, system: dateSystem)
    }
  }
}

extension Workbook {
  /// The formulas of sheets of this workbook, ready to be computed again.
  func recalculation(of sheets: [SheetContent]) -> Recalculation {
    Recalculation(
      sheets: sheets,
      names: definedNames,
      settings: FormulaSettings(dateSystem: dateSystem)
    )
  }

  /// What formulas recalculate to where the stored value is another, by sheet and cell.
  func recalculatedDifferences(
    in language: Language
  ) throws(WorkbookError) -> [Int: [CellReference: RecalculatedValue]] {
    var contents: [SheetContent] = []
    for entry in sheets { contents.append(try content(ofSheet: entry.index)) }
    var differences: [Int: [CellReference: RecalculatedValue]] = [:]
    for cell in recalculation(of: contents).all() {
      let place = cell.cell
      switch cell.outcome {
      case .value(let value):
        if cell.isCurrent == true { continue }
        differences[place.sheet, default: [:]][place.reference] = .value(value.cellValue)
      case .refused(let refusal):
        differences[place.sheet, default: [:]][place.reference] = .refused(
          refusal.text[language]
        )
      }
    }
    return differences
  }
}
