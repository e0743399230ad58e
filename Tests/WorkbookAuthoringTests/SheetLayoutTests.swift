import Foundation
import HebiaoCore
import OpenPackaging
import Testing
import WorkbookAuthoring

struct SheetLayoutTests {
  @Test func `panes, print settings, filter buttons and light protection are in the sheet`() throws
  {
    var plan = SheetPlan(name: "表")
    plan.set(range("A1"), .text("x"), CellFormat().with { $0.isUnlocked = true })
    plan.layout.frozenRows = 4
    plan.layout.frozenColumns = 2
    plan.layout.paper = .a3
    plan.layout.repeatedRows = 0...3
    plan.layout.filteredRange = range("A4:C9")
    plan.layout.isProtected = true
    plan.layout.columnWidths[ColumnIndex(0)] = 12
    let sheet = try part("xl/worksheets/sheet1.xml", of: plan)
    #expect(sheet.contains("<pane xSplit=\"2\" ySplit=\"4\" topLeftCell=\"C5\""))
    #expect(sheet.contains("paperSize=\"8\" "))
    #expect(sheet.contains("orientation=\"landscape\""))
    #expect(sheet.contains("<pageSetUpPr fitToPage=\"1\"/>"))
    #expect(sheet.contains("fitToHeight=\"0\""))
    #expect(sheet.contains("<autoFilter ref=\"A4:C9\"/>"))
    // In the file 0 says that something may be done: users filter, sort and widen columns.
    let protection = try #require(sheet.firstMatch(of: /<sheetProtection [^>]*>/)?.output)
    for allowed in ["sort=\"0\"", "autoFilter=\"0\"", "formatColumns=\"0\"", "formatRows=\"0\""] {
      #expect(protection.contains(allowed))
    }
    #expect(!protection.contains("password"))
    let book = try part("xl/workbook.xml", of: plan)
    #expect(book.contains("_xlnm.Print_Titles\" localSheetId=\"0\">'表'!$1:$4<"))
  }

  @Test func `input checks carry their hints, refusals and lists`() throws {
    var plan = SheetPlan(name: "a")
    plan.set(range("A1"), .blank, CellFormat())
    plan.checks = [
      InputCheck(
        range: range("A1:A9"),
        rule: .list(["√", "——"]),
        hint: .init(title: "社保购买", text: "打 √ 或 ——"),
        refusal: .init(title: "社保购买", text: "只能选")
      ),
      InputCheck(range: range("B1:B9"), rule: .formula("B1>=0"), strictness: .warning),
    ]
    let sheet = try part("xl/worksheets/sheet1.xml", of: plan)
    #expect(sheet.contains("type=\"list\""))
    #expect(sheet.contains("<formula1>\"√,——\"</formula1>"))
    #expect(sheet.contains("promptTitle=\"社保购买\""))
    #expect(sheet.contains("error=\"只能选\""))
    #expect(sheet.contains("type=\"custom\" errorStyle=\"warning\""))
    #expect(sheet.contains("<formula1>B1&gt;=0</formula1>"))
  }

  @Test func `a link names its file and its cell, whatever the file is called`() throws {
    var plan = SheetPlan(name: "a")
    let cell = CellLocation(sheet: "附件1-1 '甲'", cell: CellReference(4, 10))
    plan.set(
      range("A1"),
      .link(LinkTarget(file: "站点/甲#1 50%.xlsx", cell: cell), text: "K5"),
      CellFormat()
    )
    let sheet = try part("xl/worksheets/sheet1.xml", of: plan)
    let relations = try part("xl/worksheets/_rels/sheet1.xml.rels", of: plan)
    #expect(sheet.contains("location=\"'附件1-1 ''甲'''!K5\""))
    #expect(relations.contains("Target=\"站点\\甲%231%2050%25.xlsx\""))
    #expect(relations.contains("TargetMode=\"External\""))
  }

  @Test func `a chart names the cells that it shows`() throws {
    var plan = SheetPlan(name: "汇总")
    plan.set(range("A1"), .text("甲"), CellFormat())
    plan.set(range("B1"), .number(3), CellFormat())
    plan.charts = [
      ChartPlan(
        form: .stackedBars,
        title: "各站错误",
        sheet: "汇总",
        categories: range("A1:A1"),
        series: [.init(name: "错误", values: range("B1:B1"), color: 0xC00000)],
        anchor: CellReference(3, 0),
        width: 600,
        height: 300
      )
    ]
    let chart = try part("xl/charts/chart1.xml", of: plan)
    #expect(chart.contains("<c:f>'汇总'!$A$1</c:f>"))
    #expect(chart.contains("<c:f>'汇总'!$B$1</c:f>"))
    #expect(chart.contains("<a:t>各站错误</a:t>"))
    #expect(chart.contains("<c:grouping val=\"stacked\"/>"))
  }

  private func part(_ name: String, of plan: SheetPlan) throws -> String {
    var workbook = try AuthoredWorkbook()
    try workbook.add(plan)
    return try text(of: name, in: try workbook.pack { _ in })
  }

  private func text(of name: String, in packed: borrowing PackedWorkbook) throws -> String {
    var package = try Package(path: packed.path)
    let entry = package.entry(named: name)
    let stream = try package.wholeStream(try #require(entry))
    return stream.window.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }
}
