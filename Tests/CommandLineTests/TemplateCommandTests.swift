import Foundation
import Hebiao
import HebiaoCore
import HebiaoTestSupport
import Testing

/// `template`.
@Suite struct TemplateCommandTests {
  private let binary: BuiltBinary
  private let folder: FreshFolder

  init() throws {
    binary = try BuiltBinary()
    folder = try FreshFolder()
  }

  private func run(_ arguments: String...) throws -> BuiltBinary.Outcome {
    try binary.run(["template"] + arguments, in: folder.url)
  }

  private func sheet(_ file: String, _ index: Int = 0) throws -> SheetContent {
    try Workbook(path: folder.url.appending(path: file).path)
      .content(ofSheet: index, maximumCells: 100_000)
  }

  @Test(arguments: ["indicator-completion", "project-completion", "staffing"])
  func aSheetOfEverySchemaIsWrittenWithoutOptions(schema: String) throws {
    let outcome = try run(schema, "-o", "空白.xlsx")
    #expect(outcome.status == 0)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output.hasPrefix("已写出 空白.xlsx: 附件"))
    #expect(try folder.names() == ["空白.xlsx"])
    let check = try binary.run(["check", "空白.xlsx"], in: folder.url)
    #expect(check.status == 0)
    #expect(!check.output.contains("错误 "))
    #expect(check.output.contains("这是还没有填的空白表"), "\(check.output)")
  }

  @Test func percentagesAndTotalsAreFormulasThatRoundHalfUp() throws {
    #expect(try run("indicator-completion", "-o", "a.xlsx", "--districts", "3").status == 0)
    let sheet = try sheet("a.xlsx")
    let formulas = Dictionary(
      sheet.cells.compactMap { cell in cell.formula.map { ("\(cell.reference)", $0) } }
    ) { first, _ in first }
    #expect(formulas["K6"]?.contains("ROUND(J6/I6,4)") == true)
    #expect(formulas["I9"]?.contains("SUM(I6:I8)") == true)
    #expect(formulas["A12"] == "IF(A6=\"\",\"\",A6)")
    // A total over the whole of a merged cell: the figure counts once.
    #expect(formulas["C9"]?.contains("SUM(C6:C8)") == true)
    #expect(sheet.mergedRanges.contains { "\($0)" == "C6:C8" })
    // Everything that a formula refers to is still blank.
    #expect(sheet.cells.filter { $0.formula != nil }.allSatisfy { $0.value != .empty })
  }

  @Test func rowsAreAskedForByNumberOrByName() throws {
    #expect(
      try run("indicator-completion", "-o", "a.xlsx", "--districts", "北街,南街,东街,西街").status == 0
    )
    let texts = try sheet("a.xlsx").cells.map(\.value)
    for name in ["北街", "南街", "东街", "西街"] { #expect(texts.contains(.string(name))) }
    #expect(try run("staffing", "-o", "b.xlsx", "--rows", "staff=2,1").status == 0)
    let numbers = try sheet("b.xlsx").cells.filter { $0.formula?.contains("MAX(B$") == true }
    #expect(numbers.count == 3)
  }

  @Test func monthsFollowTheAgreement() throws {
    let outcome = try run(
      "staffing",
      "-o",
      "a.xlsx",
      "--start",
      "2023-11-16",
      "--end",
      "2024-02-10",
      "--months",
      "4"
    )
    #expect(outcome.output.contains("2023年11月16日至2024年2月10日"))
    let texts = try sheet("a.xlsx").cells.map(\.value)
    for month in ["2023年11月(计0.5)", "2023年12月", "2024年1月", "2024年2月(计0.5)"] {
      #expect(texts.contains(.string(month)), "\(month)")
    }
  }

