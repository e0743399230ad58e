import Foundation
import Hebiao
import HebiaoTestSupport
import Synchronization
import Testing

/// Tables that are recognised, with contents that nobody would type.
@Suite struct HostileTableTests {
  private static let parts = StoredZip.parts(
    of: PublishedPackage.package.rendered(
      PublishedPackage.figures(),
      layout: PublishedPackage.layout
    )
    .workbook.bytes()
  )

  /// The published workbook with every text or number changed.
  private static func workbook(
    texts: (Int, Substring) -> String = { String($1) },
    numbers: (Int, Substring) -> String = { String($1) }
  ) -> [UInt8] {
    var zip = StoredZip()
    for part in parts {
      var text = String(decoding: part.content, as: UTF8.self)
      var count = 0
      if part.name == "xl/sharedStrings.xml" {
        text = text.replacing(#/(<t[^>]*>)([^<]*)</t>/#) { match in
          count += 1
          return match.1 + texts(count, match.2) + "</t>"
        }
      } else if part.name.hasPrefix("xl/worksheets/") {
        text = text.replacing(#/(<c r="[A-Z]+\d+"(?: s="\d+")?>)<v>([^<]*)</v>/#) { match in
          count += 1
          return match.1 + "<v>" + numbers(count, match.2) + "</v>"
        }
      }
      zip.add(part.name, Array(text.utf8))
    }
    return zip.finish()
  }

  static let injections = [
    "=cmd|' /C calc'!A0", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&lt;img src=x onerror=alert(1)&gt;",
    "]]&gt;", "_x001B_[31m", "&#10;&#9;", "\u{202E}", String(repeating: "\u{301}", count: 200),
    "&quot;onmouseover=&quot;x", "_x0000_",
  ]

  @Test(
    "what is written into names and headers is shown and never acted upon",
    arguments: injections
  )
  func injected(text: String) throws {
    let folder = try FreshFolder()
    try folder.file("表.xlsx", bytes: Self.workbook(texts: { $1 + text }))
    var run = CheckRun(checker: WorkbookChecker(schemas: try .builtIn()), format: .html)
    let files = FoundWorkbook.find([folder.url.appendingPathComponent("表.xlsx").path])
    func report() -> String {
      let receiver = Receiver()
      let outcome = run.run(files, receiver: receiver)
      #expect(outcome.unreadable == 0)
      return receiver.text
    }
    let page = report()
    #expect(page.contains("</html>"))
    #expect(!page.contains("<script>alert") && !page.contains("<img") && !page.contains("\u{1B}"))
    #expect(!page.contains("\"onmouseover"))
    for format in [CheckRun.Format.text, .json] {
      run.format = format
      let controls = report().unicodeScalars.filter {
        $0.properties.generalCategory == .control && $0 != "\n"
      }
      #expect(controls.isEmpty)
    }
  }

  /// Gathers a report.
  private final class Receiver: CheckRunReceiver {
    private let bytes = Mutex<[UInt8]>([])

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    func receive(_ bytes: [UInt8]) -> Bool {
      self.bytes.withLock { $0 += bytes }
      return true
    }

    func willCheck(_ path: String) {}
    func didCheck(_ path: String, error: LocalizedText?) {}
  }

  static let values = [
    "1e308", "-1e308", "1e-308", "-0", "NaN", "99999999999999999999", "4.9e-324",
    "9007199254740993",
    "-5", "1e38", "1e39", "170141183460469231731687303715884105727",
  ]

  @Test("figures of any size are computed exactly or said not to fit", arguments: values)
  func figures(value: String) throws {
    let some = try Anomaly.check(Self.workbook(numbers: { $0 % 40 == 3 ? value : String($1) }))
    #expect(some.status == .findings)
    guard Anomaly.depth > 1 else { return }
    let all = try Anomaly.check(Self.workbook(numbers: { _, _ in value }))
    #expect(all.error == nil)
  }

  static let texts = [
    String(repeating: "x", count: 32_767), String(repeating: "片", count: 32_767),
    String(repeating: "9", count: 400), String(repeating: "一亿", count: 2_000),
    String(repeating: "1/", count: 4_000),
    "0." + String(repeating: "3", count: 3_000), String(repeating: "2024.1.1-", count: 2_000),
    "2024年13月45日-9999年99月99日", String(repeating: "24÷38=", count: 3_000),
    String(repeating: "1,2,", count: 4_000),
    String(repeating: "√", count: 3_000), String(repeating: "（1）", count: 3_000),
  ]

  @Test("texts of any length stand in for names, headers and figures", arguments: texts)
  func longTexts(text: String) throws {
    let some = try Anomaly.check(Self.workbook(texts: { $0 % 9 == 4 ? text : String($1) }))
    #expect(some.error == nil)
    let appended = try Anomaly.check(
      Self.workbook(texts: { $0 % 12 == 5 ? $1 + text : String($1) })
    )
    #expect(appended.error == nil)
  }

  /// A table of sections in which every percentage is wrong.
  private static func wrongTable(rows: Int, panels: Int) -> [UInt8] {
    func row(_ index: Int, _ texts: [String]) -> String {
      let cells = texts.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
      return "<row r=\"\(index)\">\(cells)</row>"
    }
    let headers = Array(repeating: ["指标要求", "完成情况", "完成百分比"], count: panels)
    let figures = Array(repeating: ["共建协议*9份", "共建协议5份", "80.00%"], count: panels)
    var text = row(1, ["党建项目"] + headers.joined())
    for index in 2...rows + 1 { text += row(index, [""] + figures.joined()) }
    return Parts(rows: text).bytes
  }

