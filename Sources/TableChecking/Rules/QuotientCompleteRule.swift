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
    for table in context.ruleTables {
      for group in table.bound.groups {
        guard let column = group.columns[quotient], let bottom = group.columns[divisor] else {
          continue
        }
        for row in table.rows where table[row, column].kind != .number {
          guard table[row, bottom].isPresent,
            let figure = context.figures.position(ofCell: table[row, bottom].cell),
            context.figures.values[figure] == .zero
          else { continue }
          context.fix(figure)
        }
      }
    }
  }

  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for table in context.ruleTables {
      var seen = CellSet(cellCount: context.cellCount)
      let groups = QuotientRule.columns(rule, of: table.bound)
      for row in table.rows {
        for columns in groups {
          let facts = table[row, columns.quotient]
          guard facts.isPresent, table[row, columns.dividend].isPresent,
            table[row, columns.divisor].isPresent, !facts.isMerged || seen.insert(facts.cell),
            !isComplete(facts, table[row, columns.dividend], table[row, columns.divisor]),
            let cell = table.cell(row, columns.quotient),
            let dividendCell = table.cell(row, columns.dividend),
            let divisorCell = table.cell(row, columns.divisor),
            let message = message(cell, dividendCell, divisorCell, table.bound, columns)
          else { continue }
          context.report(
            cell,
            at: table.place(row, columns.quotient),
            message: message,
            others: [dividendCell.location, divisorCell.location]
          )
        }
      }
    }
  }

  /// Whether all three hold figures that say something: then nothing is missing.
  private static func isComplete(
    _ quotient: CellFacts,
    _ dividend: CellFacts,
    _ divisor: CellFacts
  ) -> Bool {
    quotient.kind == .number && dividend.kind == .number && divisor.kind == .number
      && divisor.amount != .zero
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
