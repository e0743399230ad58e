import HebiaoCore

extension TemplateFormula {
  /// What a formula gives; nil for the empty text.
  ///
  /// `value` tells what a cell holds, nil for nothing.
  /// Complexity: linear in the cells it refers to.
  func result(_ value: (CellReference) -> DraftValue?) -> DraftValue? {
    switch self {
    case .quotient(let top, let bottom, let decimals, let mark):
      guard case .number(let divisor)? = value(bottom), case .number(let dividend)? = value(top)
      else {
        let applies = value(bottom) != .text(mark) && value(top) != .text(mark)
        return applies ? nil : .text(mark)
      }
      guard let quotient = dividend.divided(by: divisor)?.roundedHalfUp(decimals: decimals + 2)
      else { return .text(mark) }
      return .number(quotient)
    case .quotientInText(let top, let bottom, let decimals):
      guard case .text(let done)? = value(top), case .text(let agreed)? = value(bottom),
        let dividend = Self.lastNumber(in: done), let divisor = Self.lastNumber(in: agreed),
        let quotient = dividend.divided(by: divisor)?.roundedHalfUp(decimals: decimals + 2)
      else { return nil }
      return .number(quotient)
    case .sum(let ranges, let mark):
      let values = ranges.flatMap(\.cells).compactMap(value)
      let numbers = values.compactMap(\.number)
      if numbers.isEmpty {
        return ranges.count == 1 && ranges[0].first != ranges[0].last
          && values.contains(.text(mark)) ? .text(mark) : nil
      }
      return Self.sum(numbers)
    case .count(let range, let mark):
      let values = range.cells.compactMap(value)
      return values.isEmpty ? nil : .number(Rational(values.count { $0 == .text(mark) }))
    case .sumWhere(let range, let marked, let mark):
      let cells = range.cells
      guard cells.contains(where: { value($0)?.number != nil }) else { return nil }
      let counted = cells.filter { cell in
        marked.allSatisfy { range in
          value(CellReference(row: cell.row, column: range.first.column)) == .text(mark)
        }
      }
      return Self.sum(counted.compactMap { value($0)?.number })
    case .same(let cell): return value(cell)
    case .nextNumber(let above, let name):
      guard value(name) != nil else { return nil }
      let highest = above.cells.compactMap { value($0)?.number }.max() ?? .zero
      return highest.adding(.one).map { .number($0) }
    case .whereEqual(let one, let other, let cell):
      return value(one) == value(other) ? value(cell) : nil
    }
  }

  private static func sum(_ numbers: [Rational]) -> DraftValue? {
    numbers.reduce(Optional(Rational.zero)) { $0?.adding($1) }.map { .number($0) }
  }

  private static func lastNumber(in text: String) -> Rational? {
    guard let end = text.lastIndex(where: \.isASCIIDigit) else { return nil }
    let digits = text[...end].reversed().prefix { $0.isASCIIDigit || $0 == "." }
    return Rational(decimalText: String(digits.reversed().drop { $0 == "." }))
  }
}

extension DraftValue {
  /// The number, if it is one.
  var number: Rational? {
    if case .number(let number) = self { number } else { nil }
  }
}

extension CellRange {
  /// The cells in reading order.
  var cells: [CellReference] {
    (first.row.rawValue...last.row.rawValue).flatMap { row in
      (first.column.rawValue...last.column.rawValue).map { CellReference(row, $0) }
    }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
