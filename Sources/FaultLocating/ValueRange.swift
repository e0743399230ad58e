import HebiaoCore

/// The values that a figure may take: an interval, open or closed at either end.
struct ValueRange: Hashable {
  /// An end of the interval.
  struct Bound: Hashable {
    var value: Rational
    var isIncluded: Bool
  }

  var lower: Bound?
  var upper: Bound?

  static let all = ValueRange(lower: nil, upper: nil)

  /// From one value to another: the first included, the second as asked for.
  static func from(_ lower: Rational?, to upper: Rational?, included: Bool = true) -> ValueRange {
    ValueRange(
      lower: lower.map { Bound(value: $0, isIncluded: true) },
      upper: upper.map { Bound(value: $0, isIncluded: included) }
    )
  }

  /// The values that a figure may take at all.
  static func of(_ domain: Figure.Domain) -> ValueRange {
    .from(domain.minimum, to: domain.maximum)
  }

  /// The only value in the range, where there is just one.
  var only: Rational? {
    guard let lower, let upper, lower.value == upper.value else { return nil }
    return lower.value
  }

  func contains(_ value: Rational) -> Bool {
    if let lower, lower.isIncluded ? value < lower.value : value <= lower.value { return false }
    if let upper, upper.isIncluded ? value > upper.value : value >= upper.value { return false }
    return true
  }

  /// The values in both ranges; nil where there are none.
  func intersection(_ other: ValueRange) -> ValueRange? {
    let low = Self.tighter(lower, other.lower) { $0 > $1 }
    let high = Self.tighter(upper, other.upper) { $0 < $1 }
    if let low, let high {
      if low.value > high.value { return nil }
      if low.value == high.value, !(low.isIncluded && high.isIncluded) { return nil }
    }
    return ValueRange(lower: low, upper: high)
  }

  private static func tighter(
    _ first: Bound?,
    _ second: Bound?,
    _ isTighter: (Rational, Rational) -> Bool
  ) -> Bound? {
    guard let first else { return second }
    guard let second else { return first }
    if first.value == second.value { return first.isIncluded ? second : first }
    return isTighter(first.value, second.value) ? first : second
  }

  /// The first and the last multiple of a step in the range, as multiples; nil where it has no ends
  /// or nothing fits.
  func multiples(of step: Rational) -> ClosedRange<Int128>? {
    guard let lower, let upper, let low = lower.value.divided(by: step),
      let high = upper.value.divided(by: step)
    else { return nil }
    var first = Self.floor(low)
    if !low.isInteger || !lower.isIncluded { first += 1 }
    var last = Self.floor(high)
    if high.isInteger, !upper.isIncluded { last -= 1 }
    return first <= last ? first...last : nil
  }

  private static func floor(_ value: Rational) -> Int128 {
    if value.isInteger { return value.numerator }
    let (quotient, rest) = value.numerator.quotientAndRemainder(dividingBy: value.denominator)
    return rest < 0 ? quotient - 1 : quotient
  }
}
