import XMLScanning

/// The places of `0`, `#,##0.00`, `0.0#%` and their kin, which nearly all formatted numbers have: digits
/// are put into them without a look at each token.
struct PlainPlaces: Sendable, Hashable {
  /// Digits before the point that are always printed.
  private var integerZeros = 0
  /// Digits behind the point that are always printed.
  private var decimalZeros = 0
  /// Digits behind the point at most.
  private var decimals = 0
  private var hasPoint = false
  private var hasPercent = false
  private let groupsThousands: Bool

  private static let mostPlaces = 15

  /// Nil where the section holds anything else, or its places stand in another order.
  init?(_ section: NumberFormatSection) {
    guard section.kind == .number, section.numerals == nil else { return nil }
    groupsThousands = section.groupsThousands
    var hasInteger = false
    for token in section.tokens {
      guard !hasPercent else { return nil }
      switch token {
      case .place(.zero) where hasPoint:
        guard decimalZeros == decimals else { return nil }
        decimalZeros += 1
        decimals += 1
      case .place(.optional) where hasPoint: decimals += 1
      case .place(.zero):
        integerZeros += 1
        hasInteger = true
      case .place(.optional):
        guard integerZeros == 0 else { return nil }
        hasInteger = true
      case .decimalPoint:
        guard !hasPoint else { return nil }
        hasPoint = true
      case .percent: hasPercent = true
      case .comma: continue
      default: return nil
      }
    }
    guard hasInteger, integerZeros <= Self.mostPlaces, decimals <= Self.mostPlaces else {
      return nil
    }
  }

  /// Appends digits that were rounded to the places; false where they are too many.
  func append(_ digits: DecimalDigits, to output: inout [UInt8]) -> Bool {
    let shift = digits.exponent + decimals
    guard shift >= 0, shift <= 18, digits.count + shift <= 18 else { return false }
    let scaled = digits.coefficient * DecimalDigits.power(shift)
    let unit = DecimalDigits.power(decimals)
    // Written from the end: at most 18 digits before and 15 behind the point, and what separates.
    var text = InlineArray<64, UInt8>(repeating: 0)
    var start = 64
    func put(_ byte: UInt8) {
      start -= 1
      text[start] = byte
    }
    if hasPercent { put(UInt8(ascii: "%")) }
    var fraction = scaled % unit
    var places = decimals
    while places > decimalZeros, fraction % 10 == 0 {
      fraction /= 10
      places -= 1
    }
    for _ in 0..<places {
      put(48 + UInt8(truncatingIfNeeded: fraction % 10))
      fraction /= 10
    }
    if hasPoint { put(UInt8(ascii: ".")) }
    var whole = scaled / unit
    var written = 0
    while whole > 0 || written < integerZeros {
      if groupsThousands, written > 0, written % 3 == 0 { put(UInt8(ascii: ",")) }
      put(48 + UInt8(truncatingIfNeeded: whole % 10))
      whole /= 10
      written += 1
    }
    output.append(contentsOf: text.span, start..<64)
    return true
  }
}
