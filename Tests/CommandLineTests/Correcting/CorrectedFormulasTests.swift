import Foundation
import HebiaoTestSupport
import Testing

@testable import Hebiao

/// What becomes of formulas in cells that are corrected.
@Suite("Formulas of corrected cells")
struct CorrectedFormulasTests {
  private let folder: FreshFolder
  private let checker: WorkbookChecker

  init() throws {
    folder = try FreshFolder()
    checker = WorkbookChecker(schemas: try .builtIn())
  }

  /// A sample of the rules about formulas.
  private func sample(_ rule: String) throws -> WorkbookBuilder {
    let path = "fail/indicator-completion/\(rule).xlsx"
    return try #require(SampleCatalogue.all.first { $0.path == path }).workbook
  }

  private func plan(_ workbook: WorkbookBuilder, restoring: Bool) throws -> CorrectionPlan {
    let file = try folder.file("月报.xlsx", bytes: workbook.bytes())
    var options = CorrectionOptions()
    options.restoresFormulas = restoring
    return try WorkbookCorrector(checker: checker, options: options).plan(path: file.path)
  }

  private func cell(_ name: String, after plan: CorrectionPlan) throws -> SheetCell? {
    try Workbook(bytes: plan.patch.bytes()).content(ofSheet: 0)[name]
  }

  private func correction(_ name: String, in plan: CorrectionPlan) -> Correction? {
    plan.corrections.first { $0.cell == CellReference(name) && $0.action != .marked }
  }

  /// The texts of the sheet 更正说明.
  private func list(_ plan: CorrectionPlan) throws -> String {
    let workbook = try Workbook(bytes: plan.patch.bytes())
    let sheet = try #require(workbook.sheets.firstIndex { $0.name == "更正说明" })
    return try workbook.content(ofSheet: sheet).cells.compactMap { cell in
      if case .string(let text) = cell.value { text } else { nil }
    }.joined(separator: "\n")
  }

  @Test("a right formula with an old result stays and is computed again", arguments: [false, true])
  func staleResult(restoring: Bool) throws {
    let plan = try plan(sample("formula-stale"), restoring: restoring)
    let total = try cell("R14", after: plan)
    #expect(total?.formula == "SUM(R11:R13)")
    #expect(total?.value == .number(30))
    #expect(correction("R14", in: plan)?.action == .recalculated)
    #expect(correction("R14", in: plan)?.lostFormula == nil)
    #expect(plan.remainingErrors == 0)
    #expect(try list(plan).contains("公式保留, 结果重算: =SUM(R11:R13)"))
    let comments = try partText("xl/comments1.xml", in: plan.patch.bytes())
    #expect(comments.contains("公式保留, 结果重算: =SUM(R11:R13)"))
    let receipt = String(decoding: plan.receipt().json(in: .chinese), as: UTF8.self)
    #expect(receipt.contains("\"keptFormula\":\"SUM(R11:R13)\""))
    #expect(!receipt.contains("lostFormula"))
  }

  @Test("a right formula stays where only what it reads was wrong", arguments: [false, true])
  func wrongInput(restoring: Bool) throws {
    let plan = try plan(sample("formula-inputs"), restoring: restoring)
    let ratio = try cell("N8", after: plan)
    #expect(ratio?.formula == "M8/L8")
    #expect(ratio?.value == .number(62.0 / 70.0))
    #expect(correction("N8", in: plan)?.action == .recalculated)
    let total = try cell("L8", after: plan)
    #expect(total?.value == .number(70))
    #expect(total?.formula == (restoring ? "SUM(L5:L7)" : nil))
    #expect(correction("L8", in: plan)?.lostFormula == "L5+L6")
    let said = restoring ? "取代原公式 =L5+L6" : "原公式 =L5+L6 改为数值"
    #expect(try list(plan).contains(said))
    #expect(correction("L8", in: plan)?.formulaText?.chinese == said)
  }

  @Test("a formula that nothing here can compute is not replaced, but marked")
  func unknownFunction() throws {
    var workbook = try sample("formula-stale")
    let cell = try #require(CellReference("R14"))
    workbook.sheets[0].cells[cell]?.content = .formula(
      "CUBEVALUE(\"x\",R11)",
      cached: .number(28)
    )
    let plan = try plan(workbook, restoring: false)
    #expect(correction("R14", in: plan) == nil)
    #expect(plan.corrections.contains { $0.cell == cell && $0.action == .marked })
    #expect(try self.cell("R14", after: plan)?.formula == "CUBEVALUE(\"x\",R11)")
  }

  @Test("a total that counts itself gives way")
  func circularFormula() throws {
    var workbook = try sample("formula-stale")
    let cell = try #require(CellReference("R14"))
    workbook.sheets[0].cells[cell]?.content = .formula("SUM(R11:R14)", cached: .number(28))
    let plan = try plan(workbook, restoring: true)
    #expect(try self.cell("R14", after: plan)?.formula == "SUM(R11:R13)")
    #expect(try self.cell("R14", after: plan)?.value == .number(30))
  }

  @Test("a number typed over a formula becomes what its neighbours have, right or wrong")
  func typedOver() throws {
    let without = try plan(sample("typed-over"), restoring: false)
    #expect(try cell("T12", after: without)?.formula == nil)
    let plan = try plan(sample("typed-over"), restoring: true)
    // The cells above and below decide: one column rounds, the other does not.
    #expect(try cell("T12", after: plan)?.formula == "ROUND(S12/R12,4)")
    #expect(correction("T12", in: plan)?.action == .restored(formula: "ROUND(S12/R12,4)"))
    let wrong = try cell("N6", after: plan)
    #expect(wrong?.formula == "M6/L6")
    #expect(plan.remainingErrors == 0)
  }

  @Test("neighbours' formulas are moved, and those that only one cell has do not count")
  func neighbours() {
    var sheet = SheetText.sheet(
      """
      | 协议 | 完成 | 百分比 |
      | 10  | 5   | 50.00% |
      | 10  | 4   | 40.00% |
      | 10  | 3   | 30.00% |
      | 30  | 12  | 40.00% |
      """
    )
    func set(_ name: String, _ formula: String) {
      guard var cell = sheet[name] else { return }
      cell.formula = formula
      sheet.cells.insert(cell)
    }
    set("B3", "A3+0")
    set("C2", "IF(A2=0,\"/\",B2/A2)")
    set("C4", "IF(A4=0,\"/\",B4/A4)")
    set("C5", "B5/$A$5")
    let found = NeighbourFormulas(of: CellReference(2, 2), in: sheet)
    #expect(found.candidates.map(\.text) == ["IF(A3=0,\"/\",B3/A3)"])
  }
}
