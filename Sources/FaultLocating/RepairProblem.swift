import HebiaoCore

/// Figures and constraints as they stand, and what each figure takes part in.
///
/// Copies with other values share what does not change.
struct RepairProblem {
  /// The figures as they stand in the workbook; `values` tells what they hold now.
  let figures: [Figure]
  let constraints: ConstraintList
  /// What each figure takes part in.
  let parts: ConstraintIndex
  /// The figures' present values.
  private(set) var values: [Rational]
  /// Whether each constraint holds.
  private(set) var holds: [Bool]
  /// The positions of equations that do not hold, ascending.
  private(set) var broken: [Int]

  init(figures: [Figure], constraints: ConstraintList, holds: [Bool], parts: ConstraintIndex) {
    self.figures = figures
    self.constraints = constraints
    self.parts = parts
    self.holds = holds
    values = figures.map(\.value)
    broken = constraints.indices.filter { !holds[$0] && constraints.isEquation($0) }
  }

  /// How much a pass over all of it takes.
  var size: Int { values.count + constraints.count }

  /// The same with another value for one figure.
  func changing(_ figure: Int, to value: Rational) -> RepairProblem {
    var other = self
    other.values[figure] = value
    for constraint in parts.constraints(on: figure) {
      other.holds[constraint] = constraints.holds(constraint, values: other.values) {
        figures[$0].roundedTo
      }
    }
    other.broken = constraints.indices.filter { !other.holds[$0] && constraints.isEquation($0) }
    return other
  }

  /// The figures of a constraint, the derived one first.
  func figures(of constraint: Int) -> [Int] {
    constraints.figures(constraints.members(of: constraint))
  }

  /// A figure with what it holds now.
  func figure(_ position: Int) -> Figure {
    var figure = figures[position]
    figure.value = values[position]
    return figure
  }

  /// Whether a figure takes part in a constraint.
  func touches(_ constraint: Int, _ figure: Int) -> Bool {
    parts.speaks(Int32(truncatingIfNeeded: constraint), of: figure)
  }

  /// Whether one of some figures takes part in a constraint.
  func touches(_ constraint: Int32, _ set: FigureSet) -> Bool {
    for index in 0..<set.count where parts.speaks(constraint, of: set[index]) { return true }
    return false
  }
}

/// The sums of a constraint's values.
struct ConstraintSums {
  /// Σ addends − total of a sum, Σ dividends of a quotient.
  var first: Rational
  /// How far the total of a sum may be off, Σ divisors of a quotient.
  var second: Rational
}

/// The sums of the present values, worked out when they are asked for: a search looks at the
/// neighbourhood of what is broken, not at the whole workbook.
struct PresentSums {
  /// Where the sums of each constraint stand in `known`; -1 where they are not worked out yet.
  private var places: [Int32]
  /// The sums; nil where they do not fit.
  private var known: [ConstraintSums?] = []

  init(constraintCount: Int) {
    places = Array(repeating: -1, count: constraintCount)
  }

  /// The sums of an equation; nil where they do not fit.
  mutating func sums(of constraint: Int, in problem: RepairProblem) -> ConstraintSums? {
    let place = Int(places[constraint])
    if place >= 0 { return known[place] }
    let sums = Self.workedOut(constraint, problem)
    places[constraint] = Int32(known.count)
    known.append(sums)
    return sums
  }

  private static func workedOut(_ constraint: Int, _ problem: RepairProblem) -> ConstraintSums? {
    let constraints = problem.constraints
    func sum(_ places: Range<Int>) -> Rational? {
      constraints.sum(places) { problem.values[$0] }
    }
    switch constraints.kind(of: constraint) {
    case .sum:
      guard
        let first = sum(constraints.operands(of: constraint))?
          .subtracting(problem.values[constraints.derived(constraint)])
      else { return nil }
      let slack = constraints.slack(ofSum: constraint) { problem.figures[$0].roundedTo }
      return ConstraintSums(first: first, second: slack)
    case .equal:
      return sum(constraints.operands(of: constraint))?
        .subtracting(problem.values[constraints.derived(constraint)])
        .map { ConstraintSums(first: $0, second: .zero) }
    case .quotient:
      guard let first = sum(constraints.operands(of: constraint)),
        let second = sum(constraints.divisor(of: constraint))
      else { return nil }
      return ConstraintSums(first: first, second: second)
    case .atMost, .together: return nil
    }
  }
}
