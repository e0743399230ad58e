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
    let marks = rule.values(.requires)
    for table in context.ruleTables {
      let bound = table.bound
      let columns = table.columns(of: rule.values(.fields))
      for row in table.rows where bound.rows[row].kind == total {
        let above = bound.rows.indices.last { other in
          other < row && bound.rows[other].kind == subtotal
            && bound.rows[other].section == bound.rows[row].section
        }
        let details = ColumnSumRule.partRows(of: row, kind: parts, within: "section", in: bound)
        let section = Section(
          table: table,
          total: row,
          subtotal: above,
          details: details,
          marks: bound.groups.map { group in marks.map { group.columns[$0] } }
        )
        lower(section, columns, &context)
      }
    }
  }

  private struct Section {
    var table: TableFacts
    var total: Int
    var subtotal: Int?
    var details: [Int]
    /// The columns of the required marks, by group; nil where a group has none.
    var marks: [[Int?]]
  }

  private static func lower(
    _ section: Section,
    _ columns: [Int],
    _ context: inout CheckContext
  ) {
    var everybody = true
    for column in columns {
      if let group = section.table.bound.columns[column].group {
        var lacking = section.details.filter { row in
          lacksMark(section, row: row, column: column, group: group)
        }
        // A mark that the count of marks includes is there; its cell was forgotten.
        if !lacking.isEmpty, countsEverybody(section, column: column, group: group) {
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

  /// Whether the subtotal counts as many of every mark as people attended.
  private static func countsEverybody(_ section: Section, column: Int, group: Int) -> Bool {
    guard let subtotal = section.subtotal else { return false }
    let attending = section.details.count { row in
      section.table[row, column].number.map { $0 > .zero } ?? false
    }
    return section.marks[group].allSatisfy { mark in
      mark.flatMap { section.table[subtotal, $0].number } == Rational(attending)
    }
  }

  private static func lacksMark(_ section: Section, row: Int, column: Int, group: Int) -> Bool {
    guard let months = section.table[row, column].number, months > .zero else { return false }
    return section.marks[group].contains { mark in
      mark.map { section.table[row, $0].kind != .marked } ?? false
    }
  }

  private static func lower(
    _ section: Section,
    column: Int,
    lacking: [Int]?,
    _ context: inout CheckContext
  ) {
    let table = section.table
    let row = section.total
    let closing = table[row, column]
    guard let value = closing.number else { return }
    // What equals the subtotal is meant as it is; a mark that is missing may be a slip.
    if let subtotal = section.subtotal, let known = table[subtotal, column].number,
      lacking == [] || known == value
    {
      let first = context.figure(
        table[subtotal, column],
        value: known,
        in: table,
        subtotal,
        column,
        role: .total
      )
      let second = context.figure(closing, value: value, in: table, row, column, role: .total)
      context.add(.equal(first, second))
      return
    }
    guard let lacking, section.details.allSatisfy({ table[$0, column].isSummand }) else { return }
    let everything = section.details.reduce(Optional(Rational.zero)) { sum, row in
      sum?.adding(table[row, column].amount)
    }
    let counted =
      everything == value ? section.details : section.details.filter { !lacking.contains($0) }
    let positions = counted.compactMap { row in
      context.summand(in: table, row, column)
    }
    guard !positions.isEmpty else { return }
    let figure = context.figure(closing, value: value, in: table, row, column, role: .total)
    context.add(.sum(total: figure, parts: positions))
  }
}
