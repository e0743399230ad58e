import Foundation
import HebiaoTestSupport
import Testing

@testable import Hebiao

/// `PACKAGES=2000 SEED=7 swift test --filter CorrectedPackages` for more.
@Suite("Generated packages, corrected")
struct CorrectedPackagesTests {
  @Test("no error that was located with confidence remains, none is new, and figures are right")
  func corrected() throws {
    let environment = ProcessInfo.processInfo.environment
    let count = environment["PACKAGES"].flatMap { Int($0) } ?? 40
    let seed = environment["SEED"].flatMap { UInt64($0) } ?? 5
    let folder = try FreshFolder()
    let checker = WorkbookChecker(schemas: try .builtIn())
    let corrector = WorkbookCorrector(checker: checker)
    var changed = 0
    for number in 0..<count {
      let package = StressPackage(seed: seed, number: number)
      let file = try folder.file("月报.xlsx", bytes: package.rendered.workbook.bytes())
      let before = checker.check(path: file.path)
      guard before.status != .unrecognised else { continue }
      let plan = try corrector.plan(path: file.path)
      let after = checker.check(bytes: try plan.patch.bytes(), path: file.path)
      let known = Set(before.findings.map(Key.init))
      let left = after.findings.filter { $0.severity == .error }.map(Key.init)
      #expect(left.allSatisfy { known.contains($0) }, "seed \(seed), package \(number)")
      #expect(plan.remainingErrors == left.count)
      let sure = plan.corrections.filter { $0.action != .marked }.flatMap(\.findings)
      let mended = before.findings.filter { sure.contains($0.id) }.map(Key.init)
      #expect(Set(mended).isDisjoint(with: left), "seed \(seed), package \(number)")
      changed += sure.count
    }
    #expect(changed > count / 4)
  }

  private struct Key: Hashable {
    var rule: String
    var sheet: String
    var cell: CellReference?

    init(_ finding: Finding) {
      rule = finding.rule
      sheet = finding.sheet
      cell = finding.cell
    }
  }
}
