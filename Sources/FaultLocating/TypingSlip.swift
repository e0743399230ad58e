import HebiaoCore

/// The ways in which a number turns into another between the head and the sheet.
public enum TypingSlip: String, Sendable, Hashable, CaseIterable {
  /// One digit stands for another: 575 as 515.
  case replaced
  /// Two digits that stand side by side are exchanged: 575 as 557.
  case exchanged
  /// A digit is left out: 575 as 55.
  case dropped
  /// A digit stands twice: 575 as 5575.
  case doubled
  /// A digit too many: 575 as 5975.
  case inserted
  /// The point is moved: 57.5 as 575.
  case shifted
  /// Digits after the point are cut off or rounded away: 166.67% as 166.00% or 166.70%.
  case coarsened
  /// The sign is lost or added.
  case sign
  /// Nothing was filled in.
  case omitted

  /// A slip and the number of results that are as likely by it.
  struct Reading: Hashable {
    var slip: TypingSlip
    var ways: Int
  }

  /// The slips by which one number becomes another.
  ///
  /// `decimals` are those that the figure is printed with. A number is compared as it is printed
  /// and as it is written shortest, since `60.00%` may have been typed as `60%`.
  static func readings(from intended: Rational, to typed: Rational, decimals: Int?) -> [Reading] {
    guard intended != typed else { return [] }
    var found: [Reading] = []
    if intended == typed.negated { found.append(Reading(slip: .sign, ways: 1)) }
    if let shift = shift(from: intended, to: typed) { found.append(shift) }
    if let decimals, let reading = coarsening(from: intended, to: typed, decimals: decimals) {
      found.append(reading)
    }
    for (first, second) in writings(intended, typed, decimals: decimals) {
      for reading in readings(first, second)
      where !found.contains(where: { $0.slip == reading.slip && $0.ways <= reading.ways }) {
        found.removeAll { $0.slip == reading.slip }
        found.append(reading)
      }
    }
    return found
  }

  /// The digits of both numbers, as they are printed and as they are written shortest.
  private static func writings(
    _ intended: Rational,
    _ typed: Rational,
    decimals: Int?
  ) -> [([UInt8], [UInt8])] {
    var writings: [([UInt8], [UInt8])] = []
    if let first = intended.decimalText, let second = typed.decimalText {
      writings.append((Array(first.utf8), Array(second.utf8)))
    }
    if let decimals, decimals > 0, let first = intended.fixedText(decimals: decimals),
      let second = typed.fixedText(decimals: decimals)
    {
      writings.append((Array(first.utf8), Array(second.utf8)))
    }
    return writings
  }

  private static func readings(_ intended: [UInt8], _ typed: [UInt8]) -> [Reading] {
    let digits = count(ofDigitsIn: intended)
    switch typed.count - intended.count {
    case 0:
      let places = intended.indices.filter { intended[$0] != typed[$0] }
      guard places.allSatisfy({ isDigit(intended[$0]) && isDigit(typed[$0]) }) else { return [] }
      if places.count == 1 { return [Reading(slip: .replaced, ways: 9 * digits)] }
      guard places.count == 2, intended[places[0]] == typed[places[1]],
        intended[places[1]] == typed[places[0]]
      else { return [] }
      // Between two digits that change places only a point may stand.
      let between = intended[(places[0] + 1)..<places[1]]
      return between.allSatisfy { !isDigit($0) }
        ? [Reading(slip: .exchanged, ways: max(digits - 1, 1))] : []
    case -1:
      guard let place = extra(in: intended, over: typed), isDigit(intended[place]) else {
        return []
      }
      return [Reading(slip: .dropped, ways: digits)]
    case 1:
      guard let place = extra(in: typed, over: intended), isDigit(typed[place]) else { return [] }
      let isDouble =
        (place > 0 && typed[place - 1] == typed[place])
        || (place + 1 < typed.count && typed[place + 1] == typed[place])
      return [
        isDouble
          ? Reading(slip: .doubled, ways: digits)
          : Reading(slip: .inserted, ways: 9 * (digits + 1))
      ]
    default: return []
    }
  }

  /// Where the longer writing has a digit that the shorter lacks.
  private static func extra(in longer: [UInt8], over shorter: [UInt8]) -> Int? {
    var index = 0
    while index < shorter.count, longer[index] == shorter[index] { index += 1 }
    return longer[(index + 1)...].elementsEqual(shorter[index...]) ? index : nil
  }

  private static func shift(from intended: Rational, to typed: Rational) -> Reading? {
    for (factor, ways) in [(10, 3), (100, 3), (1_000, 6)] {
      if intended.multiplied(by: Rational(factor)) == typed
        || typed.multiplied(by: Rational(factor)) == intended
      {
        return Reading(slip: .shifted, ways: 2 * ways)
      }
    }
    return nil
  }

  private static func coarsening(
    from intended: Rational,
    to typed: Rational,
    decimals: Int
  ) -> Reading? {
    guard decimals > 0, !intended.isNegative else { return nil }
    for fewer in 0..<decimals {
      guard let rounded = intended.roundedHalfUp(decimals: fewer) else { return nil }
      if rounded == typed { return Reading(slip: .coarsened, ways: 2 * decimals) }
      guard rounded > intended, let unit = Rational(digits: 1, scale: fewer) else { continue }
      if rounded.subtracting(unit) == typed {
        return Reading(slip: .coarsened, ways: 2 * decimals)
      }
    }
    return nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func count(ofDigitsIn text: [UInt8]) -> Int {
    max(text.count { isDigit($0) }, 1)
  }
}

extension TypingSlip {
  /// The numbers that somebody may have meant who typed this one, by a single slip.
  ///
  /// Complexity: some ten numbers per digit.
  static func origins(of typed: Rational) -> [Rational] {
    guard let text = typed.decimalText else { return [] }
    let digits = Array(text.utf8)
    var origins: Set<Rational> = []
    func add(_ bytes: [UInt8]) {
      if let number = Rational(decimalText: String(decoding: bytes, as: UTF8.self)) {
        origins.insert(number)
      }
    }
    for index in digits.indices where isDigit(digits[index]) {
      for digit in UInt8(48)...57 where digit != digits[index] {
        var other = digits
        other[index] = digit
        add(other)
      }
      var shorter = digits
      shorter.remove(at: index)
      if shorter.last.map(isDigit) ?? false { add(shorter) }
      if index + 1 < digits.count, isDigit(digits[index + 1]) {
        var other = digits
        other.swapAt(index, index + 1)
        add(other)
      }
    }
    for index in 0...digits.count {
      for digit in UInt8(48)...57 {
        var longer = digits
        longer.insert(digit, at: index)
        add(longer)
      }
    }
    for factor in [10, 100, 1_000] {
      for moved in [
        typed.multiplied(by: Rational(factor)), typed.divided(by: Rational(factor)),
      ] {
        if let moved { origins.insert(moved) }
      }
    }
    origins.remove(typed)
    return origins.sorted()
  }
}
