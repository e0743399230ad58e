import HebiaoCore

/// The pace of a file in words.
struct PaceWording {
  let wording: ReportWording

  var title: String { wording("进度", "Pace") }

  func name(of standing: IndicatorPace.Standing?) -> String {
    switch standing {
    case .completed: wording("已完成", "completed")
    case .onTrack: wording("达到序时进度", "on track")
    case .behind: wording("滞后", "behind")
    case .farBehind: wording("严重滞后", "far behind")
    case nil: wording("未知", "not known")
    }
  }

  /// `协议期 2024年1月25日至2024年8月31日, 统计到 2024年4月30日`.
  func dates(_ time: AgreementTime) -> String {
    let start = text(time.agreement.start)
    let end = time.agreement.end.map(text) ?? ""
    return wording(
      "协议期 \(start)至\(end), 统计到 \(text(time.reportedUntil))",
      "agreement \(start) to \(end), figures up to \(text(time.reportedUntil))"
    )
  }

  /// `时间进度 46.67% (3.5 ÷ 7.5 个月); 按天计 44.09% (97 ÷ 220 天)`.
  func elapsed(_ time: AgreementTime) -> String {
    let months = "\(time.months.elapsed) ÷ \(time.months.total)"
    let days = "\(time.days.elapsed) ÷ \(time.days.total)"
    let byMonths = wording("\(months) 个月", "\(months) months")
    let byDays = wording("\(days) 天", "\(days) days")
    let share = percent(time.share.ratio)
    return switch time.measure {
    case .months:
      wording("时间进度 \(share) (\(byMonths))", "\(share) of the time (\(byMonths))")
        + wording("; 按天计 \(percent(time.days.ratio)) (\(byDays))", "; by days ")
        + wording("", "\(percent(time.days.ratio)) (\(byDays))")
    case .days:
      wording("时间进度 \(share) (\(byDays))", "\(share) of the time (\(byDays))")
        + wording("; 按月计 \(percent(time.months.ratio)) (\(byMonths))", "; by months ")
        + wording("", "\(percent(time.months.ratio)) (\(byMonths))")
    }
  }

  /// `18 项指标: 9 项已完成, 8 项达到序时进度, 1 项滞后`.
  func counts(_ pace: PaceReport) -> String {
    let parts = IndicatorPace.Standing.allCases.compactMap { standing -> String? in
      let number = pace.count(of: standing)
      if number == 0 { return nil }
      return wording("\(number) 项\(name(of: standing))", "\(number) \(name(of: standing))")
    }
    let all = wording(
      "\(pace.indicators.count) 项指标",
      wording.plural(pace.indicators.count, "indicator")
    )
    return parts.isEmpty ? all : all + ": " + parts.joined(separator: ", ")
  }

  /// A ratio as a percentage with two decimals, rounded half up.
  func percent(_ ratio: Rational?) -> String {
    ratio?.percentText(decimals: 2) ?? "?"
  }

  /// What is left for each month, to one decimal; whole figures without one.
  func perMonth(_ indicator: IndicatorPace) -> String {
    if indicator.rest == .zero { return "—" }
    guard let rest = indicator.restPerMonth else { return "?" }
    return rest.isInteger ? "\(rest)" : rest.fixedText(decimals: 1) ?? "\(rest)"
  }

  /// What is missing: `新增志愿者: 没有可读的完成量 (附件1-1!F14)`.
  func text(_ gap: PaceGap) -> String {
    let name = gap.label.map { "\($0): " } ?? ""
    let place = gap.location.map { " (\($0.text(from: "")))" } ?? ""
    return name + gap.reason[wording.language] + place
  }

  private func text(_ date: CalendarDate) -> String {
    wording.language == .chinese ? date.description : date.isoText
  }
}
