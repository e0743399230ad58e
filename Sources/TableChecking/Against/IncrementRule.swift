import HebiaoCore
import TableBinding
import TableSchemas

/// What a month adds does not stand out from the months before it.
///
/// An increment per month of at least `minimum`, and of more than `factor` times what the months
/// before brought on average, is pointed out.
///
/// Wrong: 完成量 from 400 after four months to 950 after five.
/// Right: 完成量 from 400 after four months to 510 after five.
enum IncrementRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for increment in increments(rule, context) where increment.standsOut != nil {
      guard let average = increment.standsOut else { continue }
      let figure = increment.figure
      let field = TableLabels.field(of: figure.place, in: context.tables)
      let shown = average.fixedText(decimals: 1) ?? "\(average)"
      context.report(
        figure.cell,
        at: figure.place,
        message: LocalizedText(
          zh:
            "\(field.chinese)本期新增 \(increment.value), 此前平均每月 \(shown) (\(figure.source.chinese)), "
            + "增幅突出, 请核对",
          en: "\(field.english) grew by \(increment.value), before that by \(shown) a month "
            + "(\(figure.source.english)); please check"
        ),
        earlierCell: figure.earlierCell.location
      )
    }
  }

  /// A figure's increment since the earlier file.
  struct Increment {
    var figure: ComparedFigure
    var value: Rational
    /// What the months before brought on average; nil where the increment does not stand out.
    var standsOut: Rational?
  }

  /// The increments of the rows that a rule looks at, in the order of the tables.
  static func increments(_ rule: RuleDefinition, _ context: CheckContext) -> [Increment] {
    guard let earlier = context.earlier, earlier.succession.isComparable else { return [] }
    let months = MonthsBetween(context, earlier)
    var increments: [Increment] = []
    for field in rule.values(.fields) {
      for figure in context.comparedFigures(field: field) {
        let rows = context.tables[figure.place.table].rows
        let kind = rule.values(.rows).first { kind in rows.contains { $0.kind == kind } }
        guard rows[figure.place.row].kind == kind,
          let value = figure.value.subtracting(figure.earlierValue)
        else { continue }
        increments.append(
          Increment(figure: figure, value: value, standsOut: average(value, figure, months, rule))
        )
      }
    }
    return increments.sorted {
      ($0.figure.place.table, $0.figure.place.row, $0.figure.place.column)
        < ($1.figure.place.table, $1.figure.place.row, $1.figure.place.column)
    }
  }

  /// What the months before brought on average, where an increment stands out from it.
  private static func average(
    _ value: Rational,
    _ figure: ComparedFigure,
    _ months: MonthsBetween,
    _ rule: RuleDefinition
  ) -> Rational? {
    guard let factor = rule.value(.factor).flatMap({ Rational(decimalText: $0) }),
      let minimum = rule.value(.minimum).flatMap({ Rational(decimalText: $0) }),
      let before = months.before, let between = months.between,
      let average = figure.earlierValue.divided(by: before),
      let perMonth = value.divided(by: between), perMonth >= minimum,
      let limit = average.multiplied(by: factor), perMonth > limit
    else { return nil }
    return average
  }
}

/// The months that an earlier workbook covers, and those between it and the one under check.
struct MonthsBetween {
  /// Months that the earlier figures were gathered in, above zero; nil where not known.
  var before: Rational?
  /// Months since then, above zero; nil where not known.
  var between: Rational?

  init(_ context: CheckContext, _ earlier: EarlierMonth) {
    guard let now = earlier.succession.period?.dates?.end,
      let before = earlier.succession.earlierPeriod?.dates, let last = before.end
    else { return }
    self.before = Self.months(from: before.start, through: last)
    between = Self.months(after: last, through: now)
  }

  private static func months(from first: CalendarDate, through last: CalendarDate) -> Rational? {
    let days = last.dayNumber - first.dayNumber + 1
    return days > 0 ? Rational(Int128(days) * 12, over: 365) : nil
  }

  private static func months(after day: CalendarDate, through last: CalendarDate) -> Rational? {
    let days = last.dayNumber - day.dayNumber
    return days > 0 ? Rational(Int128(days) * 12, over: 365) : nil
  }
}
