import HebiaoCore
import TableBinding
import TableSchemas

/// A percentage is what was done over what was agreed, rounded half up to the decimals printed.
///
/// Wrong: 协议 38, 完成 24, 百分比 60.00%.
/// Right: 百分比 63.16%.
enum QuotientRule {
  static func lower(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for index in context.ruleTables {
      let table = context.tables[index]
      let quotients = collect(table, index, columns(rule, of: table), &context)
      let scale = PercentScale(of: quotients)
      for entry in quotients {
        guard let ratio = scale.ratio(of: entry.cell) else { continue }
        let role = Figure.Role.percentage
        let top = entry.dividends.compactMap { context.summand(at: $0, role: .input) }
        let bottom = entry.divisors.compactMap { context.summand(at: $0, role: .input) }
        let figure = context.figure(entry.cell, value: ratio, at: entry.place, role: role)
        context.add(
          .quotient(
            quotient: figure,
            dividend: top,
            divisor: bottom,
            decimals: scale.decimals(of: entry.cell)
          )
        )
      }
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
    return table.groups.compactMap { group in
      guard let column = group.columns[quotient], let top = group.columns[dividend],
        let bottom = group.columns[divisor]
      else { return nil }
      return Columns(quotient: column, dividend: top, divisor: bottom)
    }
  }

  struct Entry {
    var cell: BoundCell
    var place: TablePlace
    var dividends: [TablePlace]
    var divisors: [TablePlace]
    /// Σ dividends ÷ Σ divisors.
    var ratio: Rational
    var precision: Int
  }

  /// Every percentage of a table with the figures it is the quotient of.
  private static func collect(
    _ table: BoundTable,
    _ index: Int,
    _ groups: [Columns],
    _ context: inout CheckContext
  ) -> [Entry] {
    var entries: [Entry] = []
    var seen: Set<CellLocation> = []
    for row in table.rows.indices {
      for columns in groups {
        let column = columns.quotient
        guard let cell = table.cell(row: row, column: column), cell.number != nil,
          cell.mergedRange == nil || seen.insert(cell.location).inserted
        else { continue }
        let covered = rows(of: cell, from: row, in: table)
        let dividends = places(table, index, rows: covered, column: columns.dividend)
        let divisors = places(table, index, rows: covered, column: columns.divisor)
        guard let tops = dividends, let bottoms = divisors else {
          context.skip(
            LocalizedText(
              zh: "\(cell.location.cell) 的百分比与合并的数量跨行不一致, 无法复核",
              en: "the percentage in \(cell.location.cell) spans other rows than its figures"
            ),
            sheet: table.sheet
          )
          continue
        }
        guard let ratio = ratio(tops, bottoms, context) else { continue }
        entries.append(
          Entry(
            cell: cell,
            place: TablePlace(table: index, row: row, column: column),
            dividends: tops,
            divisors: bottoms,
            ratio: ratio,
            precision: table.columns[column].definition.precision ?? 2
          )
        )
      }
    }
    return entries
  }

  /// The rows that a cell covers, itself one of them.
  private static func rows(of cell: BoundCell, from row: Int, in table: BoundTable) -> [Int] {
    guard let range = cell.mergedRange, range.height > 1 else { return [row] }
    return table.rows.indices.filter { other in
      table.rows[other].index >= range.first.row && table.rows[other].index <= range.last.row
    }
  }

  /// The distinct cells of a column in some rows; nil where one reaches beyond them.
  private static func places(
    _ table: BoundTable,
    _ index: Int,
    rows: [Int],
    column: Int
  ) -> [TablePlace]? {
    guard let first = rows.first, let last = rows.last else { return nil }
    var places: [TablePlace] = []
    var seen: Set<CellLocation> = []
    for row in rows {
      guard let cell = table.cell(row: row, column: column) else { continue }
      if let range = cell.mergedRange,
        range.first.row < table.rows[first].index || range.last.row > table.rows[last].index
      {
        return nil
      }
      if cell.mergedRange == nil || seen.insert(cell.location).inserted {
        places.append(TablePlace(table: index, row: row, column: column))
      }
    }
    return places
  }

  /// The quotient of the figures; nil where one is missing, unreadable or the divisor is zero.
  private static func ratio(
    _ tops: [TablePlace],
    _ bottoms: [TablePlace],
    _ context: CheckContext
  ) -> Rational? {
    func sum(_ places: [TablePlace]) -> Rational? {
      var sum = Rational.zero
      var hasFigure = false
      for place in places {
        guard let cell = context.tables[place.table].cell(row: place.row, column: place.column),
          let value = cell.summand, let next = sum.adding(value)
        else { return nil }
        hasFigure = hasFigure || cell.isFilled
        sum = next
      }
      return hasFigure ? sum : nil
    }
    guard let top = sum(tops), let bottom = sum(bottoms) else { return nil }
    return top.divided(by: bottom)
  }
}

/// How a table writes percentages whose format does not say so: as ratios or as points.
///
/// Bare numbers such as 0.6316 or 63.16 are read the way that more of the table's figures agree
/// with; their printed precision is that of the most precise one.
struct PercentScale {
  private let bareIsPoints: Bool
  private let bareDecimals: Int

  init(of entries: [QuotientRule.Entry]) {
    let bare = entries.filter(\.cell.isBarePercent)
    func agreeing(points: Bool) -> Int {
      bare.filter { entry in
        guard let number = entry.cell.number,
          let ratio = points ? number.divided(by: Rational(100)) : number
        else { return false }
        return ratio.roundedHalfUp(decimals: 2) == entry.ratio.roundedHalfUp(decimals: 2)
      }.count
    }
    let isPoints = agreeing(points: true) > agreeing(points: false)
    bareIsPoints = isPoints
    let precision = entries.first?.precision ?? 2
    let stored = bare.compactMap { entry -> Int? in
      guard let text = entry.cell.number?.decimalText else { return nil }
      return text.split(separator: ".").dropFirst().first?.utf8.count ?? 0
    }
    let digits = (stored.max() ?? 0) - (isPoints ? 0 : 2)
    bareDecimals = min(precision, max(0, digits))
  }

  /// The ratio that a percentage states.
  func ratio(of cell: BoundCell) -> Rational? {
    guard cell.isBarePercent, bareIsPoints else { return cell.number }
    return cell.number?.divided(by: Rational(100))
  }

  /// The decimals that a percentage is printed with.
  func decimals(of cell: BoundCell) -> Int {
    let decimals: Int
    if cell.isBarePercent {
      decimals = cell.decimals.map { $0 - (bareIsPoints ? 0 : 2) } ?? bareDecimals
    } else {
      decimals = cell.decimals ?? 2
    }
    return min(max(decimals, 0), 9)
  }
}
