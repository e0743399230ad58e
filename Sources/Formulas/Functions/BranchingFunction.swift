import HebiaoCore

/// The functions that leave arguments alone which they do not come to.
enum BranchingFunction: Sendable {
  case `if`
  case ifError
  case ifNotAvailable
  case ifs
  case choose
  case `switch`

  static let all: [FormulaFunction] = [
    FormulaFunction(name: "IF", arity: 1...3, kind: .branching(.if)),
    FormulaFunction(name: "IFERROR", arity: 1...2, kind: .branching(.ifError)),
    FormulaFunction(name: "IFNA", arity: 1...2, kind: .branching(.ifNotAvailable)),
    FormulaFunction(name: "IFS", arity: 2...254, kind: .branching(.ifs)),
    FormulaFunction(name: "CHOOSE", arity: 2...255, kind: .branching(.choose)),
    FormulaFunction(name: "SWITCH", arity: 3...254, kind: .branching(.switch)),
  ]

  /// What happens next.
  enum Step {
    case evaluate(Int)
    case become(Int)
    case result(Operand)
  }

  /// The next step after some arguments were evaluated, at least the first.
  func next(
    _ evaluated: [Operand],
    of count: Int,
    _ reader: OperandReader
  ) throws(FormulaStop) -> Step {
    do throws(FormulaStop) {
      switch self {
      case .if: return try nextOfIf(evaluated, count, reader)
      case .ifError:
        return try nextOfAlternative(evaluated, count, reader) { $0.isError }
      case .ifNotAvailable:
        return try nextOfAlternative(evaluated, count, reader) { $0 == .error(.notAvailable) }
      case .ifs: return try nextOfConditions(evaluated, count, reader)
      case .choose:
        let choice = DecimalNumber.truncated(try reader.number(try single(evaluated[0], reader)))
        guard choice >= 1, choice < Double(count) else { throw .error(.value) }
        return .become(Int(choice))
      case .switch: return try nextOfSwitch(evaluated, count, reader)
      }
    } catch .error(let error) {
      return .result(.value(.error(error)))
    }
  }

  private func nextOfIf(
    _ evaluated: [Operand],
    _ count: Int,
    _ reader: OperandReader
  ) throws(FormulaStop) -> Step {
    if try reader.several(evaluated[0]) == nil {
      let isTrue = try reader.truth(try reader.scalar(evaluated[0]))
      if isTrue { return count > 1 ? .become(1) : .result(.value(.bool(true))) }
      return count > 2 ? .become(2) : .result(.value(.bool(false)))
    }
    if evaluated.count < count { return .evaluate(evaluated.count) }
    var operands = evaluated
    while operands.count < 3 { operands.append(.value(.bool(operands.count == 1))) }
    return .result(
      try reader.lifted(operands) { values throws(FormulaStop) in
        let chosen = try reader.truth(values[0]) ? values[1] : values[2]
        return chosen == .blank ? .number(0) : chosen
      }
    )
  }

  private func nextOfAlternative(
    _ evaluated: [Operand],
    _ count: Int,
    _ reader: OperandReader,
    _ takesAlternative: (FormulaValue) -> Bool
  ) throws(FormulaStop) -> Step {
    if try reader.several(evaluated[0]) == nil {
      let value = try reader.scalar(evaluated[0])
      if takesAlternative(value) {
        return count > 1 ? .become(1) : .result(.number(0))
      }
      return .result(.value(value == .blank ? .number(0) : value))
    }
    if evaluated.count < count { return .evaluate(evaluated.count) }
    return .result(
      try reader.lifted(count > 1 ? evaluated : evaluated + [.number(0)]) {
        values throws(FormulaStop) in takesAlternative(values[0]) ? values[1] : values[0]
      }
    )
  }

  private func nextOfConditions(
    _ evaluated: [Operand],
    _ count: Int,
    _ reader: OperandReader
  ) throws(FormulaStop) -> Step {
    guard count % 2 == 0 else { throw .error(.value) }
    let position = (evaluated.count - 1) * 2
    let last = evaluated[evaluated.count - 1]
    if try reader.truth(try single(last, reader)) { return .become(position + 1) }
    if position + 2 < count { return .evaluate(position + 2) }
    throw .error(.notAvailable)
  }

  private func nextOfSwitch(
    _ evaluated: [Operand],
    _ count: Int,
    _ reader: OperandReader
  ) throws(FormulaStop) -> Step {
    let value = try single(evaluated[0], reader)
    if case .error(let error) = value { throw .error(error) }
    if evaluated.count > 1 {
      let tried = evaluated.count - 1
      let last = try single(evaluated[tried], reader)
      if case .error(let error) = last { throw .error(error) }
      if ValueComparison.isEqual(value, last) { return .become(tried * 2) }
    }
    let next = evaluated.count * 2 - 1
    if next + 1 < count { return .evaluate(next) }
    if next < count { return .become(next) }
    throw .error(.notAvailable)
  }

  private func single(
    _ operand: Operand,
    _ reader: OperandReader
  ) throws(FormulaStop) -> FormulaValue {
    guard try reader.several(operand) == nil else {
      throw .refused(
        FormulaRefusal(.uncovered, zh: "条件是一组值", en: "a condition that is an array")
      )
    }
    return try reader.scalar(operand)
  }
}
