extension NumberFormatSection {
  /// Appends a magnitude under `0.00E+00` or, with several whole places, `##0.0E+0`.
  func append(scientific number: Double, to output: inout [UInt8]) {
    guard let split = tokens.firstIndex(where: { $0.isExponent }) else { return }
    let start = output.count
    let exact = DecimalDigits(number)
    let step = max(integerPlaces, 1)
    var exponent = 0
    var mantissa = exact
    if exact.coefficient != 0 {
      exponent = Self.exponent(of: exact, step: step)
      mantissa.exponent -= exponent
      mantissa = mantissa.rounded(decimals: decimalPlaces)
      // Rounding may add a digit: 9.99 becomes 10.0, which is 1.0 of the next power.
      if mantissa.integerCount > step {
        exponent += step
        mantissa.exponent -= step
        mantissa = mantissa.rounded(decimals: decimalPlaces)
      }
    }
    append(
      digits: mantissa,
      tokens: tokens[..<split],
      fillsZeros: exact.coefficient == 0,
      to: &output
    )
    append(exponent: exponent, from: split, to: &output)
    numerals?.replaceDigits(in: &output, from: start)
  }

  /// The multiple of the step that leaves at least one and at most `step` whole digits.
  private static func exponent(of digits: DecimalDigits, step: Int) -> Int {
    let full = digits.integerCount - 1
    let rest = full % step
    return full - (rest < 0 ? rest + step : rest)
  }

  private func append(exponent: Int, from split: Int, to output: inout [UInt8]) {
    guard case .exponent(let letter, let showsPlus) = tokens[split] else { return }
    output.append(letter)
    if exponent < 0 {
      output.append(UInt8(ascii: "-"))
    } else if showsPlus {
      output.append(UInt8(ascii: "+"))
    }
    let rest = tokens[(split + 1)...]
    let places = rest.count { $0.isPlace }
    let digits = DecimalDigits(coefficient: UInt64(exponent.magnitude), exponent: 0)
    var layout = IntegerLayout(remainingPlaces: places)
    for token in rest {
      switch token {
      case .literal(let literal): output.append(contentsOf: literal)
      case .place(let place):
        layout.append(
          place,
          of: digits,
          count: digits.integerCount,
          groups: false,
          to: &output
        )
      case .percent: output.append(UInt8(ascii: "%"))
      default: break
      }
    }
  }
}

extension NumberFormatToken {
  var isExponent: Bool {
    if case .exponent = self { true } else { false }
  }

  var isPlace: Bool {
    if case .place = self { true } else { false }
  }
}
