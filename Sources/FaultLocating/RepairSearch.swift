import HebiaoCore

/// A set of changes after which every constraint on the changed figures holds.
struct FoundRepair {
  /// The figures.
  var changed: FigureSet
  /// Their values, parallel.
  var values: [Rational]
  var cost: Double

  /// The figures, ascending.
  var figures: [Int] { changed.figures }
}

/// Looks for the cheapest repairs of a set of broken constraints, cheapest first.
///
/// The search branches over sets of figures. Every repair changes a figure of each broken constraint;
/// and where a set of changes contradicts some constraints, a repair that contains the set changes
/// another of their figures. So nothing is missed, and sets are looked at in the order of the least
/// that they can cost (a hitting-set tree in best-first order).
struct RepairSearch {
  /// How much work is left; every set looked at and every set noted for later counts.
  var budget: Int

  private let problem: RepairProblem
  private let costs: RepairCosts
  private var solver: RepairSolver
  private var queue = CostQueue<Step>()
  private var seen = SeenSets()
  /// The constraints that contradict sets, one of which needs another figure changed.
  private var conflicts: [[Int]] = []
  private var found: [FoundRepair] = []
  /// The cheapest of the repairs that were found.
  private var best: (cost: Double, changes: Int)?
  /// No repair changes more figures.
  private static let changeLimit = FigureSet.limit
  /// How much more than the best a repair with as many changes may cost.
  private static let margin = 9.0
  /// How much more a repair with more changes may cost.
  private static let wideMargin = 2.5

  /// A search in a problem; what it costs to say that a figure is wrong is told by figure.
  init(problem: RepairProblem, model: ErrorModel, priors: [Double], budget: Int) {
    self.problem = problem
    self.budget = budget
    costs = RepairCosts(problem: problem, model: model, priors: priors)
    solver = RepairSolver(problem: problem, model: model)
  }

  /// The repairs of broken constraints, cheapest first; nil where the budget ran out before any was
  /// found.
  mutating func repairs(of goals: [Int]) -> [FoundRepair]? {
    let goals = fewestFiguresFirst(goals)
    queue.insert(Step(set: FigureSet()), cost: 0)
    while let (step, bound) = queue.removeCheapest() {
      let set = step.set
      if let best, bound > best.cost + Self.margin { break }
      if isTooDear(bound, changes: set.count) { continue }
      if found.contains(where: { set.contains($0.changed) }) { continue }
      guard budget > 0 else { break }
      if let conflict = step.conflict {
        expand(set, conflicts[conflict])
        continue
      }
      budget -= 4
      // Larger sets come after all smaller ones that may cost as little.
      let larger = bound + (set.isEmpty ? 0 : costs.leastStep)
      guard let conflict = conflict(of: set, goals, larger: larger), set.count < Self.changeLimit
      else { continue }
      queue.insert(Step(set: set, conflict: conflicts.count), cost: larger)
      conflicts.append(conflict)
    }
    if found.isEmpty { return budget > 0 ? [] : nil }
    return found.sorted { left, right in
      if left.cost != right.cost { return left.cost < right.cost }
      return locations(left).lexicographicallyPrecedes(locations(right))
    }
  }

  /// A set of figures to look at or, where its contradiction is known, to add figures to.
  private struct Step {
    var set: FigureSet
    /// Where its contradiction stands in `conflicts`.
    var conflict: Int?
  }

  /// The constraints one of which needs another figure changed beside a set; nil where none does, the
  /// set's repairs being noted, and where that cannot be told.
  ///
  /// `larger` is the least that the set costs with another figure.
  private mutating func conflict(
    of set: FigureSet,
    _ goals: [Int],
    larger: Double
  ) -> [Int]? {
    // Of the constraints that the set leaves broken, the one with the fewest figures gives the fewest
    // branches.
    let uncovered = goals.first { !problem.touches(Int32(truncatingIfNeeded: $0), set) }
    if set.isEmpty { return uncovered.map { [$0] } ?? [] }
    // What mends not all of them and will not be added to need not be understood.
    if uncovered != nil, set.count == Self.changeLimit || isTooDear(larger, changes: set.count) {
      return nil
    }
    switch solver.solve(set) {
    case .undetermined: return nil
    case .conflict(let constraints): return constraints
    case .solved(let solutions):
      if let uncovered { return [uncovered] }
      for values in solutions {
        let cost = costs.cost(of: set, values)
        found.append(FoundRepair(changed: set, values: values, cost: cost))
        if cost < best?.cost ?? .infinity { best = (cost, set.count) }
      }
      return nil
    }
  }

  /// Whether a set need not be looked at, a repair being known.
  private func isTooDear(_ bound: Double, changes: Int) -> Bool {
    guard let best else { return false }
    return bound > best.cost + (changes > best.changes ? Self.wideMargin : Self.margin)
  }

  private func locations(_ repair: FoundRepair) -> [CellLocation] {
    repair.figures.map { problem.figures[$0].location }
  }

  private func fewestFiguresFirst(_ constraints: [Int]) -> [Int] {
    constraints.map { (constraint: $0, figures: problem.constraints.members(of: $0).count) }
      .sorted { ($0.figures, $0.constraint) < ($1.figures, $1.constraint) }
      .map(\.constraint)
  }

  /// Notes for later the sets that have one more figure of some constraints than a set.
  private mutating func expand(_ set: FigureSet, _ conflict: [Int]) {
    let base = costs.leastCost(of: set)
    for constraint in conflict {
      for place in problem.constraints.members(of: constraint) {
        let figure = Int(problem.constraints.members[place])
        if set.contains(figure) { continue }
        let next = set.inserting(figure)
        guard seen.insert(next) else { continue }
        budget -= 1
        let cost = costs.leastCost(of: next, adding: figure, to: set, base)
        if isTooDear(cost, changes: next.count) { continue }
        queue.insert(Step(set: next), cost: cost)
      }
    }
  }
}
