import Formulas
import HebiaoCore
import WorkbookFiles

extension Workbook {
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
