import Foundation
import HebiaoCore
import HebiaoTestSupport
import Testing

@Suite struct SampleWorkbooksTests {
  /// The folder of the samples, found from this file.
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "samples")

  @Test func `Every committed sample is what make-samples writes`() throws {
    for sample in SampleCatalogue.all {
      let file = Self.folder.appending(path: sample.path)
      let isSame = try Data(contentsOf: file) == Data(sample.workbook.bytes())
      #expect(isSame, "\(sample.path) is stale: run make-samples")
    }
  }

  @Test func `No workbook stands among the samples that make-samples does not write`() throws {
    let files = FileManager.default.enumerator(atPath: Self.folder.path)
    let found = try #require(files).compactMap { $0 as? String }.filter { $0.hasSuffix(".xlsx") }
    #expect(Set(found) == Set(SampleCatalogue.all.map(\.path)))
  }

  @Test func `The published figures break the three rules they are known to break`() {
    let package = PublishedPackage.package
    let rendered = package.rendered(
      PublishedPackage.figures(),
      layout: PublishedPackage.layout
    )
    #expect(package.violations(of: package.printed()).map(\.rule) == [])
    let wrong = package.violations(of: PublishedPackage.figures()).compactMap {
      rendered.locations[$0.derived].map { "\($0.sheet) \($0.cell)" }
    }
    #expect(Set(wrong).isSuperset(of: ["附件1-1 K5", "附件1-2 G8", "附件2 S26"]))
  }

  @Test(arguments: 1...60) func `A generated package breaks no rule`(seed: UInt64) {
    var generator = PackageGenerator(seed: seed)
    let package = generator.package()
    #expect(package.violations(of: package.printed()) == [])
  }

  @Test(arguments: ErrorInjection.Kind.allCases)
  func `An injected error is seen by a rule, unless none is printed`(
    kind: ErrorInjection.Kind
  ) throws {
    for seed in 1...12 as ClosedRange<UInt64> {
      var generator = PackageGenerator(seed: seed)
      let package = generator.package()
      let shown = package.rendered(package.printed(), layout: PackageLayout()).locations
      let injection = ErrorInjection(
        [kind],
        into: package,
        shown: shown.keys,
        using: &generator.random
      )
      guard let error = injection.errors.first else { continue }
      #expect(error.from != error.to)
      #expect(error.isDecidable == (kind != .otherRetention))
    }
  }
}
