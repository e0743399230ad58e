/// An exact fraction of two 128-bit integers, in lowest terms, the denominator positive.
///
/// Every operation says nil when its exact result does not fit; nothing is ever rounded in silence.
public struct Rational: Hashable, Sendable {
  /// An integer of 128 bits in two words.
  ///
  /// An `Int128` wants to stand at every sixteenth byte, and so does all that holds one: each object and
  /// array would be allocated the slow way.
  @usableFromInline
  struct Words: Hashable, Sendable {
    @usableFromInline let high: Int64
    @usableFromInline let low: UInt64

    @inlinable
    init(_ value: Int128) {
      high = Int64(truncatingIfNeeded: value >> 64)
      low = UInt64(truncatingIfNeeded: value)
    }

    @inlinable
    var value: Int128 { Int128(high) << 64 | Int128(low) }
  }

  @usableFromInline let top: Words
  @usableFromInline let bottom: Words

  /// The numerator, which carries the sign.
  @inlinable
  public var numerator: Int128 { top.value }

  /// The denominator, at least 1.
  @inlinable
  public var denominator: Int128 { bottom.value }

  /// Zero.
  @inlinable
  public static var zero: Rational { Rational(0) }

  /// One.
  @inlinable
  public static var one: Rational { Rational(1) }

  /// A whole number.
  @inlinable
  public init(_ whole: Int) {
    top = Words(Int128(whole))
    bottom = Words(1)
  }

  /// The quotient of two integers, or nil if the divisor is zero or the result does not fit.
  public init?(_ numerator: Int128, over denominator: Int128) {
    guard denominator != 0, numerator != .min, denominator != .min else { return nil }
    if denominator == 1 {
      self.init(reducedNumerator: numerator, denominator: 1)
      return
    }
    if let top = Int64(exactly: numerator), let bottom = Int64(exactly: denominator), bottom > 0 {
      self.init(top, over: bottom)
      return
    }
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.init(
      reducedNumerator: sign * numerator / Int128(divisor),
      denominator: sign * denominator / Int128(divisor)
    )
  }

  /// The quotient of two machine words, the second positive: what nearly all figures are made of.
  init(_ numerator: Int64, over denominator: Int64) {
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    if divisor == 1 {
      self.init(reducedNumerator: Int128(numerator), denominator: Int128(denominator))
    } else {
      // The divisor is at most the denominator, which is a positive machine word.
      let divisor = Int64(truncatingIfNeeded: divisor)
      self.init(
        reducedNumerator: Int128(numerator / divisor),
        denominator: Int128(denominator / divisor)
      )
    }
  }

  /// The number `digits × 10^-scale`, or nil if it does not fit.
  public init?(digits: Int128, scale: Int) {
    guard let power = Self.powerOfTen(abs(scale)) else { return nil }
    if scale >= 0 {
      self.init(digits, over: power)
    } else {
      let (product, overflow) = digits.multipliedReportingOverflow(by: power)
      if overflow { return nil }
      self.init(product, over: 1)
    }
  }

  /// Whether the number is a whole number.
  @inlinable
  public var isInteger: Bool { denominator == 1 }

  /// Whether numerator and denominator fit a machine word: then no quotient of two such overflows.
  package var isShort: Bool { machineWords != nil }

  /// Whether the number is below zero.
  @inlinable
  public var isNegative: Bool { top.high < 0 }

  /// The sum, or nil if it does not fit.
  public func adding(_ other: Rational) -> Rational? {
    if denominator == other.denominator {
      let (sum, overflow) = numerator.addingReportingOverflow(other.numerator)
      if overflow { return nil }
      if denominator == 1, sum != .min {
        return Rational(reducedNumerator: sum, denominator: 1)
      }
      return Rational(sum, over: denominator)
    }
    if let own = machineWords, let words = other.machineWords {
      let (left, overflowLeft) = own.top.multipliedReportingOverflow(by: words.bottom)
      let (right, overflowRight) = words.top.multipliedReportingOverflow(by: own.bottom)
      let (sum, overflowSum) = left.addingReportingOverflow(right)
      let (base, overflowBase) = own.bottom.multipliedReportingOverflow(by: words.bottom)
      if !(overflowLeft || overflowRight || overflowSum || overflowBase) {
        return Rational(sum, over: base)
      }
    }
    let (left, overflowLeft) = numerator.multipliedReportingOverflow(by: other.denominator)
    let (right, overflowRight) = other.numerator.multipliedReportingOverflow(by: denominator)
    let (sum, overflowSum) = left.addingReportingOverflow(right)
    let (base, overflowBase) = denominator.multipliedReportingOverflow(by: other.denominator)
    if overflowLeft || overflowRight || overflowSum || overflowBase { return nil }
    return Rational(sum, over: base)
  }

  /// The difference, or nil if it does not fit.
  public func subtracting(_ other: Rational) -> Rational? {
    adding(other.negated)
  }

  /// The product, or nil if it does not fit.
  public func multiplied(by other: Rational) -> Rational? {
    if other == .one { return self }
    if let own = machineWords, let words = other.machineWords {
      let (top, overflowTop) = own.top.multipliedReportingOverflow(by: words.top)
      let (bottom, overflowBottom) = own.bottom.multipliedReportingOverflow(by: words.bottom)
      if !(overflowTop || overflowBottom) { return Rational(top, over: bottom) }
    }
    // Cancelling crosswise first keeps the factors small.
    guard let first = Rational(numerator, over: other.denominator),
      let second = Rational(other.numerator, over: denominator)
    else { return nil }
    let (top, overflowTop) = first.numerator.multipliedReportingOverflow(by: second.numerator)
    let (bottom, overflowBottom) = first.denominator.multipliedReportingOverflow(
      by: second.denominator
    )
    return overflowTop || overflowBottom ? nil : Rational(top, over: bottom)
  }

