import HebiaoCore

/// Functions of truth values.
enum LogicalFunctions {
  private static let many = 1...FormulaFunction.manyArguments

  static let all: [FormulaFunction] = [
    .operands("AND", many) { call throws(FormulaStop) in
      .bool(try truths(call).allSatisfy { $0 })
    },
    .operands("OR", many) { call throws(FormulaStop) in .bool(try truths(call).contains(true)) },
    .operands("XOR", many) { call throws(FormulaStop) in
      .bool(try truths(call).count { $0 } % 2 == 1)
    },
    .values("NOT", 1...1) { call throws(FormulaStop) in .bool(!(try call.truth(0))) },
    .values("TRUE", 0...0) { _ throws(FormulaStop) in .bool(true) },
    .values("FALSE", 0...0) { _ throws(FormulaStop) in .bool(false) },
  ]

  /// The truth values of all arguments; texts of ranges do not count, but there must be one.
  private static func truths(_ call: FunctionCall) throws(FormulaStop) -> [Bool] {
    var truths: [Bool] = []
    for argument in call.arguments {
      switch argument {
      case .missing: truths.append(false)
      case .value(.text(let text)):
        truths.append(try call.reader.truth(.text(text)))
      case .value(.blank): truths.append(false)
      case .value(let value): truths.append(try call.reader.truth(value))
      case .array(let array):
        for value in array.values { try append(value, to: &truths) }
      case .area(let area):
        for found in try call.cells.values(in: area.range, ofSheet: area.sheet) {
          try append(found.value, to: &truths)
        }
      }
    }
    guard !truths.isEmpty else { throw .error(.value) }
    return truths
  }

  private static func append(
    _ value: FormulaValue,
    to truths: inout [Bool]
  ) throws(FormulaStop) {
    switch value {
    case .number(let number): truths.append(number != 0)
    case .bool(let truth): truths.append(truth)
    case .error(let error): throw .error(error)
    case .blank, .text: break
    }
  }
}
