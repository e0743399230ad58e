import Foundation
import HebiaoTestSupport
import Testing

/// `dump --recalculate`.
@Suite struct RecalculatingDumpTests {
  private func lines(_ arguments: [String]) throws -> [String: [String: Any]] {
    let binary = try BuiltBinary()
    let folder = try FreshFolder()
    var sheet = SheetBuilder(name: "表")
    sheet.set(0, 0, .number(24))
    sheet.set(0, 1, .number(38))
    sheet.set(0, 2, .formula("A1/B1", cached: .number(24.0 / 38)))
    sheet.set(1, 2, .formula("A1+B1", cached: .number(60)))
    sheet.set(2, 2, .formula("TEXT(C1,\"0.00%\")", cached: .blank))
    sheet.set(3, 2, .formula("NOW()", cached: .number(1)))
    sheet.set(4, 2, .formula("1/0", cached: .number(1)))
    try folder.file("表.xlsx", bytes: WorkbookBuilder(sheets: [sheet]).bytes())
    let outcome = try binary.run(["dump", "表.xlsx"] + arguments, in: folder.url)
    #expect(outcome.status == 0)
    var found: [String: [String: Any]] = [:]
    for line in outcome.output.split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      if let reference = object?["ref"] as? String {
        found[reference] = object?["recalculated"] as? [String: Any]
      }
    }
    return found
  }

  @Test func saysWhatAFormulaGivesWhereTheStoredValueIsAnotherOrMissing() throws {
    let found = try lines(["--recalculate", "--lang", "en"])
    #expect(found["C1"] == nil)
    #expect(found["C2"]?["type"] as? String == "number")
    #expect(found["C2"]?["value"] as? Double == 62)
    #expect(found["C3"]?["value"] as? String == "63.16%")
    #expect(found["C4"]?["type"] as? String == "refused")
    #expect((found["C4"]?["reason"] as? String)?.contains("NOW") == true)
    #expect(found["C5"]?["type"] as? String == "error")
    #expect(found["C5"]?["value"] as? String == "#DIV/0!")
  }

  @Test func saysNothingOfItUnasked() throws {
    #expect(try lines([]).isEmpty)
  }
}
