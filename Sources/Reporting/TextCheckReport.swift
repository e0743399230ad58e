public import HebiaoCore

/// The report of a check as lines for people.
public struct TextCheckReport: CheckReportFormat {
  /// Warnings of one rule shown per sheet before the rest is folded.
  static let shownPerRule = 3

  private let style: ReportStyle
  private let wording: ReportWording
  private let paint: TerminalPaint
  private var totals = ReportTotals()
  private var fileCount = 0
  private var previousWasBlock = false

  /// A report in a style.
  public init(style: ReportStyle) {
    self.style = style
    wording = ReportWording(language: style.language)
    paint = TerminalPaint(isColored: style.isColored)
  }

  /// Notes how many files there are: one alone needs no summary.
  public mutating func begin(fileCount: Int, into output: inout [UInt8]) {
    self.fileCount = fileCount
  }

  /// Writes one file: a line where there is nothing to say, else a block.
  public mutating func append(_ file: FileReport, into output: inout [UInt8]) {
    totals.add(file)
    let path = DisplayText.singleLine(file.path)
    if file.status == .unreadable {
      guard style.showsUnreadable else { return }
      startEntry(isBlock: false, into: &output)
      let error = DisplayText.singleLine(wording.unreadable(file.error))
      output.append(text: "\(paint.bold(path)): \(paint(.error, error))\n")
      return
    }
    let fileTotals = ReportTotals(file)
    // In a run over many files the pace of each would drown what is wrong.
    let pace = style.showsPace || fileCount == 1 ? file.pace : nil
    let isPlain = file.findings.isEmpty && file.skippedRules.isEmpty && file.comparison == nil
    if isPlain, pace == nil {
      startEntry(isBlock: false, into: &output)
      output.append(text: "\(paint.bold(path)): \(verdict(of: file, fileTotals))\n")
      return
    }
    startEntry(isBlock: true, into: &output)
    output.append(text: "\(paint.bold(path))\n")
    var explained: Set<String> = []
    for sheet in SheetFindings.of(file) {
      append(sheet, explained: &explained, into: &output)
    }
    TextDiagnoses(wording: wording, paint: paint, isVerbose: style.isVerbose)
      .write(file.diagnoses, into: &output)
    append(file.skippedRules, into: &output)
    if let comparison = file.comparison {
      let text = TextComparison(wording: wording, paint: paint)
      if fileCount == 1 || style.showsPace {
        text.writeTable(comparison, into: &output)
      } else {
        text.writeSummary(comparison, into: &output)
      }
    }
    if let pace {
      let text = TextPace(wording: wording, paint: paint)
      if style.showsPace {
        text.writeTable(pace, into: &output)
      } else {
        text.writeSummary(pace, into: &output)
      }
    }
    output.append(text: "  \(verdict(of: file, fileTotals))\n")
  }

  /// Writes the summary of several files.
  public mutating func end(into output: inout [UInt8]) {
    guard fileCount > 1 else { return }
    let line = wording.summary(totals)
    output.append(0x0A)
    output.append(text: totals.errors > 0 ? paint(.error, line) : paint.bold(line))
    output.append(0x0A)
  }

  /// The line that a file's report comes down to.
  private func verdict(of file: FileReport, _ totals: ReportTotals) -> String {
    if totals.errors > 0 {
      return paint(.error, wording.counts(totals)) + paint.dim(" (\(wording.extent(totals)))")
    }
    if file.status == .unrecognised { return paint(.warning, wording.unrecognised) }
    let doubts = wording.doubts(totals).map { paint.dim("; \($0)") } ?? ""
    return paint.good(wording.noErrors(totals)) + doubts
  }

  /// Sets blocks apart with an empty line; lines follow one another.
  private mutating func startEntry(isBlock: Bool, into output: inout [UInt8]) {
    if totals.files > 1, isBlock || previousWasBlock { output.append(0x0A) }
    previousWasBlock = isBlock
  }

  private func append(
    _ sheet: SheetFindings,
    explained: inout Set<String>,
    into output: inout [UInt8]
  ) {
    if !sheet.sheet.isEmpty {
      output.append(text: "  \(paint.bold(DisplayText.singleLine(sheet.sheet)))\n")
    }
    for entry in sheet.errors {
      append(entry.finding, explained: &explained, into: &output)
    }
    for group in sheet.groups {
      // Folding a single line would save nothing.
      let limit = Self.shownPerRule + 1
      let isFolded = !style.isVerbose && group.findings.count > limit
      let shown = isFolded ? Self.shownPerRule : group.findings.count
      for entry in group.findings.prefix(shown) {
        append(entry.finding, explained: &explained, into: &output)
      }
      if isFolded {
        let rest = wording.folded(group.findings.count - shown, of: group.severity)
        output.append(text: paint.dim("       \(rest) (--verbose)") + "\n")
      }
    }
  }

  private func append(
    _ finding: Finding,
    explained: inout Set<String>,
    into output: inout [UInt8]
  ) {
    var parts = finding.labelAndMessage(in: style.language)
    parts.message = DisplayText.singleLine(parts.message)
    parts.label = parts.label.map(DisplayText.singleLine)
    let name = wording.name(of: finding.severity)
    let address = finding.address ?? ""
    var line = "    \(paint(finding.severity, name)) "
    var used = 5 + DisplayText.width(of: name)
    if !address.isEmpty {
      line += paint.bold(address) + " "
      used += address.utf8.count + 1
    }
    if var label = parts.label {
      if let width = style.width {
        let room = width - used - DisplayText.width(of: parts.message) - 2
        label = DisplayText.elided(label, to: max(room, min(40, width / 2)))
      }
      line += label + ": "
    }
    output.append(text: line + parts.message + "\n")
    if let reason = finding.reason, explained.insert(finding.reasonKey(in: style.language)).inserted
    {
      let text = DisplayText.singleLine(reason[style.language])
      output.append(text: paint.dim("         \(wording.reason): \(text)") + "\n")
    }
  }

  private func append(_ skipped: [SkippedRule], into output: inout [UInt8]) {
    for rule in skipped {
      let sheet = rule.sheet.isEmpty ? "" : " (\(DisplayText.singleLine(rule.sheet)))"
      let reason = DisplayText.singleLine(rule.reason[style.language])
      output.append(
        text: paint.dim(
          "  \(wording.skipped): \(wording.name(ofSkipped: rule.rule))\(sheet): \(reason)"
        ) + "\n"
      )
    }
  }
}
