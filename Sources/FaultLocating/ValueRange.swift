import HebiaoCore

/// The values that a figure may take: an interval, its upper end left out unless it is a point.
struct ValueRange: Hashable {
  var lower: Rational?
  var upper: Rational?
  var isPoint = false

  static let all = ValueRange(lower: nil, upper: nil)

  static func point(_ value: Rational) -> ValueRange {
    ValueRange(lower: value, upper: value, isPoint: true)
  }

  /// The values that a figure may take at all.
  static func of(_ figure: Figure) -> ValueRange {
    // The upper end is left out of a range, so it is moved beyond the last value.
    let beyond = figure.maximum.flatMap { $0.adding(Rational(1, over: 1_000_000) ?? .zero) }
    return ValueRange(lower: figure.minimum, upper: beyond)
  }

  /// The only value in the range.
  var only: Rational? { isPoint ? lower : nil }

  func contains(_ value: Rational) -> Bool {
    if isPoint { return lower == value }
    if let lower, value < lower { return false }
    if let upper, value >= upper { return false }
    return true
  }

  func intersection(_ other: ValueRange) -> ValueRange? {
    if isPoint { return lower.map(other.contains) ?? false ? self : nil }
    if other.isPoint { return other.intersection(self) }
    let low = [lower, other.lower].compactMap { $0 }.max()
    let high = [upper, other.upper].compactMap { $0 }.min()
    if let low, let high, low >= high { return nil }
    return ValueRange(lower: low, upper: high)
  }

  /// The whole numbers in the range, as a point where there is only one.
  var wholeNumbers: ValueRange? {
    if isPoint { return lower.map(\.isInteger) ?? false ? self : nil }
    guard let lower, let upper else { return self }
    let first = Self.ceiling(lower)
    guard let first, first < upper else { return nil }
    guard let next = first.adding(.one) else { return nil }
    return next < upper ? self : .point(first)
  }

  private static func ceiling(_ value: Rational) -> Rational? {
    let (quotient, rest) = value.numerator.quotientAndRemainder(dividingBy: value.denominator)
    return Rational(rest > 0 ? quotient + 1 : quotient, over: 1)
  }
}

extension Constraint {
  /// The values of one figure under which the relation holds, the others given.
  func values(of figure: Int, given figures: [Figure]) -> ValueRange? {
    switch relation {
    case .equal(let first, let second):
      return .point(figures[first == figure ? second : first].value)
    case .sum(let total, let parts): return sumValues(of: figure, total, parts, figures)
    case .quotient(let quotient, let dividend, let divisor, let decimals):
      if figure == quotient { return expectation(for: figures).map(ValueRange.point) }
      return quotientValues(of: figure, quotient, dividend, divisor, decimals, figures)
    }
  }

  private func sumValues(
    of figure: Int,
    _ total: Int,
    _ parts: [Int],
    _ figures: [Figure]
  ) -> ValueRange? {
    guard let sum = Self.sum(parts.filter { $0 != figure }, figures) else { return nil }
    if figure == total { return .point(sum) }
    return figures[total].value.subtracting(sum).map(ValueRange.point)
  }

  private func quotientValues(
    of figure: Int,
    _ quotient: Int,
    _ dividend: [Int],
    _ divisor: [Int],
    _ decimals: Int,
    _ figures: [Figure]
  ) -> ValueRange? {
    guard let half = Rational(digits: 5, scale: decimals + 3),
      let printed = figures[quotient].value.roundedHalfUp(decimals: decimals + 2),
      let low = printed.subtracting(half), let high = printed.adding(half),
      !printed.isNegative
    else { return nil }
    let isDividend = dividend.contains(figure)
    guard let rest = Self.sum((isDividend ? dividend : divisor).filter { $0 != figure }, figures),
      let other = Self.sum(isDividend ? divisor : dividend, figures), other > .zero
    else { return nil }
    if isDividend {
      // low ≤ (x + rest) ÷ other < high
      guard let first = low.multiplied(by: other)?.subtracting(rest),
        let last = high.multiplied(by: other)?.subtracting(rest)
      else { return nil }
      return ValueRange(lower: max(first, .zero), upper: last)
    }
    // low ≤ other ÷ (x + rest) < high, so other ÷ high < x + rest ≤ other ÷ low
    guard low > .zero, let first = other.divided(by: high)?.subtracting(rest),
      let last = other.divided(by: low)?.subtracting(rest),
      let beyond = last.adding(Rational(1, over: 1_000_000_000) ?? .zero)
    else { return nil }
    return ValueRange(lower: max(first, .zero), upper: beyond)
  }
}
