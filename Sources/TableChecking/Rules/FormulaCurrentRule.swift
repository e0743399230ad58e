import Formulas
import HebiaoCore
import TableBinding
import TableSchemas

/// A formula's stored value is what the formula gives; a circle of formulas gives nothing.
///
/// Where the figures contradict a stored value as well, both are told in one error.
/// Wrong: =SUM(E5:E7) over 38, 30 and 20, stored as 80.
/// Right: stored as 88.
enum FormulaCurrentRule {
  /// Areas that are followed for all formulas of a workbook together; those beyond are told each for
  /// itself.
  private static let followLimit = 1_000_000

  /// Points the search for faults to the cells that would be right if they were computed again.
  static func suspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    let stale = context.tableFormulas().filter { isStale($0, context) }
    guard !stale.isEmpty else { return }
    let index = ConstraintIndex(context.constraints, figureCount: context.figures.count)
    for formula in stale where agreement(of: formula, index, context) == .withResult {
      context.suspect(formula.facts)
    }
  }

  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    var circles: Set<String> = []
    var unstored: [Int: [TableFormula]] = [:]
    var refused: [String: (reason: LocalizedText, sheet: String, cells: [CellReference])] = [:]
    var stale: [TableFormula] = []
    for formula in context.tableFormulas() {
      if let refusal = formula.refusal {
        if formula.isCircular {
          guard circles.insert(refusal.text.chinese).inserted else { continue }
          report(circle: formula, refusal, &context)
        } else if refusal.kind != .dependsOnRefused {
          let sheet = formula.cell.location.sheet
          refused[sheet + "\n" + refusal.text.chinese, default: (refusal.text, sheet, [])].cells
            .append(formula.cell.location.cell)
        }
      } else if formula.recalculated.stored == .empty {
        unstored[formula.place.table, default: []].append(formula)
      } else if isStale(formula, context) {
        stale.append(formula)
      }
    }
    report(stale: stale, &context)
    for (_, formulas) in unstored.sorted(by: { $0.key < $1.key }) {
      report(unstored: formulas, &context)
    }
    for (_, entry) in refused.sorted(by: { $0.key < $1.key }) { skip(entry, &context) }
  }

  private static func isStale(_ formula: TableFormula, _ context: CheckContext) -> Bool {
    guard formula.recalculated.isCurrent == false, let value = formula.value else { return false }
    let stored = FormulaValue(formula.recalculated.stored)
    return !context.looksSame(value, as: stored, in: formula.cell, at: formula.place)
  }

  /// Which value of a stale formula the other figures agree with.
  private enum Agreement {
    case withStored
    case withResult
    case withBothOrNone
  }

  private static func agreement(
    of formula: TableFormula,
    _ index: ConstraintIndex,
    _ context: CheckContext
  ) -> Agreement {
    guard case .number(let double) = formula.value, let result = Rational(double),
      let position = context.figures.position(ofCell: formula.facts.cell)
    else { return .withBothOrNone }
    let figures = context.figures
    let constraints = context.constraints
    let own = index.constraints(on: position).filter {
      constraints.isEquation($0) && constraints.derived($0) == position
    }
    func hold(with value: Rational) -> Bool {
      own.allSatisfy { constraint in
        constraints.holds(
          constraint,
          value: { $0 == position ? value : figures.values[$0] },
          roundedTo: { figures.entries[$0].roundedTo }
        )
      }
    }
    let stored = hold(with: figures.values[position])
    let computed = hold(with: result)
    if own.isEmpty || stored == computed { return .withBothOrNone }
    return stored ? .withStored : .withResult
  }

  /// Reports the formulas whose own inputs have changed; what only follows from another of them
  /// is not told again.
  private static func report(stale: [TableFormula], _ context: inout CheckContext) {
    guard let formulas = context.formulas, !stale.isEmpty else { return }
    let roots = stale.filter { formula in
      let stored = FormulaValue(formula.recalculated.stored)
      guard
        let value = formulas.value(
          ofFormulaAt: formula.location,
          copiedTo: formula.location
        )
      else { return true }
      return !context.looksSame(value, as: stored, in: formula.cell, at: formula.place)
    }
    let places = WorkbookCellSet(roots.map(\.location))
    let index =
      context.constraintIndex
      ?? ConstraintIndex(context.constraints, figureCount: context.figures.count)
    var followed = followLimit
    // A number stored as text within a sum says already why the sum is another.
    for formula in stale where !context.findings.toldFormulas.contains(formula.cell.location) {
      if !places.contains(formula.location), followed > 0,
        let reach = formulas.reach(ofFormulaAt: formula.location)
      {
        followed -= reach.areaCount
        if places.meets(reach) { continue }
      }
      report(stale: formula, index, &context)
    }
  }

  private static func report(
    stale formula: TableFormula,
    _ index: ConstraintIndex,
    _ context: inout CheckContext
  ) {
    guard let value = formula.value else { return }
    let (cell, place) = (formula.cell, formula.place)
    let should = context.text(value, in: cell, at: place)
    let stored = FormulaValue(formula.recalculated.stored)
    let actual = context.text(stored, in: cell, at: place)
    if agreement(of: formula, index, context) == .withStored {
      context.tell(
        LocalizedText(
          zh: "公式 \(formula.shownFormula) 重算得 \(should), 而与其他数相符的是表中存的 \(actual): "
            + "一经重算就会出错, 请改公式",
          en:
            "the formula \(formula.shownFormula) gives \(should), but it is the stored \(actual) that "
            + "agrees with the other figures: mend the formula before it is computed again"
        ),
        about: cell,
        at: place
      )
      return
    }
    var expected = ReportedValue.none
    if case .number(let double) = value, let number = Rational(double) {
      expected = .number(number)
    }
    context.tell(
      LocalizedText(
        zh: "公式 \(formula.shownFormula) 重算得 \(should), 表中存的 \(actual) 是旧结果; "
          + "请在 Excel 或 WPS 中打开, 按 F9 重算后保存",
        en: "the formula \(formula.shownFormula) gives \(should), but \(actual) is stored, an old "
          + "result; open the file in Excel, press F9 and save it"
      ),
      about: cell,
      at: place,
      expected: expected
    )
  }

  private static func report(
    circle formula: TableFormula,
    _ refusal: FormulaRefusal,
    _ context: inout CheckContext
  ) {
    context.tell(
      LocalizedText(
        zh: "公式\(refusal.text.chinese), 算不出结果",
        en: "the formula is part of \(refusal.text.english) and has no result"
      ),
      about: formula.cell,
      at: formula.place
    )
  }

  /// Formulas that were saved without their values, as programs do: once per table.
  private static func report(unstored formulas: [TableFormula], _ context: inout CheckContext) {
    guard let first = formulas.first else { return }
    let shown = formulas.prefix(3).map { "\($0.cell.location.cell)" }.joined(separator: "、")
    let more = formulas.count > 3
    context.report(
      first.cell,
      at: first.place,
      message: LocalizedText(
        zh: "\(formulas.count) 个公式没有存下结果 (\(shown)\(more ? " 等" : "")), 已按重算的值核对; "
          + "手机上会显示为空, 请在 Excel 或 WPS 中打开并保存一次",
        en:
          "\(formulas.count) formulas have no stored result (\(shown)\(more ? "…" : "")); they were "
          + "computed for the check, but a phone shows them empty: open and save the file in Excel"
      ),
      others: formulas.dropFirst().map(\.cell.location)
    )
  }

  private static func skip(
    _ entry: (reason: LocalizedText, sheet: String, cells: [CellReference]),
    _ context: inout CheckContext
  ) {
    let shown = entry.cells.prefix(3).map { "\($0)" }.joined(separator: "、")
    let more = entry.cells.count > 3
    context.skip(
      LocalizedText(
        zh: "\(shown)\(more ? " 等 \(entry.cells.count) 格" : "") 的公式没有重算: \(entry.reason.chinese)",
        en: "\(shown)\(more ? " and more" : "") not recalculated: \(entry.reason.english)"
      ),
      sheet: entry.sheet
    )
  }
}
