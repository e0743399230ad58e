import HebiaoCore
import Reporting

/// Reports as a checker would hand them over, and what the formats make of them.
enum ReportSamples {
  static func percentage(
    cell: String = "K5",
    severity: Severity = .error,
    rule: String = "percentage"
  ) throws -> Finding {
    Finding(
      id: "f1",
      rule: rule,
      severity: severity,
      sheet: "附件1-1",
      cell: CellReference(cell),
      label: LocalizedText(verbatim: "片区1 › 非17类困难群众和特殊群体电访 › 百分比"),
      message: LocalizedText(
        zh: "百分比应为 63.16% (24 ÷ 38), 表中为 60.00%",
        en: "百分比 should be 63.16% (24 ÷ 38), the table has 60.00%"
      ),
      reason: LocalizedText(zh: "百分比 = 完成量 ÷ 协议量", en: "percentage = done ÷ agreed"),
      actual: .number(try Rational.ofText("0.6")),
      expected: .number(try Rational.ofText("0.6316")),
      cells: ["I5", "J5", cell].compactMap { CellReference($0) }
        .map { CellLocation(sheet: "附件1-1", cell: $0) }
    )
  }

  static func file(
    path: String = "岭南街.xlsx",
    status: FileReport.Status = .findings,
    findings: [Finding]
  ) -> FileReport {
    FileReport(
      path: path,
      sha256: "ab12",
      status: status,
      sheets: [
        SheetSummary(
          name: "附件1-1",
          schema: "indicator-completion",
          tables: ["districts-1", "overall"],
          rows: 11
        ),
        SheetSummary(name: "说明", schema: nil, tables: [], rows: 0),
      ],
      findings: findings
    )
  }
}

extension Rational {
  struct NotANumber: Error {}

  static func ofText(_ text: String) throws -> Rational {
    guard let number = Rational(decimalText: text) else { throw NotANumber() }
    return number
  }
}

extension CheckReportFormat {
  /// The whole report of some files.
  func report(of files: [FileReport]) -> String {
    var format = self
    var output: [UInt8] = []
    format.begin(fileCount: files.count, into: &output)
    for file in files { format.append(file, into: &output) }
    format.end(into: &output)
    return String(decoding: output, as: UTF8.self)
  }
}
