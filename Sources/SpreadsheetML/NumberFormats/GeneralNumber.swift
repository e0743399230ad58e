/// The `General` format: as many digits as fit into eleven characters, scientific beyond.
enum GeneralNumber {
  /// Appends a finite number; its digits may be known.
  static func append(_ number: Double, _ digits: DecimalDigits? = nil, to output: inout [UInt8]) {
    if number < 0 { output.append(UInt8(ascii: "-")) }
    appendMagnitude(of: number, digits, to: &output)
  }

  /// Appends a finite number without its sign; its digits may be known.
  static func appendMagnitude(
    of number: Double,
    _ digits: DecimalDigits? = nil,
    to output: inout [UInt8]
  ) {
    let magnitude = number.magnitude
    if magnitude < 1e11, magnitude.wholePart == magnitude {
      appendInteger(UInt(magnitude), minimumCount: 1, to: &output)
      return
    }
    let exact = digits ?? DecimalDigits(number)
    let integerCount = exact.integerCount
    if integerCount > 11 {
      appendScientific(exact, to: &output)
    } else if integerCount > 0 {
      let rounded = exact.rounded(decimals: max(0, 10 - integerCount))
      if rounded.integerCount > 11 {
        appendScientific(exact, to: &output)
      } else {
        append(rounded, to: &output)
      }
    } else if integerCount > -4 || exact.decimals <= 9 {
      append(exact.rounded(decimals: 9), to: &output)
    } else {
      appendScientific(exact, to: &output)
    }
  }

  /// Appends a number in plain notation without zeros at the end.
  static func append(_ digits: DecimalDigits, to output: inout [UInt8]) {
    let integerCount = max(digits.integerCount, 1)
    for place in stride(from: integerCount - 1, through: 0, by: -1) {
      output.append(48 + digits.digit(at: place))
    }
    let decimals = digits.decimals
    guard decimals > 0 else { return }
    output.append(UInt8(ascii: "."))
    for place in 1...decimals { output.append(48 + digits.digit(at: -place)) }
  }

  /// Appends a number with six significant digits and an exponent.
  private static func appendScientific(_ exact: DecimalDigits, to output: inout [UInt8]) {
    let rounded = exact.rounded(significant: 6)
    let exponent = rounded.integerCount - 1
    append(
      DecimalDigits(coefficient: rounded.coefficient, exponent: rounded.exponent - exponent),
      to: &output
    )
    output.append(UInt8(ascii: "E"))
    output.append(UInt8(ascii: exponent < 0 ? "-" : "+"))
    appendInteger(exponent.magnitude, minimumCount: 2, to: &output)
  }

  /// Appends a whole number with zeros before it up to a count of digits.
  static func appendInteger(_ number: UInt, minimumCount: Int, to output: inout [UInt8]) {
    let start = output.count
    var rest = number
    repeat {
      output.append(48 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    while output.count - start < minimumCount { output.append(48) }
    output[start...].reverse()
  }
}
