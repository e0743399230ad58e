import Foundation
import HebiaoTestSupport
import Testing

@testable import Hebiao

/// `fix` and `annotate`.
@Suite struct FixCommandTests {
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

  private func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: folder.url.appendingPathComponent(name))
  }

  private func object(_ name: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: bytes(name)) as? [String: Any])
  }

  private func errors(_ name: String) throws -> [String] {
    let outcome = try run("check", name, "--format", "json")
    let report = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    let files = try #require(report?["files"] as? [[String: Any]])
    let findings = files.first?["findings"] as? [[String: Any]] ?? []
    return findings.filter { $0["severity"] as? String == "error" }.compactMap {
      "\($0["sheet"] ?? "")!\($0["cell"] ?? "")"
    }
  }

  @Test func correctsMarksAndListsAndKeepsTheOriginal() throws {
    let original = try bytes("月报.xlsx")
    let before = try errors("月报.xlsx")
    let outcome = try run("fix", "月报.xlsx", "-o", "更正.xlsx", "--receipt", "记录.json")
    #expect(outcome.errors == "")
    #expect(try bytes("月报.xlsx") == original)
    let after = try errors("更正.xlsx")
    #expect(outcome.status == (after.isEmpty ? 0 : 1))
    #expect(Set(after).isSubset(of: before))
    #expect(before.contains("附件1-1!K5") && !after.contains("附件1-1!K5"))
    let workbook = try Workbook(path: folder.url.appendingPathComponent("更正.xlsx").path)
    #expect(workbook.sheets.map(\.name) == ["附件1-1", "附件1-2", "附件2", "更正说明"])
    #expect(try workbook.content(ofSheet: 0)["K5"]?.value == .number(0.6316))
    let list = try workbook.content(ofSheet: 3).cells.compactMap { cell in
      if case .string(let text) = cell.value { text } else { nil }
    }
    #expect(list.contains("更正说明") && list.contains("K5") && list.contains("63.16%"))
    let receipt = try object("记录.json")
    #expect(receipt["errorsBefore"] as? Int == before.count)
    #expect(receipt["errorsAfter"] as? Int == after.count)
    let changed = try #require(receipt["changed"] as? [[String: Any]])
    #expect(changed.contains { $0["cell"] as? String == "K5" && $0["new"] as? String == "63.16%" })
    #expect((receipt["output"] as? [String: Any])?["sha256"] as? String != nil)
  }

  @Test func replacesTheFileOnlyWhereAskedToAndKeepsABackup() throws {
    let original = try bytes("月报.xlsx")
    #expect(try run("fix", "月报.xlsx").status == 2)
    #expect(try run("fix", "月报.xlsx", "-o", "月报.xlsx").status == 2)
    #expect(try bytes("月报.xlsx") == original)
    #expect(try run("fix", "月报.xlsx", "--in-place").status < 2)
    #expect(try bytes("月报.bak.xlsx") == original)
    #expect(try bytes("月报.xlsx") != original)
    let second = try bytes("月报.xlsx")
    let names = try folder.names()
    // Nothing is left to correct or to mark, so nothing is written and no backup is needed.
    #expect(try run("fix", "月报.xlsx", "--in-place").status < 2)
    #expect(try bytes("月报.xlsx") == second)
    #expect(try folder.names() == names)
    try folder.file("月报.xlsx", bytes: Workbooks.published())
    #expect(try run("fix", "月报.xlsx", "--in-place").status < 2)
    #expect(try bytes("月报.bak.xlsx") == original)
    #expect(try bytes("月报.bak2.xlsx") == original)
    #expect(try !folder.names().contains { $0.hasSuffix(".part") })
  }

  @Test func aDryRunWritesNothing() throws {
    let names = try folder.names()
    let outcome = try run("fix", "月报.xlsx", "-o", "更正.xlsx", "--dry-run")
    #expect(outcome.output.contains("附件1-1!K5: 60.00% → 63.16%"))
    #expect(try folder.names() == names)
  }

  @Test func aDryRunWritesTheRecordThatIsAskedForAndNoWorkbook() throws {
    let outcome = try run("fix", "月报.xlsx", "--dry-run", "--receipt", "记录.json")
    #expect(outcome.status < 2)
    #expect(try folder.names() == ["月报.xlsx", "记录.json"])
    #expect(try object("记录.json")["output"] is NSNull)
    let help = try run("fix", "--help").output
    #expect(help.contains("不写工作簿") && !help.contains("不写任何文件"))
  }

  @Test(arguments: ["fix", "annotate"])
  func aFileThatIsThereIsKeptUnlessAskedNotTo(command: String) throws {
    try folder.file("旧.xlsx", "old")
    #expect(try run(command, "月报.xlsx", "-o", "旧.xlsx", "--dry-run").status < 2)
    #expect(try bytes("旧.xlsx") == Data("old".utf8))
    let kept = try run(command, "月报.xlsx", "-o", "旧.xlsx")
    #expect(kept.status < 2)
    #expect(kept.output.contains("原有的文件保存为 旧.bak.xlsx"))
    #expect(try bytes("旧.bak.xlsx") == Data("old".utf8))
    #expect(try bytes("旧.xlsx").starts(with: Data("PK".utf8)))
    try folder.file("空.xlsx", "")
    #expect(try run(command, "月报.xlsx", "-o", "空.xlsx").status < 2)
    try folder.file("弃.xlsx", "old")
    #expect(try run(command, "月报.xlsx", "-o", "弃.xlsx", "--force").status < 2)
    #expect(
      try folder.names() == ["弃.xlsx", "旧.bak.xlsx", "旧.xlsx", "月报.xlsx", "空.xlsx"]
    )
    let own = try run(command, "月报.xlsx", "-o", "月报.xlsx", "--force")
    #expect(own.status == 2 && own.errors.contains("工作簿本身"))
  }

  @Test func aWorkbookIsWrittenUnderANameOfItsKind() throws {
    try folder.file("宏.xlsm", bytes: Workbooks.published())
    for name in ["b.txt", "更正", "更正.xls"] {
      let outcome = try run("fix", "月报.xlsx", "-o", name)
      #expect(outcome.status == 2 && outcome.errors.contains(".xlsx 结尾"), "\(name)")
    }
    #expect(try folder.names() == ["宏.xlsm", "月报.xlsx"])
    // Another kind of workbook is written, and said to be what it is.
    let other = try run("annotate", "宏.xlsm", "-o", "标注.xlsx")
    #expect(other.status == 0 && other.output.contains("这是 .xlsm 工作簿"))
    let own = try run("annotate", "宏.xlsm", "-o", "标注.XLSM")
    #expect(own.status == 0 && !own.output.contains("这是 .xlsm 工作簿"))
    #expect(try run("fix", "月报.xlsx", "-o", "更正.XLSX").status < 2)
  }

  @Test func withoutMarksOnlyTheFiguresChange() throws {
    _ = try run("fix", "月报.xlsx", "-o", "更正.xlsx", "--no-marks", "--receipt", "记录.json")
    let parts = try #require(object("记录.json")["parts"] as? [[String: Any]])
    let names = parts.compactMap { $0["name"] as? String }
    #expect(names.allSatisfy { $0.hasPrefix("xl/worksheets/") || $0 == "xl/sharedStrings.xml" })
    #expect(parts.allSatisfy { $0["change"] as? String == "edited" })
  }

  @Test func formulasComeBackWhereAskedFor() throws {
    _ = try run("fix", "月报.xlsx", "-o", "更正.xlsx", "--restore-formulas")
    let path = folder.url.appendingPathComponent("更正.xlsx").path
    let cell = try Workbook(path: path).content(ofSheet: 0)["K5"]
    #expect(cell?.formula == "ROUND(J5/I5,4)")
    #expect(cell?.value == .number(0.6316))
  }

  @Test func annotatingChangesNoFigure() throws {
    let outcome = try run("annotate", "月报.xlsx", "-o", "标注.xlsx")
    #expect(outcome.status == 0)
    let before = try Workbook(path: folder.url.appendingPathComponent("月报.xlsx").path)
    let after = try Workbook(path: folder.url.appendingPathComponent("标注.xlsx").path)
    for sheet in before.sheets {
      let old = try before.content(ofSheet: sheet.index)
      let new = try after.content(ofSheet: sheet.index)
      #expect(old.cells.map(\.value) == new.cells.map(\.value))
    }
    #expect(after.sheets.last?.name == "更正说明")
    #expect(Set(try errors("标注.xlsx")) == Set(try errors("月报.xlsx")))
  }

  @Test func asksAboutEachRepairAndWritesNothingWithoutAnswers() throws {
    #expect(try run("fix", "月报.xlsx", "-o", "更正.xlsx", "--interactive").status == 2)
    #expect(try !folder.names().contains("更正.xlsx"))
    let unanswered = try run("fix", "月报.xlsx", "-o", "更正.xlsx", "--interactive")
    #expect(try #require(unanswered.errors.split(separator: "\n").last).hasPrefix("hebiao: "))
    #expect(!unanswered.errors.contains("1–1"))
    let outcome = try binary.runShell(
      "printf '\\nq\\n' | $hebiao fix 月报.xlsx -o 更正.xlsx --interactive --receipt 记录.json",
      in: folder.url
    )
    #expect(outcome.status == 1)
    #expect(try #require(object("记录.json")["changed"] as? [Any]).count == 1)
  }

  @Test(arguments: ["y", "是", "Y", "1"])
  func anAnswerThatConsentsTakesTheFirstRepair(answer: String) throws {
    let outcome = try binary.runShell(
      "printf '?\\n\(answer)\\nq\\n' | $hebiao fix 月报.xlsx -o 更正.xlsx --interactive",
      in: folder.url
    )
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("更正 1 格"))
    #expect(outcome.errors.components(separatedBy: "没有看懂").count == 2)
  }

  @Test(arguments: [
    ["fix", "无.xlsx", "-o", "甲.xlsx"], ["fix", "月报.xlsx", "-o", "无/甲.xlsx"],
    ["fix", "空.xlsx", "-o", "甲.xlsx"], ["annotate", "无.xlsx", "-o", "甲.xlsx"],
    ["fix", "月报.xlsx", "-o", "甲.xlsx", "--min-confidence", "2"],
    ["fix", "月报.xlsx", "-o", "甲.xlsx", "--min-confidence", "nan"],
    ["fix", "月报.xlsx", "-o", "甲.xlsx", "--min-confidence=-0.1"],
    ["fix", "月报.xlsx", "-o", "甲.xlsx", "--only", "百分数"], ["fix", "月报.xlsx"],
    ["fix", "月报.xlsx", "-o", "甲.xlsx", "--in-place"],
    ["annotate", "月报.xlsx", "-o", "甲.xlsx", "--only", "percentages"],
    ["fix", "月报.xlsx", "-o", "甲.xlsx", "--receipt", "甲.xlsx"],
    ["fix", "月报.xlsx", "-o", "月报.xlsx"],
  ])
  func troubleIsOneLineAndNothingIsWritten(arguments: [String]) throws {
    try folder.file("空.xlsx", "")
    let names = try folder.names()
    let outcome = try binary.run(arguments, in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("hebiao: "))
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(try folder.names() == names)
  }

  @Test(arguments: [
    ("percentages", "percentage"), ("sum", "column-sum, person-sum, remark-sum, text-in-sum"),
    ("colum-sum", "column-sum, person-sum, remark-sum, text-in-sum"),
  ])
  func aRuleThatIsNoneIsNamedWithThoseThatAreNear(name: String, near: String) throws {
    let outcome = try run("fix", "月报.xlsx", "-o", "甲.xlsx", "--only", name, "--lang", "en")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.hasPrefix(
        "hebiao: --only: there is no rule \"\(name)\"; did you mean \(near)"
      ),
      "\(outcome.errors)"
    )
    #expect(try folder.names() == ["月报.xlsx"])
  }
}
