import HebiaoCore

extension FunctionCall {
  /// The numbers that an aggregate counts: of ranges and arrays only numbers, of single arguments
  /// also texts and truth values that stand for numbers.
  ///
  /// - Throws: `FormulaStop.error` with the first error value.
  func numbers(from position: Int = 0) throws(FormulaStop) -> [Double] {
    var numbers: [Double] = []
    for argument in arguments[min(position, count)...] {
      try append(argument, to: &numbers)
    }
    return numbers
  }

  /// The numbers of one argument.
  func numbers(of position: Int) throws(FormulaStop) -> [Double] {
    var numbers: [Double] = []
    try append(arguments[position], to: &numbers)
    return numbers
  }

  private func append(_ argument: Operand, to numbers: inout [Double]) throws(FormulaStop) {
    switch argument {
    case .missing: numbers.append(0)
    case .value(let value): numbers.append(try reader.number(value))
    case .array(let array):
      for value in array.values {
        switch value {
        case .number(let number): numbers.append(number)
        case .error(let error): throw .error(error)
        default: break
        }
      }
    case .area(let area):
      for found in try cells.values(in: area.range, ofSheet: area.sheet) {
        switch found.value {
        case .number(let number): numbers.append(number)
        case .error(let error): throw .error(error)
        default: break
        }
      }
    }
  }

  /// Every value of all arguments; cells that the file does not have are left out.
  func allValues(from position: Int = 0) throws(FormulaStop) -> [FormulaValue] {
    var values: [FormulaValue] = []
    for argument in arguments[min(position, count)...] {
      switch argument {
      case .missing: values.append(.blank)
      case .value(let value): values.append(value)
      case .array(let array): values += array.values
      case .area(let area):
        values += try cells.values(in: area.range, ofSheet: area.sheet).map(\.value)
      }
    }
    return values
  }
}
