import HebiaoCore
import HebiaoTestSupport
import Testing

/// Rounding against long division on decimal digits, as it is done on paper.
struct RationalRoundingTests {
  @Test(arguments: 0...4)
  func `quotients round as long division does, twenty thousand pairs per precision`(
    decimals: Int
  ) throws {
    var generator = SeededGenerator(seed: 2024 + UInt64(decimals))
    var ties = 0
    for _ in 0..<20_000 {
      // Small divisors with many twos and fives make ties common.
      let divisor =
        generator.chance(50)
        ? generator.pick([2, 4, 8, 16, 32, 64, 80, 160, 200, 400, 800, 2_000, 20_000], else: 2)
        : generator.int(1...1_000_000_000_000)
      let dividend = generator.int(0...(generator.chance(50) ? 10_000 : 1_000_000_000_000_000))
      let expected = LongDivision(dividend, by: divisor, decimals: decimals)
      if expected.isTie { ties += 1 }
      let number = try #require(Rational(Int128(dividend), over: Int128(divisor)))
      guard number.fixedText(decimals: decimals) == expected.text,
        number.negated.roundedHalfUp(decimals: decimals)
          == number.roundedHalfUp(decimals: decimals)?.negated
      else {
        Issue.record("\(dividend) ÷ \(divisor) at \(decimals) decimals: not \(expected.text)")
        return
      }
    }
    #expect(ties > 300)
  }
}

/// A quotient of whole numbers, digit by digit, rounded half up by carrying through the digits.
private struct LongDivision {
  var text: String
  var isTie: Bool

  init(_ dividend: Int, by divisor: Int, decimals: Int) {
    var digits: [Int] = []
    var rest = 0
    func step(_ digit: Int) {
      // Rests stay below the divisor, so ten of them fit.
      rest = rest * 10 + digit
      var quotient = 0
      while rest >= divisor {
        rest -= divisor
        quotient += 1
      }
      digits.append(quotient)
    }
    for character in String(dividend) { step(character.wholeNumberValue ?? 0) }
    let whole = digits.count
    for _ in 0..<decimals { step(0) }
    isTie = rest * 2 == divisor
    if rest * 2 >= divisor {
      var place = digits.count - 1
      while place >= 0, digits[place] == 9 {
        digits[place] = 0
        place -= 1
      }
      if place >= 0 { digits[place] += 1 } else { digits.insert(1, at: 0) }
    }
    let count = digits.count - decimals
    let head = digits[..<count].drop { $0 == 0 }
    let tail = digits[count...].map(String.init).joined()
    text = (head.isEmpty ? "0" : head.map(String.init).joined()) + (tail.isEmpty ? "" : "." + tail)
    precondition(count == whole || count == whole + 1)
  }
}
