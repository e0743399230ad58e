/// An arithmetic relation between figures, named by their position in a list of figures.
public struct Constraint: Sendable, Hashable {
  /// The relation itself.
  public enum Relation: Sendable, Hashable {
    /// The total is the sum of the parts.
    case sum(total: Int, parts: [Int])
    /// The quotient is Σ dividend ÷ Σ divisor, at so many decimals of the percentage.
    case quotient(quotient: Int, dividend: [Int], divisor: [Int], decimals: Int)
    /// The figures are the same.
    case equal(Int, Int)
    /// The first figure is not greater than the second.
    case atMost(Int, Int)
    /// The mark stands exactly where the amount is above zero.
    case together(mark: Int, amount: Int)
  }

  /// The position of its rule in the caller's list of rules.
  public var rule: Int
  /// The relation.
  public var relation: Relation

  /// A relation that a rule asks for.
  public init(rule: Int, relation: Relation) {
    self.rule = rule
    self.relation = relation
  }

  /// The figures that take part, the derived one first.
  public var figures: [Int] {
    switch relation {
    case .sum(let total, let parts): [total] + parts
    case .quotient(let quotient, let dividend, let divisor, _): [quotient] + dividend + divisor
    case .equal(let first, let second): [second, first]
    case .atMost(let lesser, let greater): [lesser, greater]
    case .together(let mark, let amount): [mark, amount]
    }
  }

  /// The figure that the others determine.
  public var derived: Int {
    switch relation {
    case .sum(let total, _): total
    case .quotient(let quotient, _, _, _): quotient
    case .equal(_, let second): second
    case .atMost(let lesser, _): lesser
    case .together(let mark, _): mark
    }
  }
}

extension Constraint {
  /// Whether the relation holds at the printed precision; an overflow counts as not holding.
  public func holds(for figures: [Figure]) -> Bool {
    ConstraintList([self]).holds(
      0,
      value: { figures[$0].value },
      roundedTo: { figures[$0].roundedTo }
    )
  }

  /// What the relation asks of its derived figure; nil where that is undefined.
  public func expectation(for figures: [Figure]) -> Rational? {
    switch relation {
    case .equal(let first, _): return figures[first].value
    case .atMost, .together: return nil
    case .sum(_, let parts): return Self.sum(parts, figures)
    case .quotient(_, let dividend, let divisor, let decimals):
      guard let top = Self.sum(dividend, figures), let bottom = Self.sum(divisor, figures),
        let ratio = top.divided(by: bottom)
      else { return nil }
      return ratio.roundedHalfUp(decimals: decimals + 2)
    }
  }

  /// The sum of some figures; nil where it does not fit.
  private static func sum(_ positions: [Int], _ figures: [Figure]) -> Rational? {
    var sum = Rational.zero
    for position in positions {
      guard let next = sum.adding(figures[position].value) else { return nil }
      sum = next
    }
    return sum
  }
}