  @Test("tables that no station has are refused in one line")
  func hugeTable() throws {
    let report = try Anomaly.check(Self.wrongTable(rows: 350, panels: 100))
    #expect(report.status == .unreadable)
    #expect(report.error?.english.contains("100000 cells in tables") == true)
  }

  @Test("more findings than anybody corrects cell by cell are refused in one line")
  func tooManyFindings() throws {
    let folder = try FreshFolder()
    let file = try folder.file("表.xlsx", bytes: Self.wrongTable(rows: 51, panels: 100))
    let corrector = WorkbookCorrector(checker: WorkbookChecker(schemas: try .builtIn()))
    let error = #expect(throws: CorrectionError.self) { try corrector.plan(path: file.path) }
    #expect(error?.text.english.contains("more than 5000 findings") == true)
  }

  private static func row(_ number: Int, _ texts: [String]) -> String {
    let cells = texts.map { "<c t='inlineStr'><is><t>\($0)</t></is></c>" }.joined()
    return "<row r='\(number)'>\(cells)</row>"
  }

  /// A table of indicators with a remark below it, again and again.
  private static func remarked(_ remark: String, times: Int) -> [UInt8] {
    let rows =
      [
        ["服务片区", "投入社工人数", "协议量", "完成量", "百分比"], ["片区1", "2", "40", "20", "50.00%"],
        ["合计", "2", "40", "20", "50.00%"],
      ] + Array(repeating: ["说明: " + remark], count: times)
    return Parts(rows: rows.enumerated().map { row($0.offset + 1, $0.element) }.joined()).bytes
  }

  @Test("a remark of wrong sums is told by some, and very many such remarks by none")
  func wrongSums() throws {
    let sums = String(repeating: "1+1=3;", count: 100)
    let one = try Anomaly.check(Self.remarked(sums, times: 1))
    let told = one.findings.filter { $0.rule == "remark-sum" }.map(\.message.chinese)
    #expect(told.count == 20)
    #expect(told.count { $0 == "文字里的算式 1 + 1 应为 2, 写的是 3" } == 19)
    #expect(told.last?.hasSuffix("写的是 3; 同一段文字另有 80 个算式也不对") == true)
    let many = try Anomaly.check(Self.remarked(sums, times: 2_600))
    #expect(many.status == .unreadable)
    #expect(many.findings.isEmpty && many.sheets.isEmpty)
    #expect(many.error?.english.contains("more than 50000 findings") == true)
  }

  @Test("a long text in very many cells of a table is refused, and none is beside no table")
  func longTexts() throws {
    let long = String(repeating: "2024年4月26日到岗;", count: 1_000)
    func report(hasHeader: Bool = true, rows: Int) throws -> FileReport {
      let header = hasHeader ? ["服务片区", "投入社工人数", "协议量", "完成量", "百分比"] : ["通讯录"]
      let rows = [header] + Array(repeating: ["片区1", "2", "40", "20", "50.00%", long], count: rows)
      return try Anomaly.check(
        Parts(rows: rows.enumerated().map { Self.row($0.offset + 1, $0.element) }.joined()).bytes
      )
    }
    #expect(try report(rows: 100).status == .findings)
    let refused = try report(rows: 500)
    #expect(refused.status == .unreadable)
    #expect(refused.error?.english.contains("come to more than 8 MB") == true)
    #expect(try report(hasHeader: false, rows: 500).status == .unrecognised)
  }

  @Test("sums over more figures than anybody adds are refused in one line")
  func hugeSums() throws {
    func report(_ count: Int) throws -> FileReport {
      let header = [
        ["序号", "姓名", "2024年1月", "人员到岗小计"], ["", "", "人员到位", ""], ["1", "甲某", "1", "1"],
      ]
      let closing =
        Array(repeating: ["小计", "", "1", "1"], count: count)
        + Array(repeating: ["总计", "", "1", "1"], count: count)
      let rows = (header + closing).enumerated().map { Self.row($0.offset + 1, $0.element) }
      return try Anomaly.check(Parts(rows: rows.joined()).bytes)
    }
    #expect(try report(20).status == .findings)
    let refused = try report(520)
    #expect(refused.status == .unreadable)
    #expect(refused.error?.english.contains("more than 500000 figures in their sums") == true)
  }

  @Test("the headings beside a long panel are found without looking at each row again")
  func longPanel() throws {
    let checker = WorkbookChecker(schemas: try .builtIn())
    let ratio = try Growth.ratio(of: 2_000, runs: 2) { rows in
      let folder = try FreshFolder()
      let file = try folder.file("表.xlsx", bytes: Self.rightTable(rows: rows))
      return (folder, file.path)
    } work: { _, path in
      #expect(checker.check(path: path).error == nil)
    }
    #expect(ratio < Growth.limit)
  }

  /// A table of one section in which every percentage is right.
  private static func rightTable(rows: Int) -> [UInt8] {
    let header = row(1, ["党建项目", "指标要求", "完成情况", "完成百分比"])
    let items = (2...rows + 1).map { row($0, ["", "共建协议*10份", "共建协议5份", "50.00%"]) }
    return Parts(rows: header + items.joined()).bytes
  }
}
