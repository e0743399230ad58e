import Glibc
import HebiaoCore

extension OperandReader {
  /// Applies an operator between two operands.
  func apply(
    _ operation: FormulaOperator,
    _ left: Operand,
    _ right: Operand
  ) throws(FormulaStop) -> Operand {
    switch operation {
    case .range: return try joined(left, right)
    case .intersection: return try common(left, right)
    default:
      if isOne(left), isOne(right) {
        // What nearly all operators are applied to needs no list of values.
        let first = try scalar(left)
        let second = try scalar(right)
        do throws(FormulaStop) {
          return .value(try combine(operation, first, second))
        } catch .error(let error) {
          return .value(.error(error))
        }
      }
      return try lifted([left, right]) { values throws(FormulaStop) in
        try self.combine(operation, values[0], values[1])
      }
    }
  }

  /// Applies a function of values; where an operand stands for many, once for each of its values.
  func lifted(
    _ operands: [Operand],
    _ body: ([FormulaValue]) throws(FormulaStop) -> FormulaValue
  ) throws(FormulaStop) -> Operand {
    var arrays: [FormulaArray?] = []
    var scalars: [FormulaValue] = []
    var rows = 1
    var columns = 1
    var isSingle = true
    for operand in operands {
      let array = try several(operand)
      arrays.append(array)
      scalars.append(array == nil ? try scalar(operand) : .blank)
      if let array {
        isSingle = false
        rows = max(rows, array.rows)
        columns = max(columns, array.columns)
      }
    }
    if isSingle { return .value(try guarded(scalars, body)) }
    guard rows * columns <= FormulaArray.limit else {
      throw .refused(FormulaRefusal(.tooLarge, zh: "数组过大", en: "the array is too large"))
    }
    try cells.spend(rows * columns)
    var values: [FormulaValue] = []
    values.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        for (index, array) in arrays.enumerated() {
          if let array { scalars[index] = array.broadcast(row, column) }
        }
        values.append(try guarded(scalars, body))
      }
    }
    return .array(FormulaArray(rows: rows, columns: columns, values: values))
  }

  /// The value of a function, an error it stopped with included.
  private func guarded(
    _ values: [FormulaValue],
    _ body: ([FormulaValue]) throws(FormulaStop) -> FormulaValue
  ) throws(FormulaStop) -> FormulaValue {
    do throws(FormulaStop) {
      return try body(values)
    } catch .error(let error) {
      return .error(error)
    }
  }

  private func combine(
    _ operation: FormulaOperator,
    _ left: FormulaValue,
    _ right: FormulaValue
  ) throws(FormulaStop) -> FormulaValue {
    if case .error(let error) = left { throw .error(error) }
    if case .error(let error) = right { throw .error(error) }
    switch operation {
    case .equal: return .bool(ValueComparison.isEqual(left, right))
    case .notEqual: return .bool(!ValueComparison.isEqual(left, right))
    case .less: return .bool(try ValueComparison.order(left, right) < 0)
    case .lessOrEqual: return .bool(try ValueComparison.order(left, right) <= 0)
    case .greater: return .bool(try ValueComparison.order(left, right) > 0)
    case .greaterOrEqual: return .bool(try ValueComparison.order(left, right) >= 0)
    case .concatenate:
      let text = try text(left) + text(right)
      return try Self.bounded(text, cells)
    default: break
    }
    let first = try number(left)
    let second = try number(right)
    switch operation {
    case .add: return .finite(Self.sum(first, second))
    case .subtract: return .finite(Self.sum(first, -second))
    case .multiply: return .finite(first * second)
    case .divide: return second == 0 ? .error(.divisionByZero) : .finite(first / second)
    default: return try Self.power(first, second)
    }
  }

  /// A sum that is zero where only the last bits of its terms differ, as Excel has it.
  static func sum(_ left: Double, _ right: Double) -> Double {
    (left < 0) != (right < 0) && DecimalNumber.isNearlyEqual(left, -right) ? 0 : left + right
  }

  static func power(_ base: Double, _ exponent: Double) throws(FormulaStop) -> FormulaValue {
    if base == 0 {
      if exponent == 0 { throw .error(.number) }
      if exponent < 0 { throw .error(.divisionByZero) }
    }
    return .finite(pow(base, exponent))
  }

  /// A text that a cell can hold.
  static func bounded(
    _ text: String,
    _ cells: any FormulaCells
  ) throws(FormulaStop) -> FormulaValue {
    try cells.spend(text.utf8.count / 8)
    guard text.utf8.count <= 32_767 || text.utf16.count <= 32_767 else { throw .error(.value) }
    return .text(text)
  }

  // MARK: References

  private func joined(_ left: Operand, _ right: Operand) throws(FormulaStop) -> Operand {
    if case .value(.error) = left { return left }
    if case .value(.error) = right { return right }
    guard case .area(let first) = left, case .area(let second) = right else {
      return .value(.error(.value))
    }
    guard first.sheet == second.sheet else { return .value(.error(.value)) }
    let corner = CellReference(
      row: min(first.range.first.row, second.range.first.row),
      column: min(first.range.first.column, second.range.first.column)
    )
    let opposite = CellReference(
      row: max(first.range.last.row, second.range.last.row),
      column: max(first.range.last.column, second.range.last.column)
    )
    return .area(CellArea(sheet: first.sheet, range: CellRange(corner, opposite)))
  }

  private func common(_ left: Operand, _ right: Operand) throws(FormulaStop) -> Operand {
    if case .value(.error) = left { return left }
    if case .value(.error) = right { return right }
    guard case .area(let first) = left, case .area(let second) = right else {
      return .value(.error(.value))
    }
    let corner = CellReference(
      row: max(first.range.first.row, second.range.first.row),
      column: max(first.range.first.column, second.range.first.column)
    )
    let opposite = CellReference(
      row: min(first.range.last.row, second.range.last.row),
      column: min(first.range.last.column, second.range.last.column)
    )
    guard first.sheet == second.sheet, corner.row <= opposite.row,
      corner.column <= opposite.column
    else { return .value(.error(.null)) }
    return .area(CellArea(sheet: first.sheet, range: CellRange(corner, opposite)))
  }
}
