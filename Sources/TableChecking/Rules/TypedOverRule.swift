import Formulas
import HebiaoCore
import TableBinding
import TableSchemas

/// Where the cells beside it have one and the same formula, a cell has it too.
///
/// A number that was typed over the formula no longer follows its figures, even if it is right now.
/// Wrong: =J5/I5, 0.75, =J7/I7 down a column of percentages.
/// Right: =J5/I5, =J6/I6, =J7/I7.
enum TypedOverRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let formulas = context.formulas else { return }
    var told = CellSet(cellCount: context.cellCount)
    for line in lines(context) {
      guard let pattern = pattern(of: line, context) else { continue }
      for entry in line where !entry.facts.hasFormula && told.insert(entry.facts.cell) {
        let cell = context.workbookCell(context.location(of: entry))
        // What an array formula fills was not typed.
        if cell.map(formulas.isFilled) ?? false { continue }
        tell(entry, pattern, &context)
      }
    }
  }

  /// Cells that would share a formula and do not all have one: of one column in rows of one class,
  /// and of one kind of column along a row.
  private static func lines(_ context: CheckContext) -> [[RuleCell]] {
    let cells = context.tableCells {
      $0.kind == .number && ($0.hasFormula || $0.isStoredNumber)
    }
    guard cells.contains(where: \.facts.hasFormula) else { return [] }
    var columns: [[RuleCell]] = []
    var rows: [[RuleCell]] = []
    for table in context.ruleTables {
      let own = cells.filter { $0.place.table == table.index }
      let kinds = Numbered(table.bound.rows.lazy.map(\.kind))
      let contents = Numbered(table.bound.columns.lazy.map(\.definition.content))
      columns += grouped(own, into: kinds.count * table.width) { place in
        kinds[place.row] * table.width + place.column
      }
      rows += grouped(own, into: contents.count * table.rows.count) { place in
        place.row * contents.count + contents[place.column]
      }
    }
    func sorted(_ lines: [[RuleCell]]) -> [[RuleCell]] {
      lines.sorted { context.location(of: $0[0]) < context.location(of: $1[0]) }
    }
    return sorted(columns) + sorted(rows)
  }

  /// The groups of some cells that have both formulas and numbers that were typed.
  private static func grouped(
    _ cells: [RuleCell],
    into count: Int,
    by group: (TablePlace) -> Int
  ) -> [[RuleCell]] {
    let groupOfCell = cells.map { group($0.place) }
    // Most groups are all formulas, or all typed: those need not be put together.
    var (hasFormula, hasTyped) = (
      [Bool](repeating: false, count: count), [Bool](repeating: false, count: count)
    )
    for (cell, group) in zip(cells, groupOfCell) {
      if cell.facts.hasFormula { hasFormula[group] = true } else { hasTyped[group] = true }
    }
    var groups: [Int: [RuleCell]] = [:]
    for (cell, group) in zip(cells, groupOfCell) where hasFormula[group] && hasTyped[group] {
      groups[group, default: []].append(cell)
    }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Two or more cells whose formulas read the same, more of them than there are typed numbers.
  private static func pattern(of line: [RuleCell], _ context: CheckContext) -> [WorkbookCell]? {
    guard let formulas = context.formulas else { return nil }
    var cells: [FormulaPattern: [WorkbookCell]] = [:]
    let typed = line.count { !$0.facts.hasFormula }
    guard line.count - typed >= 2, line.count - typed > typed else { return nil }
    for entry in line where entry.facts.hasFormula {
      guard let cell = context.workbookCell(context.location(of: entry)),
        let pattern = formulas.formula(at: cell)?.pattern(at: cell.reference)
      else { continue }
      cells[pattern, default: []].append(cell)
    }
    // Of two that are as frequent the one that stands first counts, whatever order they are kept in.
    let most = cells.values.max { left, right in
      (left.count, right[0].reference) < (right.count, left[0].reference)
    }
    guard let most, most.count >= 2, most.count > typed else { return nil }
    return most
  }

  private static func tell(
    _ entry: RuleCell,
    _ pattern: [WorkbookCell],
    _ context: inout CheckContext
  ) {
    let place = entry.place
    guard let cell = context.cell(at: place), let formulas = context.formulas,
      let source = pattern.first,
      let target = context.workbookCell(cell.location),
      let value = formulas.value(ofFormulaAt: source, copiedTo: target),
      case .number(let number) = value, number != 0,
      let formula = formulas.recalculated[source]?.formula
    else { return }
    let names = pattern.prefix(2).map { "\($0.reference)" }.joined(separator: "、")
    let more = pattern.count > 2 ? " 等是公式" : " 是公式"
    let same = context.looksSame(value, as: FormulaValue(cell.raw), in: cell, at: place)
    let should = context.text(value, in: cell, at: place)
    let shown = TableFormula.shown(formula)
    let beside = LocalizedText(
      zh: "这里是手填的数, 而 \(names)\(more) (\(source.reference) 为 \(shown))",
      en: "this is a typed number, while \(names) have a formula (\(source.reference): \(shown))"
    )
    context.tell(
      same
        ? LocalizedText(
          zh: beside.chinese + "; 值与公式相同, 但不会随表更新",
          en: beside.english + "; its value is the same, but it will not follow the table"
        )
        : LocalizedText(
          zh: beside.chinese + "; 按同样的公式应为 \(should)",
          en: beside.english + "; by the same formula it would be \(should)"
        ),
      about: cell,
      at: place,
      expected: same ? .none : Rational(number).map { .number($0) } ?? .none,
      severity: same ? .info : nil
    )
  }
}
