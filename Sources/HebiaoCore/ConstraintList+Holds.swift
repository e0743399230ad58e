extension ConstraintList {
  /// Which constraints hold at the printed precision for some values, by figure; an overflow counts as
  /// not holding.
  ///
  /// A figure that is rounded tells its decimals.
  package func holds(values: [Rational], roundedTo: (_ figure: Int) -> Int?) -> [Bool] {
    indices.map { holds($0, values: values, roundedTo: roundedTo) }
  }

  /// Whether a constraint holds at the printed precision for some values, by figure; an overflow counts
  /// as not holding.
  ///
  /// A figure that is rounded tells its decimals.
  package func holds(
    _ index: Int,
    values: [Rational],
    roundedTo: (_ figure: Int) -> Int?
  ) -> Bool {
    holds(index, value: { values[$0] }, roundedTo: roundedTo)
  }

  /// Whether a constraint holds at the printed precision where each figure has the value that is told;
  /// an overflow counts as not holding.
  @inline(__always)
  package func holds(
    _ index: Int,
    value: (_ figure: Int) -> Rational,
    roundedTo: (_ figure: Int) -> Int?
  ) -> Bool {
    let first = value(derived(index))
    switch kind(of: index) {
    case .sum:
      guard let sum = sum(operands(of: index), value: value) else { return false }
      if sum == first { return true }
      guard let gap = sum.subtracting(first)?.magnitude else { return false }
      let slack = slack(ofSum: index, roundedTo: roundedTo)
      return slack > .zero && gap <= slack
    case .quotient:
      guard let top = sum(operands(of: index), value: value),
        let bottom = sum(divisor(of: index), value: value)
      else { return false }
      return bottom == .zero
        || Rational.isPrinted(first, as: top, over: bottom, decimals: decimals(of: index) + 2)
    case .equal: return first == value(other(of: index))
    case .atMost: return first <= value(other(of: index))
    case .together: return (first != .zero) == (value(other(of: index)) > .zero)
    }
  }

  /// The sum of the values of the figures at some places of `members`; nil where it does not fit.
  @inline(__always)
  package func sum(_ places: Range<Int>, value: (_ figure: Int) -> Rational) -> Rational? {
    guard let first = places.first else { return .zero }
    var sum = value(Int(members[first]))
    for place in places.dropFirst() {
      guard let next = sum.adding(value(Int(members[place]))) else { return nil }
      sum = next
    }
    return sum
  }

  /// How far a sum may be off because its figures are rounded ones.
  ///
  /// Source: XBRL Calculations 1.1: rounded figures stand for intervals.
  package func slack(ofSum index: Int, roundedTo: (_ figure: Int) -> Int?) -> Rational {
    var slack = Rational.zero
    func widen(by figure: Int) {
      guard let decimals = roundedTo(figure), let half = Rational(digits: 5, scale: decimals + 1),
        let wider = slack.adding(half)
      else { return }
      slack = wider
    }
    for place in operands(of: index) { widen(by: Int(members[place])) }
    widen(by: derived(index))
    return slack
  }
}
