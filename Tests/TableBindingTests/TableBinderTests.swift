import HebiaoCore
import HebiaoTestSupport
import TableSchemas
import Testing

@testable import TableBinding

struct TableBinderTests {
  @Test func `a cell of a table takes as much as the decision on it says`() {
    #expect(MemoryLayout<PackedCell>.stride == 64)
  }

  @Test func `a merged figure is one cell that its rows share`() throws {
    let sheet = try BoundTableText.bind(
      """
      | 服务片区 | 建档 | < | < |
      | ^ | 协议个数 | 完成量 | 百分比 |
      | 片区1 | 800 | 1753 | 219.13% |
      | 片区2 | ^ | ^ | ^ |
      """
    )
    let rows = try #require(sheet.tables.first?.rows)
    try #require(rows.count == 2)
    #expect(rows[0].cells[1]?.location == rows[1].cells[1]?.location)
    #expect(rows[1].cells[1]?.mergedRange == CellRange("B3:B4"))
    #expect(rows[0].cells[0]?.location != rows[1].cells[0]?.location)
  }

  @Test func `an unknown header is told with the nearest wording`() throws {
    let sheet = try BoundTableText.bind(
      """
      | 服务片区 | 投入社工大数 | 建档 | < | < |
      | ^ | ^ | 协议个数 | 完成量 | 百分比 |
      | 片区1 | 6 | 38 | 24 | 63.16% |
      | 合计 | 6 | 38 | 24 | 63.16% |
      """
    )
    let parts = sheet.tables.flatMap(\.unbound)
    #expect(parts.map(\.kind) == [.assumed])
    #expect(parts.map(\.text) == ["投入社工大数"])
    #expect(parts.map(\.nearest) == ["投入社工人数"])
    #expect(parts.map(\.location.cell) == [CellReference("B1")].compactMap { $0 })
  }

  @Test func `a row with figures and no name is told`() throws {
    let sheet = try BoundTableText.bind(
      """
      | 服务片区 | 建档 | < | < |
      | ^ | 协议个数 | 完成量 | 百分比 |
      | 片区1 | 38 | 24 | 63.16% |
      |  | 30 | 20 | 66.67% |
      | 合计 | 68 | 44 | 64.71% |
      """
    )
    let parts = sheet.tables.flatMap(\.unbound)
    #expect(parts.map(\.kind) == [.row])
    #expect(parts.map(\.location.cell.description) == ["B4"])
    #expect(sheet.tables.first?.rows.map(\.label) == ["片区1", "合计"])
  }

  @Test func `the periods that a sheet states are read, the agreement apart`() throws {
    let sheet = try BoundTableText.bind(
      """
      | 某街社工站指标完成情况统计表 | < | < | < |
      | （2024年1月25日至2024年4月31日） | < | < | < |
      | 年度服务协议时间: 2024年1月25日至2024年8月31日 | < | < | < |
      | 服务片区 | 建档 | < | < |
      | ^ | 协议个数 | 完成量 | 百分比 |
      | 片区1 | 38 | 24 | 63.16% |
      """
    )
    #expect(sheet.periods.map(\.kind) == [.report, .agreement])
    #expect(sheet.periods.map { $0.location.cell.description } == ["A2", "A3"])
    #expect(sheet.periods.first?.dates == nil)
    #expect(sheet.periods.last?.dates?.end == CalendarDate(year: 2024, month: 8, day: 31))
  }

  @Test func `months without a year take it from the months before them`() throws {
    let sheet = try BoundTableText.bind(
      """
      | 姓名 | 2023年12月(计0.5) | 1月 | 2月份 |
      | ^ | 人员到位 | 人员到位 | 人员到位 |
      | 甲某 | 0.5 | 1 | 1 |
      """
    )
    let groups = try #require(sheet.tables.first?.groups)
    #expect(groups.map { $0.month?.description } == ["2023年12月", "2024年1月", "2024年2月"])
    #expect(groups.map { $0.weight?.description } == ["0.5", nil, nil])
  }

  @Test func `sections end with their closing rows`() throws {
    let sheet = try BoundTableText.bind(
      """
      | 类型 | 姓名 | 2024年1月 | 2024年2月 |
      | ^ | ^ | 人员到位 | 人员到位 |
      | 持证社工 | 甲某 | 1 | 1 |
      | 小计 | < | 1 | 1 |
      | 持证社工有效人次小计 | < | 1 | 1 |
      | 非持证社工 | 乙某 | 1 | 0 |
      | 小计 | < | 1 | 0 |
      | 总计 | < | 2 | 1 |
      | 社工站稳岗率 | < | 90.00% | < |
      """
    )
    let rows = try #require(sheet.tables.first?.rows)
    #expect(
      rows.map { "\($0.section) \($0.kind)" } == [
        "0 detail", "0 subtotal", "0 effective-subtotal", "1 detail", "1 subtotal", "1 total",
        "1 retention",
      ]
    )
    #expect(rows.last?.sole?.number == Rational(decimalText: "0.9"))
  }

  @Test(
    arguments: [
      ("| 日期 | 摘要 | 金额 |\n| 1月1日 | 文具 | 20 |", nil, [], []),
      (
        "| 服务片区 | 协议个数 | 占比 |\n| 片区1 | 38 | 24 |", "indicator-completion",
        ["服务片区", "协议量", "百分比"], ["完成量"]
      ),
      (
        "| 序号 | 姓名 | 职位 | 备注 |\n| 1 | 甲某 | 社工 | 无 |", "staffing", ["序号", "姓名", "职位", "备注"],
        ["人员到位"]
      ),
    ] as [(String, String?, [String], [String])]
  )
  func `of a sheet that no schema recognises the nearest is named`(
    drawing: String,
    schema: String?,
    found: [String],
    missing: [String]
  ) throws {
    let sheet = SheetText.sheet(drawing)
    let binder = TableBinder(schemas: try TableSchema.builtIn())
    #expect(binder.bind(sheet).tables.isEmpty)
    let likeness = binder.nearestSchema(to: [sheet])
    #expect(likeness?.schema == schema)
    #expect(likeness?.found.map(\.chinese) ?? [] == found)
    #expect(likeness?.missing.map(\.chinese) ?? [] == missing)
  }

  @Test func `an empty sheet binds to nothing`() throws {
    let sheet = TableBinder(schemas: try TableSchema.builtIn()).bind(SheetContent(name: "空"))
    #expect(sheet.tables.isEmpty && sheet.periods.isEmpty)
  }

  @Test func `merged ranges as large as a sheet cost nothing by their extent`() throws {
    var content = SheetText.sheet("| 服务片区 | 协议个数 | 完成量 | 百分比 |\n| 片区1 | 38 | 24 | 63.16% |")
    content.mergedRanges = ["A5:XFD1048576", "A6:XFD1048576", "D2:XFD1048576"].compactMap {
      CellRange($0)
    }
    let sheet = TableBinder(schemas: try TableSchema.builtIn()).bind(content)
    #expect(sheet.tables.map(\.rows.count) == [1])
  }
}
