import HebiaoCore

/// Constraints prepared for the search: what each figure takes part in, and sums worked out once.
struct RepairProblem {
  /// What a figure is in a constraint.
  enum Part {
    case addend
    case total
    case quotient
    case dividend
    case divisor
    case lesser
    case greater
    case mark
    case amount
  }

  /// A figure's part in a constraint.
  struct Incidence {
    var constraint: Int
    var figure: Int
    var part: Part
  }

  /// A constraint with its figures' present values summed up.
  struct Prepared {
    var incidences: [Incidence]
    /// Σ addends − total of a sum, Σ dividends of a quotient.
    var first: Rational?
    /// How far the total of a sum may be off, Σ divisors of a quotient.
    var second: Rational?
    /// The decimals of a quotient as a percentage.
    var decimals = 0
    var isQuotient = false
    var isBound = false
    var holds: Bool
  }

  private(set) var figures: [Figure]
  private(set) var constraints: [Prepared]
  /// The parts of each figure.
  let parts: [[Incidence]]
  /// The positions of equations that do not hold, ascending.
  private(set) var broken: [Int]
  private let relations: [Constraint]

  init(figures: [Figure], constraints: [Constraint]) {
    self.figures = figures
    relations = constraints
    let prepared = constraints.indices.map { Self.prepare(constraints[$0], $0, figures) }
    var parts = [[Incidence]](repeating: [], count: figures.count)
    for constraint in prepared {
      for incidence in constraint.incidences { parts[incidence.figure].append(incidence) }
    }
    self.constraints = prepared
    self.parts = parts
    broken = prepared.indices.filter { !prepared[$0].holds && !prepared[$0].isBound }
  }

  /// The same with another value for one figure.
  func changing(_ figure: Int, to value: Rational) -> RepairProblem {
    var other = self
    other.figures[figure].value = value
    for index in Set(parts[figure].map(\.constraint)) {
      other.constraints[index] = Self.prepare(relations[index], index, other.figures)
    }
    other.broken = constraints.indices.filter {
      !other.constraints[$0].holds && !other.constraints[$0].isBound
    }
    return other
  }

  private static func prepare(
    _ constraint: Constraint,
    _ index: Int,
    _ figures: [Figure]
  ) -> Prepared {
    func incidences(_ positions: [Int], _ part: Part) -> [Incidence] {
      positions.map { Incidence(constraint: index, figure: $0, part: part) }
    }
    let holds = constraint.holds(for: figures)
    switch constraint.relation {
    case .sum(let total, let addends):
      return Prepared(
        incidences: incidences([total], .total) + incidences(addends, .addend),
        first: Constraint.sum(addends, figures)?.subtracting(figures[total].value),
        second: Constraint.slack(of: addends + [total], figures),
        holds: holds
      )
    case .equal(let first, let second):
      return Prepared(
        incidences: incidences([second], .total) + incidences([first], .addend),
        first: figures[first].value.subtracting(figures[second].value),
        second: .zero,
        holds: holds
      )
    case .quotient(let quotient, let dividend, let divisor, let decimals):
      return Prepared(
        incidences: incidences([quotient], .quotient) + incidences(dividend, .dividend)
          + incidences(divisor, .divisor),
        first: Constraint.sum(dividend, figures),
        second: Constraint.sum(divisor, figures),
        decimals: decimals,
        isQuotient: true,
        holds: holds
      )
    case .atMost(let lesser, let greater):
      return Prepared(
        incidences: incidences([lesser], .lesser) + incidences([greater], .greater),
        isBound: true,
        holds: holds
      )
    case .together(let mark, let amount):
      return Prepared(
        incidences: incidences([mark], .mark) + incidences([amount], .amount),
        isBound: true,
        holds: holds
      )
    }
  }
}

/// Other values for some figures, those that are still open being nil.
struct Assignment {
  /// The positions of the figures that may change, ascending.
  var figures: [Int]
  /// Their values, parallel.
  var values: [Rational?]

  func slot(of figure: Int) -> Int? { figures.firstIndex(of: figure) }
}

extension RepairProblem {
  /// The figures of a constraint that an assignment leaves open.
  func open(_ constraint: Int, _ assignment: Assignment) -> [Int] {
    var open: [Int] = []
    for (slot, figure) in assignment.figures.enumerated() where assignment.values[slot] == nil {
      if parts[figure].contains(where: { $0.constraint == constraint }) { open.append(slot) }
    }
    return open
  }

  /// Whether a constraint with no open figure holds under an assignment.
  func holds(_ constraint: Int, _ assignment: Assignment) -> Bool {
    let prepared = constraints[constraint]
    if prepared.isBound { return boundHolds(prepared, assignment) }
    guard let (first, second) = sums(constraint, assignment) else { return false }
    if !prepared.isQuotient { return first.magnitude <= second }
    // What divides by nothing says nothing: it is no repair.
    guard second != .zero, let quotient = prepared.incidences.first(where: { $0.part == .quotient })
    else { return false }
    let value = self.value(of: quotient.figure, assignment)
    guard
      let expected = first.divided(by: second)?.roundedHalfUp(decimals: prepared.decimals + 2),
      let printed = value.roundedHalfUp(decimals: prepared.decimals + 2)
    else { return false }
    return expected == printed
  }

