import HebiaoCore
import Testing

@testable import FaultLocating

struct ValueRangeTests {
  private func range(_ lower: Int?, _ upper: Int?) -> ValueRange {
    .from(lower.map { Rational($0) }, to: upper.map { Rational($0) }, included: false)
  }

  private func point(_ value: Int) -> ValueRange { .from(Rational(value), to: Rational(value)) }

  @Test func `a range holds its lower end and not its upper one`() {
    let range = range(2, 5)
    #expect(range.contains(Rational(2)))
    #expect(range.contains(Rational(4)))
    #expect(!range.contains(Rational(5)))
    #expect(!range.contains(Rational(1)))
    #expect(range.only == nil)
    #expect(ValueRange.all.contains(Rational(-1_000_000)))
  }

  @Test func `a point holds itself alone`() {
    let point = self.point(3)
    #expect(point.contains(Rational(3)))
    #expect(!point.contains(Rational(2)))
    #expect(point.only == Rational(3))
  }

  @Test func `two ranges meet in what both hold`() {
    #expect(range(2, 5).intersection(range(3, 9)) == range(3, 5))
    #expect(range(2, 5).intersection(.all) == range(2, 5))
    #expect(range(nil, 5).intersection(range(3, nil)) == range(3, 5))
    #expect(range(2, 5).intersection(range(5, 9)) == nil)
    #expect(range(2, 5).intersection(point(4)) == point(4))
    #expect(point(4).intersection(range(2, 5)) == point(4))
    #expect(range(2, 5).intersection(point(5)) == nil)
    #expect(point(1).intersection(point(0)) == nil)
  }

  @Test(arguments: [
    ("2.5", "4.5", "3...4"), ("2.5", "3.5", "3...3"), ("2", "3", "2...2"), ("2.1", "2.9", "none"),
    ("-0.5", "0.5", "0...0"), ("-2.5", "-1.5", "-2...-2"), ("-2", "-1", "-2...-2"),
    ("2.5", "3", "none"),
  ])
  func `whole numbers of a range whose upper end is left out`(
    lower: String,
    upper: String,
    expected: String
  ) {
    let range = ValueRange.from(
      Rational(decimalText: lower),
      to: Rational(decimalText: upper),
      included: false
    )
    #expect(range.multiples(of: .one).map { "\($0)" } ?? "none" == expected)
  }

  @Test func `an end that is included counts, and steps need not be whole`() throws {
    let half = try #require(Rational(1, over: 2))
    #expect(ValueRange.from(.zero, to: .one).multiples(of: half) == 0...2)
    #expect(ValueRange.from(.zero, to: .one, included: false).multiples(of: half) == 0...1)
    #expect(range(2, nil).multiples(of: .one) == nil)
  }
}
