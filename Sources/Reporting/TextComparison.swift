import HebiaoCore

/// What a file adds to an earlier one, as lines for people.
struct TextComparison {
  let wording: ReportWording
  let paint: TerminalPaint

  /// The name of the earlier file, and what could not be matched.
  func writeSummary(_ comparison: MonthComparison, into output: inout [UInt8]) {
    let title = wording("与上期比较", "Against")
    let path = DisplayText.singleLine(comparison.earlierPath)
    let dates = wording.dates(of: comparison)
    output.append(text: "  \(paint.bold("\(title): \(path)"))\(dates)\n")
    for text in comparison.unmatched {
      let line = DisplayText.singleLine(text[wording.language])
      output.append(text: "    \(paint.dim(line))\n")
    }
  }

  /// The summary, and a line per indicator.
  func writeTable(_ comparison: MonthComparison, into output: inout [UInt8]) {
    writeSummary(comparison, into: &output)
    guard !comparison.increments.isEmpty else { return }
    let head = [
      wording("指标", "indicator"), wording("上期", "before"), wording("本期", "now"),
      wording("本期新增", "increment"), "",
    ]
    let table = TextTable(
      [head]
        + comparison.increments.map { entry in
          [
            DisplayText.singleLine(entry.label), "\(entry.before)", "\(entry.now)",
            "\(entry.increment)", entry.standsOut ? wording("增幅突出", "stands out") : "",
          ]
        }
    )
    output.append(text: "    \(paint.dim(Self.trimmed(table.line(0))))\n")
    for (row, entry) in comparison.increments.enumerated() {
      let line = Self.trimmed(table.line(row + 1))
      let isFallen = entry.increment < .zero
      let shown = isFallen ? paint(.error, line) : entry.standsOut ? paint(.info, line) : line
      output.append(text: "    \(shown)\n")
    }
  }

  private static func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}

extension ReportWording {
  /// ` (上期至 2024年3月31日, 本期至 2024年4月30日)`; empty where the files do not say.
  func dates(of comparison: MonthComparison) -> String {
    guard let before = comparison.earlierPeriod?.end, let now = comparison.period?.end else {
      return ""
    }
    return self(
      " (上期至 \(before), 本期至 \(now))",
      " (up to \(before.isoText), now up to \(now.isoText))"
    )
  }
}
