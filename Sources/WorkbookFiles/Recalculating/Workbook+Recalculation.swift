package import Formulas
package import HebiaoCore
import SpreadsheetML

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
  package func recalculation(of sheets: [SheetContent]) -> Recalculation {
    Recalculation(
      sheets: sheets,
      names: definedNames,
      settings: FormulaSettings(dateSystem: dateSystem)
    )
  }
}
