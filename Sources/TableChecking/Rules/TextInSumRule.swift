import Formulas
import HebiaoCore
import TableBinding
import TableSchemas

/// No number within the range of a formula is stored as text: Excel's sums leave it out.
///
/// Wrong: =SUM(E5:E7) where E6 holds the text "30".
/// Right: E6 holds the number 30.
enum TextInSumRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let formulas = context.formulas else { return }
    let numbers = context.tableCells { $0.kind == .number && $0.isNumberAsText }
    let texts = context.bound(numbers)
    guard !texts.isEmpty else { return }
    var told: Set<CellLocation> = []
    for formula in context.tableFormulas() {
      let ranges = formulas.ranges(ofFormulaAt: formula.location)
      guard !ranges.isEmpty else { continue }
      let left = texts.filter { entry in
        guard let cell = context.workbookCell(entry.cell.location) else { return false }
        return ranges.contains { $0.sheet == cell.sheet && $0.range.contains(cell.reference) }
      }
      guard let first = left.first, told.insert(formula.cell.location).inserted else { continue }
      tell(formula, left.map(\.cell), first.cell, &context)
    }
  }

  private static func tell(
    _ formula: TableFormula,
    _ texts: [BoundCell],
    _ first: BoundCell,
    _ context: inout CheckContext
  ) {
    let sheet = formula.cell.location.sheet
    let names = texts.prefix(3).map { $0.location.text(from: sheet) }.joined(separator: "、")
    let more = texts.count > 3 ? " 等 \(texts.count) 格" : ""
    context.tell(
      LocalizedText(
        zh: "\(names)\(more) 的数字以文本存放, 公式 \(formula.shownFormula) 没有把它算进去; 请改为数字",
        en: "\(names) hold numbers stored as text, which \(formula.shownFormula) leaves out; "
          + "make them numbers"
      ),
      about: formula.cell,
      at: formula.place,
      others: texts.map(\.location)
    )
  }
}
