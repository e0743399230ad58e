import HebiaoCore

/// Constraints prepared for the search: what each figure takes part in, and sums worked out once.
///
/// Copies with other values share what does not change. Sums are worked out when they are asked for:
/// a search looks at the neighbourhood of what is broken, not at the whole workbook.
struct RepairProblem {
  /// The sums of a constraint's present values.
  struct Sums {
    /// Σ addends − total of a sum, Σ dividends of a quotient.
    var first: Rational
    /// How far the total of a sum may be off, Σ divisors of a quotient.
    var second: Rational
  }

  /// The figures as they stand in the workbook; `values` tells what they hold now.
  let figures: [Figure]
  let relations: [Constraint]
  /// What each figure takes part in.
  let parts: ConstraintIndex
  /// The figures' present values.
  private(set) var values: [Rational]
  /// Whether each constraint holds.
  private(set) var holds: [Bool]
  /// The positions of equations that do not hold, ascending.
  private(set) var broken: [Int]
  private var cache: SumCache

  init(figures: [Figure], constraints: [Constraint], holds: [Bool], parts: ConstraintIndex) {
    self.figures = figures
    relations = constraints
    self.parts = parts
    self.holds = holds
    values = figures.indices.map { figures[$0].value }
    broken = constraints.indices.filter { !holds[$0] && constraints[$0].isEquation }
    cache = SumCache(count: constraints.count)
  }

  /// How much a pass over all of it takes.
  var size: Int { values.count + relations.count }

  /// The same with another value for one figure.
  func changing(_ figure: Int, to value: Rational) -> RepairProblem {
    var other = self
    other.values[figure] = value
    other.cache = SumCache(cache, without: parts[figure].map(\.constraint))
    for part in parts[figure] {
      other.holds[part.constraint] = relations[part.constraint].holds(for: figures) {
        other.values[$0]
      }
    }
    other.broken = relations.indices.filter { !other.holds[$0] && relations[$0].isEquation }
    return other
  }

  /// The figures of a constraint, the derived one first.
  func figures(of constraint: Int) -> [Int] { relations[constraint].figures }

  /// A figure with what it holds now.
  func figure(_ position: Int) -> Figure {
    var figure = figures[position]
    figure.value = values[position]
    return figure
  }

  /// Whether a figure takes part in a constraint.
  func touches(_ constraint: Int, _ figure: Int) -> Bool {
    for place in range(ofPartsOf: figure) where parts.entries[place].constraint == constraint {
      return true
    }
    return false
  }

  /// Where a figure's parts stand in `parts.entries`.
  func range(ofPartsOf figure: Int) -> Range<Int> {
    parts.starts[figure]..<parts.starts[figure + 1]
  }

  /// The sums of an equation; nil where they do not fit.
  fileprivate func sums(of constraint: Int) -> Sums? {
    if let known = cache.sums[constraint] { return known }
    let sums = workedOut(constraint)
    cache.sums[constraint] = .some(sums)
    return sums
  }

  private func workedOut(_ constraint: Int) -> Sums? {
    switch relations[constraint].relation {
    case .sum(let total, let addends):
      guard let first = sum(addends)?.subtracting(values[total]) else { return nil }
      return Sums(first: first, second: Constraint.slack(of: addends + [total], figures))
    case .equal(let first, let second):
      return values[first].subtracting(values[second]).map { Sums(first: $0, second: .zero) }
    case .quotient(_, let dividend, let divisor, _):
      guard let first = sum(dividend), let second = sum(divisor) else { return nil }
      return Sums(first: first, second: second)
    case .atMost, .together: return nil
    }
  }

  private func sum(_ positions: [Int]) -> Rational? {
    Constraint.sum(positions) { values[$0] }
  }
}

/// Sums that have been worked out; an object, since copies of a problem find them out together.
private final class SumCache {
  /// By constraint: nil where not worked out yet, nil within where the sums do not fit.
  var sums: [RepairProblem.Sums??]

  init(count: Int) {
    sums = Array(repeating: nil, count: count)
  }

