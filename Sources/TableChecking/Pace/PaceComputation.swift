import HebiaoCore
import TableBinding
import TableSchemas

/// Puts completion beside the time that has passed, as far as the sheets tell both.
enum PaceComputation {
  /// The pace of a workbook; nil where none of its schemas asks for it.
  ///
  /// Complexity: linear in the rows.
  static func pace(of context: CheckContext) -> PaceReport? {
    guard let definition = context.tables.lazy.compactMap(\.schema.pace).first else { return nil }
    var report = PaceReport(time: nil, indicators: [], gaps: [])
    switch AgreementTime.stated(by: context.sheets, definition: definition) {
    case .success(let time): report.time = time
    case .failure(let gap):
      report.gaps.append(PaceGap(location: gap.location, reason: gap.text))
    }
    for table in context.facts {
      guard let definition = table.bound.schema.pace,
        definition.tables.contains(table.bound.definition.id)
      else { continue }
      var seen = CellSet(cellCount: context.cellCount)
      add(table, definition, &seen, to: &report)
    }
    return report
  }

  private static func add(
    _ facts: TableFacts,
    _ definition: PaceDefinition,
    _ seen: inout CellSet,
    to report: inout PaceReport
  ) {
    let table = facts.bound
    let kind = definition.rows.first { kind in table.rows.contains { $0.kind == kind } }
    for row in table.rows.indices where table.rows[row].kind == kind {
      for (position, group) in table.groups.enumerated() {
        guard let agreedColumn = group.columns[definition.agreed],
          let doneColumn = group.columns[definition.done],
          case (let agreedFacts, let doneFacts) = (
            facts[row, agreedColumn], facts[row, doneColumn]
          ),
          agreedFacts.isPresent, doneFacts.isPresent,
          // A figure that several rows share is one indicator.
          seen.insert(doneFacts.cell),
          !(agreedFacts.isBlank && doneFacts.isBlank), agreedFacts.kind != .notApplicable,
          let agreed = facts.cell(row, agreedColumn), let done = facts.cell(row, doneColumn)
        else { continue }
        let label = TableLabels.indicator(group: position, row: row, in: table)
        if let gap = gap(agreed, done) {
          report.gaps.append(PaceGap(label: label, location: gap.location, reason: gap.text))
        } else if let agreed = agreed.number, let figure = done.number, agreed > .zero,
          let pace = indicator(label, done.location, agreed, figure, report.time, definition)
        {
          report.indicators.append(pace)
        }
      }
    }
  }

  /// What keeps an indicator from being judged.
  private static func gap(_ agreed: BoundCell, _ done: BoundCell) -> PaceGapReason? {
    if agreed.number == nil {
      return PaceGapReason(
        text: LocalizedText(zh: "没有可读的协议量", en: "no agreed figure that can be read"),
        location: agreed.location
      )
    }
    if done.number == nil {
      return PaceGapReason(
        text: LocalizedText(zh: "没有可读的完成量", en: "no figure done that can be read"),
        location: done.location
      )
    }
    return nil
  }

  /// Nil where a figure is out of all proportion.
  private static func indicator(
    _ label: String,
    _ location: CellLocation,
    _ agreed: Rational,
    _ done: Rational,
    _ time: AgreementTime?,
    _ definition: PaceDefinition
  ) -> IndicatorPace? {
    guard let completion = done.divided(by: agreed), let gap = agreed.subtracting(done) else {
      return nil
    }
    let rest = max(gap, .zero)
    let months = time?.months.rest ?? .zero
    return IndicatorPace(
      label: label,
      location: location,
      agreed: agreed,
      done: done,
      completion: completion,
      standing: standing(completion, time, definition),
      rest: rest,
      restPerMonth: rest > .zero && months > .zero ? rest.divided(by: months) : nil
    )
  }

  private static func standing(
    _ completion: Rational,
    _ time: AgreementTime?,
    _ definition: PaceDefinition
  ) -> IndicatorPace.Standing? {
    if completion >= .one { return .completed }
    guard let elapsed = time?.share.ratio,
      let onTrack = elapsed.multiplied(by: definition.onTrack),
      let behind = elapsed.multiplied(by: definition.behind)
    else { return nil }
    if completion >= onTrack { return .onTrack }
    return completion >= behind ? .behind : .farBehind
  }
}
