import HebiaoCore
import TableBinding
import TableSchemas

/// The people of a table and of its counterpart in the earlier workbook.
struct MatchedPeople {
  /// A person and the same one in the earlier workbook, by row.
  struct Pair {
    var new: Int
    var old: Int
    /// Whether only the name differs.
    var isRenamed: Bool
  }

  /// The tables, by position.
  var table: Int
  var earlierTable: Int
  var pairs: [Pair] = []
  /// Rows of people that the earlier workbook has not.
  var joined: [Int] = []
  /// Rows of people that only the earlier workbook has.
  var missing: [Int] = []

  /// Matches people by name, then those who are left by everything else the rule names.
  ///
  /// Shape: positions in `new` and `old`; rows that are no person's are left out.
  init(
    _ table: Int,
    _ earlierTable: Int,
    rule: RuleDefinition,
    new: CheckContext,
    old: CheckContext
  ) {
    self.table = table
    self.earlierTable = earlierTable
    let (now, before) = (new.tables[table], old.tables[earlierTable])
    var waiting: [String: [Int]] = [:]
    for row in before.rows.indices.reversed() where before.rows[row].kind == BoundRow.detail {
      waiting[Self.name(row, before, rule), default: []].append(row)
    }
    for row in now.rows.indices where now.rows[row].kind == BoundRow.detail {
      if let found = waiting[Self.name(row, now, rule)]?.popLast() {
        pairs.append(Pair(new: row, old: found, isRenamed: false))
      } else {
        joined.append(row)
      }
    }
    missing = waiting.values.flatMap { $0 }.sorted()
    matchRenamed(rule, new, old)
    pairs.sort { $0.new < $1.new }
  }

  private mutating func matchRenamed(
    _ rule: RuleDefinition,
    _ new: CheckContext,
    _ old: CheckContext
  ) {
    for row in joined {
      let alike = missing.filter { areAlike(row, $0, rule, new, old) }
      // Two who could be meant are nobody.
      guard alike.count == 1, let found = alike.first,
        joined.filter({ areAlike($0, found, rule, new, old) }).count == 1
      else { continue }
      pairs.append(Pair(new: row, old: found, isRenamed: true))
    }
    let renamed = pairs.filter(\.isRenamed)
    joined.removeAll { row in renamed.contains { $0.new == row } }
    missing.removeAll { row in renamed.contains { $0.old == row } }
  }

  /// Whether all but one of the fields agree, and every month that both tables have.
  private func areAlike(
    _ row: Int,
    _ earlierRow: Int,
    _ rule: RuleDefinition,
    _ new: CheckContext,
    _ old: CheckContext
  ) -> Bool {
    let (now, before) = (new.tables[table], old.tables[earlierTable])
    let fields = rule.values(.alike)
    let agreeing = fields.filter { field in
      guard let text = Self.text(field, row, now) else { return false }
      return text == Self.text(field, earlierRow, before)
    }
    guard agreeing.count >= max(2, fields.count - 1), let attendance = rule.value(.attendance)
    else { return false }
    let months = new.personMonths(table: table, row: row, attendance: attendance)
    let earlier = old.personMonths(table: earlierTable, row: earlierRow, attendance: attendance)
    let shared = months.compactMap { month in
      earlier.first { $0.ordinal == month.ordinal }.map { (month.attendance, $0.attendance) }
    }
    return !shared.isEmpty && shared.allSatisfy { $0.summand == $1.summand }
      && shared.contains { ($0.0.summand ?? .zero) > .zero }
  }

  private static func name(_ row: Int, _ table: BoundTable, _ rule: RuleDefinition) -> String {
    rule.values(.fields).compactMap { text($0, row, table) }.joined(separator: "/")
  }

  /// What a person's cell says, as texts are compared; nil where it says nothing.
  static func text(_ field: String, _ row: Int, _ table: BoundTable) -> String? {
    guard let column = table.column(field), let cell = table.cell(row: row, column: column) else {
      return nil
    }
    switch cell.value {
    case .text(let text): return NormalizedText.header(text)
    case .number(let number): return "\(number)"
    case .dates(let dates):
      return dates.start.isoText + "/" + (dates.end?.isoText ?? "")
    default: return nil
    }
  }
}
