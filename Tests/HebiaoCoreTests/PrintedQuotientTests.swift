import Foundation
import HebiaoCore
import HebiaoTestSupport
import Testing

/// Percentages that are rounded rightly are never called wrong, and those one unit off always are.
struct PrintedQuotientTests {
  /// Random pairs that are tried; `PAIRS=1000000` tries a million.
  private static let count =
    ProcessInfo.processInfo.environment["PAIRS"].flatMap { Int($0) } ?? 60_000

  private static func figures(_ printed: Rational, _ done: Int, _ agreed: Int) -> [Figure] {
    [(printed, Figure.Role.percentage), (Rational(done), .input), (Rational(agreed), .input)]
      .enumerated().map { index, entry in
        Figure(
          location: CellLocation(sheet: "s", cell: CellReference(0, index)),
          value: entry.0,
          role: entry.1
        )
      }
  }

  /// The percentage in units of its last decimal, rounded half up in whole numbers.
  private static func units(_ done: Int, _ agreed: Int, _ decimals: Int) -> Int {
    let power = [100, 1_000, 10_000, 100_000, 1_000_000][decimals]
    return (2 * done * power + agreed) / (2 * agreed)
  }

  private static func holds(_ units: Int, _ done: Int, _ agreed: Int, _ decimals: Int) -> Bool {
    guard let printed = Rational(digits: Int128(units), scale: decimals + 2),
      // What a workbook stores is the double nearest to what is printed.
      let stored = Rational(Double(units) / pow(10, Double(decimals + 2))), stored == printed
    else { return false }
    let quotient = Constraint.Relation.quotient(
      quotient: 0,
      dividend: [1],
      divisor: [2],
      decimals: decimals
    )
    return Constraint(rule: 0, relation: quotient).holds(for: figures(stored, done, agreed))
  }

  @Test func `random pairs at every precision`() {
    var random = SeededGenerator(seed: 2_024)
    var wrong: [String] = []
    for _ in 0..<Self.count {
      let agreed = random.int(1...random.pick([9, 99, 999, 9_999, 99_999], else: 99))
      let done = random.int(0...3 * agreed)
      let decimals = random.int(0...4)
      let units = Self.units(done, agreed, decimals)
      if !Self.holds(units, done, agreed, decimals) {
        wrong.append("\(done) ÷ \(agreed) at \(decimals)")
      }
      if Self.holds(units + 1, done, agreed, decimals) {
        wrong.append("\(done) ÷ \(agreed) at \(decimals), one too many")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5))")
  }

  @Test(arguments: 0...4)
  func `every tie up to an agreed figure of 800`(decimals: Int) {
    var ties = 0
    var wrong: [String] = []
    let power = [100, 1_000, 10_000, 100_000, 1_000_000][decimals]
    for agreed in stride(from: 2, through: 800, by: 2) {
      for done in 1...min(2 * agreed, 900) where (2 * done * power) % (2 * agreed) == agreed {
        ties += 1
        let units = Self.units(done, agreed, decimals)
        if !Self.holds(units, done, agreed, decimals) { wrong.append("\(done) ÷ \(agreed)") }
        if Self.holds(units - 1, done, agreed, decimals) {
          wrong.append("\(done) ÷ \(agreed) down")
        }
      }
    }
    #expect(ties > 100)
    #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(5))")
  }
}
