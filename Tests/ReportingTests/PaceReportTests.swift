import Foundation
import HebiaoCore
import Reporting
import Testing

/// The pace of a file in every form of the report.
struct PaceReportTests {
  private func file() throws -> FileReport {
    func day(_ month: Int, _ day: Int) throws -> CalendarDate {
      try #require(CalendarDate(year: 2024, month: month, day: day))
    }
    func indicator(
      _ label: String,
      _ done: Int,
      _ agreed: Int,
      _ standing: IndicatorPace.Standing,
      perMonth: Rational?
    ) throws -> IndicatorPace {
      IndicatorPace(
        label: label,
        location: CellLocation(sheet: "附件1-1", cell: CellReference(6, 3)),
        agreed: Rational(agreed),
        done: Rational(done),
        completion: try #require(Rational(done).divided(by: Rational(agreed))),
        standing: standing,
        rest: Rational(max(0, agreed - done)),
        restPerMonth: perMonth
      )
    }
    let half = try Rational.ofText("3.5")
    var file = ReportSamples.file(status: .clean, findings: [])
    file.pace = PaceReport(
      time: AgreementTime(
        agreement: DatePeriod(start: try day(1, 25), end: try day(8, 31)),
        reportedUntil: try day(4, 30),
        months: .init(elapsed: half, total: try Rational.ofText("7.5")),
        days: .init(elapsed: Rational(97), total: Rational(220)),
        measure: .months,
        sources: []
      ),
      indicators: [
        try indicator("建档", 1753, 800, .completed, perMonth: nil),
        try indicator("<个案>", 9, 30, .farBehind, perMonth: Rational(21, over: 4)),
      ],
      gaps: [PaceGap(label: "探访", reason: LocalizedText(zh: "没有可读的完成量", en: "none"))]
    )
    return file
  }

  @Test func `the text sums up the pace of one file`() throws {
    let text = TextCheckReport(style: ReportStyle()).report(of: [try file()])
    #expect(
      text == """
        岭南街.xlsx
          进度
            时间进度 46.67% (3.5 ÷ 7.5 个月); 按天计 44.09% (97 ÷ 220 天); 协议期 2024年1月25日至2024年8月31日, 统计到 2024年4月30日
            2 项指标: 1 项已完成, 1 项严重滞后
          未发现错误: 1 张表, 11 行

        """
    )
  }

  @Test func `the table of indicators is asked for`() throws {
    let text = TextCheckReport(style: ReportStyle(language: .english, showsPace: true))
      .report(of: [try file()])
    #expect(
      text == """
        岭南街.xlsx
          Pace
            46.67% of the time (3.5 ÷ 7.5 months); by days 44.09% (97 ÷ 220 days); agreement 2024-01-25 to 2024-08-31, figures up to 2024-04-30
            2 indicators: 1 completed, 1 far behind
            indicator  agreed  done  completion  per month  standing
            建档          800  1753     219.13%          —  completed
            <个案>         30     9      30.00%        5.3  far behind
            missing: 探访: none
          no errors found: 1 sheet, 11 rows

        """
    )
  }

  @Test func `among several files the text keeps to what is wrong`() throws {
    let text = TextCheckReport(style: ReportStyle()).report(of: [try file(), try file()])
    #expect(!text.contains("时间进度"))
  }

  @Test func `programs get exact figures`() throws {
    let report = JSONCheckReport(style: ReportStyle()).report(of: [try file()])
    let object = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
    let files = try #require(object?["files"] as? [[String: Any]])
    let pace = try #require(files.first?["pace"] as? [String: Any])
    #expect(pace["reportedUntil"] as? String == "2024-04-30")
    #expect((pace["agreement"] as? [String: String])?["end"] == "2024-08-31")
    #expect((pace["months"] as? [String: Double])?["total"] == 7.5)
    let indicators = try #require(pace["indicators"] as? [[String: Any]])
    #expect(indicators.map { $0["standing"] as? String } == ["completed", "far-behind"])
    #expect(indicators.map { $0["completion"] as? Double } == [2.19125, 0.3])
    #expect(indicators.map { $0["restPerMonth"] as? Double } == [nil, 5.25])
    #expect((pace["missing"] as? [[String: Any]])?.first?["label"] as? String == "探访")
  }

  @Test func `the page draws a bar per indicator and escapes its name`() throws {
    let page = HTMLCheckReport(style: ReportStyle()).report(of: [try file()])
    #expect(page.contains("<tr class=\"completed\"><th scope=\"row\">建档"))
    #expect(page.contains("<tr class=\"far-behind\"><th scope=\"row\">&lt;个案&gt;"))
    // 100 % is at 800, 30 % at 240, and 46.67 % of the time at 373.
    #expect(page.contains("<rect class=\"done\" y=\"4\" width=\"240\" height=\"12\"/>"))
    #expect(page.contains("<rect class=\"done\" y=\"4\" width=\"1000\" height=\"12\"/>"))
    #expect(page.components(separatedBy: "d=\"M373 0V20\"").count == 3)
  }
}
