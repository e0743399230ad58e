import HebiaoCore
import TableBinding
import TableSchemas

/// An effective subtotal counts only person-months that have every required mark.
///
/// Where everybody has them it equals the subtotal above it. Where somebody lacks one, stations
/// count differently: either figure is accepted, anything else is wrong.
/// Wrong: 小计 14 and 有效人次小计 13, everybody insured and paid.
/// Right: 14; or 13 where one person's month lacks 社保 or 工资.
enum EffectiveMonthsRule {
  static func lower(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let total = rule.value(.total), let subtotal = rule.value(.subtotal),
      let parts = rule.value(.parts)
    else { return }
    for index in context.ruleTables {
      let table = context.tables[index]
      for row in table.rows.indices where table.rows[row].kind == total {
        let above = table.rows.indices.last { other in
          other < row && table.rows[other].kind == subtotal
            && table.rows[other].section == table.rows[row].section
        }
        let details = ColumnSumRule.partRows(of: row, kind: parts, within: "section", in: table)
        let section = Section(
          table: index,
          total: row,
          subtotal: above,
          details: details,
          marks: rule.values(.requires)
        )
        lower(rule, section, &context)
      }
    }
  }

  private struct Section {
    var table: Int
    var total: Int
    var subtotal: Int?
    var details: [Int]
    var marks: [String]
  }

  private static func lower(
    _ rule: RuleDefinition,
    _ section: Section,
    _ context: inout CheckContext
  ) {
    let table = context.tables[section.table]
    var everybody = true
    for field in rule.values(.fields) {
      for column in table.columns(of: field) {
        if let group = table.columns[column].group {
          var lacking = section.details.filter { row in
            lacksMark(table, row: row, column: column, group: group, marks: section.marks)
          }
          // A mark that the count of marks includes is there; its cell was forgotten.
          if !lacking.isEmpty, countsEverybody(section, column: column, group: group, context) {
            lacking = []
          }
          everybody = everybody && lacking.isEmpty
          lower(section, column: column, lacking: lacking, &context)
        } else {
          // Who is left out of a figure over all months, print does not say.
          lower(section, column: column, lacking: everybody ? [] : nil, &context)
        }
      }
    }
  }

  /// Whether the subtotal counts as many of every mark as people attended.
  private static func countsEverybody(
    _ section: Section,
    column: Int,
    group: Int,
    _ context: CheckContext
  ) -> Bool {
    let table = context.tables[section.table]
    guard let subtotal = section.subtotal else { return false }
    let attending = section.details.count { row in
      table.cell(row: row, column: column)?.number.map { $0 > .zero } ?? false
    }
    return section.marks.allSatisfy { mark in
      guard let marks = table.groups[group].columns[mark],
        let count = table.cell(row: subtotal, column: marks)?.number
      else { return false }
      return count == Rational(attending)
    }
  }

  private static func lacksMark(
    _ table: BoundTable,
    row: Int,
    column: Int,
    group: Int,
    marks: [String]
  ) -> Bool {
    guard let months = table.cell(row: row, column: column)?.number, months > .zero else {
      return false
    }
    return marks.contains { mark in
      guard let column = table.groups[group].columns[mark] else { return false }
      return table.cell(row: row, column: column)?.value != .mark(true)
    }
  }

  private static func lower(
    _ section: Section,
    column: Int,
    lacking: [Int]?,
    _ context: inout CheckContext
  ) {
    let table = context.tables[section.table]
    guard let cell = table.cell(row: section.total, column: column), let value = cell.number else {
      return
    }
    let place = TablePlace(table: section.table, row: section.total, column: column)
    // What equals the subtotal is meant as it is; a mark that is missing may be a slip.
    if let subtotal = section.subtotal, let above = table.cell(row: subtotal, column: column),
      let known = above.number, lacking == [] || known == value
    {
      let first = context.figure(
        above,
        value: known,
        at: TablePlace(table: section.table, row: subtotal, column: column),
        role: .total
      )
      let second = context.figure(cell, value: value, at: place, role: .total)
      context.add(.equal(first, second))
      return
    }
    guard let lacking else { return }
    let all = section.details.compactMap { table.cell(row: $0, column: column)?.summand }
    guard all.count == section.details.count else { return }
    let everything = all.reduce(Optional(Rational.zero)) { $0?.adding($1) }
    let counted =
      everything == value ? section.details : section.details.filter { !lacking.contains($0) }
    let positions = counted.compactMap { row in
      context.summand(
        at: TablePlace(table: section.table, row: row, column: column),
        role: .input
      )
    }
    guard !positions.isEmpty else { return }
    let figure = context.figure(cell, value: value, at: place, role: .total)
    context.add(.sum(total: figure, parts: positions))
  }
}
