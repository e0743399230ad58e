import HebiaoCore
import WorkbookAuthoring

/// The list of findings, one row each, written as the files come.
extension SummaryWriting {
  mutating func write(_ report: FileReport, of row: StationRow) throws(AuthoringError) {
    let corrections = Self.corrections(in: report)
    for finding in report.findings {
      var count = rules[finding.rule] ?? (0, 0)
      if finding.severity == .error { count.errors += 1 }
      if finding.severity == .warning { count.warnings += 1 }
      rules[finding.rule] = count
      guard findingCount < Self.findingLimit else {
        leftOutCount += 1
        continue
      }
      findingCount += 1
      try write(finding, of: row, correction: corrections[finding.id] ?? "")
    }
  }

  private mutating func write(
    _ finding: Finding,
    of row: StationRow,
    correction: String
  ) throws(AuthoringError) {
    let place = finding.mergedRange.map(\.description) ?? finding.cell.map(\.description) ?? ""
    let location = finding.cell.map { CellLocation(sheet: finding.sheet, cell: $0) }
    // Excel takes so many links on a sheet; the rest is named and not linked.
    let isLinked = location != nil && findingCount <= AuthoredWorkbook.linkLimit
    let severity =
      switch finding.severity {
      case .error: SummaryLook.error
      case .warning: SummaryLook.warning
      case .info: SummaryLook.short
      }
    let texts = [
      "\(findingCount)", row.station, SummaryText.severity(finding.severity)[language],
      finding.sheet, place, finding.label?[language] ?? "", finding.message[language], correction,
      finding.reason?[language] ?? "", ruleNames.named(finding.rule, in: language), row.path,
    ]
    try setHeight(ofRow: findingCount, showing: texts, SummaryText.findingColumns, in: findings)
    for (column, text) in texts.enumerated() {
      let (content, look): (AuthoredContent, CellFormat) =
        switch column {
        case 0: (.number(Double(findingCount)), SummaryLook.short)
        case 2: (.text(text), severity)
        case 4 where isLinked:
          (link(to: row.path, cell: location, text: text), SummaryLook.link)
        default: (.text(text), SummaryLook.text)
        }
      try workbook.write(
        content,
        at: CellReference(findingCount, column),
        format: look,
        in: findings
      )
    }
  }

  /// The most probable repair of each finding, by the finding's name.
  private static func corrections(in report: FileReport) -> [String: String] {
    var corrections: [String: String] = [:]
    for diagnosis in report.diagnoses {
      guard let repair = diagnosis.alternatives.first else { continue }
      let text = repair.changes.map { change in
        "\(change.location.cell): \(Self.text(of: change.from)) → \(change.text)"
      }.joined(separator: "; ")
      for finding in diagnosis.findings { corrections[finding] = text }
    }
    return corrections
  }

  private static func text(of value: ReportedValue) -> String {
    switch value {
    case .none: "—"
    case .number(let number): number.decimalText ?? "\(number)"
    case .text(let text): text
    }
  }

  /// Sets what the lists are apart from their rows, once their length is known.
  mutating func endLists(uncheckedCount: Int) throws(AuthoringError) {
    try set(SummaryText.findingColumns, rows: findingCount, frozenColumns: 2, of: findings)
    try set(SummaryText.uncheckedColumns, rows: uncheckedCount, frozenColumns: 0, of: unchecked)
  }

  private mutating func set(
    _ columns: [SummaryColumn],
    rows: Int,
    frozenColumns: Int,
    of sheet: AuthoredWorkbook.Sheet
  ) throws(AuthoringError) {
    var layout = SheetLayout()
    for (index, column) in columns.enumerated() {
      layout.columnWidths[ColumnIndex(index)] = column.width
    }
    layout.frozenRows = 1
    layout.frozenColumns = frozenColumns
    layout.repeatedRows = 0...0
    layout.filteredRange = CellRange(
      CellReference(0, 0),
      CellReference(max(rows, 1), columns.count - 1)
    )
    layout.pageFooter = SummaryText.pages[language]
    try workbook.set(layout, of: sheet)
  }
}
