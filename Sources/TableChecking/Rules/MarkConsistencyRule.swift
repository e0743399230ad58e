import HebiaoCore
import TableBinding
import TableSchemas

/// Attendance, insurance and pay go together, month by month.
///
/// Wrong: 人员到位 0 with 工资发放 √; 人员到位 1 without 社保购买.
/// Right: 人员到位 1, 社保购买 √, 工资发放 √; or ——, ——, ——.
enum MarkConsistencyRule {
  /// Marks and attendance that go together are to stay so; those that do not are suspect.
  static func bound(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for table in context.ruleTables {
      let months = Months(rule, table.bound)
      for row in table.rows where table.isDetail[row] {
        for month in months.all {
          let attendance = table[row, month.attendance]
          guard attendance.isPresent,
            let amount = context.figures.position(ofCell: attendance.cell)
          else { continue }
          for place in month.marks {
            let column = months.marks[place]
            guard table[row, column].isPresent else { continue }
            guard let mark = context.figures.position(ofCell: table[row, column].cell),
              context.figures.entries[mark].role == .mark
            else { continue }
            context.add(.together(mark: mark, amount: amount))
          }
        }
      }
    }
    for odd in oddMonths(rule, context) {
      let table = context.facts[odd.table]
      for column in odd.columns { context.suspect(table[odd.row, column]) }
    }
  }

  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for month in oddMonths(rule, context) {
      let table = context.tables[month.table]
      let marks = month.columns.compactMap { table.cell(row: month.row, column: $0) }
      guard let first = marks.first, let column = month.columns.first,
        let attendance = table.cell(row: month.row, column: month.attendance),
        !marks.contains(where: { context.fault(at: $0.location) != nil })
      else { continue }
      let names = month.columns.map { table.columns[$0].headerText }.joined(separator: "、")
      let actual = attendance.number.map { "\($0)" } ?? ""
      let others = others(month, table)
      let message =
        month.isAttended
        ? LocalizedText(
          zh: "人员到位为 \(actual), 但\(names)没有打 √",
          en: "attendance is \(actual), but \(names) is not marked"
        )
        : LocalizedText(
          zh: "没有人员到位, 但\(names)打了 √" + others.chinese,
          en: "no attendance, but \(names) is marked" + others.english
        )
      context.report(
        first,
        at: TablePlace(table: month.table, row: month.row, column: column),
        message: message,
        others: [attendance.location] + marks.dropFirst().map(\.location)
      )
    }
  }

  /// The columns of a table that go together, month by month.
  private struct Months {
    /// A month's attendance, and where its marks stand among those of all months.
    struct Month {
      let attendance: Int
      let marks: Range<Int>
    }

    private(set) var all: [Month] = []
    private(set) var marks: [Int] = []

    init(_ rule: RuleDefinition, _ table: BoundTable) {
      guard let attendance = rule.value(.attendance) else { return }
      let fields = rule.values(.marks)
      all.reserveCapacity(table.groups.count)
      marks.reserveCapacity(table.groups.count * fields.count)
      for group in table.groups {
        guard let column = group.columns[attendance] else { continue }
        let first = marks.count
        for field in fields {
          if let mark = group.columns[field] { marks.append(mark) }
        }
        all.append(Month(attendance: column, marks: first..<marks.count))
      }
    }
  }

  /// A person's month in which attendance and marks do not go together.
  private struct OddMonth {
    var table: Int
    var row: Int
    var attendance: Int
    var isAttended: Bool
    /// The columns of all marks.
    var marks: [Int]
    /// The columns of the marks that are there without attendance, or missing with it.
    var columns: [Int]
  }

  private static func oddMonths(_ rule: RuleDefinition, _ context: CheckContext) -> [OddMonth] {
    var odd: [OddMonth] = []
    for table in context.ruleTables {
      let months = Months(rule, table.bound)
      for row in table.rows where table.isDetail[row] {
        for month in months.all {
          let attendance = table[row, month.attendance]
          guard attendance.isReadable else { continue }
          let isAttended = attendance.number.map { $0 > .zero } ?? false
          func isOdd(_ column: Int) -> Bool {
            let mark = table[row, column]
            return mark.isReadable && (mark.kind == .marked) != isAttended
          }
          guard month.marks.contains(where: { isOdd(months.marks[$0]) }) else { continue }
          let marks = Array(months.marks[month.marks])
          odd.append(
            OddMonth(
              table: table.index,
              row: row,
              attendance: month.attendance,
              isAttended: isAttended,
              marks: marks,
              columns: marks.filter(isOdd)
            )
          )
        }
      }
    }
    return odd
  }

  /// Names the marks that are missing where another stands alone: paid, but not insured.
  private static func others(
    _ month: OddMonth,
    _ table: BoundTable
  ) -> LocalizedText {
    let missing = month.marks.filter { !month.columns.contains($0) }
    guard !missing.isEmpty else { return LocalizedText(verbatim: "") }
    let names = missing.map { table.columns[$0].headerText }.joined(separator: "、")
    return LocalizedText(zh: ", \(names)没有打 √", en: "; \(names) is not")
  }
}
