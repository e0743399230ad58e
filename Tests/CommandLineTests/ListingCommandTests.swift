import Foundation
import HebiaoTestSupport
import Testing

/// `dump` and `stats`.
@Suite struct ListingCommandTests {
  private let binary: BuiltBinary
  private let folder: FreshFolder

  init() throws {
    binary = try BuiltBinary()
    folder = try FreshFolder()
    try folder.file("月报.xlsx", bytes: Workbooks.published())
  }

  private func run(_ arguments: String...) throws -> BuiltBinary.Outcome {
    try binary.run(arguments, in: folder.url)
  }

  @Test func dumpPrintsALinePerSheetAndPerCell() throws {
    let outcome = try run("dump", "月报.xlsx")
    #expect(outcome.status == 0)
    let lines = try outcome.output.split(separator: "\n").map { line in
      try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      )
    }
    #expect(
      lines.filter { $0["ref"] == nil }.map { $0["sheet"] as? String }
        == ["附件1-1", "附件1-2", "附件2"]
    )
    #expect(lines.contains { $0["ref"] as? String == "K5" && $0["value"] as? Double == 0.6 })
  }

  @Test func dumpOfOneSheetPrintsThatSheetOnly() throws {
    let outcome = try run("dump", "月报.xlsx", "--sheet", "附件2")
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count > 100)
    #expect(lines.allSatisfy { $0.hasPrefix("{\"sheet\":\"附件2\",") })
  }

  @Test func aSheetIsFoundWhateverItsCapitalsAndTheSheetsAreNamedWhereItIsNot() throws {
    try folder.file("表.xlsm", bytes: ListedWorkbook.bytes())
    let found = try run("dump", "表.xlsm", "--sheet", "dATA")
    #expect(found.status == 0)
    #expect(found.output.hasPrefix("{\"sheet\":\"Data\",\"index\":0,"))
    #expect(found.output.contains("\"ref\":\"A1\""))
    let none = try run("dump", "表.xlsm", "--sheet", "数据")
    #expect(none.errors == "hebiao: 表.xlsm: 没有名为 “数据” 的工作表; 有: Data、乱序、宏\n")
    let english = try run("dump", "表.xlsm", "--sheet", "数据", "--lang", "en")
    #expect(english.errors.hasSuffix("no sheet named \"数据\"; there are Data, 乱序, 宏\n"))
  }

  @Test(arguments: ["dump", "stats"])
  func cellsOfMacroSheetsAreSaidToBeLeftOut(command: String) throws {
    try folder.file("表.xlsm", bytes: ListedWorkbook.bytes())
    let outcome = try run(command, "表.xlsm")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "hebiao: 表.xlsm: 宏表不读取, 没有列出它的单元格: 宏\n")
    #expect(
      outcome.output.contains(command == "dump" ? "\"kind\":\"macrosheet\"" : "\"name\":\"宏\"")
    )
    let english = try run(command, "表.xlsm", "--lang", "en")
    #expect(english.errors.hasSuffix("macro sheets are not read, their cells are left out: 宏\n"))
    #expect(try run("dump", "表.xlsm", "--sheet", "Data").errors == "")
  }

  @Test func statisticsAreOneObject() throws {
    let outcome = try run("stats", "月报.xlsx", "--format", "json")
    #expect(outcome.status == 0)
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let sheets = try #require((object as? [String: Any])?["sheets"] as? [[String: Any]])
    #expect(sheets.map { $0["name"] as? String } == ["附件1-1", "附件1-2", "附件2"])
    #expect(sheets.allSatisfy { ($0["cells"] as? Int ?? 0) > 0 })
  }

  @Test(arguments: [
    (["dump", "无.xlsx"], "无.xlsx"), (["stats", "无.xlsx"], "无.xlsx"),
    (["dump", "."], "."), (["stats", "/dev/zero"], "/dev/zero"), (["dump", "空"], "空"),
    (["dump", "月报.xlsx", "--sheet", "附件9"], "月报.xlsx"),
  ])
  func troubleIsOneLineWithTheFileAndNothingElse(arguments: [String], file: String) throws {
    try folder.file("空", "")
    let outcome = try binary.run(arguments, in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("hebiao: \(file): "))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test(arguments: ["dump 月报.xlsx", "stats 月报.xlsx"])
  func closedPipeIsNoError(command: String) throws {
    let outcome = try binary.runShell(
      "\"$hebiao\" \(command) | true; echo ${PIPESTATUS[0]}",
      in: folder.url
    )
    #expect(outcome.output == "0\n")
    #expect(outcome.errors == "")
  }

  @Test func fullDiskIsTrouble() throws {
    let outcome = try binary.runShell("\"$hebiao\" dump 月报.xlsx > /dev/full", in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors == "hebiao: 磁盘已满, 结果没有写完; 请清理后重试\n")
  }

  @Test func schemasAreListedAndShown() throws {
    let list = try run("schema", "list")
    #expect(list.status == 0)
    let identifiers = list.output.split(separator: "\n").map { $0.prefix { $0 != "\t" } }
    #expect(identifiers.contains("staffing"))
    for identifier in identifiers {
      let shown = try run("schema", "show", String(identifier))
      #expect(shown.status == 0)
      #expect(shown.output.contains(identifier))
    }
    #expect(try run("schema", "show", "无").errors.hasPrefix("hebiao: 无: 没有这个表样"))
  }

  @Test func mistakeInASchemaIsToldWithItsPlaceAndEndsWithTwo() throws {
    try folder.file("表样/a.yaml", "id: a\nname: [\n")
    let outcome = try run("schema", "lint", "表样")
    #expect(outcome.status == 2)
    #expect(outcome.errors.firstMatch(of: #/hebiao: 表样/a\.yaml:\d+:\d+: /#) != nil)
  }
}
