import HebiaoCore

/// Order statistics and spread.
enum StatisticalFunctions {
  private static let many = 1...FormulaFunction.manyArguments

  static let all: [FormulaFunction] = [
    .operands("MEDIAN", many) { call throws(FormulaStop) in
      let sorted = try call.numbers().sorted()
      guard !sorted.isEmpty else { throw .error(.number) }
      let middle = sorted.count / 2
      if sorted.count % 2 == 1 { return .number(sorted[middle]) }
      return .finite((sorted[middle - 1] + sorted[middle]) / 2)
    },
    .lifting("LARGE", 2...2, [1]) { call throws(FormulaStop) in
      try ordered(call, descends: true)
    },
    .lifting("SMALL", 2...2, [1]) { call throws(FormulaStop) in
      try ordered(call, descends: false)
    },
    .lifting("RANK", 2...3, [0, 2], rank),
    .lifting("RANK.EQ", 2...3, [0, 2], rank),
    .operands("MODE", many) { call throws(FormulaStop) in
      for argument in call.arguments {
        if case .value(.text) = argument { throw .error(.value) }
      }
      let numbers = try call.numbers()
      var counts: [Double: Int] = [:]
      for number in numbers { counts[number, default: 0] += 1 }
      guard let most = counts.values.max(), most > 1,
        let first = numbers.first(where: { counts[$0] == most })
      else { throw .error(.notAvailable) }
      return .number(first)
    },
    spread("STDEV", isSample: true, isRoot: true),
    spread("STDEV.S", isSample: true, isRoot: true),
    spread("STDEVP", isSample: false, isRoot: true),
    spread("STDEV.P", isSample: false, isRoot: true),
    spread("VAR", isSample: true, isRoot: false),
    spread("VAR.S", isSample: true, isRoot: false),
    spread("VARP", isSample: false, isRoot: false),
    spread("VAR.P", isSample: false, isRoot: false),
    .operands("DEVSQ", many) { call throws(FormulaStop) in
      let numbers = try call.numbers()
      guard !numbers.isEmpty else { throw .error(.number) }
      return .finite(squares(numbers))
    },
    .operands("AVEDEV", many) { call throws(FormulaStop) in
      let numbers = try call.numbers()
      guard !numbers.isEmpty else { throw .error(.number) }
      let mean = AggregateFunctions.sum(numbers) / Double(numbers.count)
      return .finite(
        AggregateFunctions.sum(numbers.map { ($0 - mean).magnitude }) / Double(numbers.count)
      )
    },
  ]

  static func variance(
    _ numbers: [Double],
    isSample: Bool,
    isRoot: Bool
  ) throws(FormulaStop) -> FormulaValue {
    let divisor = Double(numbers.count - (isSample ? 1 : 0))
    guard divisor > 0 else { throw .error(.divisionByZero) }
    let variance = squares(numbers) / divisor
    return .finite(isRoot ? variance.squareRoot() : variance)
  }

  private static func squares(_ numbers: [Double]) -> Double {
    let mean = AggregateFunctions.sum(numbers) / Double(numbers.count)
    return AggregateFunctions.sum(numbers.map { ($0 - mean) * ($0 - mean) })
  }

  private static func spread(
    _ name: String,
    isSample: Bool,
    isRoot: Bool
  ) -> FormulaFunction {
    .operands(name, many) { call throws(FormulaStop) in
      try variance(try call.numbers(), isSample: isSample, isRoot: isRoot)
    }
  }

  private static func ordered(
    _ call: FunctionCall,
    descends: Bool
  ) throws(FormulaStop) -> FormulaValue {
    let numbers = try call.numbers(of: 0).sorted()
    let place = Int(-DecimalNumber.floor(-max(-1e9, min(1e9, try call.number(1)))))
    guard place >= 1, place <= numbers.count else { throw .error(.number) }
    return .number(numbers[descends ? numbers.count - place : place - 1])
  }

  @Sendable
  private static func rank(_ call: FunctionCall) throws(FormulaStop) -> FormulaValue {
    let number = try call.number(0)
    let numbers = try call.numbers(of: 1)
    guard numbers.contains(number) else { throw .error(.notAvailable) }
    let ascends = call.isGiven(2) ? try call.number(2) != 0 : false
    return .number(Double(numbers.count { ascends ? $0 < number : $0 > number } + 1))
  }
}