  @Test func lastMonthsFiguresAndPeopleAreTakenOver() throws {
    try folder.file("4月.xlsx", bytes: Workbooks.published())
    let outcome = try run(
      "indicator-completion",
      "project-completion",
      "staffing",
      "-o",
      "5月.xlsx",
      "--from",
      "4月.xlsx"
    )
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("2024年1月25日至2024年5月31日"))
    let before = try Self.texts(folder.url.appending(path: "4月.xlsx").path)
    let after = try Self.texts(folder.url.appending(path: "5月.xlsx").path)
    for text in ["共建协议*3份", "协助街道介入和解决的社区公共问题", "片区2"] {
      #expect(before.contains(text) && after.contains(text), "\(text)")
    }
    // Everybody's contract is there again; what was done is not.
    let contracts = before.filter { $0.contains("无固定期") }
    #expect(contracts.count > 5)
    #expect(after.isSuperset(of: contracts))
    #expect(!after.contains("共建协议6份"))
    #expect(after.contains("2024年5月"))
    // Every section is there with its heading, and all of them begin in one column.
    let second = try Workbook(path: folder.url.appending(path: "5月.xlsx").path)
      .content(ofSheet: 1)
    let headings = ["党建引领项目", "志愿者管理及培训"].map { text in
      second.cells.first { $0.value == .string(text) }?.reference.column.rawValue
    }
    let items = ["共建协议*3份", "助力街道重点工作及社区公共服务,共计300小时", "通用性培训 5次"].map { text in
      second.cells.first { $0.value == .string(text) }?.reference.column.rawValue
    }
    #expect(headings == [0, 0])
    #expect(items == [1, 1, 1])
    let first = try sheet("5月.xlsx")
    #expect(first["C6"]?.value == .number(800))
    #expect(first["D6"] == nil || first["D6"]?.value == .empty)
    let check = try binary.run(["check", "5月.xlsx"], in: folder.url)
    #expect(!check.output.contains("错误 "), "\(check.output)")
  }

  @Test func aSheetThatWasTakenOverAndNotFilledInMissesNothingButItsFigures() throws {
    try folder.file("4月.xlsx", bytes: Workbooks.published())
    let schemas = ["indicator-completion", "project-completion", "staffing"]
    let outcome = try binary.run(
      ["template"] + schemas + ["-o", "5月.xlsx", "--from", "4月.xlsx"],
      in: folder.url
    )
    #expect(outcome.status == 0, "\(outcome.errors)")
    let check = try binary.run(["check", "5月.xlsx", "--format", "json"], in: folder.url)
    let report = try JSONSerialization.jsonObject(with: Data(check.output.utf8)) as? [String: Any]
    let files = try #require(report?["files"] as? [[String: Any]])
    let findings = try #require(files.first?["findings"] as? [[String: Any]])
    let serious = findings.filter { $0["severity"] as? String != "info" }
    // That nothing stands below the headers of 附件1-2 is so, and is said.
    #expect(Set(serious.compactMap { $0["rule"] as? String }).isSubset(of: ["empty-table"]))
    #expect(serious.allSatisfy { $0["sheet"] as? String == "附件1-2" })
  }

  @Test func aMonthBegunFromATemplateMayBeginTheNext() throws {
    try folder.file("4月.xlsx", bytes: Workbooks.published())
    let schemas = ["indicator-completion", "staffing"]
    for (from, to) in [("4月.xlsx", "5月.xlsx"), ("5月.xlsx", "6月.xlsx")] {
      let outcome = try binary.run(
        ["template"] + schemas + ["-o", to, "--from", from],
        in: folder.url
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let may = try Self.texts(folder.url.appending(path: "5月.xlsx").path)
    let june = try Self.texts(folder.url.appending(path: "6月.xlsx").path)
    #expect(june.contains("2024年6月"))
    #expect(june.isSuperset(of: may.filter { $0.contains("无固定期") }))
  }

  @Test(arguments: [
    (["nope", "-o", "a.xlsx"], "没有表样 nope"),
    (["stafing", "-o", "a.xlsx"], "是不是 staffing"),
    (["staffing", "staffing", "-o", "a.xlsx"], "写了两次"),
    (["staffing", "-o", "无/a.xlsx"], "文件夹不存在"),
    (["staffing", "-o", "."], "这是文件夹"),
    (["staffing", "-o", "t.csv"], ".xlsx 结尾"),
    (["staffing", "-o", "/dev/full"], "管道或设备"),
    (["staffing", "-o", "旧.xlsx"], "已有此文件"),
    (["staffing", "-o", "a.xlsx", "--staff", "3"], "2 段"),
    (["staffing", "-o", "a.xlsx", "--staff", "0,5"], "1 至 500"),
    (["staffing", "-o", "a.xlsx", "--districts", "3"], "districts"),
    (["staffing", "-o", "a.xlsx", "--months", "0"], "1 至 36"),
    (["staffing", "-o", "a.xlsx", "--months", "13"], "只有 12 个月"),
    (["staffing", "-o", "a.xlsx", "--months", "-3"], "-3 不能用于 --months <number>"),
    (["staffing", "-o", "a.xlsx", "--start", "2024-02-30"], "--start"),
    (["staffing", "-o", "a.xlsx", "--start", "9998-01-01"], "1900 至 2199 年间"),
    (["staffing", "-o", "a.xlsx", "--start", "2024-02-03", "--end", "2024-01-01"], "晚于"),
    (["staffing", "-o", "a.xlsx", "--from", "无.xlsx"], "无.xlsx"),
    (["staffing", "-o", "a.xlsx", "--from", "旧.xlsx"], "旧.xlsx"),
    (["staffing", "-o", "旧.xlsx", "--from", "旧.xlsx", "--force"], "上月的表"),
  ])
  func troubleIsOneLineAndLeavesEverythingAsItWas(arguments: [String], words: String) throws {
    try folder.file("旧.xlsx", "old")
    let outcome = try binary.run(["template"] + arguments, in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("hebiao: "))
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(try folder.names() == ["旧.xlsx"])
    let old = try String(contentsOf: folder.url.appending(path: "旧.xlsx"), encoding: .utf8)
    #expect(old == "old")
  }

  @Test func manySectionsAreTakenOverAndNamesAreTakenOnceInAllOfThem() throws {
    try writeStaff(sections: 200, people: 2)
    #expect(try run("staffing", "-o", "5月.xlsx", "--from", "4月.xlsx").status == 0)
    let file = try Data(contentsOf: folder.url.appending(path: "5月.xlsx"))
    let part = try partText("xl/worksheets/sheet1.xml", in: Array(file))
    // Every section has two people and two closing rows; the first stands in row 6.
    #expect(part.contains("<formula1>COUNTIF($C$6:$C$803,C6)=1</formula1>"))
    #expect(part.contains("<formula1>COUNTIF($C$6:$C$803,C802)=1</formula1>"))
  }

  @Test(arguments: [
    (201, 1, "表里有 201 段小计, 总计的公式最多合计 200 段"),
    (2, 2_500, "表里有 5004 行, 一张空白表最多沿用 5000 行"),
  ])
  func whatIsTooMuchToTakeOverIsRefused(sections: Int, people: Int, words: String) throws {
    try writeStaff(sections: sections, people: people)
    let outcome = try run("staffing", "-o", "5月.xlsx", "--from", "4月.xlsx")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("hebiao: 4月.xlsx: \(words); "), "\(outcome.errors)")
    #expect(try folder.names() == ["4月.xlsx"])
  }

  /// Writes 4月.xlsx, a staffing table of so many sections with so many people each.
  private func writeStaff(sections: Int, people: Int) throws {
    var sheet = SheetBuilder(name: "附件2")
    var row = 0
    func add(_ fields: [String]) {
      for (column, field) in fields.enumerated() where !field.isEmpty {
        let content = Double(field).map { SheetBuilder.Content.number($0) } ?? .text(field)
        sheet.set(row, column, content)
      }
      row += 1
    }
    add(["甲街社工站购买服务项目社工到岗情况统计表"])
    add(["年度服务协议时间: 2026年1月1日至2026年12月31日"])
    add(["类型", "序号", "姓名", "2026年1月", "", "", "人员到岗小计", "备注"])
    add(["", "", "", "人员到位", "社保购买", "工资发放"])
    let attended = "\(people)"
    for section in 1...sections {
      for person in 1...people {
        add(["第\(section)类", "\(person)", "甲\(section)之\(person)", "1", "√", "√", "1"])
      }
      add(["小计", "", "", attended, attended, attended, attended])
    }
    add(["总计", "", "", "\(sections * people)", "", "", "\(sections * people)"])
    try folder.file("4月.xlsx", bytes: WorkbookBuilder(sheets: [sheet]).bytes())
  }

  private static func texts(_ path: String) throws -> Set<String> {
    let workbook = try Workbook(path: path)
    var texts: Set<String> = []
    for sheet in workbook.sheets {
      for cell in try workbook.content(ofSheet: sheet.index, maximumCells: 100_000).cells {
        if case .string(let text) = cell.value { texts.insert(text) }
      }
    }
    return texts
  }
}
