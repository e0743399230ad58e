extension NumberFormatSection {
  /// Appends a magnitude under `0.00`, `#,##0`, `0%` and their kin.
  func append(digits: DecimalDigits, to output: inout [UInt8]) {
    let start = output.count
    var digits = digits
    digits.exponent += 2 * percents - 3 * scaledThousands
    digits = digits.rounded(decimals: decimalPlaces)
    if let plainPlaces, plainPlaces.append(digits, to: &output) { return }
    append(digits: digits, tokens: tokens[...], to: &output)
    numerals?.replaceDigits(in: &output, from: start)
  }

  /// Appends digits into places: the whole part from the right, the decimals from the left.
  ///
  /// `fillsZeros` prints every place of the whole part, as Excel does for a scientific zero.
  func append(
    digits: DecimalDigits,
    tokens: ArraySlice<NumberFormatToken>,
    fillsZeros: Bool = false,
    to output: inout [UInt8]
  ) {
    let integerCount = digits.integerCount
    var layout = IntegerLayout(remainingPlaces: integerPlaces)
    let lastDecimal = digits.decimals
    var decimal = 0
    var afterPoint = false
    for token in tokens {
      switch token {
      case .literal(let literal): output.append(contentsOf: literal)
      case .digit(let digit): output.append(digit)
      case .percent: output.append(UInt8(ascii: "%"))
      case .slash: output.append(UInt8(ascii: "/"))
      case .decimalPoint:
        // A format such as `.00` has no place for the whole part: Excel prints it all the same.
        if integerPlaces == 0 && integerCount > 0 {
          for place in stride(from: integerCount - 1, through: 0, by: -1) {
            output.append(48 + digits.digit(at: place))
          }
        }
        output.append(UInt8(ascii: "."))
        afterPoint = true
      case .place(let place) where afterPoint:
        decimal += 1
        if decimal <= lastDecimal || place == .zero {
          output.append(48 + digits.digit(at: -decimal))
        } else if place == .space {
          output.append(32)
        }
      case .place(let place):
        layout.append(
          fillsZeros ? .zero : place,
          of: digits,
          count: integerCount,
          groups: groupsThousands,
          to: &output
        )
      case .comma, .exponent, .general, .text, .date: break
      }
    }
  }
}

/// Where the digits of the whole part have come to, from left to right.
struct IntegerLayout {
  var remainingPlaces: Int
  private var isFirst = true

  init(remainingPlaces: Int) {
    self.remainingPlaces = remainingPlaces
  }

  /// Fills one place; the first place takes every digit that has none.
  mutating func append(
    _ place: NumberFormatToken.Place,
    of digits: DecimalDigits,
    count: Int,
    groups: Bool,
    to output: inout [UInt8]
  ) {
    remainingPlaces -= 1
    let position = remainingPlaces
    let first = isFirst ? max(count - 1, position) : position
    isFirst = false
    for here in stride(from: first, through: position, by: -1) {
      var isPadding = false
      if here < count {
        output.append(48 + digits.digit(at: here))
      } else if place == .zero {
        output.append(48)
      } else if place == .space {
        output.append(32)
        isPadding = true
      } else {
        continue
      }
      if groups && here > 0 && here % 3 == 0 {
        output.append(isPadding ? 32 : UInt8(ascii: ","))
      }
    }
  }
}
