/// A figure of a workbook that constraints speak about.
public struct Figure: Sendable, Hashable {
  /// What a figure is in its table, from the one most likely to be derived to the least.
  public enum Role: Int, Sendable, Hashable, Comparable {
    /// A ratio of two other figures.
    case percentage
    /// A sum or count of other figures.
    case total
    /// A figure that somebody typed.
    case input
    /// A mark that counts as one.
    case mark

    /// Compares by how likely the figure is derived.
    public static func < (left: Role, right: Role) -> Bool { left.rawValue < right.rawValue }
  }

  /// The cell; a merged range is one figure.
  public var location: CellLocation
  /// The value as stored, of percentages the ratio; zero where nothing was filled in.
  public var value: Rational
  /// What it is in its table.
  public var role: Role
  /// Decimals that are printed, where fewer than are stored.
  public var roundedTo: Int?
  /// What its values are multiples of: one for counts, a half for attendance; nil for any value.
  public var step: Rational?
  /// Whether the cell is blank.
  public var isBlank: Bool
  /// Whether a formula computes it.
  public var hasFormula: Bool
  /// Decimals that it is printed with, of percentages those of the percent figure.
  public var decimals: Int?
  /// What last month's file held in its place; nil where that is not known.
  public var previous: Rational?
  /// The least value it may have; nil where there is none.
  public var minimum: Rational?
  /// The greatest value it may have; nil where there is none.
  public var maximum: Rational?

  /// A figure.
  public init(
    location: CellLocation,
    value: Rational,
    role: Role,
    roundedTo: Int? = nil,
    step: Rational? = nil,
    isBlank: Bool = false,
    hasFormula: Bool = false,
    decimals: Int? = nil,
    previous: Rational? = nil,
    minimum: Rational? = nil,
    maximum: Rational? = nil
  ) {
    self.location = location
    self.value = value
    self.role = role
    self.roundedTo = roundedTo
    self.step = step
    self.isBlank = isBlank
    self.hasFormula = hasFormula
    self.decimals = decimals
    self.previous = previous
    self.minimum = minimum
    self.maximum = maximum
  }
}

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
    switch relation {
    case .equal(let first, let second): figures[first].value == figures[second].value
    case .atMost(let lesser, let greater): figures[lesser].value <= figures[greater].value
    case .together(let mark, let amount):
      (figures[mark].value != .zero) == (figures[amount].value > .zero)
    case .sum(let total, let parts): sumHolds(total, parts, figures)
    case .quotient(let quotient, let dividend, let divisor, let decimals):
      quotientHolds(quotient, dividend, divisor, decimals, figures)
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
    var sum = Rational.zero
    for position in positions {
      guard let next = sum.adding(figures[position].value) else { return nil }
      sum = next
    }
    return sum
  }

  private func sumHolds(_ total: Int, _ parts: [Int], _ figures: [Figure]) -> Bool {
    guard let sum = Self.sum(parts, figures),
      let gap = sum.subtracting(figures[total].value)?.magnitude
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
    _ figures: [Figure]
  ) -> Bool {
    guard let top = Self.sum(dividend, figures), let bottom = Self.sum(divisor, figures) else {
      return false
    }
    guard bottom != .zero else { return true }
    guard let expected = top.divided(by: bottom)?.roundedHalfUp(decimals: decimals + 2),
      let printed = figures[quotient].value.roundedHalfUp(decimals: decimals + 2)
    else { return false }
    return expected == printed
  }
}
