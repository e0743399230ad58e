import Foundation
import HebiaoCore
import HebiaoTestSupport

/// Writes random workbooks and, beside them, the truth about each.
struct StressRun {
  /// Workbooks to write.
  var count: Int
  /// Decides every choice.
  var seed: UInt64
  /// Where to write.
  var folder: URL

  /// A line of `truth.jsonl`.
  private struct Truth: Encodable {
    struct Place: Encodable {
      var sheet: String
      var cell: String
    }

    struct Injected: Encodable {
      var sheet: String
      var cell: String
      var kind: String
      var from: String
      var to: String
      var decidable: Bool
      var rules: [String]
      var related: [Place]
    }

    var file: String
    var clean: Bool
    var injected: [Injected]
    var violations: [String]
  }

  func run() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var lines = Data()
    for number in 0..<count {
      let truth = try write(number)
      lines += try encoder.encode(truth) + Data("\n".utf8)
    }
    try lines.write(to: folder.appending(path: "truth.jsonl"))
  }

  private func write(_ number: Int) throws -> Truth {
    var generator = PackageGenerator(seed: seed &* 1_000_003 &+ UInt64(number))
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
    let name = "s\(seed)-\(number).xlsx"
    try Data(rendered.workbook.bytes()).write(to: folder.appending(path: name))
    let violations = injection.package.violations(of: injection.figures)
    return Truth(
      file: name,
      clean: injection.errors.isEmpty,
      injected: injection.errors.compactMap { error in
        guard let place = rendered.locations[error.path] else { return nil }
        return Truth.Injected(
          sheet: place.sheet,
          cell: "\(place.cell)",
          kind: error.kind.rawValue,
          from: error.from.text,
          to: error.to.text,
          decidable: error.isDecidable,
          rules: error.rules,
          related: error.related.compactMap { rendered.locations[$0] }.map {
            Truth.Place(sheet: $0.sheet, cell: "\($0.cell)")
          }
        )
      },
      violations: Set(violations.map(\.rule)).sorted()
    )
  }
}
