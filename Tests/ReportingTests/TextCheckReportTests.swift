import HebiaoCore
import Reporting
import Testing

@Suite struct TextCheckReportTests {
  @Test func errorIsToldWithCellLabelNumbersAndReason() throws {
    let file = ReportSamples.file(findings: [try ReportSamples.percentage()])
    #expect(
      TextCheckReport(style: ReportStyle()).report(of: [file]) == """
        岭南街.xlsx
          附件1-1
            错误 K5 片区1 › 非17类困难群众和特殊群体电访 › 百分比: 应为 63.16% (24 ÷ 38), 表中为 60.00%
                 依据: 百分比 = 完成量 ÷ 协议量
          1 处错误 (1 张表, 11 行)

        """
    )
  }

  @Test func englishReportUsesTheEnglishWording() throws {
    let file = ReportSamples.file(findings: [try ReportSamples.percentage()])
    let report = TextCheckReport(style: ReportStyle(language: .english)).report(of: [file])
    #expect(report.contains("error K5 片区1 › "))
    #expect(report.contains("百分比: should be 63.16% (24 ÷ 38), the table has 60.00%"))
    #expect(report.contains("1 error (1 sheet, 11 rows)"))
  }

  @Test(arguments: [
    ("百分比应为 1%", "百分比: 应为 1%"), ("百分比: 应为 1%", "百分比: 应为 1%"),
    ("百分比处应填数字", "百分比: 应填数字"), ("百分比的分母为 0", "百分比: 百分比的分母为 0"),
    ("分母为 0", "百分比: 分母为 0"), ("百分比", "百分比: 百分比"),
  ])
  func nameOfTheFieldIsNotSaidTwiceWhereTheSentenceAllows(message: String, shown: String) throws {
    var finding = try ReportSamples.percentage()
    finding.message = LocalizedText(verbatim: message)
    let report = TextCheckReport(style: ReportStyle())
      .report(of: [ReportSamples.file(findings: [finding])])
    #expect(report.contains("电访 › \(shown)\n"))
  }

  @Test func reasonIsGivenOncePerRule() throws {
    let findings = try ["K5", "K6", "K7"].map { try ReportSamples.percentage(cell: $0) }
    let report = TextCheckReport(style: ReportStyle())
      .report(of: [ReportSamples.file(findings: findings)])
    #expect(report.split(separator: "依据").count == 2)
  }

  @Test func sameRuleWithAnotherReasonIsExplainedAgain() throws {
    var other = try ReportSamples.percentage(cell: "K6")
    other.reason = LocalizedText(zh: "另有规定", en: "by another clause")
    let findings = [try ReportSamples.percentage(), other]
    let report = TextCheckReport(style: ReportStyle())
      .report(of: [ReportSamples.file(findings: findings)])
    #expect(report.contains("依据: 百分比 = 完成量 ÷ 协议量\n"))
    #expect(report.contains("依据: 另有规定\n"))
  }

  @Test func errorsComeBeforeWarningsWhateverTheirOrder() throws {
    let findings = [
      try ReportSamples.percentage(cell: "A1", severity: .info),
      try ReportSamples.percentage(cell: "B1", severity: .warning),
      try ReportSamples.percentage(cell: "C1", severity: .error),
    ]
    let report = TextCheckReport(style: ReportStyle())
      .report(of: [ReportSamples.file(findings: findings)])
    let order = report.split(separator: "\n").compactMap { line in
      ["错误 C1", "提示 B1", "说明 A1"].first { line.contains($0) }
    }
    #expect(order == ["错误 C1", "提示 B1", "说明 A1"])
  }

  @Test(arguments: [(4, false, 4, false), (15, false, 3, true), (15, true, 15, false)])
  func manyWarningsOfOneRuleAreFolded(
    count: Int,
    isVerbose: Bool,
    shown: Int,
    isFolded: Bool
  ) throws {
    let findings = try (1...count).map {
      try ReportSamples.percentage(cell: "A\($0)", severity: .warning)
    }
    let report = TextCheckReport(style: ReportStyle(isVerbose: isVerbose))
      .report(of: [ReportSamples.file(findings: findings)])
    #expect(report.split(separator: "\n").filter { $0.contains("提示 A") }.count == shown)
    #expect(report.contains("另有 12 条同类提示") == isFolded)
  }

  @Test func cleanFileSaysWhatWasChecked() {
    let file = ReportSamples.file(status: .clean, findings: [])
    #expect(
      TextCheckReport(style: ReportStyle()).report(of: [file])
        == "岭南街.xlsx: 未发现错误: 1 张表, 11 行\n"
    )
  }

  @Test func fileWithWarningsOnlyHasNoErrors() throws {
    let file = ReportSamples.file(findings: [try ReportSamples.percentage(severity: .warning)])
    #expect(
      TextCheckReport(style: ReportStyle()).report(of: [file])
        .hasSuffix("\n  未发现错误: 1 张表, 11 行; 1 处提示\n")
    )
  }

  @Test func unrecognisedFileIsNotCalledFreeOfErrors() {
    let warning = Finding(
      rule: "unrecognised",
      severity: .warning,
      sheet: "",
      message: LocalizedText(zh: "与指标完成情况表最接近, 缺少表头 百分比", en: "nearest: indicators")
    )
    let file = FileReport(path: "a.xlsx", status: .unrecognised, findings: [warning])
    #expect(
      TextCheckReport(style: ReportStyle()).report(of: [file]) == """
        a.xlsx
            提示 与指标完成情况表最接近, 缺少表头 百分比
          没有识别出可核对的表格

        """
    )
  }

  @Test func severalFilesEndWithASummary() throws {
    let files = [
      ReportSamples.file(status: .clean, findings: []),
      FileReport(path: "b", status: .unreadable, error: LocalizedText(zh: "空文件", en: "empty")),
      ReportSamples.file(path: "c", findings: [try ReportSamples.percentage()]),
    ]
    let report = TextCheckReport(style: ReportStyle()).report(of: files)
    #expect(report.contains("\nb: 无法读取: 空文件\n"))
    #expect(report.hasSuffix("\n共 3 个文件, 1 个有错误, 1 个无法读取; 合计 1 处错误\n"))
  }

  @Test func escapeSequencesInAFileNeverReachTheTerminal() throws {
    var finding = try ReportSamples.percentage()
    finding.label = LocalizedText(verbatim: "a\u{1B}[2J\nb\u{202E}c")
    finding.message = LocalizedText(verbatim: "x\u{9B}31m")
    let report = TextCheckReport(style: ReportStyle(isColored: false))
      .report(of: [ReportSamples.file(path: "p\u{7}", findings: [finding])])
    let controls = report.unicodeScalars.filter {
      ($0.value < 0x20 && $0 != "\n") || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}"
    }
    #expect(controls.isEmpty)
    #expect(report.contains("a\u{FFFD}[2J b\u{FFFD}c: x\u{FFFD}31m"))
  }

  @Test func coloursStandOnlyWhereAskedFor() throws {
    let file = ReportSamples.file(findings: [try ReportSamples.percentage()])
    #expect(!TextCheckReport(style: ReportStyle()).report(of: [file]).contains("\u{1B}"))
    #expect(
      TextCheckReport(style: ReportStyle(isColored: true)).report(of: [file])
        .contains("\u{1B}[1;31m错误\u{1B}[0m")
    )
  }

  @Test func longLabelIsCutInItsMiddleOnANarrowTerminal() throws {
    let file = ReportSamples.file(findings: [try ReportSamples.percentage()])
    let report = TextCheckReport(style: ReportStyle(width: 80)).report(of: [file])
    let line = try #require(report.split(separator: "\n").first { $0.contains("K5") })
    #expect(line.contains("…"))
    #expect(line.contains("› 百分比: 应为 63.16%"))
    #expect(line.contains("K5 片区1 ›"))
  }

  @Test func skippedRulesAreListedWithTheirReason() {
    var file = ReportSamples.file(status: .clean, findings: [])
    file.skippedRules = [
      SkippedRule(
        rule: "month-weight",
        sheet: "附件2",
        reason: LocalizedText(zh: "表头没有月份", en: "no month in the header")
      ),
      SkippedRule(
        rule: "against",
        sheet: "",
        reason: LocalizedText(zh: "没有上期的文件", en: "there is no earlier file")
      ),
    ]
    let report = TextCheckReport(style: ReportStyle()).report(of: [file])
    #expect(report.contains("未检查: month-weight (附件2): 表头没有月份"))
    #expect(report.contains("未检查: 与上期比较: 没有上期的文件"))
    #expect(report.contains("未发现错误: 1 张表, 11 行"))
  }
}
