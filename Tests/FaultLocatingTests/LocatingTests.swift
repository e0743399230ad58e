import HebiaoCore
import Testing

@testable import FaultLocating

struct LocatingTests {
  private func figures(_ values: [(String, Figure.Role)], whole: Bool = false) -> [Figure] {
    values.enumerated().map { index, entry in
      Figure(
        location: CellLocation(sheet: "s", cell: CellReference(index, 0)),
        value: Rational(decimalText: entry.0) ?? .zero,
        role: entry.1,
        domain: Figure.Domain(
          step: whole && entry.1 != .percentage ? .one : nil,
          minimum: .zero
        ),
        decimals: entry.1 == .percentage ? 2 : nil
      )
    }
  }

  private func constraints(_ relations: [Constraint.Relation]) -> [Constraint] {
    relations.enumerated().map { Constraint(rule: $0.offset, relation: $0.element) }
  }

  /// What the most probable repairs change.
  private func blamed(_ faults: [LocatedFault]) -> [Int: Rational?] {
    var blamed: [Int: Rational?] = [:]
    for change in faults.compactMap(\.probableRepair).flatMap(\.changes) {
      blamed[change.figure] = change.value
    }
    return blamed
  }

  @Test func `nothing broken, nothing said`() {
    let faults = locateFaults(
      figures: figures([("3", .total), ("1", .input), ("2", .input)]),
      constraints: constraints([.sum(total: 0, parts: [1, 2])])
    )
    #expect(faults.isEmpty)
  }

  @Test func `a total that is wrong alone is the fault, with what it should be`() {
    let faults = locateFaults(
      figures: figures([("120", .total), ("38", .input), ("30", .input), ("20", .input)]),
      constraints: constraints([.sum(total: 0, parts: [1, 2, 3])])
    )
    #expect(blamed(faults) == [0: Rational(88)])
    #expect(faults.map(\.explained) == [[0]])
  }

  @Test func `of the parts of a sum the one above its bound is the fault`() {
    let faults = locateFaults(
      figures: figures([
        ("10.5", .total), ("3.5", .input), ("4.5", .input), ("3.5", .input), ("3.5", .input),
      ]),
      constraints: constraints([.sum(total: 0, parts: [1, 2, 3]), .atMost(2, 4)])
    )
    #expect(blamed(faults) == [2: Rational(digits: 35, scale: 1)])
  }

  @Test func `no repair is sure that leaves a part of the same sum above its bound`() throws {
    // Both 4.5 and 13.5 should be 3.5; 13.5 alone would have to become 2.5.
    let faults = locateFaults(
      figures: figures([
        ("10.5", .total), ("3.5", .input), ("4.5", .input), ("13.5", .input), ("3.5", .input),
      ]),
      constraints: constraints([.sum(total: 0, parts: [1, 2, 3]), .atMost(2, 4)])
    )
    let repair = try #require(faults.first?.repairs.first)
    #expect(repair.changes.map(\.figure) == [2, 3] || repair.confidence <= 0.5)
  }

  @Test func `an input that breaks its row and its column is the fault`() {
    // Rows 0…1 and 2…3 with sums 4 and 5, columns with sums 6 and 7; figure 1 should be 3.
    let values: [(String, Figure.Role)] = [
      ("2", .input), ("8", .input), ("4", .input), ("5", .input),
      ("5", .total), ("9", .total), ("6", .total), ("8", .total),
    ]
    let faults = locateFaults(
      figures: figures(values),
      constraints: constraints([
        .sum(total: 4, parts: [0, 1]), .sum(total: 5, parts: [2, 3]),
        .sum(total: 6, parts: [0, 2]), .sum(total: 7, parts: [1, 3]),
      ])
    )
    #expect(blamed(faults) == [1: Rational(3)])
    #expect(faults.map(\.explained) == [[0, 3]])
  }

  @Test func `a percentage whose figures add up elsewhere is the fault`() {
    // 24 ÷ 38 printed as 60.00%; 38 and 24 both stand in sums that hold.
    let faults = locateFaults(
      figures: figures([
        ("0.6", .percentage), ("24", .input), ("38", .input), ("35", .input), ("59", .total),
        ("50", .input), ("88", .total),
      ]),
      constraints: constraints([
        .quotient(quotient: 0, dividend: [1], divisor: [2], decimals: 2),
        .sum(total: 4, parts: [1, 3]), .sum(total: 6, parts: [2, 5]),
      ])
    )
    #expect(blamed(faults) == [0: Rational(decimalText: "0.6316")])
  }

