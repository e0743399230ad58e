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
    let now = joined.map { Profile($0, in: table, rule, new) }
    let before = missing.map { Profile($0, in: earlierTable, rule, old) }
    // How many could be meant: two who could are nobody.
    var counts = [Int](repeating: 0, count: before.count)
    var found = [Int?](repeating: nil, count: now.count)
    for (index, person) in now.enumerated() {
      var alike = 0
      for other in before.indices where person.isAlike(before[other]) {
        counts[other] += 1
        alike += 1
        found[index] = alike == 1 ? other : nil
      }
    }
    var (renamed, gone): (Set<Int>, Set<Int>) = ([], [])
    for (index, other) in found.enumerated() {
      guard let other, counts[other] == 1 else { continue }
      pairs.append(Pair(new: joined[index], old: missing[other], isRenamed: true))
      renamed.insert(joined[index])
      gone.insert(missing[other])
    }
    joined.removeAll(where: renamed.contains)
    missing.removeAll(where: gone.contains)
  }

  /// What a person is known by besides the name.
  private struct Profile {
    /// What the cells of the fields say, in the order of the fields.
    let fields: [String?]
    /// What each month counts, by the month.
    let months: [(ordinal: Int, attended: Rational?)]

    init(_ row: Int, in table: Int, _ rule: RuleDefinition, _ context: CheckContext) {
      fields = rule.values(.alike).map { text($0, row, context.tables[table]) }
      months =
        rule.value(.attendance).map { attendance in
          context.personMonths(table: table, row: row, attendance: attendance).map {
            ($0.ordinal, $0.attendance.summand)
          }
        } ?? []
    }

    /// Whether all but one of the fields agree, and every month that both tables have.
    func isAlike(_ other: Profile) -> Bool {
      var agreeing = 0
      for index in fields.indices where fields[index] != nil && fields[index] == other.fields[index]
      {
        agreeing += 1
      }
      guard agreeing >= max(2, fields.count - 1) else { return false }
      var isAttended = false
      for month in months {
        guard let same = other.months.first(where: { $0.ordinal == month.ordinal }) else {
          continue
        }
        if same.attended != month.attended { return false }
        isAttended = isAttended || (month.attended ?? .zero) > .zero
      }
      return isAttended
    }
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
