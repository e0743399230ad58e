import HebiaoCore
import TableBinding
import TableSchemas

extension AgreementTime {
  /// The time of the agreement that the sheets of a workbook state, or what is missing to tell it.
  static func stated(
    by sheets: [BoundSheet],
    definition: PaceDefinition
  ) -> Result<AgreementTime, PaceGapReason> {
    guard let agreement = StatedPeriods.agreed(.agreement, in: sheets),
      let dates = agreement.dates, let last = dates.end
    else { return .failure(PaceGapReason(text: .noAgreement)) }
    guard let report = StatedPeriods.agreed(.report, in: sheets), let until = report.dates?.end
    else { return .failure(PaceGapReason(text: .noReportPeriod)) }
    guard until >= dates.start, until <= last else {
      return .failure(PaceGapReason(text: .outside(report, agreement), location: report.location))
    }
    let headings = MonthHeadings(sheets)
    guard
      let months = months(dates.start, last, until: until, headings, definition.partialMonth)
    else { return .failure(PaceGapReason(text: .noMonths, location: agreement.location)) }
    let first = dates.start.dayNumber
    return .success(
      AgreementTime(
        agreement: dates,
        reportedUntil: until,
        months: months,
        days: Share(
          elapsed: Rational(until.dayNumber - first + 1),
          total: Rational(last.dayNumber - first + 1)
        ),
        measure: definition.measure,
        sources: [agreement.location, report.location] + headings.sources
      )
    )
  }

  /// The months of an agreement, each with what it counts; nil where they count nothing.
  private static func months(
    _ start: CalendarDate,
    _ end: CalendarDate,
    until: CalendarDate,
    _ headings: MonthHeadings,
    _ partial: Rational
  ) -> Share? {
    guard let first = start.yearMonth.ordinal, let last = end.yearMonth.ordinal,
      let current = until.yearMonth.ordinal
    else { return nil }
    var share = Share(elapsed: .zero, total: .zero)
    for ordinal in first...last {
      let isCut =
        (ordinal == first && start.day > 1) || (ordinal == last && !end.isLastOfMonth)
      let weight = headings.weights[ordinal] ?? (isCut ? partial : .one)
      // The report may end within a month that goes on.
      let isRunning = ordinal == current && until < end && !until.isLastOfMonth
      let passed = ordinal > current ? .zero : isRunning ? min(partial, weight) : weight
      guard let total = share.total.adding(weight), let elapsed = share.elapsed.adding(passed)
      else { return nil }
      share = Share(elapsed: elapsed, total: total)
    }
    return share.total > .zero ? share : nil
  }
}

/// What the headings of month tables say that months count.
private struct MonthHeadings {
  /// What a month with a heading counts, by its ordinal: one where the heading says nothing.
  private(set) var weights: [Int: Rational] = [:]
  /// The headings that say what their month counts.
  private(set) var sources: [CellLocation] = []

  init(_ sheets: [BoundSheet]) {
    for table in sheets.flatMap(\.tables) {
      for group in table.groups {
        let weight = group.weight ?? .one
        guard let ordinal = group.month?.ordinal, weight >= .zero, weight <= .one,
          weights[ordinal] == nil
        else { continue }
        weights[ordinal] = weight
        if group.weight != nil, let heading = group.heading {
          sources.append(CellLocation(sheet: table.sheet, cell: heading))
        }
      }
    }
  }
}

/// Why the time of an agreement is not known.
struct PaceGapReason: Error {
  var text: LocalizedText
  var location: CellLocation?
}

extension LocalizedText {
  fileprivate static let noAgreement = LocalizedText(
    zh: "没有找到写明起止日期的协议期 (如附件2 的“年度服务协议时间”), 无法计算时间进度",
    en: "no sheet states the dates of the agreement, so the elapsed share is not known"
  )

  fileprivate static let noReportPeriod = LocalizedText(
    zh: "没有找到统计起止日期, 无法计算时间进度",
    en: "no sheet states the period it covers, so the elapsed share is not known"
  )

  fileprivate static let noMonths = LocalizedText(
    zh: "协议期里没有可计的月份, 无法计算时间进度",
    en: "the agreement has no month that counts, so the elapsed share is not known"
  )

  fileprivate static func outside(
    _ report: StatedPeriod,
    _ agreement: StatedPeriod
  ) -> LocalizedText {
    LocalizedText(
      zh: "统计起止日期 “\(report.text)” 不在协议期 “\(agreement.text)” 之内, 无法计算时间进度",
      en: "\"\(report.text)\" does not end within the agreement \"\(agreement.text)\", "
        + "so the elapsed share is not known"
    )
  }
}
