import Formulas
import Foundation
import HebiaoCore
import HebiaoTestSupport
import TableBinding
import TableChecking
import TableSchemas
import Testing

/// Random packages in random layouts: clean ones stay clean, injected errors are named.
struct GeneratedPackagesTests {
  static let count = ProcessInfo.processInfo.environment["PACKAGES"].flatMap { Int($0) } ?? 300
  static let seed = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? 7

  @Test func `every error is named and no clean package has one`() throws {
    let binder = TableBinder(schemas: try TableSchema.builtIn())
    var problems: [String] = []
    for number in 0..<Self.count {
      let stress = StressPackage(seed: Self.seed, number: number)
      let (injection, rendered) = (stress.injection, stress.rendered)
      let contents = rendered.workbook.sheets.enumerated().map { $1.content(index: $0) }
      let formulas = FormulaInspection(
        Recalculation(
          sheets: contents,
          // None of these formulas asks for a format.
          settings: FormulaSettings(dateSystem: .from1900) { _, _ in "" }
        )
      )
      let outcome = TableChecker.check(contents.map { binder.bind($0) }, formulas: formulas)
      problems += Self.problems(number, injection, rendered, outcome)
    }
    #expect(problems.isEmpty, "\(problems.count): \(problems.prefix(12).joined(separator: "\n"))")
  }

  static func problems(
    _ number: Int,
    _ injection: ErrorInjection,
    _ rendered: RenderedPackage,
    _ outcome: CheckOutcome
  ) -> [String] {
    let errors = outcome.findings.filter { $0.severity == .error }
    if injection.errors.isEmpty {
      return errors.map { "\(number) false alarm: \(describe($0))" }
    }
    return injection.errors.filter(\.isDecidable).compactMap { error in
      guard let place = rendered.locations[error.path] else { return nil }
      let location = CellLocation(sheet: place.sheet, cell: place.cell)
      if outcome.findings.contains(where: { $0.cells.contains(location) }) { return nil }
      return "\(number) missed \(error.kind) at \(place.sheet)!\(place.cell): "
        + "\(error.from.text) → \(error.to.text), rules \(error.rules); said: "
        + errors.prefix(3).map(describe).joined(separator: "; ")
    }
  }

  static func describe(_ finding: Finding) -> String {
    "\(finding.rule) \(finding.sheet)!\(finding.cell.map { "\($0)" } ?? "-") "
      + "\(finding.label?.chinese ?? ""): \(finding.message.chinese)"
  }
}
