import HebiaoCore
import TableBinding
import TableSchemas

extension CheckContext {
  /// Names of what stands in only one of the files are listed up to so many.
  private static let named = 6

  /// What the workbook adds to the earlier one; nil where there is none.
  mutating func comparison() -> MonthComparison? {
    guard let earlier else { return nil }
    var increments: [IndicatorIncrement] = []
    for rule in rules where rule.definition.check == .increment {
      begin(rule)
      increments += IncrementRule.increments(rule.definition, self).map { entry in
        let place = entry.figure.match.new
        return IndicatorIncrement(
          label: TableLabels.indicator(
            group: place.group,
            row: place.row,
            in: tables[place.table]
          ),
          location: entry.figure.cell.location,
          earlierLocation: entry.figure.earlierCell.location,
          before: entry.figure.earlierValue,
          now: entry.figure.value,
          increment: entry.value,
          standsOut: entry.standsOut != nil
        )
      }
    }
    return MonthComparison(
      earlierPath: earlier.path,
      earlierPeriod: earlier.succession.earlierPeriod?.dates,
      period: earlier.succession.period?.dates,
      increments: increments,
      unmatched: earlier.succession.isComparable ? unmatched(earlier) : []
    )
  }

  /// What stands in only one of the files, said once.
  private func unmatched(_ earlier: EarlierMonth) -> [LocalizedText] {
    let renamed = earlier.indicators.matched.filter(\.isRenamed).count
    return [
      Self.list(
        earlier.indicators.onlyNew,
        zh: "上期没有、本期新列的指标或行",
        en: "not in the earlier file"
      ),
      Self.list(
        earlier.indicators.onlyOld,
        zh: "上期有、本期没有的指标或行",
        en: "only in the earlier file"
      ),
      renamed == 0
        ? nil
        : LocalizedText(
          zh: "\(renamed) 处名称与上期不同, 按位置和字面认作同一项",
          en: "\(renamed) places have another name than before and are matched by their neighbours"
        ),
    ].compactMap { $0 }
  }

  private static func list(_ names: [String], zh: String, en: String) -> LocalizedText? {
    let names = names.filter { !$0.isEmpty }
    if names.isEmpty { return nil }
    let isMore = names.count > named
    let shown = names.prefix(named)
    return LocalizedText(
      zh: "\(zh): " + shown.joined(separator: "、") + (isMore ? " 等 \(names.count) 项" : ""),
      en: "\(en): " + shown.joined(separator: ", ")
        + (isMore ? " and \(names.count - named) more" : "")
    )
  }
}
