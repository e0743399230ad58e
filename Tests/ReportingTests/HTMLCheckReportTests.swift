import Foundation
import HebiaoCore
import Reporting
import Testing

@Suite struct HTMLCheckReportTests {
  private func report(_ files: [FileReport], style: ReportStyle = ReportStyle()) -> String {
    HTMLCheckReport(style: style).report(of: files)
  }

  private func indicatorFile(
    cell: String = "K6",
    severity: Severity = .error
  ) throws -> FileReport {
    var finding = try ReportSamples.percentage(cell: cell, severity: severity)
    finding.cells = ["I6", "J6", cell].compactMap { CellReference($0) }
      .map { CellLocation(sheet: "附件1-1", cell: $0) }
    var file = ReportSamples.file(findings: [finding])
    file.pictures = [try IndicatorPicture.sheet()]
    return file
  }

  @Test func findingAndItsCellLinkToEachOther() throws {
    let page = report([try indicatorFile()])
    #expect(page.contains("id=\"f1-1\""))
    #expect(page.contains("<a class=\"cell\" href=\"#c1-1-K6\">K6</a>"))
    #expect(page.contains("<td id=\"c1-1-K6\" class=\"m error\">60.00%<span class=\"marks\">"))
    #expect(page.contains("<a class=\"mark error\" href=\"#f1-1\" aria-label=\"错误 1\""))
    #expect(page.contains("<td id=\"c1-1-I6\" class=\"m part\">38</td>"))
  }

