import HebiaoCore

/// Orders the tokens of a formula by what binds more tightly, without recursion.
///
/// Two stacks: operands, which are nodes already made, and what waits for its right operand or its
/// closing parenthesis.
struct FormulaParser {
  private let tokens: [FormulaToken]
  private var nodes: [FormulaNode] = []
  private var operands: [Int] = []
  private var waiting: [Waiting] = []
  private var open = 0

  private enum Waiting {
    case negative
    case positive
    case operation(FormulaOperator)
    case parenthesis
    /// A function; how many operands there were before its first argument.
    case function(FunctionList.Meaning, operandsBefore: Int)

    var precedence: Int? {
      switch self {
      case .negative, .positive: FormulaOperator.signPrecedence
      case .operation(let operation): operation.precedence
      case .parenthesis, .function: nil
      }
    }
  }

  init(_ tokens: [FormulaToken]) {
    self.tokens = tokens
  }

  mutating func parse() throws(FormulaStop) -> [FormulaNode] {
    guard !tokens.isEmpty else { throw unreadable(zh: "公式是空的", en: "the formula is empty") }
    var wantsOperand = true
    nodes.reserveCapacity(tokens.count)
    operands.reserveCapacity(tokens.count)
    for (position, token) in tokens.enumerated() {
      if wantsOperand {
        wantsOperand = try takeOperand(token, at: position)
      } else {
        wantsOperand = try takeOperator(token)
      }
    }
    guard !wantsOperand else { throw unreadable(zh: "公式没有写完", en: "the formula stops short") }
    try reduce(downTo: 0)
    guard waiting.isEmpty, operands.count == 1 else {
      throw unreadable(zh: "括号没有合上", en: "a parenthesis is not closed")
    }
    return nodes
  }

  /// Takes a token where an operand may begin; whether one is still wanted after it.
  private mutating func takeOperand(
    _ token: FormulaToken,
    at position: Int
  ) throws(FormulaStop) -> Bool {
    switch token {
    case .number(let number): push(.value(.number(number)))
    case .text(let text): push(.value(.text(text)))
    case .bool(let truth): push(.value(.bool(truth)))
    case .error(let error): push(.value(.error(error)))
    case .array(let array): push(.array(array))
    case .area(let area): push(.area(area))
    case .name(let name, let sheet): push(.name(name, sheet: sheet))
    case .function(let name):
      try openGroup(
        .function(FunctionList.meaning(of: name), operandsBefore: operands.count)
      )
      return true
    case .openParenthesis:
      try openGroup(.parenthesis)
      return true
    case .operation(.subtract):
      waiting.append(.negative)
      return true
    case .operation(.add):
      waiting.append(.positive)
      return true
    case .comma:
      guard isInArguments else { throw unexpected(",") }
      push(.missing)
      return try takeOperator(token)
    case .closeParenthesis:
      guard position > 0, case .function(let function, let before)? = waiting.last else {
        throw unexpected(")")
      }
      // `PI()` has no argument, `IF(A1,)` ends with one that is left out.
      if operands.count == before, case .function = tokens[position - 1] {
        waiting.removeLast()
        open -= 1
        try pushCall(function, arguments: [])
        return false
      }
      push(.missing)
      return try takeOperator(token)
    case .percent: throw unexpected("%")
    case .operation: throw unreadable(zh: "运算符前缺少数值", en: "an operator lacks its left side")
    }
    return false
  }

  /// Takes a token after an operand; whether another operand is wanted.
  private mutating func takeOperator(_ token: FormulaToken) throws(FormulaStop) -> Bool {
    switch token {
    case .percent:
      try reduce(downTo: FormulaOperator.percentPrecedence)
      guard let operand = operands.popLast() else { throw unexpected("%") }
      push(.percent(operand))
      return false
    case .operation(let operation):
      try reduce(downTo: operation.precedence)
      waiting.append(.operation(operation))
      return true
    case .comma:
      try reduce(downTo: 0)
      guard case .function? = waiting.last else {
        throw .refused(
          FormulaRefusal(.uncovered, zh: "不支持区域联合 (A1,B2)", en: "the union of references (A1,B2)")
        )
      }
      return true
    case .closeParenthesis:
      try reduce(downTo: 0)
      switch waiting.popLast() {
      case .parenthesis:
        open -= 1
      case .function(let function, let before):
        open -= 1
        let arguments = Array(operands[before...])
        operands.removeLast(operands.count - before)
        try pushCall(function, arguments: arguments)
      default: throw unexpected(")")
      }
      return false
    default:
      throw unreadable(zh: "两个数值之间缺少运算符", en: "an operator is missing between two values")
    }
  }

  private var isInArguments: Bool {
    if case .function? = waiting.last { true } else { false }
  }

  private mutating func openGroup(_ group: Waiting) throws(FormulaStop) {
    open += 1
    guard open <= ParsedFormula.deepest else {
      throw .refused(
        FormulaRefusal(
          .tooLarge,
          zh: "括号嵌套超过 \(ParsedFormula.deepest) 层",
          en: "more than \(ParsedFormula.deepest) parentheses within each other"
        )
      )
    }
    waiting.append(group)
  }

  private mutating func push(_ node: FormulaNode) {
    nodes.append(node)
    operands.append(nodes.count - 1)
  }

  private mutating func pushCall(
    _ function: FunctionList.Meaning,
    arguments: [Int]
  ) throws(FormulaStop) {
    switch function {
    case .refused(let refused): push(.refused(refused))
    case .listed(let position):
      let declared = FunctionList.functions[position]
      guard declared.arity.contains(arguments.count) else {
        throw unreadable(
          zh: "\(declared.name) 的参数个数不对 (\(arguments.count) 个)",
          en: "\(declared.name) does not take \(arguments.count) arguments"
        )
      }
      push(.call(position, arguments: arguments))
    }
  }

  /// Makes nodes of what binds at least so tightly, up to the innermost open group.
  private mutating func reduce(downTo precedence: Int) throws(FormulaStop) {
    while let top = waiting.last, let own = top.precedence, own >= precedence {
      waiting.removeLast()
      guard let right = operands.popLast() else { throw unexpected("") }
      switch top {
      case .negative: push(.negative(right))
      case .positive: push(.positive(right))
      case .operation(let operation):
        guard let left = operands.popLast() else { throw unexpected("") }
        push(.operation(operation, left, right))
      case .parenthesis, .function: return
      }
    }
  }

  private func unexpected(_ sign: String) -> FormulaStop {
    unreadable(zh: "公式在 “\(sign)” 处读不通", en: "the formula breaks at \"\(sign)\"")
  }

  private func unreadable(zh: String, en: String) -> FormulaStop {
    .refused(FormulaRefusal(.unreadable, zh: zh, en: en))
  }
}
