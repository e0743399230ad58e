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
    guard context.formulas != nil else { return }
    var told: Set<CellLocation> = []
    for line in lines(context) {
      guard let pattern = pattern(of: line, context) else { continue }
      for entry in line
      where !entry.cell.hasFormula && entry.cell.number != nil
        && told.insert(entry.cell.location).inserted
      {
        tell(entry, pattern, &context)
      }
    }
  }

  private typealias Entry = (cell: BoundCell, place: TablePlace)

  /// Cells that would share a formula: of one column in rows of one class, and of one kind of
  /// column along a row.
  private static func lines(_ context: CheckContext) -> [[Entry]] {
    var columns: [ColumnLine: [Entry]] = [:]
    var rows: [RowLine: [Entry]] = [:]
    var seen: Set<CellLocation> = []
    for (cell, place) in context.tableCells() {
      guard cell.number != nil, cell.hasFormula || isTyped(cell),
        seen.insert(cell.location).inserted
      else { continue }
      let table = context.tables[place.table]
      let row = table.rows[place.row]
      let content = table.columns[place.column].definition.content
      let column = ColumnLine(table: place.table, column: place.column, kind: row.kind)
      columns[column, default: []].append((cell, place))
      rows[RowLine(table: place.table, row: place.row, content: content), default: []]
        .append((cell, place))
    }
    func sorted(_ lines: some Collection<[Entry]>) -> [[Entry]] {
      lines.filter { line in line.contains { $0.cell.hasFormula } }
        .sorted { ($0.first?.cell.location).ordered(before: $1.first?.cell.location) }
    }
    return sorted(columns.values) + sorted(rows.values)
  }

  private struct ColumnLine: Hashable {
    var table: Int
    var column: Int
    var kind: String
  }

  private struct RowLine: Hashable {
    var table: Int
    var row: Int
    var content: ColumnDefinition.Content
  }

  private static func isTyped(_ cell: BoundCell) -> Bool {
    if case .number = cell.raw { true } else { false }
  }

  /// Two or more cells whose formulas read the same, more of them than there are typed numbers.
  private static func pattern(of line: [Entry], _ context: CheckContext) -> [WorkbookCell]? {
    guard let formulas = context.formulas else { return nil }
    var cells: [FormulaPattern: [WorkbookCell]] = [:]
    var typed = 0
    for entry in line {
      guard entry.cell.hasFormula else {
        typed += 1
        continue
      }
      guard let cell = context.workbookCell(entry.cell.location),
        let pattern = formulas.formula(at: cell)?.pattern(at: cell.reference)
      else { continue }
      cells[pattern, default: []].append(cell)
    }
    guard typed > 0, let most = cells.values.max(by: { $0.count < $1.count }), most.count >= 2,
      most.count > typed
    else { return nil }
    return most
  }

  private static func tell(
    _ entry: Entry,
    _ pattern: [WorkbookCell],
    _ context: inout CheckContext
  ) {
    let (cell, place) = entry
    guard let formulas = context.formulas, let source = pattern.first,
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

extension CellLocation? {
  /// Whether one location stands before another; none stands first.
  fileprivate func ordered(before other: CellLocation?) -> Bool {
    switch (self, other) {
    case (.some(let first), .some(let second)): first < second
    case (.none, .some): true
    default: false
    }
  }
}
