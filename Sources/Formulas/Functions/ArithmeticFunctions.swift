import Glibc
import HebiaoCore

/// Arithmetic of one or two numbers.
enum ArithmeticFunctions {
  static let all: [FormulaFunction] = [
    .values("ABS", 1...1) { call throws(FormulaStop) in .number(try call.number(0).magnitude) },
    .values("SIGN", 1...1) { call throws(FormulaStop) in
      let number = try call.number(0)
      return .number(number > 0 ? 1 : number < 0 ? -1 : 0)
    },
    .values("MOD", 2...2) { call throws(FormulaStop) in
      let number = try call.number(0)
      let divisor = try call.number(1)
      guard divisor != 0 else { throw .error(.divisionByZero) }
      let quotient = number / divisor
      // Excel's own limit on the size of the quotient.
      guard quotient.magnitude < 1_125_900_000_000 else { throw .error(.number) }
      return .finite(OperandReader.sum(number, -DecimalNumber.floor(quotient) * divisor))
    },
    .values("QUOTIENT", 2...2) { call throws(FormulaStop) in
      let divisor = try call.number(1)
      guard divisor != 0 else { throw .error(.divisionByZero) }
      return .finite(DecimalNumber.truncated(try call.number(0) / divisor))
    },
    .values("POWER", 2...2) { call throws(FormulaStop) in
      try OperandReader.power(try call.number(0), try call.number(1))
    },
    .values("SQRT", 1...1) { call throws(FormulaStop) in
      let number = try call.number(0)
      guard number >= 0 else { throw .error(.number) }
      return .number(number.squareRoot())
    },
    .values("PI", 0...0) { _ throws(FormulaStop) in .number(Double.pi) },
    .values("EXP", 1...1) { call throws(FormulaStop) in .finite(exp(try call.number(0))) },
    .values("LN", 1...1) { call throws(FormulaStop) in
      try logarithm(try call.number(0), base: nil)
    },
    .values("LOG10", 1...1) { call throws(FormulaStop) in
      try logarithm(try call.number(0), base: 10)
    },
    .values("LOG", 1...2) { call throws(FormulaStop) in
      try logarithm(try call.number(0), base: try call.number(1, else: 10))
    },
    .values("RADIANS", 1...1) { call throws(FormulaStop) in
      .finite(try call.number(0) * Double.pi / 180)
    },
    .values("DEGREES", 1...1) { call throws(FormulaStop) in
      .finite(try call.number(0) / Double.pi * 180)
    },
    .values("SIN", 1...1) { call throws(FormulaStop) in .finite(sin(try angle(call))) },
    .values("COS", 1...1) { call throws(FormulaStop) in .finite(cos(try angle(call))) },
    .values("TAN", 1...1) { call throws(FormulaStop) in .finite(tan(try angle(call))) },
    .values("ASIN", 1...1) { call throws(FormulaStop) in .finite(asin(try call.number(0))) },
    .values("ACOS", 1...1) { call throws(FormulaStop) in .finite(acos(try call.number(0))) },
    .values("ATAN", 1...1) { call throws(FormulaStop) in .finite(atan(try call.number(0))) },
    .values("ATAN2", 2...2) { call throws(FormulaStop) in
      let x = try call.number(0)
      let y = try call.number(1)
      if x == 0, y == 0 { throw .error(.divisionByZero) }
      return .finite(atan2(y, x))
    },
    .values("FACT", 1...1) { call throws(FormulaStop) in
      let number = try call.whole(0)
      guard (0...170).contains(number) else { throw .error(.number) }
      return .number((0..<number).reduce(1) { $0 * Double($1 + 1) })
    },
    .values("COMBIN", 2...2) { call throws(FormulaStop) in
      let count = try call.whole(0)
      let chosen = try call.whole(1)
      guard count >= 0, chosen >= 0, chosen <= count, min(chosen, count - chosen) <= 10_000 else {
        throw .error(.number)
      }
      var result = 1.0
      for step in 0..<min(chosen, count - chosen) {
        result = (result * Double(count - step) / Double(step + 1)).rounded()
      }
      return .finite(result)
    },
  ]

  private static func logarithm(
    _ number: Double,
    base: Double?
  ) throws(FormulaStop) -> FormulaValue {
    guard number > 0 else { throw .error(.number) }
    guard let base else { return .finite(log(number)) }
    guard base > 0 else { throw .error(.number) }
    if base == 10 { return .finite(log10(number)) }
    if base == 1 { throw .error(.divisionByZero) }
    return .finite(log(number) / log(base))
  }

  /// An angle that trigonometry still tells apart: Excel's own limit.
  private static func angle(_ call: FunctionCall) throws(FormulaStop) -> Double {
    let angle = try call.number(0)
    guard angle.magnitude < 134_217_728 else { throw .error(.number) }
    return angle
  }
}