  @Test func everyLinkInThePageHasItsTarget() throws {
    let page = report([try indicatorFile(), try indicatorFile(cell: "D7", severity: .warning)])
    let targets = Set(
      page.split(separator: "href=\"#").dropFirst().map { $0.prefix { $0 != "\"" } }
    )
    let identifiers = page.split(separator: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(targets.count >= 4)
    #expect(targets.subtracting(identifiers) == [])
    #expect(Set(identifiers).count == identifiers.count)
  }

  @Test func mergedCellsSpanRowsAndColumns() throws {
    let page = report([try indicatorFile()])
    #expect(page.contains("<td class=\"m b w\" colspan=\"23\">广州市云杉街"))
    #expect(page.contains("<td class=\"m\" rowspan=\"3\">800</td>"))
    // 23 columns in 12 rows, less what the merged ranges of the sheet cover.
    let drawn = page.split(separator: "<tbody>")[1].split(separator: "<td").count - 1
    #expect(drawn == 23 * 12 - 22 - 22 - 2 - 7 * 2 - 15 * 2 - 22)
  }

  @Test(arguments: ["ZZ6", "A900000", "XFD1048576"])
  func strayCellFarAwayTakesNothingFromTheTable(stray: String) throws {
    var file = try indicatorFile(cell: "D7")
    let reference = try #require(CellReference(stray))
    file.pictures[0].cells.append(
      SheetPicture.Cell(reference: reference, text: "远", alignment: .left)
    )
    let page = report([file])
    for column in 0..<23 {
      #expect(page.contains("<th scope=\"col\">\(ColumnIndex(column))</th>"))
    }
    for row in 1...12 where row != 10 { #expect(page.contains("<th scope=\"row\">\(row)</th>")) }
    #expect(page.contains("只画出开头和问题附近的部分"))
  }

  @Test func kindOfTableIsNamedAsItsSchemaDoes() throws {
    var file = try indicatorFile()
    #expect(report([file]).contains("<small>indicator-completion · 11 行</small>"))
    file.sheets[0].schemaTitle = LocalizedText(zh: "指标完成情况统计表", en: "indicators")
    #expect(report([file]).contains("<small>指标完成情况统计表 · 11 行</small>"))
  }

  @Test func hiddenRowsAreMarkedAndWidthsKept() throws {
    let page = report([try indicatorFile()])
    #expect(page.contains("<tr class=\"hidden\"><th scope=\"row\">10<small>隐藏</small></th>"))
    #expect(page.contains("<col style=\"width:65px\">"))
    #expect(page.contains("<tr style=\"height:40px\"><th scope=\"row\">2</th>"))
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onclick='x", "</td></table>",
    "&lt;b&gt;", "<!--", "]]>", "\u{202E}gnp",
  ])
  func textsFromAFileAreShownAndNotObeyed(text: String) throws {
    let evil = LocalizedText(verbatim: text)
    let cell = CellReference(0, 0)
    let finding = Finding(
      id: text,
      rule: text,
      severity: .error,
      sheet: text,
      cell: cell,
      label: evil,
      message: evil,
      reason: evil,
      actual: .text(text),
      expected: .text(text)
    )
    let file = FileReport(
      path: "夹/" + text,
      sha256: text,
      status: .findings,
      error: evil,
      sheets: [SheetSummary(name: text, schema: text, tables: [text], rows: 1)],
      findings: [finding],
      skippedRules: [SkippedRule(rule: text, sheet: text, reason: evil)],
      pictures: [
        SheetPicture(
          name: text,
          cells: [SheetPicture.Cell(reference: cell, text: text, alignment: .left)],
          mergedRanges: []
        )
      ]
    )
    let page = report([file, FileReport(path: text, status: .unreadable, error: evil)])
    #expect(!page.contains(text))
    // Nothing but the page's own elements and attributes.
    for word in ["<script", "<img", "<!--"] { #expect(!page.contains(word)) }
    #expect(page.split(separator: "<table").count == page.split(separator: "</table>").count)
  }

  @Test func pageRefersToNothingOutsideItself() throws {
    let page = report([try indicatorFile()])
    for word in ["http:", "https:", "url(", "src=", "@import", "<link"] {
      #expect(!page.contains(word))
    }
    #expect(page.contains("default-src 'none'"))
  }

  @Test func largeSheetIsDrawnOnlyAroundItsFindings() throws {
    var picture = SheetPicture(name: "附件1-1", cells: [], mergedRanges: [])
    for row in 0..<10_000 {
      picture.cells.append(
        SheetPicture.Cell(
          reference: CellReference(row, 1),
          text: "值\(row + 1)。",
          alignment: .right
        )
      )
    }
    picture.mergedRanges = [CellRange(CellReference(0, 0), CellReference(9_999, 0))]
    var file = ReportSamples.file(findings: [try ReportSamples.percentage(cell: "B5000")])
    file.pictures = [picture]
    let page = report([file])
    #expect(page.contains("值1。"))
    #expect(page.contains("值4998。"))
    #expect(page.contains("值5002。"))
    #expect(!page.contains("值4990。"))
    #expect(!page.contains("值5010。"))
    #expect(page.contains("只画出开头和问题附近的部分"))
    #expect(page.utf8.count < 40_000)
  }

  @Test func cellInTheFarthestCornerCostsNoMoreThanItself() throws {
    let corner = try #require(CellReference("XFD1048576"))
    var file = ReportSamples.file(findings: [try ReportSamples.percentage(cell: "XFD1048576")])
    file.pictures = [
      SheetPicture(
        name: "附件1-1",
        cells: [SheetPicture.Cell(reference: corner, text: "远", alignment: .left)],
        mergedRanges: [CellRange(CellReference(0, 0), corner)],
        columnWidths: [ColumnIndex(0): .infinity, ColumnIndex(16_383): -.greatestFiniteMagnitude],
        rowHeights: [RowIndex(1_048_575): .nan]
      )
    ]
    let page = report([file])
    #expect(page.contains("1048576</th>"))
    #expect(page.utf8.count < 40_000)
  }

  @Test func overlappingMergedRangesStillMakeATable() throws {
    var file = try indicatorFile()
    var picture = try #require(file.pictures.first)
    picture.mergedRanges += ["A1:W12", "C2:D9", "K6:K7", "J6:L6", "K6:K6"].compactMap {
      CellRange($0)
    }
    picture.mergedRanges += (0..<2_000).map {
      CellRange(CellReference($0, 0), CellReference(11, $0))
    }
    file.pictures = [picture]
    let page = report([file])
    #expect(page.contains("60.00%"))
  }

  @Test func severalFilesHaveAnOverviewThatLinksToEach() throws {
    let files = [
      try indicatorFile(),
      FileReport(path: "b.xls", status: .unreadable, error: LocalizedText(zh: "旧格式", en: "old")),
    ]
    let page = report(files)
    #expect(page.contains("共 2 个文件, 1 个有错误, 1 个无法读取; 合计 1 处错误"))
    #expect(page.contains("<a href=\"#file2\">b.xls</a></td><td class=\"error\" colspan=\"4\">"))
    #expect(!report([try indicatorFile()]).contains("class=\"overview\""))
  }

  @Test func titleOfASingleFileSaysHowItFared() throws {
    let page = report([try indicatorFile()])
    #expect(page.contains("<title>岭南街.xlsx: 1 处错误 · 核表报告</title>"))
  }

  @Test(arguments: [(Language.chinese, "zh-CN"), (.english, "en")])
  func pageSaysItsLanguage(language: Language, code: String) throws {
    let page = report([try indicatorFile()], style: ReportStyle(language: language))
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(code)\">"))
  }
}
