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
    let stress = StressPackage(seed: seed, number: number)
    let (injection, rendered) = (stress.injection, stress.rendered)
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
