import HebiaoCore
import TableBinding
import TableSchemas

/// The period goes on from that of the earlier file, counted from the same day.
///
/// Wrong: (2024年1月25日至2024年3月31日) in both files.
/// Right: (2024年1月25日至2024年4月30日) after (2024年1月25日至2024年3月31日).
enum PeriodAdvancesRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    // The rule speaks about the whole workbook, so the first schema that states it applies it.
    let first = context.schemas.first { $0.rules.contains { $0.check == .periodAdvances } }
    guard first?.id == context.current.schemaID, let earlier = context.earlier else { return }
    let succession = earlier.succession
    switch succession.kind {
    case .later(let months) where months > 1: reportGap(months - 1, succession, &context)
    case .later: break
    case .same: reportSame(succession, &context)
    case .earlier: reportEarlier(succession, &context)
    case .otherStart: reportOtherStart(succession, &context)
    case .unknown:
      context.skip(
        LocalizedText(
          zh: "两份文件没有都写明统计起止日期, 按给出的先后比较",
          en: "not both files state what they cover; they are compared in the order given"
        ),
        sheet: ""
      )
    }
    guard succession.isComparable, let now = succession.agreement,
      let before = succession.earlierAgreement, now.dates != before.dates
    else { return }
    report(
      now,
      before,
      LocalizedText(
        zh: "协议期由 “\(before.text)” 改为 “\(now.text)”, 请附补充协议",
        en: "the agreement was \"\(before.text)\" and is now \"\(now.text)\""
      ),
      &context
    )
  }

  private static func reportGap(
    _ months: Int,
    _ succession: Succession,
    _ context: inout CheckContext
  ) {
    guard let now = succession.period, let before = succession.earlierPeriod else { return }
    report(
      now,
      before,
      LocalizedText(
        zh: "上期文件的统计起止日期是 “\(before.text)”, 中间缺 \(months) 个月; 增量为几个月之和",
        en:
          "the earlier file covers \"\(before.text)\": \(months) month(s) between them are missing"
      ),
      severity: .info,
      &context
    )
  }

  private static func reportSame(_ succession: Succession, _ context: inout CheckContext) {
    guard let now = succession.period, let before = succession.earlierPeriod else { return }
    report(
      now,
      before,
      LocalizedText(
        zh: "统计起止日期与上期文件相同: “\(now.text)”; 新的一月请改日期, 更正重交请说明",
        en: "the period is that of the earlier file, \"\(now.text)\": state the new one, "
          + "or say that this is a correction"
      ),
      &context
    )
  }

  private static func reportEarlier(_ succession: Succession, _ context: inout CheckContext) {
    guard let now = succession.period, let before = succession.earlierPeriod else { return }
    report(
      now,
      before,
      LocalizedText(
        zh: "本文件统计到 “\(now.text)”, 早于上期文件的 “\(before.text)”: 两份是否弄反了? 没有再作比较",
        en: "\"\(now.text)\" ends before the earlier file's \"\(before.text)\": were they swapped? "
          + "nothing else was compared"
      ),
      &context
    )
  }

  private static func reportOtherStart(_ succession: Succession, _ context: inout CheckContext) {
    let isAgreement =
      succession.agreement?.dates?.start != succession.earlierAgreement?.dates?.start
    let pair =
      isAgreement
      ? (succession.agreement, succession.earlierAgreement)
      : (succession.period, succession.earlierPeriod)
    guard let now = pair.0, let before = pair.1 else { return }
    report(
      now,
      before,
      LocalizedText(
        zh: "上期文件从 “\(before.text)” 起算, 本文件从 “\(now.text)” 起算, 累计数不能相比, 没有再作比较",
        en: "the earlier file counts from \"\(before.text)\", this one from \"\(now.text)\": "
          + "their cumulative figures cannot be compared"
      ),
      &context
    )
  }

  private static func report(
    _ now: StatedPeriod,
    _ before: StatedPeriod,
    _ message: LocalizedText,
    severity: Severity? = nil,
    _ context: inout CheckContext
  ) {
    context.report(
      sheet: now.location.sheet,
      cell: now.location.cell,
      message: message,
      actual: .text(now.text),
      earlierCell: before.location,
      cells: [now.location],
      severity: severity
    )
  }
}
