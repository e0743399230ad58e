import HebiaoCore
import TableBinding
import TableSchemas

/// A percentage is what was done over what was agreed, rounded half up to the decimals printed.
///
/// Wrong: 协议 38, 完成 24, 百分比 60.00%.
/// Right: 百分比 63.16%.
enum QuotientRule {
  static func lower(_ rule: RuleDefinition, _ context: inout CheckContext) {
    var (top, bottom): ([Int], [Int]) = ([], [])
    for table in context.ruleTables {
      let quotients = collect(table, columns(rule, of: table.bound), &context)
      let scale = PercentScale(of: quotients)
      for entry in quotients {
        guard let ratio = scale.ratio(of: entry) else { continue }
        enter(entry.dividends, table, into: &top, &context)
        enter(entry.divisors, table, into: &bottom, &context)
        let figure = context.figure(
          entry.facts,
          value: ratio,
          in: table,
          entry.row,
          entry.column,
          role: .percentage
        )
        context.add(
          .quotient(
            quotient: figure,
            dividend: top,
            divisor: bottom,
            decimals: scale.decimals(of: entry)
          )
        )
      }
    }
  }

  /// Enters the figures of cells that are added up.
  private static func enter(
    _ operands: Operands,
    _ table: TableFacts,
    into figures: inout [Int],
    _ context: inout CheckContext
  ) {
    figures.removeAll(keepingCapacity: true)
    for row in operands.rows {
      if let figure = context.summand(in: table, row, operands.column) { figures.append(figure) }
    }
  }

  /// The columns of a percentage and of the figures that it is the quotient of.
  struct Columns {
    var quotient: Int
    var dividend: Int
    var divisor: Int
  }

  /// The columns that a rule speaks of, in each group that has all three.
  static func columns(_ rule: RuleDefinition, of table: BoundTable) -> [Columns] {
    guard let quotient = rule.value(.quotient), let dividend = rule.value(.dividend),
      let divisor = rule.value(.divisor)
    else { return [] }
    var columns: [Columns] = []
    columns.reserveCapacity(table.groups.count)
    for group in table.groups {
      guard let column = group.columns[quotient], let top = group.columns[dividend],
        let bottom = group.columns[divisor]
      else { continue }
      columns.append(Columns(quotient: column, dividend: top, divisor: bottom))
    }
    return columns
  }

  /// Cells of one column that are added up.
  struct Operands {
    var column: Int
    var rows: [Int]
    var sum: Rational
  }

  /// A percentage with the figures it is the quotient of.
  struct Entry {
    var facts: CellFacts
    var row: Int
    var column: Int
    /// Decimals that its cell is printed with.
    var printedDecimals: Int?
    var dividends: Operands
    var divisors: Operands
    /// Decimals that the schema asks for.
    var precision: Int

    /// Σ dividends ÷ Σ divisors.
    var ratio: Rational? { dividends.sum.divided(by: divisors.sum) }
  }

  /// Every percentage of a table that its figures can be held against.
  private static func collect(
    _ table: TableFacts,
    _ groups: [Columns],
    _ context: inout CheckContext
  ) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(table.rows.count * groups.count)
    var seen = CellSet(cellCount: context.cellCount)
    for row in table.rows {
      let own = [row]
      for columns in groups {
        let facts = table[row, columns.quotient]
        guard facts.kind == .number, !facts.isMerged || seen.insert(facts.cell) else { continue }
        let covered = facts.isMerged ? rows(row, columns.quotient, in: table) ?? own : own
        guard let dividendRows = distinct(table, rows: covered, column: columns.dividend),
          let divisorRows = distinct(table, rows: covered, column: columns.divisor)
        else {
          let cell = table.location(row, columns.quotient).cell
          context.skip(
            LocalizedText(
              zh: "\(cell) 的百分比与合并的数量跨行不一致, 无法复核",
              en: "the percentage in \(cell) spans other rows than its figures"
            ),
            sheet: table.bound.sheet
          )
          continue
        }
        guard let dividends = operands(table, dividendRows, column: columns.dividend),
          let divisors = operands(table, divisorRows, column: columns.divisor),
          divisors.sum != .zero
        else { continue }
        let entry = Entry(
          facts: facts,
          row: row,
          column: columns.quotient,
          printedDecimals: facts.decimals,
          dividends: dividends,
          divisors: divisors,
          precision: table.bound.columns[columns.quotient].definition.precision ?? 2
        )
        if fits(entry) { entries.append(entry) }
      }
    }
    return entries
  }

  /// Whether the quotient of an entry's sums can be told exactly.
  private static func fits(_ entry: Entry) -> Bool {
    if entry.dividends.sum.isShort, entry.divisors.sum.isShort { return true }
    return entry.ratio != nil
  }

  /// The rows that a merged cell covers; nil where it is one row.
  private static func rows(_ row: Int, _ column: Int, in table: TableFacts) -> [Int]? {
    guard let range = table.cell(row, column)?.mergedRange, range.height > 1 else { return nil }
    let rows = table.bound.rows
    return rows.indices.filter { other in
      rows[other].index >= range.first.row && rows[other].index <= range.last.row
    }
  }

  /// The rows in which a column has distinct cells; nil where one reaches beyond them.
  private static func distinct(_ table: TableFacts, rows: [Int], column: Int) -> [Int]? {
    guard let first = rows.first, let last = rows.last else { return nil }
    if rows.count == 1, !table[first, column].isMerged {
      return table[first, column].isPresent ? rows : []
    }
    let (top, bottom) = (table.bound.rows[first].index, table.bound.rows[last].index)
    var distinct: [Int] = []
    var merged: [Int32] = []
    for row in rows {
      let facts = table[row, column]
      if !facts.isPresent { continue }
      if facts.isMerged, let range = table.cell(row, column)?.mergedRange {
        if range.first.row < top || range.last.row > bottom { return nil }
        if merged.contains(facts.cell) { continue }
        merged.append(facts.cell)
      }
      distinct.append(row)
    }
    return distinct
  }

  /// Figures of a column with their sum; nil where none is filled in, or one is unreadable.
  private static func operands(_ table: TableFacts, _ rows: [Int], column: Int) -> Operands? {
    var operands = Operands(column: column, rows: rows, sum: .zero)
    var hasFigure = false
    for row in rows {
      let facts = table[row, column]
      guard facts.isSummand, let next = operands.sum.adding(facts.amount) else { return nil }
      hasFigure = hasFigure || facts.isFilled
      operands.sum = next
    }
    return hasFigure ? operands : nil
  }
}