  @Test func `a percentage is right if it rounds half up to what is printed`() {
    let faults = locateFaults(
      figures: figures([("2.1913", .percentage), ("1753", .input), ("800", .input)]),
      constraints: constraints([
        .quotient(quotient: 0, dividend: [1], divisor: [2], decimals: 2)
      ])
    )
    #expect(faults.isEmpty)
  }

  @Test func `a figure with a typing slip outranks a derived one`() {
    // 53 typed for 35: both the input and the percentage could be wrong.
    let faults = locateFaults(
      figures: figures([("0.7", .percentage), ("53", .input), ("50", .input)], whole: true),
      constraints: constraints([
        .quotient(quotient: 0, dividend: [1], divisor: [2], decimals: 2)
      ])
    )
    #expect(blamed(faults) == [1: Rational(35)])
    #expect(faults.first?.repairs.first?.changes.first?.slip == .exchanged)
  }

  @Test func `two unequal figures are the later one's fault unless the first is suspected`() {
    let figures = figures([("6", .input), ("17", .input)])
    let relations = constraints([.equal(0, 1)])
    let first = locateFaults(figures: figures, constraints: relations, suspects: [0])
    #expect(blamed(first) == [0: Rational(17)])
    let second = locateFaults(figures: figures, constraints: relations, suspects: [1])
    #expect(blamed(second) == [1: Rational(6)])
  }

  @Test func `two faults apart from each other are both found`() {
    let faults = locateFaults(
      figures: figures([
        ("120", .total), ("38", .input), ("50", .input), ("7", .total), ("2", .input),
        ("3", .input),
      ]),
      constraints: constraints([.sum(total: 0, parts: [1, 2]), .sum(total: 3, parts: [4, 5])])
    )
    #expect(blamed(faults) == [0: Rational(88), 3: Rational(5)])
    #expect(faults.map(\.explained) == [[0], [1]])
  }

  @Test func `the fault that explains most comes first`() {
    // Figure 0 is the total of two sums and equal to figure 5: it is wrong in all three.
    let faults = locateFaults(
      figures: figures([
        ("40.5", .total), ("7", .input), ("41.5", .input), ("48", .input), ("0.5", .input),
        ("48.5", .total),
      ]),
      constraints: constraints([
        .sum(total: 0, parts: [1, 2]), .sum(total: 0, parts: [3, 4]), .equal(0, 5),
      ])
    )
    #expect(blamed(faults) == [0: Rational(decimalText: "48.5")])
    #expect(faults.map(\.explained) == [[0, 1, 2]])
  }

  @Test func `what no single figure explains takes two`() throws {
    // The total is wrong in one sum by 1 and in the other by 2, and its parts stand in both.
    let faults = locateFaults(
      figures: figures([("10", .total), ("4", .input), ("5", .input), ("12", .total)]),
      constraints: constraints([
        .sum(total: 0, parts: [1, 2]), .sum(total: 3, parts: [1, 2]), .equal(0, 3),
      ])
    )
    #expect(faults.map(\.explained) == [[0, 1, 2]])
    let best = try #require(faults.first?.repairs.first)
    #expect(best.changes.count == 2)
  }

  @Test func `rounded parts give the sum some room`() {
    let rounded = ["0.3", "0.3", "0.3"].map { text in
      Figure(
        location: CellLocation(sheet: "s", cell: CellReference(0, 0)),
        value: Rational(decimalText: text) ?? .zero,
        role: .input,
        roundedTo: 1
      )
    }
    let total = figures([("1", .total)])
    let sum = Constraint(rule: 0, relation: .sum(total: 3, parts: [0, 1, 2]))
    #expect(sum.holds(for: rounded + total))
    #expect(!sum.holds(for: rounded + figures([("1.1", .total)])))
  }

  @Test(arguments: [36, 37, 38, 39, 400])
  func `as many decimals as a format may ask for never trap`(decimals: Int) {
    var figures = figures([("0.6", .percentage), ("24", .input), ("38", .input)])
    let quotient = constraints([
      .quotient(quotient: 0, dividend: [1], divisor: [2], decimals: decimals)
    ])
    #expect(locateFaults(figures: figures, constraints: quotient).count == 1)
    for index in figures.indices { figures[index].roundedTo = decimals }
    let sum = Constraint(rule: 0, relation: .sum(total: 0, parts: [1, 2]))
    #expect(!sum.holds(for: figures))
  }
}
