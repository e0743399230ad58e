import HebiaoCore
import TableBinding
import TableSchemas

/// A month counts less than one only where the agreement, or the report, covers it in part.
///
/// A month that is covered in part and says nothing of what it counts is only pointed out.
///
/// Wrong: 2024年3月(计0.5) under an agreement from 2024年1月25日 to 2024年8月31日.
/// Right: 2024年1月(计0.5), 2024年3月.
enum MonthWeightsRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let agreement = StatedPeriods.agreed(.agreement, in: context.sheets)?.dates,
      let end = agreement.end
    else { return }
    let report = StatedPeriods.agreed(.report, in: context.sheets)?.dates
    let days = [agreement.start, end, report?.start, report?.end].compactMap { $0 }
    for table in context.ruleTables.map(\.bound)
    where table.definition.group?.id == rule.value(.group) {
      for group in table.groups {
        guard let heading = group.heading, let ordinal = group.month?.ordinal,
          let month = group.month
        else { continue }
        let isCut = days.enumerated().contains { position, day in
          // Starts cut a month unless they are its first day, ends unless its last.
          day.yearMonth.ordinal == ordinal
            && (position % 2 == 0 ? day.day > 1 : !day.isLastOfMonth)
        }
        let location = CellLocation(sheet: table.sheet, cell: heading)
        let text = group.path.last ?? ""
        if let weight = group.weight, weight < .one, !isCut {
          context.report(
            sheet: table.sheet,
            cell: heading,
            label: LocalizedText(verbatim: text),
            message: LocalizedText(
              zh: "\(month)在协议期内是整月, 表头却写计 \(weight), 请核对",
              en:
                "\(month) lies wholly within the agreement, but the heading lets it count \(weight)"
            ),
            actual: .text(text),
            cells: [location]
          )
        } else if group.weight == nil, isCut, agreement.start.yearMonth.ordinal == ordinal {
          context.report(
            sheet: table.sheet,
            cell: heading,
            label: LocalizedText(verbatim: text),
            message: LocalizedText(
              zh: "协议期从 \(agreement.start) 起, \(month)不满一月, 表头没有写明计多少, 按 1 计",
              en:
                "the agreement begins on \(agreement.start.isoText); the heading does not say what "
                + "\(month) counts, so it counts 1"
            ),
            actual: .text(text),
            cells: [location],
            severity: .info
          )
        }
      }
    }
  }
}
