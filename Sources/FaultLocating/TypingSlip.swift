public import HebiaoCore

/// The slips that fingers make: one digit replaced, two exchanged, one dropped or doubled, the point
/// moved.
public enum TypingSlip {
  /// Whether the digits of one number become another's by a single slip.
  ///
  /// Numbers of one or two digits count where their digits are exchanged or their point is moved.
  public static func isOne(from intended: Rational, to typed: Rational) -> Bool {
    guard intended != typed, let first = intended.decimalText, let second = typed.decimalText else {
      return false
    }
    let left = Array(first.utf8)
    let right = Array(second.utf8)
    if left.count == right.count, isReplacedOrExchanged(left, right) { return true }
    // Any short number is one digit away from any other, which says nothing.
    let isLong = max(digits(left), digits(right)) >= 3
    if isLong, abs(left.count - right.count) == 1 {
      if left.count > right.count ? isDropped(left, right) : isDropped(right, left) { return true }
    }
    return isShifted(intended, typed)
  }

  private static func digits(_ text: [UInt8]) -> Int {
    text.filter { (48...57).contains($0) }.count
  }

  private static func isReplacedOrExchanged(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    // Of one or two digits, any number is one replaced digit away from many others.
    let replaced = left.indices.filter { left[$0] != right[$0] }.count
    return (replaced == 1 && digits(left) >= 3) || isExchanged(left, right)
  }

  private static func isExchanged(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    let places = left.indices.filter { left[$0] != right[$0] }
    return places.count == 2 && left[places[0]] == right[places[1]]
      && left[places[1]] == right[places[0]]
  }

  private static func isDropped(_ longer: [UInt8], _ shorter: [UInt8]) -> Bool {
    var index = 0
    while index < shorter.count, longer[index] == shorter[index] { index += 1 }
    return longer[(index + 1)...].elementsEqual(shorter[index...])
  }

  private static func isShifted(_ left: Rational, _ right: Rational) -> Bool {
    [10, 100, 1_000].contains { factor in
      left.multiplied(by: Rational(factor)) == right
        || right.multiplied(by: Rational(factor)) == left
    }
  }
}
