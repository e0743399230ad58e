import HebiaoCore

/// Shows what a file adds to an earlier one.
struct HTMLComparison {
  let wording: ReportWording

  func write(_ comparison: MonthComparison, into output: inout [UInt8]) {
    output.append(text: "<section class=\"pace\">")
    output.append(element: "h3", html: wording("与上期比较", "Against the earlier file"))
    output.append(
      element: "p",
      class: "elapsed",
      html: comparison.earlierPath + wording.dates(of: comparison)
    )
    if !comparison.increments.isEmpty { writeTable(comparison.increments, into: &output) }
    if !comparison.unmatched.isEmpty {
      output.append(text: "<ul class=\"gaps\">")
      for text in comparison.unmatched {
        output.append(element: "li", html: text[wording.language])
      }
      output.append(text: "</ul>")
    }
    output.append(text: "</section>\n")
  }

  private func writeTable(_ increments: [IndicatorIncrement], into output: inout [UInt8]) {
    output.append(text: "<table><thead><tr>")
    output.append(text: "<th scope=\"col\">")
    output.append(html: wording("指标", "Indicator"))
    output.append(text: "</th>")
    for title in [
      wording("上期", "Before"), wording("本期", "Now"), wording("本期新增", "Increment"),
    ] {
      output.append(text: "<th scope=\"col\" class=\"r\">")
      output.append(html: title)
      output.append(text: "</th>")
    }
    output.append(text: "<th></th></tr></thead><tbody>\n")
    for entry in increments {
      let isFallen = entry.increment < .zero
      output.append(text: isFallen ? "<tr class=\"far-behind\">" : "<tr>")
      output.append(text: "<th scope=\"row\">")
      output.append(html: entry.label)
      output.append(text: "</th>")
      for figure in [entry.before, entry.now, entry.increment] {
        output.append(element: "td", class: "r", html: "\(figure)")
      }
      output.append(text: "<td>")
      if isFallen || entry.standsOut {
        output.append(
          element: "span",
          class: "standing",
          html: isFallen ? wording("减少", "fell") : wording("增幅突出", "stands out")
        )
      }
      output.append(text: "</td></tr>\n")
    }
    output.append(text: "</tbody></table>\n")
  }
}