/// How a table writes percentages whose format does not say so: as ratios or as points.
///
/// Of a bare number such as 0.6316 or 63.16 the reading counts that its figures agree with. Where both
/// or neither do, it is read as more of the table's others are; its printed precision is that of the
/// most precise one that is read alike.
struct PercentScale {
  /// Whether more of the bare numbers agree with their figures as points; nil where neither way does.
  private let mostlyPoints: Bool?
  private var pointDecimals = 0
  private var ratioDecimals = 0

  init(of entries: [QuotientRule.Entry]) {
    let bare = entries.filter(\.facts.isBarePercent)
    let points = bare.count { Self.agrees($0, points: true) }
    let ratios = bare.count { Self.agrees($0, points: false) }
    mostlyPoints = points == ratios && points == 0 ? nil : points > ratios
    let precision = entries.first?.precision ?? 2
    for entry in bare {
      guard let text = entry.facts.amount.decimalText else { continue }
      let digits = text.split(separator: ".").dropFirst().first?.utf8.count ?? 0
      if isPoints(entry) {
        pointDecimals = max(pointDecimals, min(precision, digits))
      } else {
        ratioDecimals = max(ratioDecimals, min(precision, digits - 2))
      }
    }
  }

  /// The ratio that a percentage states.
  func ratio(of entry: QuotientRule.Entry) -> Rational? {
    isPoints(entry) ? entry.facts.amount.divided(by: Rational(100)) : entry.facts.amount
  }

  /// The decimals that a percentage is printed with.
  func decimals(of entry: QuotientRule.Entry) -> Int {
    let decimals: Int
    if entry.facts.isBarePercent {
      let isPoints = isPoints(entry)
      decimals =
        entry.printedDecimals.map { $0 - (isPoints ? 0 : 2) }
        ?? (isPoints ? pointDecimals : ratioDecimals)
    } else {
      decimals = entry.printedDecimals ?? 2
    }
    return min(max(decimals, 0), 9)
  }

  private func isPoints(_ entry: QuotientRule.Entry) -> Bool {
    guard entry.facts.isBarePercent else { return false }
    switch (Self.agrees(entry, points: true), Self.agrees(entry, points: false)) {
    case (true, false): return true
    case (false, true): return false
    case (true, true), (false, false): return mostlyPoints ?? Self.isNearerAsPoints(entry)
    }
  }

  private static func agrees(_ entry: QuotientRule.Entry, points: Bool) -> Bool {
    guard let ratio = points ? entry.facts.amount.divided(by: Rational(100)) : entry.facts.amount
    else { return false }
    return ratio.roundedHalfUp(decimals: 2) == entry.ratio?.roundedHalfUp(decimals: 2)
  }

  /// Whether a wrong number is further from its ratio than from a hundred times that, by the factor
  /// that lies between.
  private static func isNearerAsPoints(_ entry: QuotientRule.Entry) -> Bool {
    guard let middle = entry.ratio?.multiplied(by: Rational(10)) else { return false }
    return entry.facts.amount > middle
  }
}
