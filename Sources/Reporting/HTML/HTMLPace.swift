import HebiaoCore

/// Draws the pace of a file as bars beside a mark for the time that has passed.
struct HTMLPace {
  /// Units: thousandths of the bar's width that stand for 100 %; what is more than done goes beyond.
  private static let whole = 800

  private let wording: PaceWording

  init(wording: ReportWording) {
    self.wording = PaceWording(wording: wording)
  }

  func write(_ pace: PaceReport, into output: inout [UInt8]) {
    output.append(text: "<section class=\"pace\">")
    output.append(element: "h3", html: wording.title)
    if let time = pace.time {
      output.append(
        element: "p",
        class: "elapsed",
        html: "\(wording.elapsed(time)); \(wording.dates(time))"
      )
    }
    for gap in pace.gaps where gap.label == nil {
      output.append(element: "p", class: "elapsed", html: wording.text(gap))
    }
    if !pace.indicators.isEmpty {
      output.append(element: "p", class: "counts", html: wording.counts(pace))
      writeTable(pace, into: &output)
    }
    let gaps = pace.gaps.filter { $0.label != nil }
    if !gaps.isEmpty {
      output.append(text: "<ul class=\"gaps\">")
      for gap in gaps { output.append(element: "li", html: wording.text(gap)) }
      output.append(text: "</ul>")
    }
    output.append(text: "</section>\n")
  }

  private func writeTable(_ pace: PaceReport, into output: inout [UInt8]) {
    let titles = [
      ("", wording.wording("指标", "Indicator")),
      (" class=\"r\"", wording.wording("完成 / 协议", "Done / agreed")),
      (" class=\"bar\"", wording.wording("完成率与时间进度", "Completion beside time")),
      (" class=\"r\"", wording.wording("完成率", "Completion")),
      ("", wording.wording("进度", "Standing")),
      (" class=\"r\"", wording.wording("每月还需", "Per month")),
    ]
    output.append(text: "<table><thead><tr>")
    for (attributes, title) in titles {
      output.append(text: "<th scope=\"col\"\(attributes)>")
      output.append(html: title)
      output.append(text: "</th>")
    }
    output.append(text: "</tr></thead><tbody>\n")
    let elapsed = pace.time?.share.ratio.map(position)
    for indicator in pace.indicators {
      write(indicator, elapsed: elapsed, into: &output)
    }
    output.append(text: "</tbody></table>\n")
    if elapsed != nil {
      output.append(text: "<p class=\"legend\"><span class=\"now\"></span>")
      output.append(html: wording.wording("时间进度", "time that has passed"))
      output.append(text: "<span class=\"goal\"></span>")
      output.append(html: wording.wording("协议量 100%", "all that was agreed, 100%"))
      output.append(text: "</p>")
    }
  }

  private func write(_ indicator: IndicatorPace, elapsed: Int?, into output: inout [UInt8]) {
    let name = indicator.standing?.rawValue ?? "unknown"
    output.append(text: "<tr class=\"\(name)\"><th scope=\"row\">")
    output.append(html: indicator.label)
    output.append(text: "</th><td class=\"r\">")
    output.append(html: "\(indicator.done) / \(indicator.agreed)")
    output.append(text: "</td><td class=\"bar\">")
    draw(indicator, elapsed: elapsed, into: &output)
    output.append(text: "</td><td class=\"r\">\(wording.percent(indicator.completion))</td>")
    output.append(text: "<td><span class=\"standing\">")
    output.append(html: wording.name(of: indicator.standing))
    output.append(text: "</span></td><td class=\"r\">")
    output.append(html: wording.perMonth(indicator))
    output.append(text: "</td></tr>\n")
  }

  private func draw(_ indicator: IndicatorPace, elapsed: Int?, into output: inout [UInt8]) {
    let length = position(of: indicator.completion)
    output.append(
      text: "<svg viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
        + "<rect class=\"ground\" y=\"4\" width=\"\(Self.whole)\" height=\"12\"/>"
        + "<rect class=\"done\" y=\"4\" width=\"\(length)\" height=\"12\"/>"
        + "<path class=\"goal\" d=\"M\(Self.whole) 2V18\"/>"
    )
    if let elapsed { output.append(text: "<path class=\"now\" d=\"M\(elapsed) 0V20\"/>") }
    // What does not fit is cut off with a tip.
    if length == 1000 { output.append(text: "<path class=\"tip\" d=\"M985 4L1000 10L985 16\"/>") }
    output.append(text: "</svg>")
  }

  /// Where a ratio stands on the bar, 0 to 1000.
  private func position(of ratio: Rational) -> Int {
    if ratio <= .zero { return 0 }
    guard ratio < Rational(2),
      let place = ratio.multiplied(by: Rational(Self.whole))?.roundedHalfUp(decimals: 0)
    else { return 1000 }
    return min(1000, Int(clamping: place.numerator))
  }
}
