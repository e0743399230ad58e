import HebiaoCore

/// Numbers as the decimal digits that Excel keeps of them.
enum DecimalNumber {
  /// The nearest double of a plain decimal text; nil where it is none.
  static func double(_ bytes: some Collection<UInt8>) -> Double? {
    guard bytes.count < 4096 else { return nil }
    return Double(String(decoding: bytes, as: UTF8.self))
  }

  /// A number as `&` writes it: fifteen digits at most, an exponent where the text would be long.
  static func text(_ number: Double) -> String {
    if number == 0 { return "0" }
    let (digits, exponent) = SignificantDigits.of(number, limit: 15)
    let text = String(digits.magnitude)
    let sign = digits < 0 ? "-" : ""
    let whole = text.utf8.count + exponent
    if whole > 21 || whole < -18 || (whole <= 0 && text.utf8.count - exponent > 40) {
      let power = whole - 1
      let mantissa = text.utf8.count > 1 ? "\(text.prefix(1)).\(text.dropFirst())" : text
      let digits = String(power.magnitude)
      let padded = digits.utf8.count < 2 ? "0\(digits)" : digits
      return "\(sign)\(mantissa)E\(power < 0 ? "-" : "+")\(padded)"
    }
    if exponent >= 0 { return sign + text + String(repeating: "0", count: exponent) }
    if whole > 0 { return "\(sign)\(text.prefix(whole)).\(text.dropFirst(whole))" }
    return "\(sign)0." + String(repeating: "0", count: -whole) + text
  }

  /// How a number is rounded to decimals.
  enum Rounding {
    case halfAwayFromZero
    case awayFromZero
    case towardsZero

    fileprivate var binary: FloatingPointRoundingRule {
      switch self {
      case .halfAwayFromZero: .toNearestOrAwayFromZero
      case .awayFromZero: .awayFromZero
      case .towardsZero: .towardZero
      }
    }
  }

  /// A number rounded at a decimal place, by its fifteen digits as Excel does it.
  static func rounded(_ number: Double, decimals: Int, _ rounding: Rounding) -> Double {
    guard number.isFinite, number != 0 else { return number }
    let (digits, exponent) = SignificantDigits.of(number, limit: 15)
    let dropped = -exponent - decimals
    let magnitude = digits.magnitude
    guard dropped > 0 else {
      // More than fifteen digits before the point: what stands behind it is cut off all the same.
      if decimals == 0, exponent > 0 { return number.rounded(rounding.binary) }
      let places = String(magnitude).utf8.count + exponent
      let isFine = decimals > 0 && decimals >= 15 - places
      return isFine ? number : scaled(magnitude, exponent, isNegative: digits < 0)
    }
    guard dropped <= 17, let unit = Rational.powerOfTen(dropped)?.magnitude else {
      guard rounding == .awayFromZero else { return 0 }
      return scaled(1, -decimals, isNegative: digits < 0)
    }
    var (quotient, rest) = magnitude.quotientAndRemainder(dividingBy: unit)
    switch rounding {
    case .halfAwayFromZero: if rest * 2 >= unit { quotient += 1 }
    case .awayFromZero: if rest > 0 { quotient += 1 }
    case .towardsZero: rest = 0
    }
    return scaled(quotient, -decimals, isNegative: digits < 0)
  }

  /// The whole number at or below a number, by its fifteen digits.
  static func floor(_ number: Double) -> Double {
    let near = number.rounded()
    if isNearlyEqual(number, near) { return near }
    return number.rounded(.down)
  }

  /// The whole part of a number, by its fifteen digits.
  static func truncated(_ number: Double) -> Double {
    number < 0 ? -floor(-number) : floor(number)
  }

  /// Whether two numbers agree in the fifteen digits that Excel compares.
  static func isNearlyEqual(_ left: Double, _ right: Double) -> Bool {
    if left == right { return true }
    let difference = (left - right).magnitude
    guard difference.isFinite else { return false }
    // Two to the minus 48th is a little less than the fifteenth digit.
    return difference < left.magnitude * 0x1p-48 && difference < right.magnitude * 0x1p-48
  }

  private static func scaled(_ digits: UInt128, _ exponent: Int, isNegative: Bool) -> Double {
    let value = Double("\(digits)e\(exponent)") ?? 0
    return isNegative ? -value : value
  }
}
