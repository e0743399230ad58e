import HebiaoCore
import Testing

struct RationalTests {
  @Test(
    arguments: [
      (6, 4, 3, 2), (-6, 4, -3, 2), (6, -4, -3, 2), (-6, -4, 3, 2), (0, -7, 0, 1), (7, 1, 7, 1),
    ] as [(Int128, Int128, Int128, Int128)]
  )
  func `a fraction is kept in lowest terms with a positive denominator`(
    top: Int128,
    bottom: Int128,
    numerator: Int128,
    denominator: Int128
  ) throws {
    let number = try #require(Rational(top, over: bottom))
    #expect(number.numerator == numerator)
    #expect(number.denominator == denominator)
  }

  @Test func `arithmetic is exact`() throws {
    let third = try #require(Rational(1, over: 3))
    let sixth = try #require(Rational(1, over: 6))
    #expect(third.adding(sixth) == Rational(1, over: 2))
    #expect(third.subtracting(sixth) == sixth)
    #expect(third.multiplied(by: sixth) == Rational(1, over: 18))
    #expect(third.divided(by: sixth) == Rational(2))
    #expect(sixth.subtracting(third) == sixth.negated)
    #expect(sixth.negated.magnitude == sixth)
    #expect(sixth.negated.isNegative && !sixth.isNegative && !Rational.zero.isNegative)
    #expect(!third.isInteger)
    #expect(third.multiplied(by: Rational(3))?.isInteger == true)
  }

  @Test func `what does not fit, or is undefined, is nil`() throws {
    let huge = try #require(Rational(.max, over: 1))
    let tiny = try #require(Rational(1, over: .max))
    #expect(huge.adding(.one) == nil)
    #expect(huge.negated.subtracting(Rational(2)) == nil)
    #expect(huge.multiplied(by: Rational(2)) == nil)
    #expect(tiny.divided(by: Rational(2)) == nil)
    #expect(tiny.adding(try #require(Rational(1, over: .max - 1))) == nil)
    #expect(huge.multiplied(by: tiny) == .one)
    #expect(Rational.one.divided(by: .zero) == nil)
    #expect(Rational(1, over: 0) == nil)
    #expect(Rational(.min, over: 1) == nil)
    #expect(Rational(1, over: .min) == nil)
    #expect(Rational(digits: 1, scale: 39) == nil)
    #expect(Rational(digits: 2, scale: -38) == nil)
    #expect(Rational(digits: 1, scale: -38) != nil)
    #expect(Rational.powerOfTen(39) == nil)
    #expect(Rational.powerOfTen(-1) == nil)
    #expect(huge.roundedHalfUp(decimals: 1) == nil)
  }

  @Test(arguments: [
    ("1", "2"), ("-2", "-1"), ("-1", "1"), ("0.333", "0.3333"), ("-0.3333", "-0.333"),
    // Products of these do not fit 128 bits.
    ("-1.70141183460469231731687303715884105727", "0.5"),
    ("-1.70141183460469231731687303715884105727", "-1.70141183460469231731687303715884105725"),
    ("1.7014118346046923173168730371588410572", "1.7014118346046923173168730371588410573"),
    ("0.00000000000000000000000000000000000001", "0.00000000000000000000000000000000000003"),
    ("99999999999999999999999999999999999999", "170141183460469231731687303715884105727"),
  ])
  func `order is exact, of numbers whose products overflow as well`(
    smaller: String,
    larger: String
  ) throws {
    let first = try #require(Rational(decimalText: smaller))
    let second = try #require(Rational(decimalText: larger))
    #expect(first < second)
    #expect(!(second < first))
    #expect(!(first < first))
    #expect(second.negated < first.negated)
  }

  @Test func `order agrees with the continued fraction of near neighbours`() throws {
    let left = try #require(Rational(.max - 1, over: .max))
    let right = try #require(Rational(.max - 2, over: .max - 1))
    #expect(right < left)
    #expect(left.negated < right.negated)
  }

