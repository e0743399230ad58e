import FaultLocating
import HebiaoCore
import TableBinding
import TableSchemas

extension CheckContext {
  /// Reports something about one cell; a fault located there is told in the same finding.
  mutating func report(
    _ cell: BoundCell,
    at place: TablePlace,
    message: LocalizedText,
    expected: ReportedValue = .none,
    others: [CellLocation] = [],
    earlierCell: CellLocation? = nil,
    severity: Severity? = nil
  ) {
    if findings.isFull { return }
    var finding = Finding(
      rule: current.definition.code,
      severity: severity ?? current.definition.severity,
      sheet: cell.location.sheet,
      cell: cell.location.cell,
      mergedRange: cell.mergedRange,
      label: TableLabels.label(of: place, in: tables),
      message: message,
      reason: current.definition.reason,
      actual: cell.reported,
      expected: expected,
      earlierCell: earlierCell,
      cells: [cell.location] + others
    )
    var explained: [Int] = []
    if finding.severity == .error, let fault = fault(at: cell.location) {
      explained = fault.explained
      if let value = fault.value {
        finding.expected = .number(value)
        let text = FigureTexts.text(value, like: cell)
        finding.message = LocalizedText(
          zh: message.chinese + "; 按其他数推算应为 \(text)",
          en: message.english + "; the other figures call for \(text)"
        )
      }
      let known = Set(finding.cells)
      finding.cells += cells(of: fault).filter { !known.contains($0) }
      findings.noteFault(of: fault.figure)
    }
    findings.append(finding, explaining: explained)
  }

  mutating func report(
    sheet: String,
    cell: CellReference?,
    label: LocalizedText? = nil,
    message: LocalizedText,
    actual: ReportedValue = .none,
    expected: ReportedValue = .none,
    earlierCell: CellLocation? = nil,
    cells: [CellLocation] = [],
    severity: Severity? = nil
  ) {
    if findings.isFull { return }
    findings.append(
      Finding(
        rule: current.definition.code,
        severity: severity ?? current.definition.severity,
        sheet: sheet,
        cell: cell,
        label: label,
        message: message,
        reason: current.definition.reason,
        actual: actual,
        expected: expected,
        earlierCell: earlierCell,
        cells: cells
      )
    )
  }

  /// Reports the arithmetic faults that no cell rule has told already.
  mutating func reportFaults() {
    guard !located.isEmpty else { return }
    let told = findings.toldFaults
    let untold = faults.filter { !$0.explained.isEmpty && !told.contains($0.figure) }
    var reports = untold.map { fault in
      FaultReport(
        finding: FaultFindings.finding(for: fault, in: self),
        place: figures.entries[fault.figure].place,
        explained: fault.explained
      )
    }
    let blamed = Set(faults.flatMap(\.explained))
    let unexplained = located.flatMap(\.explained).filter { !blamed.contains($0) }.sorted()
    reports += unexplained.map { index in
      FaultReport(
        finding: FaultFindings.finding(forUnexplained: index, in: self),
        place: figures.entries[constraints.derived(index)].place,
        explained: [index]
      )
    }
    findings.append(ClosingRows.merged(reports, in: self))
  }

  /// What the check brought to light, but for the pace and the comparison.
  func outcome() -> CheckOutcome {
    let sorted = findings.sorted(bySheets: sheets)
    return CheckOutcome(
      findings: sorted.map(\.finding),
      diagnoses: located.isEmpty ? [] : Diagnoses.of(located, told: sorted, in: self),
      skippedRules: skipped
    )
  }
}

extension BoundCell {
  /// What the cell holds, as a finding reports it.
  var reported: ReportedValue {
    switch raw {
    case .empty: .none
    case .number(let double): Rational(double).map(ReportedValue.number) ?? .none
    case .string(let text): .text(text)
    case .bool(let flag): .text(flag ? "TRUE" : "FALSE")
    case .error(let code): .text(code)
    case .date(let date): .text(CalendarDate(date).map(\.description) ?? "")
    }
  }
}
