import HebiaoCore
import Testing

@testable import TableBinding

struct DateTextsTests {
  @Test(arguments: [
    ("2016/5/16-无固定期", "2016-5-16…"), ("2014/9/9-\n无固定期", "2014-9-9…"),
    ("2024/4/25-2025/4/24", "2024-4-25…2025-4-24"),
    ("2024-04-25至2025-04-24", "2024-4-25…2025-4-24"),
    ("2024.4.25—2025.4.24", "2024-4-25…2025-4-24"), ("2024年1月25日 至 今", "2024-1-25…"),
    ("(2024年1月25日至2024年4月30日)", "2024-1-25…2024-4-30"),
    ("（２０２４年１月２５日至２０２４年４月３０日）", "2024-1-25…2024-4-30"),
    ("年度服务协议时间: 2024年1月25日至2024年8月31日", "2024-1-25…2024-8-31"),
    ("2024年1月25号~2024年4月30号", "2024-1-25…2024-4-30"),
    ("2025/4/24-2024/4/25", "2025-4-24…2024-4-25"),
    ("2024/1/1起长期", "2024-1-1…"),
    ("20240125-20240831", "2024-1-25…2024-8-31"), ("20240125至今", "2024-1-25…"),
  ])
  func `a period is read however it is written`(text: String, expected: String) {
    guard case .period(let period) = DateTexts.period(in: text) else {
      Issue.record("\(text) is no period")
      return
    }
    let end = period.end.map(written) ?? ""
    #expect("\(written(period.start))…\(end)" == expected)
  }

  @Test(arguments: [
    "2024/2/30-2025/4/24", "2024/4/25-2025/13/1", "2024年1月25日至2024年4月31日", "2024/4/25",
    "2024年1月至4月",
    "24/4/25-25/4/24", "2024/1/1-2024/2/1-2024/3/1", "12345", "20240125", "20241301-20250101",
  ])
  func `a period without two dates that exist is malformed`(text: String) {
    #expect(DateTexts.period(in: text) == .malformed)
  }

  @Test(arguments: ["", "——", "无", "已续签", "劳务合同"])
  func `a text without digits is no period at all`(text: String) {
    #expect(DateTexts.period(in: text) == DateTexts.PeriodText.none)
  }

  @Test(arguments: [
    ("2024年1月(计0.5)", "2024年1月", "0.5"), ("2024年1月（计０．５）", "2024年1月", "0.5"),
    ("2024年2月", "2024年2月", ""), ("2024.3", "2024年3月", ""), ("2024-04", "2024年4月", ""),
    ("2024/12", "2024年12月", ""), ("3月", "3月", ""), ("3月份(按0.25计)", "3月", "0.25"),
    ("2024年\n5月份", "2024年5月", ""), ("12月(计1)", "12月", "1"),
    ("一月", "1月", ""), ("十二月份", "12月", ""), ("十一月(计0.5)", "11月", "0.5"),
    ("24年1月", "2024年1月", ""), ("24年01月份(计0.5)", "2024年1月", "0.5"),
  ])
  func `a month heading names its month and what it counts`(
    text: String,
    month: String,
    weight: String
  ) throws {
    let found = try #require(DateTexts.month(in: text))
    #expect(found.month.description == month)
    #expect((found.weight?.description ?? "") == weight)
  }

  @Test(arguments: ["", "月份", "13月", "0月", "2024年", "2024年13月", "备注", "人员到岗小计", "17类", "一", "一类"])
  func `what names no month is none`(text: String) {
    #expect(DateTexts.month(in: text) == nil)
  }

  @Test(arguments: [
    ("2024年4月22日调岗", ["2024-4-22 调岗"]), ("3月19日离职", ["3-19 离职"]),
    ("2024.3.19离职", ["2024-3-19 离职"]), ("3月自己购买社保", ["3 自己购买社保"]),
    ("2024年3月22日入职,\n3月自己购买社保", ["2024-3-22 入职,", "3 自己购买社保"]), ("2024年3月离职", ["2024-3 离职"]),
    ("无", []), ("机构买社保", []), ("13月5日", []),
  ])
  func `a remark's events have their date and the words behind it`(
    text: String,
    expected: [String]
  ) {
    let events = DateTexts.events(in: text).map { event in
      let parts = [event.year, event.month, event.day].compactMap { $0 }.map(String.init)
      return "\(parts.joined(separator: "-")) \(event.words)"
    }
    #expect(events == expected)
  }

  private func written(_ date: CalendarDate) -> String { "\(date.year)-\(date.month)-\(date.day)" }
}
