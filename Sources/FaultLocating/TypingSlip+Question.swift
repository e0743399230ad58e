public import HebiaoCore

extension TypingSlip {
  /// Whether a single slip turns a number into another.
  public static func turns(_ intended: Rational, into typed: Rational) -> Bool {
    !readings(from: intended, to: typed, decimals: nil).isEmpty
  }
}
