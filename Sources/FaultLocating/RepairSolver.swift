import HebiaoCore

/// What became of the attempt to change some figures so that all constraints on them hold.
enum RepairOutcome {
  /// It can be done, with these values, parallel to the figures.
  case solved([[Rational]])
  /// It cannot: one of these constraints needs another of its figures changed as well.
  case conflict([Int])
  /// More values are possible than can be looked at.
  case undetermined
}

/// Finds values for a given set of figures so that every constraint on them holds.
///
/// Deduction comes first: a constraint with one open figure gives its values. Where several are left,
/// they are tried in the order of what they cost.
struct RepairSolver {
  let problem: RepairProblem
  let model: ErrorModel
  /// What figures may have been meant to be: the same few are asked for in very many sets.
  private let origins = OriginCache()

  init(problem: RepairProblem, model: ErrorModel) {
    self.problem = problem
    self.model = model
  }

  /// Values tried for one figure at most.
  private static let valueLimit = 400
  /// Values of one figure that are followed up.
  private static let candidateLimit = 6
  /// Solutions kept of one set of figures.
  private static let solutionLimit = 12

  /// Solves a set of figures, ascending.
  func solve(_ figures: [Int]) -> RepairOutcome {
    var touched: [Int] = []
    for figure in figures {
      for part in problem.parts[figure] where !touched.contains(part.constraint) {
        // A bound that was broken before is not this repair's to mend.
        if !problem.holds[part.constraint], !problem.relations[part.constraint].isEquation {
          continue
        }
        touched.append(part.constraint)
      }
    }
    let state = State(
      assignment: Assignment(figures: figures, values: figures.map { _ in nil }),
      ranges: figures.map { ValueRange.of(problem.figures[$0]) },
      reasons: figures.map { _ in [] },
      isApplied: touched.map { _ in false }
    )
    return solve(state, touched)
  }

  private struct State {
    var assignment: Assignment
    var ranges: [ValueRange]
    /// The constraints that each figure's range comes from.
    var reasons: [[Int]]
    /// Whether a constraint has been held against its figures' values, parallel to those touched.
    var isApplied: [Bool]
  }

  private func solve(_ start: State, _ touched: [Int]) -> RepairOutcome {
    var state = start
    if let conflict = deduce(&state, touched) { return .conflict(conflict) }
    let open = state.assignment.values.indices.filter { state.assignment.values[$0] == nil }
    if open.isEmpty {
      return .solved([state.assignment.values.compactMap { $0 }])
    }
    guard
      let choice = open.compactMap({ slot in candidates(slot, state).map { (slot, $0) } })
        .min(by: { $0.1.count < $1.1.count })
    else { return .undetermined }
    var solutions: [[Rational]] = []
    for value in choice.1.prefix(Self.candidateLimit) {
      var next = state
      next.assignment.values[choice.0] = value
      if case .solved(let found) = solve(next, touched) { solutions += found }
      if solutions.count >= Self.solutionLimit { break }
    }
    return solutions.isEmpty ? .conflict(touched) : .solved(solutions)
  }

  /// Narrows ranges until nothing more follows; the constraints of a contradiction, if there is one.
  private func deduce(_ state: inout State, _ touched: [Int]) -> [Int]? {
    var isMoving = true
    while isMoving {
      isMoving = false
      for (place, constraint) in touched.enumerated() where !state.isApplied[place] {
        let open = problem.open(constraint, state.assignment)
        if open.count == 0 {
          state.isApplied[place] = true
          if !problem.holds(constraint, state.assignment) {
            return because(of: [constraint], state)
          }
        } else if open.count == 1 {
          // A range is taken once; the value found from it is held against the constraint again.
          let slot = open.first
          if state.reasons[slot].contains(constraint) { continue }
          state.reasons[slot].append(constraint)
          guard
            let range = problem.values(of: slot, under: constraint, state.assignment),
            let both = state.ranges[slot].intersection(range)
          else { return because(of: state.reasons[slot], state) }
          state.ranges[slot] = both
          guard settle(slot, &state) else { return because(of: state.reasons[slot], state) }
          isMoving = true
        }
      }
    }
    return nil
  }

  /// Sets a figure whose range leaves one value; false where it leaves none.
  private func settle(_ slot: Int, _ state: inout State) -> Bool {
    let figure = problem.figures[state.assignment.figures[slot]]
    let range = state.ranges[slot]
    if let only = range.only {
      if let step = figure.domain.step, !(only.divided(by: step)?.isInteger ?? false) {
        return false
      }
      state.assignment.values[slot] = only
      return true
    }
    guard let step = figure.domain.step, range.lower != nil, range.upper != nil else { return true }
    guard let multiples = range.multiples(of: step) else { return false }
    if multiples.lowerBound == multiples.upperBound {
      state.assignment.values[slot] = Rational(multiples.lowerBound, over: 1)?.multiplied(by: step)
    }
    return true
  }

  /// A contradiction's constraints and those that its changed figures' values come from.
  private func because(of constraints: [Int], _ state: State) -> [Int] {
    var all = constraints
    var next = 0
    while next < all.count {
      for (slot, figure) in state.assignment.figures.enumerated()
      where problem.touches(all[next], figure) {
        for reason in state.reasons[slot] where !all.contains(reason) { all.append(reason) }
      }
      next += 1
    }
    return all
  }

  /// Values that an open figure may have, the most probable first; nil where its range is too wide
  /// to look at, and no slip leads into it.
  private func candidates(_ slot: Int, _ state: State) -> [Rational]? {
    let index = state.assignment.figures[slot]
    let figure = problem.figure(index)
    let range = state.ranges[slot]
    var values: [Rational] = []
    if let step = figure.domain.step, let multiples = range.multiples(of: step),
      multiples.upperBound - multiples.lowerBound < Int128(Self.valueLimit)
    {
      values = multiples.compactMap { Rational($0, over: 1)?.multiplied(by: step) }
    } else if figure.role != .percentage, !state.reasons[slot].isEmpty {
      values = origins.origins(of: figure.value).filter { value in
        guard range.contains(value) else { return false }
        return figure.domain.step.map { value.divided(by: $0)?.isInteger ?? false } ?? true
      }
    }
    values.removeAll { $0 == figure.value }
    if values.isEmpty { return nil }
    return values.map { (value: $0, cost: model.valueCost($0, for: figure).cost) }
      .sorted { ($0.cost, $0.value) < ($1.cost, $1.value) }
      .map(\.value)
  }
}

/// The origins of values that have been asked for; an object, since a solver is only read.
private final class OriginCache {
  private var known: [Rational: [Rational]] = [:]

  func origins(of value: Rational) -> [Rational] {
    if let origins = known[value] { return origins }
    let origins = TypingSlip.origins(of: value)
    known[value] = origins
    return origins
  }
}
