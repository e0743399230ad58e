import Foundation
import HebiaoTestSupport
import Testing

@testable import Hebiao

/// Whatever stays wrong is marked on its cell.
@Suite("Errors that are not repaired")
struct MarkedErrorsTests {
  private let folder: FreshFolder
  private let checker: WorkbookChecker

  init() throws {
    folder = try FreshFolder()
    checker = WorkbookChecker(schemas: try .builtIn())
  }

  /// Holds that every error left is marked once, and nothing is said twice about a cell.
  private func expectMarked(
    _ bytes: [UInt8],
    onlyMarks: Bool,
    _ comment: Comment
  ) throws -> CorrectionPlan {
    let file = try folder.file("月报.xlsx", bytes: bytes)
    var options = CorrectionOptions()
    options.onlyMarks = onlyMarks
    let plan = try WorkbookCorrector(checker: checker, options: options).plan(path: file.path)
    let marked = plan.corrections.filter { $0.action == .marked }
    let cells = marked.compactMap(\.location)
    #expect(Set(cells).count == cells.count, comment)
    for finding in plan.after.findings where finding.severity == .error {
      guard let cell = finding.cell else { continue }
      let location = CellLocation(sheet: finding.sheet, cell: cell)
      #expect(cells.contains(location), "\(comment): \(location)")
      #expect(
        plan.patch.cells.contains { $0.location == location && $0.isMarked },
        "\(comment): \(location)"
      )
    }
    for correction in plan.corrections {
      let texts = correction.messages.map(\.chinese)
      #expect(Set(texts).count == texts.count, comment)
    }
    return plan
  }

  @Test("are all marked, the same cell once", arguments: [false, true])
  func samples(onlyMarks: Bool) throws {
    for sample in SampleCatalogue.all where sample.path.hasPrefix("fail/") {
      let bytes = sample.workbook.bytes()
      guard checker.check(bytes: bytes, path: "").status != .unrecognised else { continue }
      _ = try expectMarked(bytes, onlyMarks: onlyMarks, "\(sample.path)")
    }
    for number in 0..<20 {
      let package = StressPackage(seed: 31, number: number)
      let bytes = package.rendered.workbook.bytes()
      guard checker.check(bytes: bytes, path: "").status != .unrecognised else { continue }
      _ = try expectMarked(bytes, onlyMarks: onlyMarks, "package \(number)")
    }
  }

  @Test("two wrong formulas that one diagnosis explains are both marked", arguments: [false, true])
  func wrongFormulas(onlyMarks: Bool) throws {
    var layout = PackageLayout()
    layout.ratioStyles = [.unrounded]
    layout.formulas = .all
    let package = PublishedPackage.corrected
    var workbook = package.rendered(package.printed(), layout: layout).workbook
    let formulas = [("K5", "J6/I5", 20.0 / 38.0), ("J8", "SUM(J5:J6)", 44), ("K8", "J8/I8", 0.5)]
    for (name, formula, value) in formulas {
      let cell = try #require(CellReference(name))
      workbook.sheets[0].cells[cell]?.content = .formula(formula, cached: .number(value))
    }
    let plan = try expectMarked(workbook.bytes(), onlyMarks: onlyMarks, "wrong formulas")
    let before = plan.before.findings.filter { $0.severity == .error }.compactMap(\.cell)
    #expect(before.map(\.description).sorted() == ["J8", "K5"])
    let list = try Workbook(bytes: plan.patch.bytes()).content(ofSheet: 3)
    for name in ["K5", "J8"] {
      #expect(list.cells.count { $0.value == .string(name) } == 1, "\(name)")
    }
  }

  @Test("a formula without a result is not called blank")
  func noResult() throws {
    var layout = PackageLayout()
    layout.ratioStyles = [.unrounded]
    layout.formulas = .all
    let package = PublishedPackage.corrected
    var workbook = package.rendered(package.printed(), layout: layout).workbook
    let cell = try #require(CellReference("K5"))
    workbook.sheets[0].cells[cell]?.content = .formula("J6/I5", cached: .blank)
    let plan = try expectMarked(workbook.bytes(), onlyMarks: true, "no result")
    let marked = try #require(plan.corrections.first { $0.cell == cell })
    #expect(marked.oldText.chinese == "(公式没有结果)")
  }
}