  /// The quotient, or nil if the divisor is zero or the quotient does not fit.
  public func divided(by other: Rational) -> Rational? {
    if other == .one { return self }
    guard let inverse = Rational(other.denominator, over: other.numerator) else { return nil }
    return multiplied(by: inverse)
  }

  /// The number with its sign turned.
  public var negated: Rational {
    // The initialisers refuse `Int128.min`, so negation cannot overflow.
    Rational(reducedNumerator: -numerator, denominator: denominator)
  }

  /// The distance from zero.
  public var magnitude: Rational { isNegative ? negated : self }

  /// The nearest number with so many decimals, halves away from zero; nil if it does not fit.
  ///
  /// Source: the printed tables, where 1753 ÷ 800 = 219.125% stands as 219.13%.
  public func roundedHalfUp(decimals: Int) -> Rational? {
    // Whole machine words fit with so many decimals.
    if denominator == 1, (0...19).contains(decimals), Int64(exactly: numerator) != nil {
      return self
    }
    if let units = Self.printedUnits(self, over: .one, decimals: decimals) {
      return denominator == 1 ? self : Rational(units, over: Self.shortPower(decimals))
    }
    guard let power = Self.powerOfTen(abs(decimals)),
      let unit = decimals >= 0 ? Rational(1, over: power) : Rational(power, over: 1),
      let scaled = divided(by: unit)
    else { return nil }
    let (doubled, overflow) = scaled.numerator.magnitude.multipliedReportingOverflow(by: 2)
    if overflow { return nil }
    let base = scaled.denominator.magnitude
    let (lifted, overflowLifted) = doubled.addingReportingOverflow(base)
    let (span, overflowSpan) = base.multipliedReportingOverflow(by: 2)
    if overflowLifted || overflowSpan { return nil }
    let whole = Int128(lifted / span)
    return Rational(isNegative ? -whole : whole, over: 1)?.multiplied(by: unit)
  }

  /// Ten to a power, or nil if it does not fit.
  public static func powerOfTen(_ exponent: Int) -> Int128? {
    guard exponent >= 0, exponent <= 38 else { return nil }
    return powersOfTen[exponent]
  }

  /// Ten to the powers that fit.
  private static let powersOfTen: [Int128] = {
    var powers: [Int128] = [1]
    for exponent in 0..<38 { powers.append(powers[exponent] * 10) }
    return powers
  }()

  /// The numerator and the denominator where both fit a machine word.
  @inline(__always)
  var machineWords: (top: Int64, bottom: Int64)? {
    guard let top = Int64(exactly: numerator), let bottom = Int64(exactly: denominator) else {
      return nil
    }
    return (top, bottom)
  }

  private init(reducedNumerator: Int128, denominator: Int128) {
    top = Words(reducedNumerator)
    bottom = Words(denominator)
  }

  private static func greatestCommonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
    var (left, right) = (first, second)
    while right != 0 { (left, right) = (right, left % right) }
    return max(left, 1)
  }

  private static func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
    if first <= UInt128(UInt64.max), second <= UInt128(UInt64.max) {
      return UInt128(greatestCommonDivisor(UInt64(first), UInt64(second)))
    }
    var (left, right) = (first, second)
    while right != 0 { (left, right) = (right, left % right) }
    return max(left, 1)
  }
}

extension Rational: Comparable {
  /// Compares exactly.
  public static func < (left: Rational, right: Rational) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    let (first, overflowFirst) = left.numerator.multipliedReportingOverflow(by: right.denominator)
    let (second, overflowSecond) = right.numerator.multipliedReportingOverflow(
      by: left.denominator
    )
    if !overflowFirst, !overflowSecond { return first < second }
    // Continued fractions decide without products: compare floors, then the inverses of the rests.
    return compareByFloors(left, right) < 0
  }

  private static func compareByFloors(_ left: Rational, _ right: Rational) -> Int {
    var (topLeft, bottomLeft) = (left.numerator, left.denominator)
    var (topRight, bottomRight) = (right.numerator, right.denominator)
    var direction = 1
    while true {
      let (floorLeft, restLeft) = floorDivision(topLeft, bottomLeft)
      let (floorRight, restRight) = floorDivision(topRight, bottomRight)
      if floorLeft != floorRight { return floorLeft < floorRight ? -direction : direction }
      if restLeft == 0 || restRight == 0 {
        if restLeft == restRight { return 0 }
        return restLeft == 0 ? -direction : direction
      }
      (topLeft, bottomLeft) = (bottomLeft, restLeft)
      (topRight, bottomRight) = (bottomRight, restRight)
      direction = -direction
    }
  }

  /// The floor of a quotient, and what is left over it: never negative.
  private static func floorDivision(
    _ top: Int128,
    _ bottom: Int128
  ) -> (floor: Int128, rest: Int128) {
    let (quotient, rest) = top.quotientAndRemainder(dividingBy: bottom)
    return rest < 0 ? (quotient - 1, rest + bottom) : (quotient, rest)
  }
}
