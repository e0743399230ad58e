import HebiaoCore
import HebiaoTestSupport
import TableBinding
import TableSchemas
import Testing

@testable import TableChecking

/// Figures in remarks, and what they have to do with cells.
struct ProseTests {
  @Test(arguments: [
    ("4712+939=5651", "4712+939=5651"),
    ("电访5651人次(4712+939)", "4712+939=5651"),
    ("电访5651人次(4712人次+939人次)", "4712+939=5651"),
    ("合计3场+4场+5场=12场", "3+4+5=12"),
    ("1.5+2=3.5小时", "1.5+2=3.5"),
    // A plus between other things, a list, a percentage, a range.
    ("社工+志愿者12人", ""), ("4712+939", ""), ("(4712+939)", ""),
    ("50%+20%=70%", ""), ("2024-01+2024-02=5", ""), ("建档1753份, 其中电访20+次", ""),
    ("服务5651人次,详见附表(4712+939)", ""),
  ])
  func `sums are found where a sentence works them out`(text: String, sums: String) {
    let found = StatedSum.all(in: NormalizedText.header(text)).map { sum in
      sum.parts.map { "\($0)" }.joined(separator: "+") + "=\(sum.total)"
    }
    #expect(found.joined(separator: " ") == sums)
  }

  @Test func `figures are read with the words before them`() {
    let text = NormalizedText.header("说明: 本期为17类群体新建档案1,753份; 上门摸查440人次, 惠及1178人，共4场。")
    let units = ["人次", "份", "人", "场"].map { Array($0.utf8) }
    let found = ProseScan.figures(in: text, units: units)
    #expect(found.map(\.value) == [1753, 440, 1178, 4].map(Rational.init))
    #expect(found.map(\.clause) == ["本期为17类群体新建档案", "上门摸查", "惠及", "共"])
  }

  @Test func `on a sheet of several tables a remark speaks of the one above it`() throws {
    func page(_ done: Int, _ remark: Int) -> String {
      """
      | 服务片区 | 17类困难群众和特殊群体建档 | < | < |
      | ^ | 协议个数 | 完成量 | 百分比 |
      | 片区1 | 800 | \(done) | \(done / 8).00% |
      | 合计 | 800 | \(done) | \(done / 8).00% |
      | 说明: 本期为17类群体新建档案\(remark)份。 | < | < | < |

      """
    }
    func told(_ remarks: Int...) throws -> [String] {
      let text = page(800, remarks[0]) + page(1600, remarks[1]) + page(2400, remarks[2])
      let binder = TableBinder(schemas: try TableSchema.builtIn())
      return TableChecker.check([binder.bind(SheetText.sheet(text))]).findings
        .filter { $0.rule == "remark-filed" }
        .map { $0.cells.map { "\($0.cell)" }.joined(separator: " ") }
    }
    #expect(try told(800, 1600, 2400) == [])
    #expect(try told(800, 1601, 2400) == ["A10 C9"])
    #expect(try told(801, 1600, 2401) == ["A5 C4", "A15 C14"])
  }

  private func findings(remark: String, headcount: Int = 13) throws -> [Finding] {
    let indicators = """
      | 服务片区 | 投入社工人数 | 17类困难群众和特殊群体建档 | < | < | 17类困难群众和特殊群体电访/探访服务 | < | < |
      | ^ | ^ | 协议个数 | 完成量 | 百分比 | 协议量 | 完成量 | 百分比 |
      | 片区1 | \(headcount - 7) | 400 | 1000 | 250.00% | 300 | 6000 | 2000.00% |
      | 片区2 | 7 | 400 | 753 | 188.25% | 300 | 2387 | 795.67% |
      | 合计 | \(headcount) | 800 | 1753 | 219.13% | 600 | 8387 | 1397.83% |
      | \(remark) | < | < | < | < | < | < | < |
      """
    let staff = """
      | 年度服务协议时间: 2024年1月25日至2024年8月31日 | < | < | < | < |
      | 序号 | 姓名 | 2024年1月(计0.5) | 2024年2月 | 人员到岗小计 |
      | ^ | ^ | 人员到位 | 人员到位 | ^ |

      """
    let people = (1...13).map { "| \($0) | 员工\($0) | 0.5 | 1 | 1.5 |" }.joined(separator: "\n")
    let binder = TableBinder(schemas: try TableSchema.builtIn())
    let sheets = [
      SheetText.sheet(indicators, name: "附件1-1"),
      SheetText.sheet(staff + people, name: "附件2"),
    ]
    return TableChecker.check(sheets.map(binder.bind)).findings.filter {
      ["remark-filed", "remark-calls", "remark-sum", "headcount-staffed"].contains($0.rule)
    }
  }

  @Test(arguments: [
    ("本期为17类群体新建档案1753份", []),
    ("本期为17类群体新建档案1735份", ["warning remark-filed 1735 1753"]),
    ("本期为17类群体新建档案800份", ["info remark-filed 800 1753"]),
    // Another group of people, another span of time, no unit.
    ("非17类居民建档1735份", []), ("本月为17类群体建档120份", []), ("建档率1735", []),
    ("恒常电话探访17类群体4712人次, 特殊天气电话回访939人次", []),
    ("恒常电话探访17类群体9712人次, 特殊天气电话回访939人次", ["info remark-calls 10651 -"]),
    ("电访5651人次(4712+939)", []),
    ("电访5561人次(4712+939)", ["error remark-sum 5561 5651"]),
  ])
  func `a figure of a remark goes with the cell it speaks of`(
    remark: String,
    expected: [String]
  ) throws {
    func text(_ value: ReportedValue) -> String {
      if case .number(let number) = value { "\(number)" } else { "-" }
    }
    let lines = try findings(remark: "说明: \(remark)。").map {
      "\($0.severity.rawValue) \($0.rule) \(text($0.actual)) \(text($0.expected))"
    }
    #expect(lines == expected)
  }

  @Test func `a sum is told as it was written, and a long one cut in the middle`() throws {
    let short = try findings(remark: "电访5561人次(4712+0+939)。")
    #expect(short.map(\.message.chinese) == ["文字里的算式 4712 + 0 + 939 应为 5651, 写的是 5561"])
    let parts = (1...900).map(String.init).joined(separator: "+")
    let long = try findings(remark: "电访\(parts)=3999。")
    #expect(
      long.map(\.message.chinese) == ["文字里的算式 1 + 2 + 3 + 4 + … + 899 + 900 应为 405450, 写的是 3999"]
    )
  }

  @Test(arguments: [(13, 0), (14, 0), (12, 0), (15, 1), (20, 1)])
  func `the head count goes with the people of the last month`(
    headcount: Int,
    count: Int
  ) throws {
    #expect(try findings(remark: "以上数据由社工服务站提供", headcount: headcount).count == count)
  }
}
