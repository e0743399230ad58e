import HebiaoCore
import Testing

@testable import HebiaoCommandLine

@Suite struct DashedNameTests {
  @Test(arguments: ["-march.xlsx", "-1.XLS", "-o附件.xlsm"])
  func `a workbook whose name begins with a dash is named`(name: String) throws {
    let found = try #require(DashedName.first(in: ["check", "a.xlsx", name]))
    #expect(found.name == name)
    #expect(found.text.chinese.contains("./" + name))
  }

  @Test(
    arguments: [
      ["check", "--", "-march.xlsx"], ["check", "./-march.xlsx", "-o", "out.json"],
      ["fix", "a.xlsx", "--output=-b.xlsx"], ["fix", "-o=b.xlsx"], ["check", "-h"],
    ]
  )
  func `other arguments are left to the parser`(arguments: [String]) {
    #expect(DashedName.first(in: arguments) == nil)
  }
}
