import HebiaoCore
import HebiaoTestSupport
import TableSchemas
import Testing

@testable import TableBinding

/// One table of figures in the layouts that stations use.
struct LayoutTests {
  struct Layout: Sendable, CustomTestStringConvertible {
    var name: String
    var drawing: String
    var tables: [String]

    var testDescription: String { name }
  }

  private static let rows =
    "片区1: 6 38 24 0.6316 · 片区2: 7 30 20 0.6667 · 合计 <total>: 13 68 44 0.6471"
  private static let table = ["districts-1 [建档] \(rows)"]

  static let layouts: [Layout] = [
    Layout(
      name: "merged headers under title and period",
      drawing: """
        | 某街社工站指标完成情况统计表 | < | < | < | < |
        | (2024年1月25日至2024年4月30日) | < | < | < | < |
        | 服务片区 | 投入社工人数 | 建档 | < | < |
        | ^ | ^ | 协议个数 | 完成量 | 百分比 |
        | 片区1 | 6 | 38 | 24 | 63.16% |
        | 片区2 | 7 | 30 | 20 | 66.67% |
        | 合计 | 13 | 68 | 44 | 64.71% |
        """,
      tables: table
    ),
    Layout(
      name: "no title at all",
      drawing: """
        | 服务片区 | 投入社工人数 | 建档 | < | < |
        | ^ | ^ | 协议个数 | 完成量 | 百分比 |
        | 片区1 | 6 | 38 | 24 | 63.16% |
        | 片区2 | 7 | 30 | 20 | 66.67% |
        | 合计 | 13 | 68 | 44 | 64.71% |
        """,
      tables: table
    ),
    Layout(
      name: "plain cells instead of merged ones",
      drawing: """
        | 某街社工站指标完成情况统计表 |  |  |  |  |
        | 服务片区 | 投入社工人数 | 建档 |  |  |
        |  |  | 协议个数 | 完成量 | 百分比 |
        | 片区1 | 6 | 38 | 24 | 63.16% |
        | 片区2 | 7 | 30 | 20 | 66.67% |
        | 合计 | 13 | 68 | 44 | 64.71% |
        """,
      tables: table
    ),
    Layout(
      name: "line breaks, spaces and full-width forms in headers and figures",
      drawing: """
        | 服 务 片 区 | 投入社\\n工人数 | 建档 | < | < |
        | ^ | ^ | 协议\\n个数 | 完 成 量 | 百分比（％） |
        | 片区1 | 6 | '３８ | 24 | 63.16% |
        | 片区2 | '7人 | 30 | '20 份 | '66. 67% |
        | 合　计 | 13 | 68 | 44 | 64.71% |
        """,
      tables: [table[0].replacing("合计 <", with: "合计 <")]
    ),
    Layout(
      name: "blank rows between the rows, and notes below",
      drawing: """
        | 服务片区 | 投入社工人数 | 建档 | < | < |
        | ^ | ^ | 协议个数 | 完成量 | 百分比 |
        |  |  |  |  |  |
        | 片区1 | 6 | 38 | 24 | 63.16% |
        |  |  |  |  |  |
        | 片区2 | 7 | 30 | 20 | 66.67% |
        | 合计 | 13 | 68 | 44 | 64.71% |
        |  |  |  |  |  |
        | 注: 百分比按完成量计算, 2024年5月10日制表 | < | < | < | < |
        | 填表人 | 某某 | 审核 | 24 | 某某 |
        """,
      tables: table
    ),
    Layout(
      name: "three header levels",
      drawing: """
        | 服务片区 | 投入社工人数 | 专业个案 | < | < | < | < | < |
        | ^ | ^ | 接案 | < | < | 节数 | < | < |
        | ^ | ^ | 协议接案数 | 完成量 | 百分比 | 协议节数 | 完成量 | 百分比 |
        | 片区1 | 6 | 38 | 24 | 63.16% | 30 | 20 | 66.67% |
        | 合计 | 6 | 38 | 24 | 63.16% | 30 | 20 | 66.67% |
        """,
      tables: [
        "districts-1 [专业个案/接案, 专业个案/节数] 片区1: 6 38 24 0.6316 30 20 0.6667"
          + " · 合计 <total>: 6 38 24 0.6316 30 20 0.6667"
      ]
    ),
    Layout(
      name: "two tables side by side",
      drawing: """
        | 服务片区 | 建档 | < | < |  | 服务片区 | 探访 | < | < |
        | ^ | 协议个数 | 完成量 | 百分比 |  | ^ | 协议量 | 完成量 | 百分比 |
        | 片区1 | 38 | 24 | 63.16% |  | 片区1 | 30 | 20 | 66.67% |
        | 合计 | 38 | 24 | 63.16% |  | 合计 | 30 | 20 | 66.67% |
        """,
      tables: [
        "districts-1 [建档] 片区1: 38 24 0.6316 · 合计 <total>: 38 24 0.6316",
        "districts-2 [探访] 片区1: 30 20 0.6667 · 合计 <total>: 30 20 0.6667",
      ]
    ),
    Layout(
      name: "two tables stacked without a blank row",
      drawing: """
        | 服务片区 | 建档 | < | < |
        | ^ | 协议个数 | 完成量 | 百分比 |
        | 片区1 | 38 | 24 | 63.16% |
        | 合计 | 38 | 24 | 63.16% |
        | 服务片区 | 探访 | < | < |
        | ^ | 协议量 | 完成量 | 百分比 |
        | 片区1 | 30 | 20 | 66.67% |
        | 合计 | 30 | 20 | 66.67% |
        """,
      tables: [
        "districts-1 [建档] 片区1: 38 24 0.6316 · 合计 <total>: 38 24 0.6316",
        "districts-2 [探访] 片区1: 30 20 0.6667 · 合计 <total>: 30 20 0.6667",
      ]
    ),
    Layout(
      name: "title and header repeated on page two",
      drawing: """
        | 某街社工站指标完成情况统计表 | < | < | < | < |
        | 服务片区 | 投入社工人数 | 建档 | < | < |
        | ^ | ^ | 协议个数 | 完成量 | 百分比 |
        | 片区1 | 6 | 38 | 24 | 63.16% |
        | 某街社工站指标完成情况统计表 | < | < | < | < |
        | 服务片区 | 投入社工人数 | 建档 | < | < |
        | ^ | ^ | 协议个数 | 完成量 | 百分比 |
        | 片区2 | 7 | 30 | 20 | 66.67% |
        | 合计 | 13 | 68 | 44 | 64.71% |
        """,
      tables: table
    ),
    Layout(
      name: "one header row without headings",
      drawing: """
        | 服务片区 | 投入社工人数 | 协议个数 | 完成量 | 百分比 |
        | 片区1 | 6 | 38 | 24 | 63.16% |
        | 片区2 | 7 | 30 | 20 | 66.67% |
        | 合计 | 13 | 68 | 44 | 64.71% |
        """,
      tables: [table[0].replacing("[建档]", with: "[]")]
    ),
    Layout(
      name: "one header row that names the indicators itself",
      drawing: """
        | 服务片区 | 投入社工人数 | 建档协议个数 | 建档完成量 | 建档百分比 | 探访协议量 | 探访完成量 | 探访百分比 |
        | 片区1 | 6 | 38 | 24 | 63.16% | 30 | 20 | 66.67% |
        | 合计 | 6 | 38 | 24 | 63.16% | 30 | 20 | 66.67% |
        """,
      tables: [
        "districts-1 [建档, 探访] 片区1: 6 38 24 0.6316 30 20 0.6667"
          + " · 合计 <total>: 6 38 24 0.6316 30 20 0.6667"
      ]
    ),
    Layout(
      name: "running numbers before the districts",
      drawing: """
        | 序号 | 服务片区 | 投入社工人数 | 建档 | < | < |
        | ^ | ^ | ^ | 协议个数 | 完成量 | 百分比 |
        | 1 | 片区1 | 6 | 38 | 24 | 63.16% |
        | 2 | 片区2 | 7 | 30 | 20 | 66.67% |
        | 合计 | < | 13 | 68 | 44 | 64.71% |
        """,
      tables: [table[0].replacing("<total>: 13", with: "<total>: – 13")]
    ),
    Layout(
      name: "a total named in the column of running numbers, not merged",
      drawing: """
        | 序号 | 服务片区 | 投入社工人数 | 建档 | < | < |
        | ^ | ^ | ^ | 协议个数 | 完成量 | 百分比 |
        | 1 | 片区1 | 6 | 38 | 24 | 63.16% |
        | 2 | 片区2 | 7 | 30 | 20 | 66.67% |
        | 合计 |  | 13 | 68 | 44 | 64.71% |
        """,
      tables: [table[0].replacing("<total>: 13", with: "<total>: _ 13")]
    ),
    Layout(
      name: "plain headings over several groups",
      drawing: """
        | 服务片区 | 人数 | 建档 |  |  | 探访 |  |  |
        |  |  | 协议 | 完成 | 百分比 | 协议 | 完成 | 百分比 |
        | 片区1 | 6 | 38 | 24 | 63.16% | 30 | 20 | 66.67% |
        | 合计 | 6 | 38 | 24 | 63.16% | 30 | 20 | 66.67% |
        """,
      tables: [
        "districts-1 [建档, 探访] 片区1: 6 38 24 0.6316 30 20 0.6667"
          + " · 合计 <total>: 6 38 24 0.6316 30 20 0.6667"
      ]
    ),
    Layout(
      name: "units and brackets in headers, a title that no schema knows",
      drawing: """
        | 岭南街社工站服务数据 |  |  |  |  |
        | 服务片区 | 投入社工人数（人） | 建档 | < | < |
        | ^ | ^ | 协议个数（个） | 完成量（个） | 百分比（%） |
        | 片区1 | 6 | 38 | 24 | 63.16% |
        | 片区2 | 7 | 30 | 20 | 66.67% |
        | 合计 | 13 | 68 | 44 | 64.71% |
        """,
      tables: table
    ),
    Layout(
      name: "an empty column between label and figures, a remark at the end",
      drawing: """
        | 服务片区 | 投入社工人数 | 建档 | < | < |
        | ^ | ^ | 协议个数 | 完成量 | 百分比 |
        | 片区1 | 6 | 38 | 24 | '63.16％ |
        | 片区2 | '7 | 30 | 20 | 66.67% |
        | 合计： | 13 | 68 | 44 | 64.71% |
        | 制表日期: 2024年5月6日 |  |  |  |  |
        """,
      tables: [table[0].replacing("合计 <", with: "合计： <")]
    ),
    Layout(
      name: "blank and placeholder figures",
      drawing: """
        | 服务片区 | 投入社工人数 | 建档 | < | < |
        | ^ | ^ | 协议个数 | 完成量 | 百分比 |
        | 片区1 | 6 | / | / | / |
        | 片区2 | 7 | 30 |  |  |
        | 合计 | 13 | 30 | 约二十 | —— |
        """,
      tables: [
        "districts-1 [建档] 片区1: 6 / / / · 片区2: 7 30 _ _ · 合计 <total>: 13 30 ! /"
      ]
    ),
    Layout(
      name: "a different table to the right",
      drawing: """
        | 服务片区 | 建档 | < | < |  | 协议内容 | 指标要求 | 完成量 | 百分比 |
        | ^ | 协议个数 | 完成量 | 百分比 |  | 社区调研 | 3 | 3 | 100.00% |
        | 片区1 | 38 | 24 | 63.16% |  | 公共问题 | 2 | 1 | 50.00% |
        | 合计 | 38 | 24 | 63.16% |  |  |  |  |  |
        """,
      tables: [
        "districts-1 [建档] 片区1: 38 24 0.6316 · 合计 <total>: 38 24 0.6316",
        "overall [] : 3 3 1 · : 2 1 0.5",
      ]
    ),
    Layout(
      name: "station-wide figures merged down",
      drawing: """
        | 服务片区 | 投入社工人数 | 建档 | < | < |
        | ^ | ^ | 协议个数 | 完成量 | 百分比 |
        | 片区1 | 6 | 800 | 1753 | 219.13% |
        | 片区2 | 7 | ^ | ^ | ^ |
        | 合计 | 13 | 800 | 1753 | 219.13% |
        """,
      tables: [
        "districts-1 [建档] 片区1: 6 800 1753 2.1913 · 片区2: 7 800 1753 2.1913"
          + " · 合计 <total>: 13 800 1753 2.1913"
      ]
    ),
    Layout(
      name: "station-wide figures in a plain cell",
      drawing: """
        | 服务片区 | 投入社工人数 | 建档 | < | < |
        | ^ | ^ | 协议个数 | 完成量 | 百分比 |
        | 片区1 | 6 |  |  |  |
        | 片区2 | 7 | 800 | 1753 | 219.13% |
        | 合计 | 13 | 800 | 1753 | 219.13% |
        """,
      tables: [
        "districts-1 [建档] 片区1: 6 _ _ _ · 片区2: 7 800 1753 2.1913"
          + " · 合计 <total>: 13 800 1753 2.1913"
      ]
    ),
    Layout(
      name: "a panel of items, two side by side, headings to the left",
      drawing: """
        | 总体服务 | 志愿者 | 协议内容 | 指标要求 | 完成量 | 百分比 | 协议内容 | 指标要求 | 完成量 | 百分比 |
        | ^ | ^ | 新增志愿者 | 70 | 72 | 102.86% | 社区调研 | 3 | 3 | 100.00% |
        | ^ | ^ | 志愿队伍 | 3 | 2 | 66.67% | 公共问题 | / | / | / |
        """,
      tables: [
        "overall [, ] 总体服务/志愿者: 70 72 1.0286 社区调研 3 3 1"
          + " · 总体服务/志愿者: 3 2 0.6667 公共问题 / / /"
      ]
    ),
    Layout(
      name: "figures in text",
      drawing: """
        | 党建引领 | 指标要求 | 完成情况 | 完成百分比 |
        | ^ | 共建协议*3份 | 共建协议6份 | '200.00% |
        """,
      tables: ["sections-1 [] 党建引领: 3 6 2"]
    ),
    Layout(
      name: "staffing with months, sections and closing rows",
      drawing: """
        | 类型 | 序号 | 姓名 | 2024年1月(计0.5) | < | < | 2月 | < | < | 人员到岗小计 | 备注 |
        | ^ | ^ | ^ | 人员到位 | 社保购买 | 工资发放 | 人员到位 | 社保购买 | 工资发放 | ^ | ^ |
        | 持证社工 | 1 | 甲某 | 0.5 | √ | √ | 1 | √ | √ | 1.5 |  |
        | 小计 | < | < | 0.5 | 1 | 1 | 1 | 1 | 1 | 1.5 |  |
        | 非持证社工 | 2 | 乙某 | √ | √ | √ | —— | —— | —— | 0.5 |  |
        | 小计 | < | < | 0.5 | 1 | 1 | 0 | 0 | 0 | 0.5 |  |
        """,
      tables: [
        "people [2024年1月(计0.5), 2月] 甲某: 1 0.5 √ √ 1 √ √ 1.5 _"
          + " · 小计 <subtotal>: – – 0.5 1 1 1 1 1 1.5 _"
          + " · 乙某: 2 0.5 √ √ / / / 0.5 _ · 小计 <subtotal>: – – 0.5 1 1 0 0 0 0.5 _"
      ]
    ),
  ]

  @Test(arguments: layouts)
  func `a layout is bound to its figures`(_ layout: Layout) throws {
    let sheet = try BoundTableText.bind(layout.drawing)
    #expect(BoundTableText.lines(sheet) == layout.tables)
    #expect(sheet.tables.flatMap(\.unbound).isEmpty)
  }

  @Test(arguments: layouts)
  func `an offset changes nothing but the cells`(_ layout: Layout) throws {
    let sheet = try BoundTableText.bind(layout.drawing)
    let moved = try BoundTableText.bind(layout.drawing, at: CellReference(7, 4))
    #expect(BoundTableText.lines(moved) == BoundTableText.lines(sheet))
    let cells = cells(sheet).map { CellReference($0.row.rawValue + 7, $0.column.rawValue + 4) }
    #expect(self.cells(moved) == cells)
  }

  private func cells(_ sheet: BoundSheet) -> [CellReference] {
    sheet.tables.flatMap(\.rows).flatMap(\.cells).compactMap { $0?.location.cell }
  }
}
