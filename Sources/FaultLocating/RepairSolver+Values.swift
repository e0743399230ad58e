import HebiaoCore

/// The values that a constraint allows to a figure.
enum AllowedValues {
  case only(Rational)
  case within(ValueRange)
}

/// What constraints say of the values of an assignment.
extension RepairSolver {
  /// Whether a touched constraint with no open figure holds.
  mutating func holds(_ place: Int) -> Bool {
    let constraint = Int(assignment.touched[place].position)
    switch problem.constraints.kind(of: constraint) {
    case .atMost:
      return value(of: problem.constraints.derived(constraint))
        <= value(of: problem.constraints.other(of: constraint))
    case .together:
      let mark = value(of: problem.constraints.derived(constraint))
      return mark == self.mark(beside: value(of: problem.constraints.other(of: constraint)))
    case .sum, .equal:
      return sums(place).map { $0.first.magnitude <= $0.second } ?? false
    case .quotient:
      // What divides by nothing says nothing: it is no repair.
      guard let sums = sums(place), sums.second != .zero else { return false }
      return Rational.isPrinted(
        value(of: problem.constraints.derived(constraint)),
        as: sums.first,
        over: sums.second,
        decimals: problem.constraints.decimals(of: constraint) + 2
      )
    }
  }

  /// The values of one open figure under which a touched constraint holds, all others given; nil where
  /// there are none.
  mutating func allowedValues(of slot: Int, under place: Int) -> AllowedValues? {
    let constraint = Int(assignment.touched[place].position)
    let figure = assignment.slots[slot].figure
    guard let part = part(of: figure, in: constraint) else { return nil }
    if !problem.constraints.isEquation(constraint) {
      let (first, second) = (
        problem.constraints.derived(constraint), problem.constraints.other(of: constraint)
      )
      if first == second { return nil }
      return boundValues(part, beside: value(of: figure == first ? second : first))
    }
    guard let sums = sums(place) else { return nil }
    let present = problem.values[figure]
    switch part {
    case .addend: return present.subtracting(sums.first).map(AllowedValues.only)
    case .total: return present.adding(sums.first).map(AllowedValues.only)
    case .quotient:
      guard !sums.second.isNegative, sums.second != .zero else { return nil }
      let decimals = problem.constraints.decimals(of: constraint)
      return sums.first.divided(by: sums.second)?.roundedHalfUp(decimals: decimals + 2)
        .map(AllowedValues.only)
    case .dividend, .divisor:
      return operandValues(constraint, figure, part, sums).map(AllowedValues.within)
    case .lesser, .greater, .mark, .amount: return nil
    }
  }

  /// What a figure is in a constraint; the first where it is several things.
  private func part(of figure: Int, in constraint: Int) -> Constraint.Part? {
    for entry in problem.parts.places(of: figure)
    where Int(problem.parts.entries[entry].constraint) == constraint {
      return problem.parts.entries[entry].part
    }
    return nil
  }

  /// The values of a figure that a bound ties to another.
  private func boundValues(_ part: Constraint.Part, beside other: Rational) -> AllowedValues {
    switch part {
    case .lesser: return .within(.from(nil, to: other))
    case .greater: return .within(.from(other, to: nil))
    case .mark: return .only(mark(beside: other))
    default:
      if other == .zero { return .only(.zero) }
      return .within(
        ValueRange(lower: ValueRange.Bound(value: .zero, isIncluded: false), upper: nil)
      )
    }
  }

  /// The mark that goes with an amount.
  private func mark(beside amount: Rational) -> Rational { amount > .zero ? .one : .zero }

  /// The values of a dividend or divisor under which the printed quotient is right.
  private func operandValues(
    _ constraint: Int,
    _ figure: Int,
    _ part: Constraint.Part,
    _ sums: ConstraintSums
  ) -> ValueRange? {
    let quotient = problem.constraints.derived(constraint)
    let decimals = problem.constraints.decimals(of: constraint)
    guard let half = Rational(digits: 5, scale: decimals + 3),
      let printed = value(of: quotient).roundedHalfUp(decimals: decimals + 2),
      let low = printed.subtracting(half), let high = printed.adding(half),
      !printed.isNegative
    else { return nil }
    let (first, second) = (sums.first, sums.second)
    let present = problem.values[figure]
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

  /// A figure's value; its present one where it is open or not one of those that change.
  private func value(of figure: Int) -> Rational {
    assignment.value(of: figure) ?? problem.values[figure]
  }

  /// The sums of a touched equation, an open figure counting with its present value; nil where they do
  /// not fit.
  private mutating func sums(_ place: Int) -> ConstraintSums? {
    let touched = assignment.touched[place]
    guard var sums = present.sums(of: Int(touched.position), in: problem) else { return nil }
    for slot in touched.slots.subtracting(assignment.open) {
      guard let change = assignment.slots[slot].change else { continue }
      for entry in problem.parts.places(of: assignment.slots[slot].figure)
      where problem.parts.entries[entry].constraint == touched.position {
        switch problem.parts.entries[entry].part {
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
