extension Rational: CustomStringConvertible {
  /// The decimal text with no more digits than needed, or `a/b` where no decimal text is exact.
  public var description: String {
    decimalText ?? "\(numerator)/\(denominator)"
  }

  /// The exact decimal text with no more digits than needed; nil for a fraction such as 1/3.
  public var decimalText: String? {
    if let words = machineWords {
      if words.bottom == 1 { return String(words.top) }
      return Self.decimals(of: words.bottom).flatMap { fixedText(decimals: $0) }
    }
    return Self.decimals(of: denominator).flatMap { fixedText(decimals: $0) }
  }

  /// The decimals that a fraction with a denominator needs; nil where none are enough.
  private static func decimals(of denominator: some FixedWidthInteger) -> Int? {
    var rest = denominator
    var twos = 0
    var fives = 0
    while rest % 2 == 0 {
      rest /= 2
      twos += 1
    }
    while rest % 5 == 0 {
      rest /= 5
      fives += 1
    }
    return rest == 1 ? max(twos, fives) : nil
  }

  /// The text with exactly so many decimals, rounded half-up.
  public func fixedText(decimals: Int) -> String? {
    if let units = Self.printedUnits(self, over: .one, decimals: decimals) {
      return Self.text(ofUnits: units, decimals: decimals)
    }
    if let text = longDivisionText(decimals: decimals) { return text }
    guard decimals >= 0, let rounded = roundedHalfUp(decimals: decimals),
      let power = Self.powerOfTen(decimals),
      let scaled = rounded.multiplied(by: Rational(whole: power))
    else { return nil }
    let digits = String(scaled.numerator.magnitude)
    let sign = scaled.isNegative ? "-" : ""
    if decimals == 0 { return sign + digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  /// The text with many decimals, digit by digit; nil where a step does not fit a machine word.
  private func longDivisionText(decimals: Int) -> String? {
    guard decimals > 0, decimals <= 18, let words = machineWords, words.top >= 0,
      words.bottom <= Int64.max / 10
    else { return nil }
    var (whole, rest) = words.top.quotientAndRemainder(dividingBy: words.bottom)
    // Eighteen digits are less than a machine word holds.
    var (fraction, power): (Int64, Int64) = (0, 1)
    for _ in 0..<decimals {
      let (digit, next) = (rest * 10).quotientAndRemainder(dividingBy: words.bottom)
      (fraction, power) = (fraction * 10 + digit, power * 10)
      rest = next
    }
    if rest * 2 >= words.bottom {
      // Halves go up, nines carry.
      fraction += 1
      if fraction == power { (whole, fraction) = (whole + 1, 0) }
    }
    return Self.text(whole: whole, fraction: fraction, decimals: decimals)
  }

  /// A number of units of the last decimal, with the point where it belongs.
  private static func text(ofUnits units: Int64, decimals: Int) -> String {
    let (whole, fraction) = units.quotientAndRemainder(dividingBy: shortPower(decimals))
    return text(whole: whole, fraction: fraction, decimals: decimals)
  }

  /// What stands before the point and what stands behind it, neither below zero, as a text.
  private static func text(whole: Int64, fraction: Int64, decimals: Int) -> String {
    if decimals == 0 { return String(whole) }
    return String(atMost: 20 + decimals) { text in
      var power: Int64 = 1
      while whole / power >= 10 { power *= 10 }
      append(whole, from: power, to: &text)
      text.append(UInt8(ascii: "."))
      power = 1
      for _ in 1..<decimals { power *= 10 }
      append(fraction, from: power, to: &text)
    }
  }

  /// Writes the digits of a number from that of a power of ten on.
  private static func append(_ number: Int64, from power: Int64, to text: inout UTF8Writer) {
    var (power, rest) = (power, number)
    while power > 0 {
      text.append(48 + UInt8(truncatingIfNeeded: rest / power))
      rest %= power
      power /= 10
    }
  }

  /// The number as a percentage with so many decimals, rounded half-up: 0.6316 as `63.16%`.
  public func percentText(decimals: Int) -> String? {
    multiplied(by: Rational(100))?.fixedText(decimals: decimals).map { $0 + "%" }
  }

  /// The number that a plain decimal text such as `-12.50` states; nil if it is none.
  public init?(decimalText text: some StringProtocol) {
    guard let decimal = DecimalText(text) else { return nil }
    self = decimal.value
  }

  /// The number that a stored double stands for: its value to the 15 digits that Excel shows.
  ///
  /// A double that a formula left at 0.30000000000000004 is the figure 0.3, and one that it left at
  /// 5.55e-17 is what binary fractions leave of zero.
  public init?(_ double: Double) {
    guard double.isFinite else { return nil }
    if double.magnitude < 1e-15 {
      self = .zero
      return
    }
    if let short = SignificantDigits.short(double) {
      self.init(digits: short.digits, scale: short.decimals)
      return
    }
    let (digits, exponent) = SignificantDigits.of(double, limit: 15)
    self.init(digits: digits, scale: -exponent)
  }

  private init(whole: Int128) {
    // A power of ten up to 10^38 is always representable over one.
    self = Rational(whole, over: 1) ?? .zero
  }
}

/// A plain decimal text, taken apart.
///
/// Units: `decimals` counts the digits printed after the point.
public struct DecimalText: Sendable, Hashable {
  /// The number.
  public let value: Rational
  /// Digits printed after the point, trailing zeros included.
  public let decimals: Int

  /// Reads an optional sign, digits and an optional point with digits; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let read = text.utf8.withContiguousStorageIfAvailable { Self(bytes: $0) }
    guard let decimal = read ?? Self(utf8: Array(text.utf8).span) else { return nil }
    self = decimal
  }

  /// Reads the bytes of a text in the same way.
  package init?(utf8 bytes: Span<UInt8>) {
    guard let decimal = bytes.withUnsafeBufferPointer({ Self(bytes: $0) }) else { return nil }
    self = decimal
  }

  private init?(bytes: UnsafeBufferPointer<UInt8>) {
    var digits: Int128 = 0
    /// Digits that fit a machine word, before they are added to the others.
    var word: Int64 = 0
    var decimals = 0
    var seenDigit = false
    var seenPoint = false
    var negative = false
    var power: Int64 = 1
    func isTaken() -> Bool {
      let (moved, overflow) = digits.multipliedReportingOverflow(by: Int128(power))
      let (sum, overflowSum) = moved.addingReportingOverflow(Int128(word))
      digits = sum
      (word, power) = (0, 1)
      return !overflow && !overflowSum
    }
    for index in bytes.indices {
      let byte = bytes[index]
      switch byte {
      case 45 where index == bytes.startIndex: negative = true
      case 43 where index == bytes.startIndex: break
      case 46 where !seenPoint: seenPoint = true
      case 48...57:
        seenDigit = true
        word = word * 10 + Int64(byte) - 48
        power *= 10
        if power == 1_000_000_000_000_000_000, !isTaken() { return nil }
        if seenPoint { decimals += 1 }
      default: return nil
      }
    }
    guard seenDigit, isTaken(),
      let value = Rational(digits: negative ? -digits : digits, scale: decimals)
    else { return nil }
    self.value = value
    self.decimals = decimals
  }
}

/// The shortest decimal digits of a double.
package enum SignificantDigits {
  /// The digits of a double that has few decimals, without going through its text.
  ///
  /// A decimal of at most 15 digits is the only one of that length that its nearest double stands
  /// for, so a quotient that gives the double back is it.
  static func short(_ double: Double) -> (digits: Int128, decimals: Int)? {
    var power = 1.0
    for decimals in 0...4 {
      let scaled = (double * power).rounded()
      guard scaled.magnitude < 1e15 else { return nil }
      if scaled / power == double { return (Int128(Int64(scaled)), decimals) }
      power *= 10
    }
    return nil
  }

  /// The digits and the power of ten they are multiplied by, at most `limit` digits.
  package static func of(_ double: Double, limit: Int) -> (digits: Int128, exponent: Int) {
    // Swift prints the shortest text that reads back as the same double: at most 17 digits.
    var digits: Int128 = 0
    var exponent = 0
    var count = 0
    var seenPoint = false
    var text = double.description.utf8.makeIterator()
    while let byte = text.next() {
      switch byte {
      case 46: seenPoint = true
      case 48...57:
        digits = digits * 10 + Int128(byte) - 48
        if digits != 0 { count += 1 }
        if seenPoint { exponent -= 1 }
      case 101, 69:
        var sign = 1
        var power = 0
        while let digit = text.next() {
          if digit == 45 { sign = -1 } else if digit >= 48 { power = power * 10 + Int(digit) - 48 }
        }
        exponent += sign * power
      default: break
      }
    }
    while count > limit {
      // Halves go up once, at the first digit that is dropped last.
      let dropped = count - limit
      let power = Rational.powerOfTen(dropped) ?? 1
      digits = (digits + power / 2) / power
      exponent += dropped
      count = limit
    }
    while digits != 0, digits % 10 == 0 {
      digits /= 10
      exponent += 1
    }
    return (double < 0 ? -digits : digits, exponent)
  }
}
