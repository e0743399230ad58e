import HebiaoCore
import HebiaoTestSupport
import TableBinding
import TableChecking
import TableSchemas
import Testing

/// One slip gives one finding, in words that quote the table rightly.
struct OneCauseTests {
  private static func lines(_ text: String) throws -> [String] {
    let binder = TableBinder(schemas: try TableSchema.builtIn())
    let outcome = TableChecker.check([binder.bind(SheetText.sheet(text))])
    return outcome.findings.map { finding in
      "\(finding.severity) \(finding.rule) \(finding.cell.map { "\($0)" } ?? "") "
        + finding.message.chinese
    } + outcome.skippedRules.map { "skipped \($0.rule) \($0.reason.chinese)" }
  }

  @Test(arguments: [
    ("2024年2月29日离职, 3月社保由机构补缴", ["F3"]), ("离职2024年2月29日", ["F3"]),
    ("2024年3月22日到岗,1月自己购买社保", ["D3", "E3"]), ("入职2024年3月22日", ["D3", "E3"]),
    ("2024年2月5日调岗", ["F3"]),
  ])
  func `A word of coming or going belongs to one date`(remark: String, cells: [String]) throws {
    let text = """
      | 序号 | 姓名 | 合同期限 | 2024年1月 | 2024年2月 | 2024年3月 | 人员到岗小计 | 备注 |
      | ^ | ^ | ^ | 人员到位 | 人员到位 | 人员到位 | ^ | ^ |
      | 1 | 甲某 | 2020/1/1-无固定期 | 1 | 0.5 | 0.5 | 2 | \(remark) |
      | 2 | 乙某 | 2020/1/1-无固定期 | 1 | 1 | 1 | 3 |  |
      | 小计 | < | < | 2 | 1.5 | 1.5 | 5 |  |
      """
    let found = try Self.lines(text).filter { $0.contains("service-dates") }
    #expect(found.map { String($0.split(separator: " ")[2]) } == cells)
  }

