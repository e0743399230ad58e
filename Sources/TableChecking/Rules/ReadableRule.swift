import HebiaoCore
import TableBinding
import TableSchemas

/// Cells hold what their column is for: a number, a mark, or nothing.
///
/// A formula without a stored result is a warning: it is pointed out, not judged.
/// Wrong: 完成量 约八十.
/// Right: 完成量 80, or / where it does not apply.
enum ReadableRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    let wanted = context.cells(of: rule) { facts, table, place in
      guard !facts.isReadable else { return false }
      // The label of a closing row may stand in any of the columns that name its rows.
      let label = table.bound.rows[place.row].labelCell
      return label == nil || label != table.cell(place.row, place.column)?.location.cell
    }
    for (cell, place) in context.bound(wanted) {
      let field = TableLabels.field(of: place, in: context.tables)
      switch cell.value {
      case .uncomputed:
        context.report(
          cell,
          at: place,
          message: LocalizedText(
            zh: "\(field.chinese)的公式没有存下结果, 无法复核; 请在 Excel 或 WPS 中打开并保存一次",
            en: "the formula of \(field.english) has no stored result; open and save it in Excel"
          ),
          severity: .warning
        )
      case .unreadable, .unclear:
        if dividesByNothing(cell, place, context) { continue }
        if case .number(let number) = cell.raw, number.magnitude > 1 {
          context.report(
            cell,
            at: place,
            message: LocalizedText(
              zh: "\(field.chinese)的数字过大, 无法复核, 表中为 \(number)",
              en: "the number of \(field.english) is too large to be checked: \(number)"
            )
          )
          continue
        }
        let actual = FigureTexts.text(of: cell)
        let asked = contentAsked(at: place, context)
        context.report(
          cell,
          at: place,
          message: LocalizedText(
            zh: "\(field.chinese)应填\(asked.chinese), 表中为 “\(actual)”",
            en: "\(field.english) should be \(asked.english); the table has \"\(actual)\""
          )
        )
      default: continue
      }
    }
  }

  /// What a cell's column is for.
  private static func contentAsked(at place: TablePlace, _ context: CheckContext) -> LocalizedText {
    let table = context.tables[place.table]
    return switch table.columns[place.column].definition.content {
    case .percent: LocalizedText(zh: "百分比", en: "a percentage")
    case .mark where table.rows[place.row].kind == BoundRow.detail:
      LocalizedText(zh: " √", en: "a mark")
    default: LocalizedText(zh: "数字", en: "a figure")
    }
  }

  /// `#DIV/0!` beside nothing agreed says only that there is nothing to divide by.
  private static func dividesByNothing(
    _ cell: BoundCell,
    _ place: TablePlace,
    _ context: CheckContext
  ) -> Bool {
    let table = context.tables[place.table]
    guard cell.raw == .error("#DIV/0!"), let group = table.columns[place.column].group else {
      return false
    }
    return table.groups[group].columns.values.contains { column in
      guard column != place.column, let other = table.cell(row: place.row, column: column) else {
        return false
      }
      return other.summand == .zero
    }
  }
}