  /// The values of one open figure under which a constraint holds, all others given; nil where
  /// there are none.
  func values(
    of slot: Int,
    under constraint: Int,
    _ assignment: Assignment
  ) -> ValueRange? {
    let figure = assignment.figures[slot]
    guard let own = parts[figure].first(where: { $0.constraint == constraint }) else { return nil }
    let prepared = constraints[constraint]
    if prepared.isBound {
      return prepared.incidences.first { $0.figure != figure }.map {
        boundValues(own.part, beside: value(of: $0.figure, assignment))
      }
    }
    guard let (first, second) = sums(constraint, assignment) else { return nil }
    let present = figures[figure].value
    switch own.part {
    case .addend: return present.subtracting(first).map(ValueRange.point)
    case .total: return present.adding(first).map(ValueRange.point)
    case .quotient:
      guard !second.isNegative, second != .zero else { return nil }
      return first.divided(by: second)?.roundedHalfUp(decimals: prepared.decimals + 2)
        .map(ValueRange.point)
    case .dividend, .divisor:
      return operandValues(prepared, own, first: first, second: second, assignment)
    case .lesser, .greater, .mark, .amount: return nil
    }
  }

  /// The values of a figure that a bound ties to another.
  private func boundValues(_ part: Part, beside other: Rational) -> ValueRange {
    switch part {
    case .lesser: return .from(nil, to: other)
    case .greater: return .from(other, to: nil)
    case .mark: return .point(other > .zero ? .one : .zero)
    default:
      if other == .zero { return .point(.zero) }
      return ValueRange(lower: ValueRange.Bound(value: .zero, isIncluded: false), upper: nil)
    }
  }

  /// The values of a dividend or divisor under which the printed quotient is right.
  private func operandValues(
    _ prepared: Prepared,
    _ own: Incidence,
    first: Rational,
    second: Rational,
    _ assignment: Assignment
  ) -> ValueRange? {
    guard let quotient = prepared.incidences.first(where: { $0.part == .quotient }),
      let half = Rational(digits: 5, scale: prepared.decimals + 3),
      let printed = value(of: quotient.figure, assignment)
        .roundedHalfUp(decimals: prepared.decimals + 2),
      let low = printed.subtracting(half), let high = printed.adding(half),
      !printed.isNegative
    else { return nil }
    let present = figures[own.figure].value
    if own.part == .dividend {
      // low ≤ (x + rest) ÷ divisor < high
      guard second > .zero, let rest = first.subtracting(present),
        let least = low.multiplied(by: second)?.subtracting(rest),
        let limit = high.multiplied(by: second)?.subtracting(rest)
      else { return nil }
      return .from(max(least, .zero), to: limit, included: false)
    }
    // low ≤ dividend ÷ (x + rest) < high, so dividend ÷ high < x + rest ≤ dividend ÷ low
    guard !first.isNegative, let rest = second.subtracting(present),
      let below = first.divided(by: high)?.subtracting(rest)
    else { return nil }
    let lower = ValueRange.Bound(value: below, isIncluded: false)
    // Nothing over anything is nothing; and what rounds to nothing has no upper end.
    guard low > .zero else { return ValueRange(lower: lower, upper: nil) }
    guard first > .zero, let most = first.divided(by: low)?.subtracting(rest) else { return nil }
    return ValueRange(
      lower: lower,
      upper: ValueRange.Bound(value: most, isIncluded: true)
    )
  }

  /// A figure's value under an assignment; its present one where it is open or not in it.
  func value(of figure: Int, _ assignment: Assignment) -> Rational {
    guard let slot = assignment.slot(of: figure) else { return figures[figure].value }
    return assignment.values[slot] ?? figures[figure].value
  }

  /// The sums of a constraint under an assignment, an open figure counting with its present value.
  private func sums(_ constraint: Int, _ assignment: Assignment) -> (Rational, Rational)? {
    let prepared = constraints[constraint]
    guard var first = prepared.first, var second = prepared.second else { return nil }
    for (slot, figure) in assignment.figures.enumerated() {
      guard let value = assignment.values[slot],
        let change = value.subtracting(figures[figure].value)
      else { continue }
      for part in parts[figure] where part.constraint == constraint {
        switch part.part {
        case .addend, .dividend:
          guard let next = first.adding(change) else { return nil }
          first = next
        case .total:
          guard let next = first.subtracting(change) else { return nil }
          first = next
        case .divisor:
          guard let next = second.adding(change) else { return nil }
          second = next
        case .quotient, .lesser, .greater, .mark, .amount: break
        }
      }
    }
    return (first, second)
  }

  private func boundHolds(_ prepared: Prepared, _ assignment: Assignment) -> Bool {
    guard let first = prepared.incidences.first, let second = prepared.incidences.last else {
      return false
    }
    return boundValues(first.part, beside: value(of: second.figure, assignment))
      .contains(value(of: first.figure, assignment))
  }
}
