import HebiaoCore
import Testing

@testable import TableBinding

struct NumberTextTests {
  struct Spelling: Sendable {
    var text: String
    var value: String
    var decimals: Int
    var unit: String?

    init(_ text: String, _ value: String, _ decimals: Int = 0, _ unit: String? = nil) {
      self.text = text
      self.value = value
      self.decimals = decimals
      self.unit = unit
    }
  }

  @Test(arguments: [
    Spelling("0", "0"), Spelling("1753", "1753"), Spelling("1,753", "1753"),
    Spelling("１７５３", "1753"), Spelling("１，７５３", "1753"), Spelling("12,345,678", "12345678"),
    Spelling(" 1 753 ", "1753"), Spelling("219. 13", "219.13", 2), Spelling("66.00", "66", 2),
    Spelling("-3", "-3"), Spelling("+3", "3"), Spelling("800份", "800", 0, "份"),
    Spelling("800 份", "800", 0, "份"), Spelling("20人次", "20", 0, "人次"),
    Spelling("共计300小时", "300", 0, "小时"), Spelling("1.2万", "12000"),
    Spelling("1.23456万", "12345.6", 1), Spelling("3万元", "30000", 0, "元"), Spelling("5。", "5"),
    Spelling("5;", "5"), Spelling("1753,", "1753"), Spelling("5.", "5"), Spelling("007", "7"),
    Spelling("619,091.40", "619091.4", 2),
  ])
  func `a number is read however it is typed`(_ spelling: Spelling) throws {
    let number = try #require(NumberText(NormalizedText.header(spelling.text)))
    #expect(number.value.description == spelling.value)
    #expect(number.decimals == spelling.decimals)
    #expect(number.unit == spelling.unit)
  }

  @Test(arguments: [
    "", "-", "约八十", "八十", "1,75", "1,7533", ",175", "1.2.3", "12-13", "1/2", "3个*2",
    "√", "60%", "20人次以上的活动", "1e3", "99999999999999999999999999999999999999999999", "=1+2",
  ])
  func `what is no number is refused`(text: String) {
    #expect(NumberText(NormalizedText.header(text)) == nil)
  }
}

struct FiguresInTextTests {
  static let units = ["小时", "人次", "个月", "份", "次", "个", "支", "场", "名", "人"]
  static let naming = ["类", "年", "月", "日"]

  @Test(arguments: [
    ("共建协议*3份", ["3份"]), ("共建协议6份", ["6份"]), ("党史学习教育 * 4 次", ["4次"]),
    ("助力街道重点工作及社区公共服务,共计300小时", ["300小时"]), ("通用性培训 5次", ["5次"]),
    ("通用性培训3次;", ["3次"]), ("新增2个社区社会组织且完成备案", ["2个"]), ("志愿者团队维系10个", ["10个"]),
    ("17类困难群众建档800份", ["800份"]), ("2024年开展活动3场", ["3场"]), ("17类", []), ("按时完成", []),
    ("开展三次培训", ["3次"]), ("完成十二场", ["12场"]), ("两个队伍", ["2个"]), ("二十人", ["20人"]),
    ("二十一名", ["21名"]), ("一线社工", []), ("服务1,178人次", ["1178人次"]), ("服务１１７８人次", ["1178人次"]),
    ("培训3次、沙龙2次", ["3次", "2次"]), ("培训3次、沙龙2次,共5次", ["5次"]), ("完成5", ["5"]),
    ("通用性培训5-6次", ["5次", "6次"]), ("每季3至5场", ["3场", "5场"]), ("培训*3~5次", ["3次", "5次"]),
    ("1-4月完成3场", ["3场"]), ("第3-6名", ["3名", "6名"]),
    ("A4纸3份", ["3份"]), ("3个月", ["3个月"]), ("4.5小时", ["4.5小时"]),
  ])
  func `the figure of a sentence is found with its unit`(text: String, expected: [String]) {
    #expect(find(text) == expected)
  }

  @Test func `the unit of the other figure decides between several`() {
    #expect(find("开展2场培训,服务40人次", preferred: "人次") == ["40人次"])
    #expect(find("开展2场培训,服务40人次", preferred: "场") == ["2场"])
    #expect(find("开展2场培训,服务40人次", preferred: "份") == ["2场", "40人次"])
  }

  private func find(_ text: String, preferred: String? = nil) -> [String] {
    FiguresInText.find(
      in: NormalizedText.header(text),
      words: FiguresInText.Words(units: Self.units, namingWords: Self.naming),
      preferredUnit: preferred
    ).map { "\($0.value)\($0.unit ?? "")" }
  }
}
