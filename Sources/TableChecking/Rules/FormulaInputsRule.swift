import Formulas
import HebiaoCore
import TableBinding
import TableSchemas

/// The formula of a sum or a percentage reads the figures that it should be made of.
///
/// Where its value is wrong as well, the error says that the formula itself is at fault.
/// Wrong: =SUM(E5:E6) in the row that closes rows 5 to 7; =J5/H5 where the percentage is J5 ÷ I5.
/// Right: =SUM(E5:E7); =J5/I5.
enum FormulaInputsRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    let formulas = context.tableFormulas()
    guard !formulas.isEmpty else { return }
    let inputs = FormulaInputs(context)
    for formula in formulas {
      guard formula.value != nil, formula.recalculated.isCurrent != false else { continue }
      let missing = inputs.missing(from: formula, context)
      let isWrong = context.findings.hasError(at: formula.cell.location)
      guard isWrong || !missing.isEmpty else { continue }
      tell(formula, missing, isWrong, &context)
    }
  }

  private static func tell(
    _ formula: TableFormula,
    _ missing: [CellLocation],
    _ isWrong: Bool,
    _ context: inout CheckContext
  ) {
    let sheet = formula.cell.location.sheet
    let shown = missing.prefix(3).map { $0.text(from: sheet) }.joined(separator: "、")
    let more = missing.count > 3 ? " 等" : ""
    let lack =
      missing.isEmpty
      ? LocalizedText(zh: "", en: "")
      : LocalizedText(zh: ", 没有用到 \(shown)\(more)", en: ", which does not use \(shown)")
    let message =
      isWrong
      ? LocalizedText(
        zh: "错在公式: \(formula.shownFormula) 算出来就是这个数\(lack.chinese)",
        en: "the formula is wrong: this is what \(formula.shownFormula) gives\(lack.english)"
      )
      : LocalizedText(
        zh: "公式 \(formula.shownFormula) 没有用到 \(shown)\(more); 现在的数虽然相符, 那里一改就会错",
        en:
          "the formula \(formula.shownFormula) does not use \(shown); the figure is right now, but "
          + "a change there would make it wrong"
      )
    context.tell(message, about: formula.cell, at: formula.place, others: missing)
  }
}

/// Which figures the arithmetic rules make each figure of.
private struct FormulaInputs {
  /// By derived figure: its parts, of each constraint.
  private var parts: [Int: [[Int]]] = [:]

  init(_ context: CheckContext) {
    for index in context.constraints.indices {
      switch context.constraints.kind(of: index) {
      case .sum, .quotient:
        let figures = context.figures(of: index)
        parts[figures[0], default: []].append(Array(figures.dropFirst()))
      case .equal, .atMost, .together: break
      }
    }
  }

  /// The figures that a formula should read and does not, where it reads others of them.
  ///
  /// A cell that is a sum both of its row and of its column need read only one of them.
  func missing(from formula: TableFormula, _ context: CheckContext) -> [CellLocation] {
    guard let figure = context.figures.position(ofCell: formula.facts.cell),
      let lists = parts[figure], let formulas = context.formulas,
      let reach = formulas.reach(ofFormulaAt: formula.location)
    else { return [] }
    var shortest: [CellLocation] = []
    for list in lists {
      let filled = list.filter { !context.figures.list[$0].isBlank }
      let missing = filled.filter { !isRead($0, reach, context, depth: 0) }
      if missing.isEmpty { return [] }
      // A formula that reads none of them is made of something else.
      guard missing.count < filled.count else { continue }
      if shortest.isEmpty || missing.count < shortest.count {
        shortest = missing.map { context.figures.list[$0].location }
      }
    }
    return shortest
  }

  /// Whether a formula reads a figure, or all that the figure is made of.
  private func isRead(
    _ figure: Int,
    _ reach: FormulaReach,
    _ context: CheckContext,
    depth: Int
  ) -> Bool {
    let location = context.figures.list[figure].location
    guard let cell = context.workbookCell(location) else { return false }
    if reach.contains(cell) { return true }
    guard depth < 3, let lists = parts[figure] else { return false }
    return lists.contains { list in
      list.allSatisfy {
        context.figures.list[$0].isBlank || isRead($0, reach, context, depth: depth + 1)
      }
    }
  }
}
