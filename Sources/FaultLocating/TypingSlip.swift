public import HebiaoCore

/// The slips that fingers make: one digit replaced, two exchanged, one dropped or doubled, the point
/// moved.
public enum TypingSlip {
  /// Whether the digits of one number become another's by a single slip.
  ///
  /// Numbers of one or two digits count only where the digits are exchanged.
  public static func isOne(from intended: Rational, to typed: Rational) -> Bool {
    guard intended != typed, let first = intended.decimalText, let second = typed.decimalText else {
      return false
    }
    let left = Array(first.utf8)
    let right = Array(second.utf8)
    // Any short number is one digit away from any other, which says nothing.
    guard min(left.count, right.count) >= 3 || isExchanged(left, right) else { return false }
    if left.count == right.count { return isReplacedOrExchanged(left, right) }
    if abs(left.count - right.count) == 1 {
      return left.count > right.count ? isDropped(left, right) : isDropped(right, left)
    }
    return isShifted(intended, typed)
  }

  private static func isReplacedOrExchanged(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.indices.filter { left[$0] != right[$0] }.count == 1 || isExchanged(left, right)
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
