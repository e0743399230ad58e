import HebiaoCore

/// The pace of a file as lines for people.
struct TextPace {
  let wording: PaceWording
  let paint: TerminalPaint

  init(wording: ReportWording, paint: TerminalPaint) {
    self.wording = PaceWording(wording: wording)
    self.paint = paint
  }

  /// Two lines: how much of the time has passed, and how many indicators stand how.
  func writeSummary(_ pace: PaceReport, into output: inout [UInt8]) {
    output.append(text: "  \(paint.bold(wording.title))\n")
    if let time = pace.time {
      output.append(text: "    \(wording.elapsed(time)); \(wording.dates(time))\n")
    }
    for gap in pace.gaps where gap.label == nil {
      output.append(text: "    \(DisplayText.singleLine(wording.text(gap)))\n")
    }
    guard !pace.indicators.isEmpty else { return }
    output.append(text: "    \(wording.counts(pace))\n")
  }

  /// The summary, and a line per indicator.
  func writeTable(_ pace: PaceReport, into output: inout [UInt8]) {
    writeSummary(pace, into: &output)
    guard !pace.indicators.isEmpty else { return }
    let head = [
      wording.wording("指标", "indicator"), wording.wording("协议量", "agreed"),
      wording.wording("完成量", "done"), wording.wording("完成率", "completion"),
      wording.wording("每月还需", "per month"), wording.wording("进度", "standing"),
    ]
    let rows = pace.indicators.map { indicator in
      [
        DisplayText.singleLine(indicator.label), "\(indicator.agreed)", "\(indicator.done)",
        wording.percent(indicator.completion), wording.perMonth(indicator),
        wording.name(of: indicator.standing),
      ]
    }
    let table = TextTable([head] + rows)
    output.append(text: "    \(paint.dim(table.line(0)))\n")
    for (row, indicator) in pace.indicators.enumerated() {
      let text = table.line(row + 1)
      let shown: String =
        switch indicator.standing {
        case .farBehind: paint(.error, text)
        case .behind: paint(.warning, text)
        case .completed, .onTrack, nil: text
        }
      output.append(text: "    \(shown)\n")
    }
    for gap in pace.gaps where gap.label != nil {
      let text = wording.wording("缺数: ", "missing: ") + wording.text(gap)
      output.append(text: "    \(paint.dim(DisplayText.singleLine(text)))\n")
    }
  }
}
