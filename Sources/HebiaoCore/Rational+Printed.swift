extension Rational {
  /// Whether a number is a quotient at a number of decimals, both rounded half up; false where the
  /// divisor is zero or the quotient does not fit.
  package static func isPrinted(
    _ stated: Rational,
    as dividend: Rational,
    over divisor: Rational,
    decimals: Int
  ) -> Bool {
    if let expected = printedUnits(dividend, over: divisor, decimals: decimals),
      let printed = printedUnits(stated, over: .one, decimals: decimals)
    {
      return expected == printed
    }
    guard let expected = dividend.divided(by: divisor)?.roundedHalfUp(decimals: decimals),
      let printed = stated.roundedHalfUp(decimals: decimals)
    else { return false }
    return expected == printed
  }

  /// A quotient counted in units of its last printed decimal, halves going up, in machine words.
  ///
  /// 24 over 38 at two decimals is 63. Nil where something is negative or does not fit: the general
  /// way is to divide and to round.
  static func printedUnits(
    _ dividend: Rational,
    over divisor: Rational,
    decimals: Int
  ) -> Int64? {
    guard decimals >= 0, decimals < shortPowers.count, let top = dividend.machineWords,
      let bottom = divisor.machineWords, top.top >= 0, bottom.top > 0
    else { return nil }
    let (numerator, overflowTop) = top.top.multipliedReportingOverflow(by: bottom.bottom)
    let (denominator, overflowBottom) = top.bottom.multipliedReportingOverflow(by: bottom.top)
    let (scaled, overflowScaled) = numerator.multipliedReportingOverflow(
      by: 2 * shortPowers[decimals]
    )
    let (lifted, overflowLifted) = scaled.addingReportingOverflow(denominator)
    let (span, overflowSpan) = denominator.multipliedReportingOverflow(by: 2)
    if overflowTop || overflowBottom || overflowScaled || overflowLifted || overflowSpan {
      return nil
    }
    return lifted / span
  }

  /// Ten to a power that `printedUnits` knows.
  static func shortPower(_ exponent: Int) -> Int64 { shortPowers[exponent] }

  private static let shortPowers: [Int64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000,
  ]
}