  init(_ other: SumCache, without constraints: [Int]) {
    sums = other.sums
    for constraint in constraints { sums[constraint] = nil }
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
  /// How many figures of a constraint an assignment leaves open, and the first of them.
  func open(_ constraint: Int, _ assignment: Assignment) -> (count: Int, first: Int) {
    var open = (count: 0, first: 0)
    for slot in assignment.figures.indices.reversed() where assignment.values[slot] == nil {
      if touches(constraint, assignment.figures[slot]) { open = (open.count + 1, slot) }
    }
    return open
  }

  /// Whether a constraint with no open figure holds under an assignment.
  func holds(_ constraint: Int, _ assignment: Assignment) -> Bool {
    switch relations[constraint].relation {
    case .atMost(let lesser, let greater):
      return boundValues(.lesser, beside: value(of: greater, assignment))
        .contains(value(of: lesser, assignment))
    case .together(let mark, let amount):
      return boundValues(.mark, beside: value(of: amount, assignment))
        .contains(value(of: mark, assignment))
    case .sum, .equal:
      return sums(constraint, assignment).map { $0.first.magnitude <= $0.second } ?? false
    case .quotient(let quotient, _, _, let decimals):
      // What divides by nothing says nothing: it is no repair.
      guard let sums = sums(constraint, assignment), sums.second != .zero,
        let expected = sums.first.divided(by: sums.second)?.roundedHalfUp(decimals: decimals + 2),
        let printed = value(of: quotient, assignment).roundedHalfUp(decimals: decimals + 2)
      else { return false }
      return expected == printed
    }
  }

  /// The values of one open figure under which a constraint holds, all others given; nil where
  /// there are none.
  func values(
    of slot: Int,
    under constraint: Int,
    _ assignment: Assignment
  ) -> ValueRange? {
    let figure = assignment.figures[slot]
    guard
      let place = range(ofPartsOf: figure).first(where: {
        parts.entries[$0].constraint == constraint
      }), case let own = parts.entries[place]
    else { return nil }
    if !relations[constraint].isEquation {
      return figures(of: constraint).first { $0 != figure }.map {
        boundValues(own.part, beside: value(of: $0, assignment))
      }
    }
    guard let sums = sums(constraint, assignment) else { return nil }
    let present = values[figure]
    switch own.part {
    case .addend: return present.subtracting(sums.first).map(ValueRange.point)
    case .total: return present.adding(sums.first).map(ValueRange.point)
    case .quotient:
      guard !sums.second.isNegative, sums.second != .zero,
        case .quotient(_, _, _, let decimals) = relations[constraint].relation
      else { return nil }
      return sums.first.divided(by: sums.second)?.roundedHalfUp(decimals: decimals + 2)
        .map(ValueRange.point)
    case .dividend, .divisor:
      return operandValues(constraint, figure, own.part, sums, assignment)
    case .lesser, .greater, .mark, .amount: return nil
    }
  }

  /// The values of a figure that a bound ties to another.
  private func boundValues(_ part: Constraint.Part, beside other: Rational) -> ValueRange {
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
    _ constraint: Int,
    _ figure: Int,
    _ part: Constraint.Part,
    _ sums: Sums,
    _ assignment: Assignment
  ) -> ValueRange? {
    guard case .quotient(let quotient, _, _, let decimals) = relations[constraint].relation,
      let half = Rational(digits: 5, scale: decimals + 3),
      let printed = value(of: quotient, assignment).roundedHalfUp(decimals: decimals + 2),
      let low = printed.subtracting(half), let high = printed.adding(half),
      !printed.isNegative
    else { return nil }
    let (first, second) = (sums.first, sums.second)
    let present = values[figure]
    if part == .dividend {
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
    guard let slot = assignment.slot(of: figure) else { return values[figure] }
    return assignment.values[slot] ?? values[figure]
  }

  /// The sums of a constraint under an assignment, an open figure counting with its present value.
  private func sums(_ constraint: Int, _ assignment: Assignment) -> Sums? {
    guard var sums = sums(of: constraint) else { return nil }
    for (slot, figure) in assignment.figures.enumerated() {
      guard let value = assignment.values[slot],
        let change = value.subtracting(values[figure])
      else { continue }
      for place in range(ofPartsOf: figure) where parts.entries[place].constraint == constraint {
        switch parts.entries[place].part {
        case .addend, .dividend:
          guard let next = sums.first.adding(change) else { return nil }
          sums.first = next
        case .total:
          guard let next = sums.first.subtracting(change) else { return nil }
          sums.first = next
        case .divisor:
          guard let next = sums.second.adding(change) else { return nil }
          sums.second = next
        case .quotient, .lesser, .greater, .mark, .amount: break
        }
      }
    }
    return sums
  }
}
