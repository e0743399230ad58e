import HebiaoCore

/// How figures come out wrong: swapped digits, a misread digit, a half too much.
enum Misprint {
  static func count(_ value: PrintedValue, _ random: inout SeededGenerator) -> PrintedValue? {
    guard let figure = value.figure else { return nil }
    let wrong = Rational(misprinted(Int(clamping: figure.numerator), &random))
    switch value {
    case .phrase(var phrase):
      // An agreed figure of zero would leave nothing to divide by.
      phrase.figure = wrong == .zero ? .sum([figure, .one]) : wrong
      return .phrase(phrase)
    default: return .figure(wrong)
    }
  }

  static func halves(_ value: PrintedValue, _ random: inout SeededGenerator) -> PrintedValue? {
    guard let figure = value.figure else { return nil }
    let step = Rational.halves(random.pick([1, 2, -1, -2, 16, 18], else: 1))
    let wrong = Rational.sum([figure, step])
    return .figure(wrong.isNegative ? .sum([figure, .halves(1)]) : wrong)
  }

  static func ratio(_ value: PrintedValue, _ random: inout SeededGenerator) -> PrintedValue? {
    guard case .ratio(let ratio, let decimals) = value,
      let scale = Rational.powerOfTen(decimals + 2),
      let scaled = ratio.multiplied(by: Rational(Int(clamping: scale)))
    else { return nil }
    let wrong = misprinted(Int(clamping: scaled.numerator), &random)
    return Rational(Int128(wrong), over: scale).map { .ratio($0, decimals: decimals) }
  }

  private static func misprinted(_ number: Int, _ random: inout SeededGenerator) -> Int {
    var digits = String(abs(number)).compactMap(\.wholeNumberValue)
    let places = digits.indices.dropLast().filter { digits[$0] != digits[$0 + 1] }
    if let place = places.randomElement(using: &random), random.chance(60),
      place > 0 || digits[1] != 0
    {
      digits.swapAt(place, place + 1)
    } else {
      let place = random.int(0...digits.count - 1)
      let old = digits[place]
      // A leading zero would be no digit.
      let others = (place == 0 && digits.count > 1 ? 1...9 : 0...9).filter { $0 != old }
      digits[place] = random.pick(Array(others), else: 1)
    }
    return digits.reduce(0) { $0 * 10 + $1 }
  }
}
