/// The up to fifteen significant digits that Excel keeps of a number, and their place.
///
/// The value is `coefficient` × 10^`exponent`; the sign is kept elsewhere.
package struct DecimalDigits: Sendable, Hashable {
  /// Below 10^15.
  package var coefficient: UInt64
  /// The power of ten that the coefficient counts.
  package var exponent: Int

  /// Rounds the magnitude of a finite number to fifteen significant digits.
  init(_ value: Double) {
    self = Self.exactly(value) ?? DecimalDigits(roundingText: value.magnitude.description)
  }

  /// The digits of a finite number that has no more than fifteen, the last of them not zero; nil
  /// where it has more, or is 10^15 and more.
  package static func exactly(_ value: Double) -> DecimalDigits? {
    let magnitude = value.magnitude
    guard magnitude != 0 else { return DecimalDigits(coefficient: 0, exponent: 0) }
    guard magnitude < 1e15 else { return nil }
    // A decimal of at most fifteen digits that divides back to the number is its only one.
    var power = 1.0
    var scaled = magnitude
    var places = 0
    while scaled < 1e15 && places <= 22 {
      let whole = UInt64(scaled + 0.5)
      if whole < 1_000_000_000_000_000, Double(whole) / power == magnitude {
        return DecimalDigits(coefficient: whole, exponent: -places)
      }
      power *= 10
      places += 1
      scaled = magnitude * power
    }
    return nil
  }

  /// Rounds the shortest text of a positive double, which has at most seventeen digits, to fifteen.
  package init(roundingText text: String) {
    self.init(shortestText: text)
    self = rounded(significant: 15)
  }

  init(coefficient: UInt64, exponent: Int) {
    self.coefficient = coefficient
    self.exponent = exponent
  }

  /// Reads the shortest text of a positive double: at most seventeen digits.
  private init(shortestText: String) {
    var coefficient: UInt64 = 0
    var exponent = 0
    var afterPoint = false
    var inExponent = false
    var exponentIsNegative = false
    var written = 0
    for byte in shortestText.utf8 {
      switch byte {
      case 48...57 where inExponent: written = min(written * 10 + Int(byte) - 48, 9999)
      case 48...57:
        if coefficient < 100_000_000_000_000_000 {
          coefficient = coefficient * 10 + UInt64(byte) - 48
          if afterPoint { exponent -= 1 }
        } else if !afterPoint {
          exponent += 1
        }
      case UInt8(ascii: "."): afterPoint = true
      case UInt8(ascii: "e"): inExponent = true
      case UInt8(ascii: "-"): exponentIsNegative = true
      default: break
      }
    }
    self.init(
      coefficient: coefficient,
      exponent: exponent + (exponentIsNegative ? -written : written)
    )
  }

  /// Significant digits; zero has none.
  var count: Int {
    var count = 0
    while count < 20 && coefficient >= Self.power(count) { count += 1 }
    return count
  }

  /// Digits before the decimal point; zero or less when the number is below one.
  var integerCount: Int { coefficient == 0 ? 0 : count + exponent }

  /// The digit that counts `10^place`.
  func digit(at place: Int) -> UInt8 {
    let index = place - exponent
    guard index >= 0, index < 20 else { return 0 }
    return UInt8(truncatingIfNeeded: coefficient / Self.power(index) % 10)
  }

  /// Rounds half away from zero to a number of decimals, which may be negative.
  func rounded(decimals: Int) -> DecimalDigits {
    let dropped = -exponent - decimals
    guard dropped > 0 else { return self }
    guard dropped < 19 else { return DecimalDigits(coefficient: 0, exponent: 0) }
    let unit = Self.power(dropped)
    let quotient = coefficient / unit
    let up = coefficient % unit >= unit / 2
    return DecimalDigits(coefficient: up ? quotient + 1 : quotient, exponent: exponent + dropped)
  }

  /// Rounds half away from zero to a number of significant digits.
  func rounded(significant: Int) -> DecimalDigits {
    rounded(decimals: significant - count - exponent)
  }

  /// The decimals left when zeros at the end are dropped.
  var decimals: Int {
    var coefficient = coefficient
    var exponent = exponent
    guard coefficient != 0 else { return 0 }
    while exponent < 0 && coefficient % 10 == 0 {
      coefficient /= 10
      exponent += 1
    }
    return max(0, -exponent)
  }

  /// 10 to an exponent from 0 to 19.
  package static func power(_ exponent: Int) -> UInt64 {
    powers[exponent]
  }

  private static let powers: InlineArray<20, UInt64> = {
    var powers = InlineArray<20, UInt64>(repeating: 1)
    for exponent in 1..<20 { powers[exponent] = powers[exponent - 1] * 10 }
    return powers
  }()
}

extension Double {
  /// The whole part of a number that is not negative.
  ///
  /// By way of integers, which needs no mathematics library; from 2^53 on a double is whole anyway.
  var wholePart: Double {
    self < 9_007_199_254_740_992 ? Double(UInt64(self)) : self
  }
}