  @Test(
    arguments: [
      ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("0.5", 0, "1"), ("-0.5", 0, "-1"), ("0.49999", 0, "0"),
      ("0.05", 1, "0.1"), ("0.15", 1, "0.2"), ("0.25", 1, "0.3"), ("2.19125", 4, "2.1913"),
      ("1.005", 2, "1.01"), ("-1.005", 2, "-1.01"), ("1.0049999", 2, "1"), ("0.0005", 3, "0.001"),
      ("9.9995", 3, "10"), ("0.00005", 4, "0.0001"), ("1250", -2, "1300"), ("1249", -2, "1200"),
    ] as [(String, Int, String)]
  )
  func `halves go away from zero`(text: String, decimals: Int, rounded: String) throws {
    let number = try #require(Rational(decimalText: text))
    #expect(number.roundedHalfUp(decimals: decimals)?.description == rounded)
  }

  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("+7", "7"), ("1.50", "1.5"), ("-12.50", "-12.5"), (".5", "0.5"),
    ("5.", "5"), ("007", "7"), ("0.125", "0.125"),
    ("99999999999999999999999999999999999999", "99999999999999999999999999999999999999"),
  ])
  func `a decimal text is read exactly`(text: String, description: String) {
    #expect(Rational(decimalText: text)?.description == description)
  }

  @Test(arguments: [
    "", "-", "+", ".", "1.2.3", "1e3", "1,753", " 1", "1 ", "--1", "1-", "٣", "１", "0x10", "NaN",
    "999999999999999999999999999999999999999",
  ])
  func `what is no plain decimal text is refused`(text: String) {
    #expect(Rational(decimalText: text) == nil)
  }

  @Test func `a decimal text keeps the decimals it is printed with`() {
    #expect(DecimalText("66.00")?.decimals == 2)
    #expect(DecimalText("66")?.decimals == 0)
    #expect(DecimalText("66.")?.decimals == 0)
  }

  @Test func `texts have as many decimals as asked for, or as needed`() throws {
    let third = try #require(Rational(1, over: 3))
    #expect(third.decimalText == nil)
    #expect(third.description == "1/3")
    #expect(third.fixedText(decimals: 2) == "0.33")
    #expect(third.percentText(decimals: 2) == "33.33%")
    #expect(Rational(1753, over: 800)?.percentText(decimals: 2) == "219.13%")
    #expect(Rational(1, over: 8)?.decimalText == "0.125")
    #expect(Rational(-1, over: 8)?.fixedText(decimals: 2) == "-0.13")
    #expect(Rational(-1, over: 1000)?.fixedText(decimals: 2) == "0.00")
    #expect(Rational(5).fixedText(decimals: 2) == "5.00")
    #expect(Rational(5).fixedText(decimals: -1) == nil)
  }

  @Test(
    arguments: [
      (0.1 + 0.2, "0.3"), (0.30000000000000004, "0.3"), (48.5, "48.5"), (-0.0, "0"),
      (1.1 * 3, "3.3"), (4.35 * 100, "435"), (0.6316, "0.6316"), (2.1912500000000001, "2.19125"),
      (59.0 / 88.0, "0.670454545454545"), (1.0 / 3.0, "0.333333333333333"),
      (1e15, "1000000000000000"),
      (1e21, "1000000000000000000000"), (1e-7, "0.0000001"), (0.1 + 0.7, "0.8"), (-1753.0, "-1753"),
      (123456789.12345678, "123456789.123457"), (999999999999999.9, "1000000000000000"),
      (9_007_199_254_740_992, "9007199254740990"), (1 - 0.9 - 0.1, "0"),
      (.leastNonzeroMagnitude, "0"),
    ] as [(Double, String)]
  )
  func `a stored double stands for its first fifteen digits`(double: Double, text: String) {
    #expect(Rational(double)?.description == text)
  }

  @Test(arguments: [.nan, .infinity, -.infinity, 1e300, -1e39] as [Double])
  func `a double that is no figure has no fraction`(double: Double) {
    #expect(Rational(double) == nil)
  }
}
