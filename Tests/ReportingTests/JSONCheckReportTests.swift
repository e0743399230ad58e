import Foundation
import HebiaoCore
import Reporting
import Testing

@Suite struct JSONCheckReportTests {
  @Test func reportOfOneErrorIsTheContractsExample() throws {
    let file = ReportSamples.file(findings: [try ReportSamples.percentage()])
    let report = JSONCheckReport(style: ReportStyle()).report(of: [file])
    #expect(
      report == """
        {"schemaVersion":1,
         "files":[
          {"path":"岭南街.xlsx","sha256":"ab12","status":"findings","error":null,
           "sheets":[
            {"name":"附件1-1","schema":"indicator-completion","tables":["districts-1","overall"],"rows":11},
            {"name":"说明","schema":null,"tables":[],"rows":0}],
           "findings":[
            {"id":"f1","rule":"percentage","severity":"error","sheet":"附件1-1","cell":"K5",\
        "label":"片区1 › 非17类困难群众和特殊群体电访 › 百分比",\
        "message":"百分比应为 63.16% (24 ÷ 38), 表中为 60.00%","reason":"百分比 = 完成量 ÷ 协议量",\
        "actual":0.6,"expected":0.6316,"cells":[{"sheet":"附件1-1","cell":"I5"},\
        {"sheet":"附件1-1","cell":"J5"},{"sheet":"附件1-1","cell":"K5"}]}],
           "diagnoses":[],
           "skippedRules":[]}],
         "skippedFiles":[],
         "summary":{"files":1,"unreadable":0,"errors":1,"warnings":0,"skipped":0}}

        """
    )
  }

  @Test func textsFromAFileAreReadBackByAnotherReader() throws {
    let nasty = "\"\\\n\r\t\u{0}\u{1F}\u{7F}\u{2028}😀</script>"
    let file = ReportSamples.file(path: nasty, findings: [])
    let report = JSONCheckReport(style: ReportStyle()).report(of: [file])
    let object = try JSONSerialization.jsonObject(with: Data(report.utf8))
    let files = try #require((object as? [String: Any])?["files"] as? [[String: Any]])
    #expect(files.first?["path"] as? String == nasty)
  }

  @Test(arguments: [
    ("0.6316", "0.6316"), ("-12", "-12"), ("0", "0"), ("2.19125", "2.19125"),
    ("12345678901234567890.5", "12345678901234567890.5"),
  ])
  func numbersAreWrittenAsExactDecimals(number: String, written: String) throws {
    var finding = try ReportSamples.percentage()
    finding.expected = .number(try Rational.ofText(number))
    let report = JSONCheckReport(style: ReportStyle())
      .report(of: [ReportSamples.file(findings: [finding])])
    #expect(report.contains("\"expected\":\(written),"))
  }

  @Test func endlessFractionsAreCutAfterSeventeenDecimals() throws {
    var finding = try ReportSamples.percentage()
    finding.actual = .number(try #require(Rational(2, over: 3)))
    let report = JSONCheckReport(style: ReportStyle())
      .report(of: [ReportSamples.file(findings: [finding])])
    #expect(report.contains("\"actual\":0.66666666666666667,"))
  }

  @Test func severalFilesAreOneValidObjectWithASummary() throws {
    let files = [
      ReportSamples.file(findings: [try ReportSamples.percentage(severity: .warning)]),
      FileReport(
        path: "b.xlsx",
        status: .unreadable,
        error: LocalizedText(zh: "空文件", en: "empty")
      ),
    ]
    let report = JSONCheckReport(style: ReportStyle(language: .english)).report(of: files)
    let object = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
    let summary = try #require(object?["summary"] as? [String: Int])
    #expect(summary == ["files": 2, "unreadable": 1, "errors": 0, "warnings": 1, "skipped": 0])
    #expect(report.contains("\"status\":\"unreadable\",\"error\":\"empty\""))
  }
}
