import HebiaoCore

/// Lists the findings of one sheet, each linked to its cell.
struct HTMLFindings {
  /// Warnings of one rule shown before the rest is folded.
  private static let shownPerRule = 5

  let wording: ReportWording
  let file: Int
  let isVerbose: Bool
  /// The identifier of a drawn cell.
  let anchor: (CellReference) -> String?

  func write(_ findings: SheetFindings, into output: inout [UInt8]) {
    var explained: Set<String> = []
    output.append(text: "<ol class=\"findings\">\n")
    for entry in findings.errors { write(entry, explained: &explained, into: &output) }
    for group in findings.groups {
      let isFolded = !isVerbose && group.findings.count > Self.shownPerRule + 1
      let shown = isFolded ? Self.shownPerRule : group.findings.count
      for entry in group.findings.prefix(shown) {
        write(entry, explained: &explained, into: &output)
      }
      guard isFolded else { continue }
      output.append(text: "<li class=\"more \(group.severity.rawValue)\"><details>")
      output.append(
        element: "summary",
        html: wording.folded(group.findings.count - shown, of: group.severity)
      )
      output.append(text: "<ol class=\"findings\">\n")
      for entry in group.findings.dropFirst(shown) {
        write(entry, explained: &explained, into: &output)
      }
      output.append(text: "</ol></details></li>\n")
    }
    output.append(text: "</ol>\n")
  }

  private func write(
    _ entry: SheetFindings.Numbered,
    explained: inout Set<String>,
    into output: inout [UInt8]
  ) {
    let finding = entry.finding
    let parts = finding.labelAndMessage(in: wording.language)
    output.append(
      text: "<li class=\"finding \(finding.severity.rawValue)\" id=\"f\(file)-\(entry.number)\">"
    )
    output.append(text: "<span class=\"number\">\(entry.number)</span>")
    output.append(element: "span", class: "badge", html: wording.name(of: finding.severity))
    if let address = finding.address {
      if let target = finding.cell.flatMap(anchor) {
        output.append(text: "<a class=\"cell\" href=\"#\(target)\">\(address)</a>")
      } else {
        output.append(element: "span", class: "cell", html: address)
      }
    }
    output.append(text: "<div class=\"what\">")
    if let label = parts.label { output.append(element: "p", class: "label", html: label) }
    output.append(
      element: "p",
      class: "message",
      html: parts.label == nil ? parts.message : finding.message[wording.language]
    )
    if let reason = finding.reason,
      explained.insert(finding.reasonKey(in: wording.language)).inserted
    {
      output.append(
        element: "p",
        class: "why",
        html: "\(wording.reason): \(reason[wording.language])"
      )
    }
    output.append(text: "</div></li>\n")
  }
}
