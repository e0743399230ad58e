import Foundation
import Hebiao
import HebiaoCore
import HebiaoTestSupport
import Testing

/// `report`.
@Suite struct ReportCommandTests {
  private let binary: BuiltBinary
  private let folder: FreshFolder

  init() throws {
    binary = try BuiltBinary()
    folder = try FreshFolder()
    try folder.file("站点/甲/月报 #1.xlsx", bytes: Workbooks.published())
    try folder.file("站点/乙.xlsx", "no workbook")
    try folder.file("站点/丙.et", "")
  }

  private func run(_ arguments: String...) throws -> BuiltBinary.Outcome {
    try binary.run(["report"] + arguments, in: folder.url)
  }

  private func sheets(_ file: String = "汇总.xlsx") throws -> [SheetContent] {
    let workbook = try Workbook(path: folder.url.appending(path: file).path)
    return try workbook.sheets.map {
      try workbook.content(ofSheet: $0.index, maximumCells: 100_000)
    }
  }

  @Test func aStationIsARowAndAFindingIsARow() throws {
    let outcome = try run("站点", "-o", "汇总.xlsx")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("2 个文件"))
    let sheets = try sheets()
    #expect(sheets.map(\.name) == ["汇总", "图表", "问题清单", "未核对文件"])
    let overview = sheets[0].cells.map(\.value)
    #expect(overview.contains(.string("2024-01-25 – 2024-04-30")))
    #expect(overview.contains(.string("需修改")))
    #expect(overview.contains(.string("无法读取")))
    let findings = sheets[2]
    let places = findings.cells.filter { $0.reference.column == ColumnIndex(4) }.map(\.value)
    for place in ["K5", "G8", "S22"] { #expect(places.contains(.string(place))) }
    let unchecked = sheets[3].cells.map(\.value)
    #expect(unchecked.contains(.string("站点/乙.xlsx")))
    #expect(unchecked.contains(.string("站点/丙.et")))
  }

  @Test func aStationsRowHasTheFiguresOfItsStaffing() throws {
    #expect(try run("站点", "-o", "汇总.xlsx").status == 0)
    let overview = try sheets()[0]
    func column(_ title: String) throws -> ColumnIndex {
      try #require(overview.cells.first { $0.value == .string(title) }).reference.column
    }
    let status = try #require(overview.cells.first { $0.value == .string("需修改") })
    func figure(_ title: String) throws -> CellValue? {
      let place = CellReference(row: status.reference.row, column: try column(title))
      return overview["\(place)"]?.value
    }
    let people = PublishedPackage.package.staff.reduce(0) { $0 + $1.people.count }
    #expect(try figure("在册人数") == .number(Double(people)))
    // 附件2 as printed: the grand total of months, and the rate that stands below it.
    #expect(try figure("到岗人次") == .number(72.5))
    #expect(try figure("两年以上到岗人次") == .number(61.5))
    #expect(try figure("有效人次") ?? .empty == .empty)
    #expect(try figure("稳岗率") == .number(0.9))
    let unreadable = try #require(overview.cells.first { $0.value == .string("无法读取") })
    let place = CellReference(row: unreadable.reference.row, column: try column("在册人数"))
    #expect(overview["\(place)"]?.value ?? .empty == .empty)
  }

