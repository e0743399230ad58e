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
      let missing = inputs.missing(from: formula)
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
  private let context: CheckContext
  private let index: ConstraintIndex

  init(_ context: CheckContext) {
    self.context = context
    index =
      context.constraintIndex
      ?? ConstraintIndex(context.constraints, figureCount: context.figures.count)
  }

  /// The figures that a formula should read and does not, where it reads others of them.
  ///
  /// A cell that is a sum both of its row and of its column need read only one of them.
  func missing(from formula: TableFormula) -> [CellLocation] {
    guard let figure = context.figures.position(ofCell: formula.facts.cell),
      let formulas = context.formulas, isDerived(figure),
      let reach = formulas.reach(ofFormulaAt: formula.location)
    else { return [] }
    var shortest: [Int] = []
    for entry in index.places(of: figure) where derives(entry) {
      var missing: [Int] = []
      var isAnyRead = false
      forEachPart(entry) { part in
        if isBlank(part) { return }
        if isRead(part, reach, depth: 0) { isAnyRead = true } else { missing.append(part) }
      }
      if missing.isEmpty { return [] }
      // A formula that reads none of them is made of something else.
      if isAnyRead, shortest.isEmpty || missing.count < shortest.count { shortest = missing }
    }
    return shortest.map { part in
      let place = context.figures.entries[part].place
      return context.facts[place.table].location(place.row, place.column)
    }
  }

  /// Whether a formula reads a figure, or all that the figure is made of.
  private func isRead(_ figure: Int, _ reach: FormulaReach, depth: Int) -> Bool {
    if reach.contains(context.workbookCell(at: context.figures.entries[figure].place)) {
      return true
    }
    guard depth < 3 else { return false }
    return index.places(of: figure).contains { entry in
      guard derives(entry) else { return false }
      var isWhole = true
      forEachPart(entry) { part in
        isWhole = isWhole && (isBlank(part) || isRead(part, reach, depth: depth + 1))
      }
      return isWhole
    }
  }

  /// Whether a figure is the sum or the quotient of others.
  private func isDerived(_ figure: Int) -> Bool {
    index.places(of: figure).contains { derives($0) }
  }

  /// Whether an entry of the index says that a figure is the sum or the quotient of others.
  private func derives(_ entry: Int) -> Bool {
    guard index.entries[entry].part == .total || index.entries[entry].part == .quotient else {
      return false
    }
    switch context.constraints.kind(of: Int(index.entries[entry].constraint)) {
    case .sum, .quotient: return true
    case .equal, .atMost, .together: return false
    }
  }

  /// Goes over the figures that a figure is made of by an entry of the index.
  private func forEachPart(_ entry: Int, _ body: (Int) -> Void) {
    let constraints = context.constraints
    for place in constraints.members(of: Int(index.entries[entry].constraint)).dropFirst() {
      body(Int(constraints.members[place]))
    }
  }

  private func isBlank(_ figure: Int) -> Bool {
    let place = context.figures.entries[figure].place
    return context.facts[place.table][place.row, place.column].isBlank
  }
}
