import HebiaoCore
import Testing

@testable import TableSchemas

struct TextPatternTests {
  @Test(arguments: [
    ("完成量", "完成量"), ("完成量", "完 成\n量"), ("完成量", "\u{3000}完成量\u{A0}"),
    ("完成%", "完成％"), ("小计:", "小计："), ("no.", "ＮＯ．"), ("No.", "nO."),
    ("合计(元)", "合计（元）"), ("合计（元）", "合计(元)"),
    ("*", ""), ("*", "任意"), ("协议*", "协议"), ("协议*", "协议个数"), ("*率", "稳岗率"),
    ("*率", "率"), ("*完成*", "已完成量"), ("*完成*", "完成"), ("完成*量", "完成量"),
    ("完成*量", "完成总量"), ("*年*月*至*", "2024年1月25日至2024年4月30日"), ("a*b*c", "abbc"),
    ("a*b*c", "abcbc"), ("**", "x"), ("a**b", "ab"), ("*ab*ab*", "xabyab"),
  ])
  func `a wording matches however it is spaced and typed`(pattern: String, text: String) {
    #expect(TextPattern(pattern).matches(NormalizedText.header(text)))
  }

  @Test(arguments: [
    ("完成量", "完成"), ("完成量", "完成量1"), ("协议*", "无协议"), ("*率", "率低"),
    ("*完成*", "完量成"), ("完成*量", "完成"), ("完*完", "完"), ("*年*月*至*", "2024年1月"),
    ("ab*ba", "aba"), ("a*b*c", "acb"), ("*ab*ab*", "xaby"), ("", "x"), ("小计", "小计:"),
  ])
  func `a wording does not match what it does not say`(pattern: String, text: String) {
    #expect(!TextPattern(pattern).matches(NormalizedText.header(text)))
  }

  @Test func `an empty wording matches nothing but the empty text`() {
    #expect(TextPattern("").matches(""))
  }

  @Test func `a column's exceptions outweigh its wordings`() throws {
    let schema = try #require(try TableSchema.builtIn().first { $0.id == "indicator-completion" })
    let target = try #require(schema.tables.first?.column("target"))
    #expect(target.matches(header: "协议接案数"))
    #expect(!target.matches(header: "协议完成率"))
    #expect(!target.matches(header: "指标完成量"))
  }
}
