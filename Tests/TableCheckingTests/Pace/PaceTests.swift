import HebiaoCore
import HebiaoTestSupport
import TableBinding
import TableSchemas
import Testing

@testable import TableChecking

/// Completion beside the time that has passed.
struct PaceTests {
  private static let indicators = """
    | 某街社工站指标完成情况统计表 | < | < | < | < | < | < | < |
    | (REPORT) | < | < | < | < | < | < | < |
    | 服务片区 | 投入社工人数 | 建档 | < | < | 探访 | < | < |
    | ^ | ^ | 协议量 | 完成量 | 百分比 | 协议量 | 完成量 | 百分比 |
    | 片区1 | 6 | 100 | 50 | 50.00% | 30 | 9 | 30.00% |
    | 片区2 | 7 | 100 | 40 | 40.00% | ^ | ^ | ^ |
    | 合计 | 13 | 200 | 90 | 45.00% | 30 | 9 | 30.00% |
    | 总体 | 协议内容 | < | 指标要求 | 完成量 | 百分比 |  |  |
    | ^ | 志愿者 | 新增志愿者 | 70 | 72 | 102.86% |  |  |
    | ^ | ^ | 新增骨干 | 24 |  |  |  |  |
    | ^ | ^ | 社区问题 | / | / | / |  |  |
    """

  private static let staff = """
    | 社工到岗情况统计表 | < | < | < | < | < |
    | 年度服务协议时间: AGREEMENT | < | < | < | < | < |
    | 序号 | 姓名 | JANUARY | 2024年2月 | 人员到岗小计 | 备注 |
    | ^ | ^ | 人员到位 | 人员到位 | ^ | ^ |
    | 1 | 林晓岚 | 0.5 | 1 | 1.5 |  |
    | 小计 | < | 0.5 | 1 | 1.5 |  |
    """

  private func pace(
    report: String = "2024年1月25日至2024年4月30日",
    agreement: String = "2024年1月25日至2024年8月31日",
    january: String = "2024年1月(计0.5)",
    staff: Bool = true
  ) throws -> PaceReport {
    let binder = TableBinder(schemas: try TableSchema.builtIn())
    var sheets = [
      SheetText.sheet(Self.indicators.replacing("REPORT", with: report), name: "附件1-1")
    ]
    if staff {
      let text = Self.staff.replacing("AGREEMENT", with: agreement)
        .replacing("JANUARY", with: january)
      sheets.append(SheetText.sheet(text, name: "附件2"))
    }
    return try #require(TableChecker.check(sheets.map(binder.bind)).pace)
  }

  @Test func `months count what their heading says, and the rest of the agreement counts one`()
    throws
  {
    let time = try #require(try pace().time)
    #expect(time.months.elapsed == Rational.halves(7))
    #expect(time.months.total == Rational.halves(15))
    #expect(time.days.elapsed == Rational(97))
    #expect(time.days.total == Rational(220))
    #expect(time.share.ratio?.percentText(decimals: 2) == "46.67%")
  }

  @Test(arguments: [
    // Nothing is said of January: its heading stands for a whole month.
    ("2024年1月25日至2024年4月30日", "2024年1月25日至2024年8月31日", "2024年1月", 8, 16),
    // December is cut short by the agreement, and has no heading.
    ("2024年1月1日至2024年2月29日", "2024年1月1日至2024年12月15日", "2024年1月", 4, 23),
    // The report ends within February, which goes on.
    ("2024年1月1日至2024年2月10日", "2024年1月1日至2024年12月31日", "2024年1月", 3, 24),
    // The last day of all.
    ("2024年1月1日至2024年12月15日", "2024年1月1日至2024年12月15日", "2024年1月", 23, 23),
  ])
  func `months that are cut short count a half`(
    report: String,
    agreement: String,
    january: String,
    elapsed: Int,
    total: Int
  ) throws {
    let pace = try pace(report: report, agreement: agreement, january: january)
    let months = try #require(pace.time).months
    #expect(months.elapsed == .halves(elapsed))
    #expect(months.total == .halves(total))
  }

  @Test func `indicators stand as the schema draws the lines`() throws {
    let pace = try pace()
    let lines = pace.indicators.map { indicator in
      "\(indicator.label) \(indicator.location.cell) \(indicator.done)/\(indicator.agreed) "
        + "\(indicator.standing?.rawValue ?? "-") "
        + "\(indicator.restPerMonth?.fixedText(decimals: 1) ?? "-")"
    }
    // 45 % is less than 46.67 %, 30 % less than three quarters of it.
    #expect(
      lines == [
        "建档 D7 90/200 behind 27.5", "探访 G7 9/30 far-behind 5.3",
        "总体 › 新增志愿者 E9 72/70 completed -",
      ]
    )
  }

  @Test func `a figure that is missing is named, a figure that does not apply is not`() throws {
    let gaps = try pace().gaps
    #expect(gaps.map(\.label) == ["总体 › 新增骨干"])
    #expect(gaps.first?.location?.cell == CellReference("E10"))
  }

  @Test func `without an agreement nothing is guessed`() throws {
    let pace = try pace(staff: false)
    #expect(pace.time == nil)
    #expect(pace.gaps.first?.reason.chinese.contains("协议期") == true)
    #expect(pace.indicators.map(\.standing) == [nil, nil, .completed])
    #expect(pace.indicators.allSatisfy { $0.restPerMonth == nil })
  }

  @Test func `a report beyond the agreement tells no time`() throws {
    let pace = try pace(report: "2024年1月25日至2024年9月30日")
    #expect(pace.time == nil)
    #expect(pace.gaps.first?.location == CellLocation(sheet: "附件1-1", cell: CellReference(1, 0)))
  }
}