  @Test func theStationIsNamedByItsTitle() throws {
    #expect(try run("站点", "-o", "汇总.xlsx").status == 0)
    let names = try sheets()[0].cells.filter { $0.reference.column == ColumnIndex(1) }
      .map(\.value)
    #expect(
      names.contains { value in
        if case .string(let text) = value { text.hasSuffix("社工站") } else { false }
      }
    )
  }

  @Test func namesAreMaskedUnlessTheyAreAskedFor() throws {
    // Number 2 was paid without insurance, which a warning says.
    let name = PublishedPackage.package.staff[0].people[1].name
    #expect(try run("站点", "-o", "隐.xlsx").status == 0)
    #expect(try run("站点", "-o", "显.xlsx", "--no-mask-names").status == 0)
    func holds(_ file: String) throws -> Bool {
      try sheets(file).flatMap(\.cells).contains { cell in
        if case .string(let text) = cell.value { text.contains(name) } else { false }
      }
    }
    #expect(try !holds("隐.xlsx"))
    #expect(try holds("显.xlsx"))
  }

  @Test func whatAFileSaysStaysText() throws {
    var package = PublishedPackage.package
    package.project = "=cmd|'/C calc'!A0 街社工站购买服务项目"
    let workbook = package.rendered(PublishedPackage.figures(), layout: PackageLayout()).workbook
    try folder.file("注入.xlsx", bytes: workbook.bytes())
    #expect(try run("注入.xlsx", "-o", "汇总.xlsx").status == 0)
    let cells = try sheets().flatMap(\.cells)
    #expect(cells.allSatisfy { $0.formula == nil })
    #expect(
      cells.contains { cell in
        if case .string(let text) = cell.value { text.hasPrefix("=cmd|") } else { false }
      }
    )
  }

  @Test(arguments: [
    (["站点", "-o", "无/a.xlsx"], "文件夹不存在"),
    (["站点", "-o", "/dev/full"], "管道或设备"),
    (["站点", "-o", "站点/乙.xlsx"], "要核对的工作簿之一"),
    (["站点", "-o", "旧.xlsx"], "已有此文件"),
    (["空", "-o", "a.xlsx"], "没有 .xlsx 工作簿"), (["站点", "-o", "a.pdf"], ".xlsx 结尾"),
    (["站点", "-o", "a.xlsx", "--jobs", "0"], "--jobs"),
  ])
  func troubleIsOneLineAndWritesNothing(arguments: [String], words: String) throws {
    try folder.file("旧.xlsx", "old")
    try folder.file("空/说明.txt", "")
    let outcome = try binary.run(["report"] + arguments, in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(try folder.names() == ["旧.xlsx", "站点", "空"].sorted())
  }

  @Test func aStationsWorkbookIsNeverReplacedByTheSummary() throws {
    let station = folder.url.appending(path: "站点/甲/月报 #1.xlsx")
    let before = try Data(contentsOf: station)
    for name in ["站点/甲/月报 #1.xlsx", "站点/乙.xlsx"] {
      let outcome = try run("站点", "-o", name, "--force")
      #expect(outcome.status == 2 && outcome.errors.contains("不是上次的汇总"), "\(name)")
    }
    #expect(try Data(contentsOf: station) == before)
  }

  @Test func rulesAreNamedAndFilesOfOneStationToldApart() throws {
    try folder.file("站点/甲/月报 #2.xlsx", bytes: Workbooks.published())
    #expect(try run("站点", "-o", "汇总.xlsx").status == 0)
    let sheets = try sheets()
    func texts(_ sheet: SheetContent, column: Int) -> [String] {
      sheet.cells.filter { $0.reference.column == ColumnIndex(column) }.compactMap { cell in
        if case .string(let text) = cell.value { text } else { nil }
      }
    }
    let charted = texts(sheets[1], column: 0)
    #expect(charted.contains("百分比") && !charted.contains("percentage"))
    #expect(charted.contains { $0.hasSuffix("(月报 #1.xlsx)") })
    #expect(charted.contains { $0.hasSuffix("(月报 #2.xlsx)") })
    #expect(texts(sheets[2], column: 9).contains("百分比 (percentage)"))
  }

  @Test func rowsAreHighEnoughForTheirTexts() throws {
    #expect(try run("站点", "-o", "汇总.xlsx").status == 0)
    let findings = try sheets()[2]
    let message = ColumnIndex(6)
    let long = try #require(
      findings.cells.filter { $0.reference.column == message && $0.reference.row.rawValue > 0 }
        .max { "\($0.value)".count < "\($1.value)".count }
    )
    #expect(try #require(findings.rowHeights[long.reference.row]) > 30)
  }

  @Test func aSummaryIsReplacedAndNotCheckedItself() throws {
    #expect(try run("站点", "-o", "站点/汇总.xlsx").status == 0)
    let again = try run("站点", "-o", "站点/汇总.xlsx", "--force")
    #expect(again.status == 0)
    #expect(again.output.contains("2 个文件"))
  }
}
