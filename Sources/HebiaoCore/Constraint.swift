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

  /// Whether the relation is an equation, not one that only sets bounds to repairs.
  public var isEquation: Bool {
    switch relation {
    case .sum, .quotient, .equal: true
    case .atMost, .together: false
    }
  }
}

extension Constraint {
  /// Whether the relation holds at the printed precision; an overflow counts as not holding.
  public func holds(for figures: [Figure]) -> Bool {
    holds(for: figures) { figures[$0].value }
  }

  /// Whether the relation holds at the printed precision where the figures have other values.
  package func holds(for figures: [Figure], values: (Int) -> Rational) -> Bool {
    switch relation {
    case .equal(let first, let second): values(first) == values(second)
    case .atMost(let lesser, let greater): values(lesser) <= values(greater)
    case .together(let mark, let amount): (values(mark) != .zero) == (values(amount) > .zero)
    case .sum(let total, let parts): sumHolds(total, parts, figures, values)
    case .quotient(let quotient, let dividend, let divisor, let decimals):
      quotientHolds(quotient, dividend, divisor, decimals, values)
    }
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
  public static func sum(_ positions: [Int], _ figures: [Figure]) -> Rational? {
    sum(positions) { figures[$0].value }
  }

  /// The sum of the values of some figures; nil where it does not fit.
  package static func sum(_ positions: [Int], values: (Int) -> Rational) -> Rational? {
    if positions.count == 1 { return values(positions[0]) }
    var sum = Rational.zero
    for position in positions {
      guard let next = sum.adding(values(position)) else { return nil }
      sum = next
    }
    return sum
  }

  private func sumHolds(
    _ total: Int,
    _ parts: [Int],
    _ figures: [Figure],
    _ values: (Int) -> Rational
  ) -> Bool {
    guard let sum = Self.sum(parts, values: values),
      let gap = sum.subtracting(values(total))?.magnitude
    else { return false }
    if gap == .zero { return true }
    let slack = Self.slack(of: parts + [total], figures)
    return slack > .zero && gap <= slack
  }

  /// How far a sum may be off because its figures are rounded ones.
  ///
  /// Source: XBRL Calculations 1.1: rounded figures stand for intervals.
  public static func slack(of positions: [Int], _ figures: [Figure]) -> Rational {
    var slack = Rational.zero
    for position in positions {
      guard let decimals = figures[position].roundedTo,
        let half = Rational(digits: 5, scale: decimals + 1), let wider = slack.adding(half)
      else { continue }
      slack = wider
    }
    return slack
  }

  private func quotientHolds(
    _ quotient: Int,
    _ dividend: [Int],
    _ divisor: [Int],
    _ decimals: Int,
    _ values: (Int) -> Rational
  ) -> Bool {
    guard let top = Self.sum(dividend, values: values),
      let bottom = Self.sum(divisor, values: values)
    else { return false }
    guard bottom != .zero else { return true }
    let stated = values(quotient)
    if let expected = Rational.printedUnits(top, over: bottom, decimals: decimals + 2),
      let printed = Rational.printedUnits(stated, over: .one, decimals: decimals + 2)
    {
      return expected == printed
    }
    guard let expected = top.divided(by: bottom)?.roundedHalfUp(decimals: decimals + 2),
      let printed = stated.roundedHalfUp(decimals: decimals + 2)
    else { return false }
    return expected == printed
  }
}
