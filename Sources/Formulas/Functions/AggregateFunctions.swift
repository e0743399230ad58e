import HebiaoCore

/// Sums, counts and averages over any number of arguments.
enum AggregateFunctions {
  private static let many = 1...FormulaFunction.manyArguments

  static let all: [FormulaFunction] = [
    .operands("SUM", many) { call throws(FormulaStop) in .finite(sum(try call.numbers())) },
    .operands("PRODUCT", many) { call throws(FormulaStop) in
      let numbers = try call.numbers()
      return .finite(numbers.isEmpty ? 0 : numbers.reduce(1, *))
    },
    .operands("SUMSQ", many) { call throws(FormulaStop) in
      .finite(try call.numbers().reduce(0) { $0 + $1 * $1 })
    },
    .operands("AVERAGE", many) { call throws(FormulaStop) in
      try average(try call.numbers())
    },
    .operands("MIN", many) { call throws(FormulaStop) in .number(try call.numbers().min() ?? 0) },
    .operands("MAX", many) { call throws(FormulaStop) in .number(try call.numbers().max() ?? 0) },
    .operands("COUNT", many) { call throws(FormulaStop) in .number(Double(try count(call))) },
    .operands("COUNTA", many) { call throws(FormulaStop) in
      .number(Double(try call.allValues().count { $0 != .blank }))
    },
    .operands("COUNTBLANK", 1...1, countBlank),
    .operands("MAXA", many) { call throws(FormulaStop) in
      .number(try numbersWithTexts(call).max() ?? 0)
    },
    .operands("MINA", many) { call throws(FormulaStop) in
      .number(try numbersWithTexts(call).min() ?? 0)
    },
    .operands("AVERAGEA", many) { call throws(FormulaStop) in
      try average(try numbersWithTexts(call))
    },
    .operands("SUBTOTAL", 2...255, subtotal),
    FormulaFunction(
      name: "SUMPRODUCT",
      arity: many,
      kind: .operands { call throws(FormulaStop) in .value(try sumProduct(call)) },
      takesArrays: true
    ),
  ]

  static func sum(_ numbers: [Double]) -> Double {
    numbers.reduce(0, +)
  }

  static func average(_ numbers: [Double]) throws(FormulaStop) -> FormulaValue {
    guard !numbers.isEmpty else { throw .error(.divisionByZero) }
    return .finite(sum(numbers) / Double(numbers.count))
  }

  /// Counts numbers; of single arguments also texts and truth values that stand for numbers.
  private static func count(_ call: FunctionCall) throws(FormulaStop) -> Int {
    var count = 0
    for argument in call.arguments {
      switch argument {
      case .missing: count += 1
      case .value(.error): break
      case .value(let value):
        do throws(FormulaStop) {
          _ = try call.reader.number(value)
          count += 1
        } catch .error {
          break
        }
      case .array(let array):
        count += array.values.count { if case .number = $0 { true } else { false } }
      case .area(let area):
        count += try call.cells.values(in: area.range, ofSheet: area.sheet).count {
          if case .number = $0.value { true } else { false }
        }
      }
    }
    return count
  }

  /// Cells without a value, and those whose formula gives an empty text.
  @Sendable
  private static func countBlank(_ call: FunctionCall) throws(FormulaStop) -> FormulaValue {
    let area = try call.requiredArea(0)
    let filled = try call.cells.values(in: area.range, ofSheet: area.sheet).count {
      $0.value != .blank && $0.value != .text("")
    }
    return .number(Double(area.rows * area.columns - filled))
  }

  /// Numbers, truth values as 0 and 1, texts of ranges as 0.
  private static func numbersWithTexts(_ call: FunctionCall) throws(FormulaStop) -> [Double] {
    var numbers: [Double] = []
    for argument in call.arguments {
      switch argument {
      case .missing: numbers.append(0)
      case .value(let value): numbers.append(try call.reader.number(value))
      case .array(let array):
        for value in array.values {
          if let number = try numberOfAny(value) { numbers.append(number) }
        }
      case .area(let area):
        for found in try call.cells.values(in: area.range, ofSheet: area.sheet) {
          if let number = try numberOfAny(found.value) { numbers.append(number) }
        }
      }
    }
    return numbers
  }

  private static func numberOfAny(_ value: FormulaValue) throws(FormulaStop) -> Double? {
    switch value {
    case .blank: return nil
    case .number(let number): return number
    case .bool(let truth): return truth ? 1 : 0
    case .text: return 0
    case .error(let error): throw .error(error)
    }
  }

  @Sendable
  private static func sumProduct(_ call: FunctionCall) throws(FormulaStop) -> FormulaValue {
    let first = try call.array(0)
    var products = [Double](repeating: 1, count: first.values.count)
    for position in call.arguments.indices {
      let array = position == 0 ? first : try call.array(position)
      guard array.rows == first.rows, array.columns == first.columns else {
        throw .error(.value)
      }
      try call.cells.spend(array.values.count)
      for (index, value) in array.values.enumerated() {
        switch value {
        case .number(let number): products[index] *= number
        case .error(let error): throw .error(error)
        // Texts and truth values count as zero, even a text that is a number.
        case .blank, .text, .bool: products[index] = 0
        }
      }
    }
    return .finite(sum(products))
  }

  /// `SUBTOTAL(9, A1:A9)`: leaves other subtotals out.
  ///
  /// - Throws: `FormulaStop.refused` where rows are hidden and the number does not say that they
  ///   do not count: whether a filter hides them, the cells do not tell.
  @Sendable
  private static func subtotal(_ call: FunctionCall) throws(FormulaStop) -> FormulaValue {
    let number = try call.whole(0)
    guard (1...11).contains(number % 100), number / 100 <= 1 else { throw .error(.value) }
    var values: [FormulaValue] = []
    for position in 1..<call.count {
      let area = try call.requiredArea(position)
      for found in try call.cells.values(in: area.range, ofSheet: area.sheet) {
        let place = WorkbookCell(sheet: area.sheet, found.reference)
        switch call.cells.subtotalRole(of: place) {
        case .counted: values.append(found.value)
        case .subtotal: break
        case .hidden where number > 100: break
        case .hidden:
          throw call.refusal(zh: "区域内有隐藏的行", en: "rows of the range are hidden")
        }
      }
    }
    if number % 100 == 3 { return .number(Double(values.count { $0 != .blank })) }
    var numbers: [Double] = []
    for value in values {
      switch value {
      case .number(let number): numbers.append(number)
      case .error(let error) where number % 100 != 2: throw .error(error)
      default: break
      }
    }
    switch number % 100 {
    case 1: return try average(numbers)
    case 2: return .number(Double(numbers.count))
    case 4: return .number(numbers.max() ?? 0)
    case 5: return .number(numbers.min() ?? 0)
    case 6: return .finite(numbers.isEmpty ? 0 : numbers.reduce(1, *))
    case 7: return try StatisticalFunctions.variance(numbers, isSample: true, isRoot: true)
    case 8: return try StatisticalFunctions.variance(numbers, isSample: false, isRoot: true)
    case 10: return try StatisticalFunctions.variance(numbers, isSample: true, isRoot: false)
    case 11: return try StatisticalFunctions.variance(numbers, isSample: false, isRoot: false)
    default: return .finite(sum(numbers))
    }
  }
}
