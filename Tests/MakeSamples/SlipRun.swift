import Foundation
import HebiaoCore
import HebiaoTestSupport

/// Writes random workbooks with typing slips in single cells and, beside them, what was meant.
struct SlipRun {
  /// Workbooks to write.
  var count: Int
  /// Slips in each.
  var slips: Int
  /// Decides every choice.
  var seed: UInt64
  /// Where to write.
  var folder: URL

  /// A line of `truth.jsonl`.
  private struct Truth: Encodable {
    struct Slip: Encodable {
      var sheet: String
      var cell: String
      var kind: String
      var meant: String
      var typed: String
      /// The figure meant, percentages as ratios; nil where a mark was.
      var number: String?
      /// Whether an equation of the package does not hold because of it.
      var seen: Bool
    }

    var file: String
    var slips: [Slip]
  }

  func run() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var lines = Data()
    for number in 0..<count {
      lines += try encoder.encode(write(number)) + Data("\n".utf8)
    }
    try lines.write(to: folder.appending(path: "truth.jsonl"))
  }

  private func write(_ number: Int) throws -> Truth {
    let package = SlipPackage(seed: seed, number: number, slips: slips)
    let name = "s\(seed)-\(number).xlsx"
    try Data(package.rendered.workbook.bytes()).write(to: folder.appending(path: name))
    let violations = package.package.violations(of: package.figures)
    return Truth(
      file: name,
      slips: package.slips.compactMap { slip in
        guard let place = package.rendered.locations[slip.path] else { return nil }
        return Truth.Slip(
          sheet: place.sheet,
          cell: "\(place.cell)",
          kind: slip.kind,
          meant: slip.meant.text,
          typed: slip.typed.text,
          number: slip.meant.figure.map { "\($0)" },
          seen: violations.contains { $0.paths.contains(slip.path) }
        )
      }
    )
  }
}
