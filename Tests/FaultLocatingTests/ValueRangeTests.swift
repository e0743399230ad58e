import HebiaoCore
import Testing

@testable import FaultLocating

struct ValueRangeTests {
  private func range(_ lower: Int?, _ upper: Int?) -> ValueRange {
    ValueRange(lower: lower.map { Rational($0) }, upper: upper.map { Rational($0) })
  }

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
    let point = ValueRange.point(Rational(3))
    #expect(point.contains(Rational(3)))
    #expect(!point.contains(Rational(2)))
    #expect(point.only == Rational(3))
  }

  @Test func `two ranges meet in what both hold`() {
    #expect(range(2, 5).intersection(range(3, 9)) == range(3, 5))
    #expect(range(2, 5).intersection(.all) == range(2, 5))
    #expect(range(nil, 5).intersection(range(3, nil)) == range(3, 5))
    #expect(range(2, 5).intersection(range(5, 9)) == nil)
    #expect(range(2, 5).intersection(.point(Rational(4))) == .point(Rational(4)))
    #expect(ValueRange.point(Rational(4)).intersection(range(2, 5)) == .point(Rational(4)))
    #expect(range(2, 5).intersection(.point(Rational(5))) == nil)
    #expect(ValueRange.point(.one).intersection(.point(.zero)) == nil)
  }

  @Test(arguments: [
    ("2.5", "4.5", "range"), ("2.5", "3.5", "3"), ("2", "3", "2"), ("2.1", "2.9", "none"),
    ("-0.5", "0.5", "0"), ("-2.5", "-1.5", "-2"), ("-2", "-1", "-2"), ("2.5", "3", "none"),
  ])
  func `whole numbers of a range are a point where there is one`(
    lower: String,
    upper: String,
    expected: String
  ) {
    let range = ValueRange(
      lower: Rational(decimalText: lower),
      upper: Rational(decimalText: upper)
    )
    let whole = range.wholeNumbers
    let text = whole.map { $0.only.map(\.description) ?? "range" } ?? "none"
    #expect(text == expected)
  }

  @Test func `a point is whole or nothing, an open range stays`() throws {
    let half = try #require(Rational(1, over: 2))
    #expect(ValueRange.point(Rational(2)).wholeNumbers == .point(Rational(2)))
    #expect(ValueRange.point(half).wholeNumbers == nil)
    #expect(range(2, nil).wholeNumbers == range(2, nil))
  }
}

struct TypingSlipTests {
  @Test(arguments: [
    ("48.5", "40.5"), ("63.16", "63.61"), ("144", "441"), ("1753", "175"), ("175", "1753"),
    ("88", "888"), ("24", "2.4"), ("5", "0.5"), ("5", "5000"), ("100", "10"), ("7", "70"),
    ("35", "350"),
  ])
  func `one slip of the fingers is one`(intended: String, typed: String) throws {
    let first = try #require(Rational(decimalText: intended))
    let second = try #require(Rational(decimalText: typed))
    #expect(TypingSlip.isOne(from: first, to: second))
  }

  @Test(arguments: [("48.5", "48.5"), ("24", "38"), ("1234", "1423"), ("1753", "18"), ("5", "17")])
  func `no change, or more than one slip, is none`(intended: String, typed: String) throws {
    let first = try #require(Rational(decimalText: intended))
    let second = try #require(Rational(decimalText: typed))
    #expect(!TypingSlip.isOne(from: first, to: second))
  }

  @Test func `a fraction without decimal text is no slip`() throws {
    let third = try #require(Rational(1, over: 3))
    #expect(!TypingSlip.isOne(from: third, to: .one))
  }
}
