import HebiaoCore
import TableSchemas

/// The dates of a fresh workbook.
struct TemplateCalendar {
  let agreement: DatePeriod
  /// The days that the figures cover.
  let report: DatePeriod
  /// The months from the first to the last that the figures cover.
  let months: [YearMonth]

  /// The dates of an agreement's first months.
  init(agreement: DatePeriod, months count: Int) throws {
    guard agreement.isOrdered else { throw TemplateError.agreement }
    let first = agreement.start.yearMonth
    guard TemplateRequest.mostMonths.contains(count), let ordinal = first.ordinal else {
      throw TemplateError.months
    }
    months = (0..<count).map { YearMonth(ordinal: ordinal + $0) }
    guard let last = months.last, let year = last.year,
      let end = CalendarDate(
        year: year,
        month: last.month,
        day: CalendarDate.daysInMonth(last.month, of: year)
      )
    else { throw TemplateError.months }
    if let limit = agreement.end, let reached = last.ordinal, let final = limit.yearMonth.ordinal,
      reached > final
    {
      throw TemplateError.months(within: agreement, count: final - ordinal + 1)
    }
    self.agreement = agreement
    report = DatePeriod(
      start: agreement.start,
      end: agreement.end.map { min($0, end) } ?? end
    )
  }

  /// A line with its dates in their places.
  func text(of line: String) -> String {
    line.replacing("{report}", with: Self.text(of: report))
      .replacing("{agreement}", with: Self.text(of: agreement))
  }

  /// The groups of a block that has one for each month; nil where it has none.
  func months(of block: TemplateBlock) -> [GroupDraft]? {
    guard let wording = block.months else { return nil }
    return months.map { group($0, weight: weight(of: $0, wording), wording) }
  }

  /// A month's group.
  func group(_ month: YearMonth, weight: Rational, _ wording: TemplateMonths) -> GroupDraft {
    let pattern = weight == .one ? wording.heading : wording.partialHeading
    return GroupDraft(
      heading: [
        pattern.replacing("{month}", with: "\(month)").replacing("{weight}", with: "\(weight)")
      ],
      headers: [],
      weight: weight
    )
  }

  /// A month that the agreement covers in part counts in part.
  private func weight(of month: YearMonth, _ wording: TemplateMonths) -> Rational {
    let start = report.start
    if month == start.yearMonth, start.day > 1 { return wording.partialWeight }
    if let end = report.end, month == end.yearMonth, !end.isLastOfMonth {
      return wording.partialWeight
    }
    return .one
  }

  /// A period in words: 2024年1月25日至2024年8月31日.
  static func text(of period: DatePeriod) -> String {
    guard let end = period.end else { return "\(period.start)起" }
    return "\(period.start)至\(end)"
  }
}

extension YearMonth {
  /// The month that is so many months after year 0.
  init(ordinal: Int) {
    self.init(year: ordinal / 12, month: ordinal % 12 + 1)
  }
}
