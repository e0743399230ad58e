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
      var generator = PackageGenerator(seed: Self.seed &* 1_000_003 &+ UInt64(number))
      let package = generator.package()
      let layout = generator.layout()
      let options = generator.options()
      let isClean = generator.random.chance(30)
      let kinds = ErrorInjection.Kind.allCases.shuffled(using: &generator.random)
        .prefix(isClean ? 0 : generator.random.int(1...3))
      let shown = package.rendered(package.printed(), layout: layout).locations
      let injection = ErrorInjection(
        Array(kinds),
        into: package,
        shown: shown.keys,
        using: &generator.random
      )
      let rendered = injection.package.rendered(
        injection.figures,
        layout: layout,
        options: options
      )
      let sheets = rendered.workbook.sheets.enumerated().map {
        binder.bind($1.content(index: $0))
      }
      let outcome = TableChecker.check(sheets)
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
