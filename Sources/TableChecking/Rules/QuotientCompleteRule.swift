import HebiaoCore
import TableBinding
import TableSchemas

/// Percentage, dividend and divisor belong together; with one missing nothing can be recomputed.
///
/// Wrong: 指标要求 共计300小时, 完成情况 blank, 完成百分比 200.00%.
/// Right: 完成情况 共计600小时; or / in all three.
enum QuotientCompleteRule {
  /// A divisor of nothing beside a quotient that is not there stays nothing: another figure would
  /// ask for a quotient.
  static func bound(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let quotient = rule.value(.quotient), let divisor = rule.value(.divisor) else { return }
    for index in context.ruleTables {
      let table = context.tables[index]
      for row in table.rows.indices {
        for group in table.groups {
          guard let column = group.columns[quotient], let bottom = group.columns[divisor],
            table.cell(row: row, column: column)?.number == nil,
            let figure = context.known(at: TablePlace(table: index, row: row, column: bottom)),
            context.figures.list[figure].value == .zero
          else { continue }
          context.fix(figure)
        }
      }
    }
  }

  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for index in context.ruleTables {
      let table = context.tables[index]
      var seen: Set<CellLocation> = []
      let groups = QuotientRule.columns(rule, of: table)
      for row in table.rows.indices {
        for columns in groups {
          guard let cell = table.cell(row: row, column: columns.quotient),
            let dividendCell = table.cell(row: row, column: columns.dividend),
            let divisorCell = table.cell(row: row, column: columns.divisor),
            cell.mergedRange == nil || seen.insert(cell.location).inserted,
            let message = message(cell, dividendCell, divisorCell, table, columns)
          else { continue }
          context.report(
            cell,
            at: TablePlace(table: index, row: row, column: columns.quotient),
            message: message,
            others: [dividendCell.location, divisorCell.location]
          )
        }
      }
    }
  }

  private static func message(
    _ quotient: BoundCell,
    _ dividend: BoundCell,
    _ divisor: BoundCell,
    _ table: BoundTable,
    _ columns: QuotientRule.Columns
  ) -> LocalizedText? {
    var names: [String] {
      [columns.quotient, columns.dividend, columns.divisor].map { table.columns[$0].headerText }
    }
    if quotient.number != nil {
      if dividend.isBlank || dividend.value == .notApplicable {
        return LocalizedText(
          zh: "有\(names[0])而没有\(names[1]), 无法复核",
          en: "\(names[0]) is given, but \(names[1]) is not; it cannot be recomputed"
        )
      }
      if divisor.isBlank || divisor.value == .notApplicable {
        return LocalizedText(
          zh: "有\(names[0])而没有\(names[2]), 无法复核",
          en: "\(names[0]) is given, but \(names[2]) is not; it cannot be recomputed"
        )
      }
      if divisor.number == .zero, quotient.number != .zero, dividend.number != .zero {
        return LocalizedText(
          zh: "\(names[2])为 0, 无从计算\(names[0])",
          en: "\(names[2]) is 0, so there is no \(names[0])"
        )
      }
      return nil
    }
    guard quotient.isBlank, dividend.number != nil, let agreed = divisor.number, agreed > .zero
    else { return nil }
    // Blank where the figures are merged differently says nothing.
    let ranges = [quotient, dividend, divisor].map { $0.mergedRange?.height ?? 1 }
    guard Set(ranges).count == 1 else { return nil }
    return LocalizedText(
      zh: "有\(names[2])和\(names[1])而没有\(names[0])",
      en: "\(names[2]) and \(names[1]) are given, but \(names[0]) is not"
    )
  }
}