  @Test func `Of a day that does not exist the month is believed`() throws {
    let found = try Self.lines(
      """
      | 序号 | 姓名 | 合同期限 | 2024年1月 | 2024年2月 | 2024年3月 | 人员到岗小计 | 备注 |
      | ^ | ^ | ^ | 人员到位 | 人员到位 | 人员到位 | ^ | ^ |
      | 1 | 甲某 | 2020/1/1-无固定期 | 1 | 1 | 0.5 | 2.5 | 2024年2月30日离职 |
      | 2 | 乙某 | 2020/1/1-无固定期 | 1 | 1 | 1 | 3 |  |
      | 小计 | < | < | 2 | 2 | 1.5 | 5.5 |  |
      """
    )
    #expect(
      found.filter { $0.contains("离职") }
        == ["error service-dates F3 2024年3月在 2024年2月离职之后 (见备注), 不应计人员到位, 表中为 0.5"],
      "\(found)"
    )
  }

  @Test(arguments: [
    (String(repeating: "九", count: 200), "“\(String(repeating: "九", count: 80))…”"),
    (String(repeating: "九", count: 80), "“\(String(repeating: "九", count: 80))”"),
  ])
  func `A long text is quoted by its beginning`(text: String, quoted: String) throws {
    let found = try Self.lines(
      """
      | 服务片区 | 投入社工人数 | 协议量 | 完成量 | 百分比 |
      | 片区1 | 2 | 40 | \(text) | 50.00% |
      | 片区2 | 2 | 40 | 20 | 50.00% |
      """
    )
    #expect(found.contains { $0.hasSuffix("应填数字, 表中为 \(quoted)") }, "\(found)")
  }

  @Test func `A number that is too large is called that`() throws {
    let found = try Self.lines(
      """
      | 服务片区 | 投入社工人数 | 协议量 | 完成量 | 百分比 |
      | 片区1 | 2 | 40 | 1e308 | 50.00% |
      | 片区2 | 2 | 40 | 20 | 50.00% |
      """
    )
    #expect(found.contains { $0.hasSuffix("数字过大, 无法复核, 表中为 1e+308") }, "\(found)")
  }

  @Test(arguments: [
    (["2024年1月", "2024年2月", "2024年3月", "2024年4月"], []),
    (["2024年1月", "2024年2月", "2024年2月", "2024年4月"], ["D1"]),
    (["2024年1月", "2024年2月", "2024年3月", "2024年5月"], ["E1"]),
    (["2024年1月", "2024年3月", "2024年4月", "2024年5月"], ["C1"]),
  ])
  func `A wrong month heading is told once`(months: [String], cells: [String]) throws {
    let text = """
      | 姓名 | \(months.joined(separator: " | ")) | 人员到岗小计 |
      | ^ | 人员到位 | 人员到位 | 人员到位 | 人员到位 | ^ |
      | 甲某 | 1 | 1 | 1 | 1 | 4 |
      | 乙某 | 1 | 1 | 1 | 1 | 4 |
      | 小计 | 2 | 2 | 2 | 2 | 8 |
      """
    let found = try Self.lines(text).filter { $0.contains(" months ") }
    #expect(found.map { String($0.split(separator: " ")[2]) } == cells)
  }

  @Test(arguments: [
    // Ratios and points side by side, each right by its own figures.
    ("0.6", "75", [] as [String]), ("60", "75", []), ("0.6", "0.75", []),
    // The one that is wrong is read as the rest of the table, or as what it is nearer to.
    ("0.6", "0.95", ["E4 百分比应为 0.75 (15 ÷ 20), 表中为 0.95"]),
    ("60", "95", ["E4 百分比应为 75 (15 ÷ 20), 表中为 95"]),
    ("12", "95", ["E3 百分比应为 60 (12 ÷ 20), 表中为 12", "E4 百分比应为 75 (15 ÷ 20), 表中为 95"]),
  ])
  func `A bare percentage is read the way its own figures agree with`(
    first: String,
    second: String,
    expected: [String]
  ) throws {
    let text = """
      | 服务片区 | 投入社工人数 | 建档 | < | < |
      | ^ | ^ | 协议个数 | 完成量 | 百分比 |
      | 片区1 | 6 | 20 | 12 | \(first) |
      | 片区2 | 7 | 20 | 15 | \(second) |
      """
    let found = try Self.lines(text).filter { $0.hasPrefix("error percentage") }
    #expect(found == expected.map { "error percentage \($0)" })
  }

  @Test func `Months that stand on sheets of their own do not contradict one another`() throws {
    func indicators(_ name: String, _ end: String) -> SheetContent {
      SheetText.sheet(
        """
        | 某街社工站指标完成情况统计表 | < | < | < | < |
        | (2024年1月25日至2024年\(end)) | < | < | < | < |
        | 服务片区 | 投入社工人数 | 建档 | < | < |
        | ^ | ^ | 协议个数 | 完成量 | 百分比 |
        | 片区1 | 6 | 20 | 12 | 60.00% |
        """,
        name: name
      )
    }
    func told(_ sheets: [SheetContent]) throws -> [String] {
      let binder = TableBinder(schemas: try TableSchema.builtIn())
      return TableChecker.check(sheets.map(binder.bind)).findings
        .filter { $0.rule == "period-agrees" }.map { "\($0.severity) \($0.sheet)" }
    }
    let months = [indicators("3月", "3月31日"), indicators("4月", "4月30日")]
    #expect(try told(months) == ["info 4月"])
    let other = SheetText.sheet(
      """
      | 某街社工站指标完成情况统计表 | < | < | < |
      | (2024年1月25日至2024年4月30日) | < | < | < |
      | 党建引领项目 | 指标要求 | 完成情况 | 完成百分比 |
      | ^ | 共建协议*3份 | 共建协议3份 | 100.00% |
      """,
      name: "附件1-2"
    )
    #expect(try told([months[0], other]) == ["error 附件1-2"])
  }

  @Test func `A second page whose months are written otherwise goes on with the first`() throws {
    let text = """
      | 姓名 | 2024年1月(计0.5个月) | 2024年02月份 | 人员到岗小计 |
      | ^ | 人员到位 | 人员到位 | ^ |
      | 甲某 | 0.5 | 1 | 1.5 |
      | 姓名 | 24年1月(计0.5) | 2024年2月 | 人员到岗小计 |
      | ^ | 人员到位 | 人员到位 | ^ |
      | 乙某 | 0.5 | 1 | 1.5 |
      | 小计 | 1 | 2 | 3 |
      """
    #expect(try Self.lines(text).filter { $0.hasPrefix("error") } == [])
  }

  @Test func `A blank subtotal that an error names is not warned of again`() throws {
    let text = """
      | 姓名 | 2024年1月 | 2024年2月 | 人员到岗小计 |
      | ^ | 人员到位 | 人员到位 | ^ |
      | 甲某 | 1 | 1 | 2 |
      | 乙某 | 1 | 1 | 2 |
      | 小计 | 2 |  | 4 |
      """
    #expect(
      try Self.lines(text) == [
        "error subtotal-row C5 人员到位与 D5 的小计行合计不符, 应为 2, 表中为空白"
      ]
    )
  }

  @Test func `Sums over a table with a nameless row are skipped and say so`() throws {
    let text = """
      | 服务片区 | 投入社工人数 | 建档 | < | < |
      | ^ | ^ | 协议量 | 完成量 | 百分比 |
      | 片区1 | 3 | 10 | 5 | 50.00% |
      |  | 4 | 20 | 10 | 50.00% |
      | 片区3 | 3 | 10 | 5 | 50.00% |
      | 合计 | 10 | 40 | 20 | 50.00% |
      """
    #expect(
      try Self.lines(text) == [
        "warning unbound-row B4 这一行有数而没有名称, 没有核对; 请补上名称",
        "skipped total 第 4 行没有名称, 合计无法复核",
      ]
    )
  }

  @Test func `Marks are counted and not added up`() throws {
    let text = """
      | 姓名 | 2024年1月 | < | 人员到岗小计 |
      | ^ | 人员到位 | 社保购买 | ^ |
      | 甲某 | 1 | √ | 1 |
      | 乙某 | 1 | √ | 1 |
      | 小计 | 2 | 20 | 2 |
      """
    #expect(
      try Self.lines(text) == ["error mark-count C5 社保购买应为 2 (√ × 2), 表中为 20"]
    )
  }
}
