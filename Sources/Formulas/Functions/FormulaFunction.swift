import HebiaoCore

/// A function that formulas may call.
struct FormulaFunction: Sendable {
  typealias Body = @Sendable (FunctionCall) throws(FormulaStop) -> FormulaValue
  typealias OperandBody = @Sendable (FunctionCall) throws(FormulaStop) -> Operand

  /// How a function takes its arguments.
  enum Kind: Sendable {
    /// One value from values: where an argument is an array, once for each of its values.
    case values(Body)
    /// The same for the arguments of some positions only; the others are taken as they are.
    case lifting([Int], Body)
    /// All arguments as they are: ranges stay ranges.
    case operands(OperandBody)
    /// Evaluates only the arguments that it comes to.
    case branching(BranchingFunction)
  }

  let name: String
  let arity: ClosedRange<Int>
  let kind: Kind
  /// Whether its arguments are computed with arrays, as in `SUMPRODUCT((A1:A9="是")*B1:B9)`.
  var takesArrays = false

  /// The most arguments that Excel allows.
  static let manyArguments = 255

  func evaluate(_ call: FunctionCall) throws(FormulaStop) -> Operand {
    do throws(FormulaStop) {
      switch kind {
      case .values(let body): return try evaluate(call, Array(call.arguments.indices), body)
      case .lifting(let positions, let body):
        return try evaluate(call, positions.filter { $0 < call.arguments.count }, body)
      case .operands(let body): return try body(call)
      case .branching: return .value(.error(.value))
      }
    } catch .error(let error) {
      return .value(.error(error))
    }
  }

  private func evaluate(
    _ call: FunctionCall,
    _ positions: [Int],
    _ body: Body
  ) throws(FormulaStop) -> Operand {
    if positions.allSatisfy({ call.reader.isOne(call.arguments[$0]) }) {
      return try evaluateOnce(call, positions, body)
    }
    let lifted = positions.map { call.arguments[$0] }
    return try call.reader.lifted(lifted) { values throws(FormulaStop) in
      var single = call
      for (position, value) in zip(positions, values) {
        // What is left out stays so: a function may have its own value for it.
        if case .missing = call.arguments[position] { continue }
        single.arguments[position] = .value(value)
      }
      return try body(single)
    }
  }

  /// Evaluates a function whose arguments at some positions stand for one value each.
  private func evaluateOnce(
    _ call: FunctionCall,
    _ positions: [Int],
    _ body: Body
  ) throws(FormulaStop) -> Operand {
    var single = call
    for position in positions {
      // What is left out stays so: a function may have its own value for it.
      if case .missing = call.arguments[position] { continue }
      single.arguments[position] = .value(try call.reader.scalar(call.arguments[position]))
    }
    do throws(FormulaStop) {
      return .value(try body(single))
    } catch .error(let error) {
      return .value(.error(error))
    }
  }
}

/// One use of a function with its arguments.
struct FunctionCall {
  let name: String
  var arguments: [Operand]
  let reader: OperandReader

  var count: Int { arguments.count }
  var cells: any FormulaCells { reader.cells }

  /// Whether an argument is given, be it left empty between commas.
  func has(_ position: Int) -> Bool { position < arguments.count }

  /// Whether an argument is given and not left empty.
  func isGiven(_ position: Int) -> Bool {
    guard position < arguments.count else { return false }
    if case .missing = arguments[position] { return false }
    return true
  }

  func value(_ position: Int) throws(FormulaStop) -> FormulaValue {
    try reader.scalar(arguments[position])
  }

  func number(_ position: Int) throws(FormulaStop) -> Double {
    try reader.number(try value(position))
  }

  /// A number, or a value of the function's own where the argument is not there.
  func number(_ position: Int, else standard: Double) throws(FormulaStop) -> Double {
    has(position) ? try number(position) : standard
  }

  /// A whole number: what follows the point is dropped.
  func whole(_ position: Int) throws(FormulaStop) -> Int {
    let number = DecimalNumber.truncated(try number(position))
    guard number.magnitude < 1e15 else { throw .error(.number) }
    return Int(number)
  }

  func whole(_ position: Int, else standard: Int) throws(FormulaStop) -> Int {
    isGiven(position) ? try whole(position) : standard
  }

  func text(_ position: Int) throws(FormulaStop) -> String {
    let text = try reader.text(try value(position))
    // Whatever is done with a text looks at each of its characters.
    try cells.spend(text.utf8.count / 8)
    return text
  }

  /// The value of an argument, of a range that of its upper left cell.
  func firstValue(_ position: Int) throws(FormulaStop) -> FormulaValue {
    guard let area = area(position) else { return try value(position) }
    return try cells.value(at: area.cell(0, 0))
  }

  /// A text whose letters are to change their case, or to be compared whatever their case.
  func letters(_ position: Int) throws(FormulaStop) -> String {
    let text = try text(position)
    // Those beyond ASCII are looked up in Unicode's tables one by one.
    if !text.utf8.allSatisfy({ $0 < 0x80 }) { try cells.spend(text.utf8.count / 4) }
    return text
  }

  func truth(_ position: Int) throws(FormulaStop) -> Bool {
    try reader.truth(try value(position))
  }

  func truth(_ position: Int, else standard: Bool) throws(FormulaStop) -> Bool {
    has(position) ? try truth(position) : standard
  }

  /// The area that an argument is; nil where it is a value.
  func area(_ position: Int) -> CellArea? {
    if case .area(let area) = arguments[position] { area } else { nil }
  }

  /// The area that an argument must be; an error value is passed on, anything else is none.
  func requiredArea(_ position: Int) throws(FormulaStop) -> CellArea {
    if let area = area(position) { return area }
    if case .value(.error(let error)) = arguments[position] { throw .error(error) }
    throw .error(.value)
  }

  func array(_ position: Int) throws(FormulaStop) -> FormulaArray {
    try reader.array(arguments[position])
  }

  /// A text that a cell can hold.
  func bounded(_ text: String) throws(FormulaStop) -> FormulaValue {
    try OperandReader.bounded(text, cells)
  }

  func refusal(zh: String, en: String) -> FormulaStop {
    .refused(.uncovered(name, zh: zh, en: en))
  }
}
