import Formulas
import HebiaoCore
import WorkbookFiles

extension WorkbookError {
  fileprivate static var tooManyFormulas: WorkbookError {
    let limit = Workbook.recalculatedFormulaLimit
    return WorkbookError(
      .tooLarge,
      LocalizedText(
        zh: "各工作表的公式合计超过 \(limit) 个, 无法重算; 不加 --recalculate 仍可读取",
        en: "the sheets hold more than \(limit) formulas together, too many to compute again; "
          + "they can be read without --recalculate"
      )
    )
  }
}

extension Workbook {
  /// Formulas that are computed again at most: each takes up to half a kilobyte.
  fileprivate static let recalculatedFormulaLimit = 300_000

  /// What formulas recalculate to where the stored value is another, by sheet and cell.
  func recalculatedDifferences(
    in language: Language
  ) throws(WorkbookError) -> [Int: [CellReference: RecalculatedValue]] {
    var contents: [SheetContent] = []
    var formulas = 0
    for entry in sheets {
      let content = try content(ofSheet: entry.index)
      formulas += content.cells.formulaCount
      guard formulas <= Self.recalculatedFormulaLimit else { throw .tooManyFormulas }
      contents.append(content)
    }
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
