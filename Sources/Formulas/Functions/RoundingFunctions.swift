import Glibc
import HebiaoCore

/// Functions that round.
enum RoundingFunctions {
  static let all: [FormulaFunction] = [
    .values("ROUND", 2...2) { call throws(FormulaStop) in try round(call, .halfAwayFromZero) },
    .values("ROUNDUP", 2...2) { call throws(FormulaStop) in try round(call, .awayFromZero) },
    .values("ROUNDDOWN", 2...2) { call throws(FormulaStop) in try round(call, .towardsZero) },
    .values("TRUNC", 1...2) { call throws(FormulaStop) in
      .number(
        DecimalNumber.rounded(
          try call.number(0),
          decimals: try places(call),
          .towardsZero
        )
      )
    },
    .values("INT", 1...1) { call throws(FormulaStop) in
      .number(DecimalNumber.floor(try call.number(0)))
    },
    .values("EVEN", 1...1) { call throws(FormulaStop) in
      let number = try call.number(0)
      return .number(away(number, from: 0, step: 2))
    },
    .values("ODD", 1...1) { call throws(FormulaStop) in
      let number = try call.number(0)
      let shifted = number < 0 ? number + 1 : number - 1
      if number.magnitude <= 1 { return .number(number < 0 ? -1 : 1) }
      return .number(away(shifted, from: 0, step: 2) + (number < 0 ? -1 : 1))
    },
    .values("CEILING", 2...2) { call throws(FormulaStop) in
      try multiple(try call.number(0), try call.number(1), isUp: true)
    },
    .values("FLOOR", 2...2) { call throws(FormulaStop) in
      try multiple(try call.number(0), try call.number(1), isUp: false)
    },
    .values("CEILING.MATH", 1...3) { call throws(FormulaStop) in
      try multipleByMode(call, isUp: true)
    },
    .values("FLOOR.MATH", 1...3) { call throws(FormulaStop) in
      try multipleByMode(call, isUp: false)
    },
    .values("MROUND", 2...2) { call throws(FormulaStop) in
      let number = try call.number(0)
      let step = try call.number(1)
      if step == 0 || number == 0 { return .number(0) }
      guard (number < 0) == (step < 0) else { throw .error(.number) }
      return .finite(DecimalNumber.rounded(number / step, decimals: 0, .halfAwayFromZero) * step)
    },
  ]

  private static func round(
    _ call: FunctionCall,
    _ rounding: DecimalNumber.Rounding
  ) throws(FormulaStop) -> FormulaValue {
    .finite(
      DecimalNumber.rounded(
        try call.number(0),
        decimals: max(-400, min(400, try call.whole(1))),
        rounding
      )
    )
  }

  private static func places(_ call: FunctionCall) throws(FormulaStop) -> Int {
    max(-400, min(400, try call.whole(1, else: 0)))
  }

  private static func away(_ number: Double, from zero: Double, step: Double) -> Double {
    let count = -DecimalNumber.floor(-number.magnitude / step)
    return number < 0 ? -count * step : count * step
  }

  /// The next multiple of a step; of a negative number and a positive step, towards the right side.
  private static func multiple(
    _ number: Double,
    _ step: Double,
    isUp: Bool
  ) throws(FormulaStop) -> FormulaValue {
    if number == 0 { return .number(0) }
    if step == 0 {
      if isUp { return .number(0) }
      throw .error(.divisionByZero)
    }
    if number > 0, step < 0 { throw .error(.number) }
    let quotient = number / step
    let up = step > 0 ? isUp : !isUp
    let sameSign = number < 0 && step < 0
    let goesUp = sameSign ? isUp : up
    let count = goesUp ? -DecimalNumber.floor(-quotient) : DecimalNumber.floor(quotient)
    return .finite(count * step)
  }

  private static func multipleByMode(
    _ call: FunctionCall,
    isUp: Bool
  ) throws(FormulaStop) -> FormulaValue {
    let number = try call.number(0)
    let step = call.isGiven(1) ? try call.number(1).magnitude : 1
    if step == 0 { return .number(0) }
    let turnsBelowZero = call.isGiven(2) ? try call.number(2) != 0 : false
    let goesUp = number < 0 && turnsBelowZero ? !isUp : isUp
    let quotient = number / step
    let count = goesUp ? -DecimalNumber.floor(-quotient) : DecimalNumber.floor(quotient)
    return .finite(count * step)
  }
}
