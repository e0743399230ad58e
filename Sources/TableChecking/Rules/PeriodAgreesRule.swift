import HebiaoCore
import TableBinding
import TableSchemas

/// The sheets of a workbook cover the same period, within the agreement, month by month.
///
/// Wrong: 附件1-1 to 2024年4月30日, 附件1-2 to 2024年3月31日, 附件2 with months to 2024年5月.
/// Right: all three to 2024年4月30日, under an agreement to 2024年8月31日; 附件1-1 twice in one workbook,
/// for March and for April.
enum PeriodAgreesRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    // The rule speaks about the whole workbook, so the first schema that states it applies it.
    let first = context.schemas.first { schema in
      schema.rules.contains { $0.check == .periodAgrees }
    }
    guard first?.id == context.current.schemaID else { return }
    for kind in PeriodDefinition.Kind.allCases {
      compare(StatedPeriods.all(kind, in: context.sheets), &context)
    }
    let report = StatedPeriods.agreed(.report, in: context.sheets)
    let agreement = StatedPeriods.agreed(.agreement, in: context.sheets)
    if let report, let agreement { compare(report, within: agreement, &context) }
    compareMonths(with: report, agreement: agreement, &context)
  }

  private static func compare(_ periods: [StatedPeriod], _ context: inout CheckContext) {
    guard let agreed = StatedPeriods.agreed(periods) else { return }
    for period in periods where period.dates?.isOrdered ?? false && period.dates != agreed.dates {
      let isOther = isOfAnotherMonth(period, than: agreed, among: periods, context)
      context.report(
        sheet: period.location.sheet,
        cell: period.location.cell,
        message: LocalizedText(
          zh: "起止日期 “\(period.text)” 与 \(place(agreed, from: period)) 的 “\(agreed.text)” 不一致",
          en: "\"\(period.text)\" differs from \"\(agreed.text)\" in \(place(agreed, from: period))"
        ),
        actual: .text(period.text),
        expected: .text(agreed.text),
        cells: [period.location, agreed.location],
        severity: isOther ? .info : nil
      )
    }
  }

  /// Whether every table on a period's sheet stands again on sheets of the period agreed on: then the
  /// workbook keeps several months, each on sheets of its own.
  private static func isOfAnotherMonth(
    _ period: StatedPeriod,
    than agreed: StatedPeriod,
    among periods: [StatedPeriod],
    _ context: CheckContext
  ) -> Bool {
    func schemas(_ isWanted: (String) -> Bool) -> Set<TableSchema> {
      Set(context.sheets.filter { isWanted($0.name) }.flatMap(\.tables).map(\.schema))
    }
    let own = schemas { $0 == period.location.sheet }
    let others = Set(periods.filter { $0.dates == agreed.dates }.map(\.location.sheet))
      .subtracting([period.location.sheet])
    return !own.isEmpty && own.isSubset(of: schemas(others.contains))
  }

  private static func compare(
    _ report: StatedPeriod,
    within agreement: StatedPeriod,
    _ context: inout CheckContext
  ) {
    guard let inner = report.dates, let outer = agreement.dates else { return }
    if inner.start > outer.start { reportLateStart(report, agreement, &context) }
    let endsLate = inner.end.map { end in outer.end.map { end > $0 } ?? false } ?? false
    guard inner.start < outer.start || endsLate else { return }
    context.report(
      sheet: report.location.sheet,
      cell: report.location.cell,
      message: LocalizedText(
        zh: "统计起止日期 “\(report.text)” 超出 \(place(agreement, from: report)) 的协议期 “\(agreement.text)”",
        en: "\"\(report.text)\" reaches beyond the agreement \"\(agreement.text)\""
      ),
      actual: .text(report.text),
      cells: [report.location, agreement.location]
    )
  }

  /// Figures are cumulative since the agreement began, unless the station counts otherwise.
  private static func reportLateStart(
    _ report: StatedPeriod,
    _ agreement: StatedPeriod,
    _ context: inout CheckContext
  ) {
    context.report(
      sheet: report.location.sheet,
      cell: report.location.cell,
      message: LocalizedText(
        zh:
          "统计起止日期 “\(report.text)” 的开始晚于 \(place(agreement, from: report)) 的协议期 “\(agreement.text)”, 请核对",
        en: "\"\(report.text)\" begins after the agreement \"\(agreement.text)\"; please check"
      ),
      actual: .text(report.text),
      cells: [report.location, agreement.location],
      severity: .warning
    )
  }

  /// The months of a table against the period that the figures cover, or else the agreement.
  private static func compareMonths(
    with report: StatedPeriod?,
    agreement: StatedPeriod?,
    _ context: inout CheckContext
  ) {
    for table in context.tables where table.definition.group?.heading == .month {
      let months = table.groups.filter { $0.month?.ordinal != nil && $0.heading != nil }
      guard let first = months.first, let last = months.last else { continue }
      if let report, let dates = report.dates, let end = dates.end {
        compare(first, with: dates.start.yearMonth, stated: report, table, &context)
        compare(last, with: end.yearMonth, stated: report, table, isLast: true, &context)
      } else if let agreement, let dates = agreement.dates {
        let isEarly = (first.month?.ordinal ?? 0) < dates.start.yearMonth.ordinal ?? 0
        let isLate = (last.month?.ordinal ?? 0) > dates.end?.yearMonth.ordinal ?? Int.max
        if isEarly {
          compare(first, with: dates.start.yearMonth, stated: agreement, table, &context)
        }
        if isLate, let end = dates.end {
          compare(last, with: end.yearMonth, stated: agreement, table, isLast: true, &context)
        }
      }
    }
  }

  private static func compare(
    _ group: BoundGroup,
    with month: YearMonth,
    stated: StatedPeriod,
    _ table: BoundTable,
    isLast: Bool = false,
    _ context: inout CheckContext
  ) {
    guard let heading = group.heading, let own = group.month, own.ordinal != month.ordinal else {
      return
    }
    let location = CellLocation(sheet: table.sheet, cell: heading)
    let other =
      stated.location.text(from: table.sheet)
    context.report(
      sheet: table.sheet,
      cell: heading,
      label: group.path.last.map(LocalizedText.init(verbatim:)),
      message: LocalizedText(
        zh: "月份\(isLast ? "到" : "从") \(own) \(isLast ? "为止" : "开始"), 与 \(other) 的起止日期 "
          + "“\(stated.text)” 不一致, 应\(isLast ? "到" : "从") \(month)\(isLast ? "" : "开始")",
        en: "the months \(isLast ? "end" : "begin") with \(own), which does not fit "
          + "\"\(stated.text)\" in \(other): it should be \(month)"
      ),
      actual: .text(group.path.last ?? ""),
      cells: [location, stated.location]
    )
  }

  private static func place(_ period: StatedPeriod, from other: StatedPeriod) -> String {
    period.location.text(from: other.location.sheet)
  }
}
