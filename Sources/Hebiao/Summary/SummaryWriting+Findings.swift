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
    let cells: [(AuthoredContent, CellFormat)] = [
      (.number(Double(findingCount)), SummaryLook.short),
      (.text(row.station), SummaryLook.text),
      (.text(SummaryText.severity(finding.severity)[language]), severity),
      (.text(finding.sheet), SummaryLook.text),
      isLinked
        ? (link(to: row.path, cell: location, text: place), SummaryLook.link)
        : (.text(place), SummaryLook.text),
      (.text(finding.label?[language] ?? ""), SummaryLook.text),
      (.text(finding.message[language]), SummaryLook.text),
      (.text(correction), SummaryLook.text),
      (.text(finding.reason?[language] ?? ""), SummaryLook.text),
      (.text(finding.rule), SummaryLook.text),
      (.text(row.path), SummaryLook.text),
    ]
    for (column, cell) in cells.enumerated() {
      try workbook.write(
        cell.0,
        at: CellReference(findingCount, column),
        format: cell.1,
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
