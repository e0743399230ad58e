import Foundation
import HebiaoCore
import HebiaoTestSupport
import TableBinding
import TableSchemas
import Testing

@testable import TableChecking

/// Months of generated stations: clean sequences raise nothing, what does not go together is named.
struct MonthSequencesTests {
  static let count = ProcessInfo.processInfo.environment["SEQUENCES"].flatMap { Int($0) } ?? 16
  static let seed = ProcessInfo.processInfo.environment["SEED"].flatMap { UInt64($0) } ?? 7

  private let binder: TableBinder
  /// The codes of the rules that compare with an earlier file.
  private let codes: Set<String>

  init() throws {
    let schemas = try TableSchema.builtIn()
    binder = TableBinder(schemas: schemas)
    codes = Set(schemas.flatMap(\.rules).filter { $0.check.needsEarlierFile }.map(\.code))
  }

  private func bound(_ rendered: RenderedPackage) -> [BoundSheet] {
    rendered.workbook.sheets.enumerated().map { binder.bind($1.content(index: $0)) }
  }

  private func rendered(_ package: MonthlyPackage, _ layout: PackageLayout) -> RenderedPackage {
    package.rendered(package.printed(), layout: layout)
  }

  @Test func `months that follow one another raise neither error nor warning`() throws {
    var problems: [String] = []
    var compared = 0
    for number in 0..<Self.count {
      let sequence = MonthSequence(seed: Self.seed, number: number)
      let months = sequence.packages.map { bound(rendered($0, sequence.layout)) }
      for (index, sheets) in months.enumerated().dropFirst() {
        let earlier = EarlierWorkbook(path: "earlier.xlsx", sheets: months[index - 1])
        let outcome = TableChecker.check(sheets, against: earlier)
        compared += outcome.comparison?.increments.count ?? 0
        problems += outcome.findings.filter {
          codes.contains($0.rule) && $0.severity != .info || $0.severity == .error
        }.map { "\(number)/\(index) \(GeneratedPackagesTests.describe($0))" }
        problems += (outcome.comparison?.unmatched ?? []).map { "\(number) \($0.chinese)" }
      }
    }
    #expect(problems.isEmpty, "\(problems.count): \(problems.prefix(12).joined(separator: "\n"))")
    #expect(compared > Self.count * 10)
  }

  @Test(arguments: SequenceInjection.Kind.allCases)
  func `what does not go with the earlier month is named at its cell`(
    kind: SequenceInjection.Kind
  ) throws {
    var problems: [String] = []
    var injected = 0
    for number in 0..<Self.count {
      let sequence = MonthSequence(seed: Self.seed, number: number)
      let months = Array(sequence.packages.suffix(2))
      var random = SeededGenerator(seed: UInt64(number))
      guard sequence.layout.showsPeriod || kind != .samePeriod,
        let injection = SequenceInjection(
          kind,
          earlier: months[0],
          later: months[1],
          using: &random
        )
      else { continue }
      injected += 1
      let later = rendered(injection.later, sequence.layout)
      let outcome = TableChecker.check(
        bound(later),
        against: EarlierWorkbook(
          path: "earlier.xlsx",
          sheets: bound(rendered(injection.earlier, sequence.layout))
        )
      )
      let named = outcome.findings.filter { $0.rule == kind.rule && $0.severity != .info }
      let place = injection.path.flatMap { later.locations[$0] }
      let isNamed = named.contains { finding in
        guard let place else { return true }
        return finding.cell == place.cell && finding.sheet == place.sheet
      }
      if !isNamed {
        problems.append(
          "\(number) missed \(kind) at \(place.map { "\($0.sheet)!\($0.cell)" } ?? "-"); said: "
            + outcome.findings.filter { codes.contains($0.rule) }.prefix(4)
            .map(GeneratedPackagesTests.describe).joined(separator: "; ")
        )
      }
      // Nothing else is certainly wrong for it.
      problems += outcome.findings.filter {
        $0.severity == .error && $0.rule != kind.rule && $0.rule != "period-agrees"
      }.map { "\(number) besides \(kind): \(GeneratedPackagesTests.describe($0))" }
    }
    #expect(problems.isEmpty, "\(problems.count): \(problems.prefix(8).joined(separator: "\n"))")
    #expect(injected > Self.count / 8, "only \(injected) of \(Self.count) had a place for it")
  }
}
