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
  let problem: RepairProblem
  let model: ErrorModel
  /// What it costs to say that a figure is wrong, by figure.
  let priors: [Double]
  /// How much work is left; every set looked at and every set noted for later counts.
  var budget: Int

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

  init(problem: RepairProblem, model: ErrorModel, priors: [Double], budget: Int) {
    self.problem = problem
    self.model = model
    self.priors = priors
    self.budget = budget
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
      let larger = bound + leastStep(after: set)
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
    let uncovered = goals.first { !touches(Int32(truncatingIfNeeded: $0), set) }
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
        let cost = cost(of: set, values)
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

  /// The least that one more figure adds to the cost of a set; nothing to the empty one.
  private func leastStep(after set: FigureSet) -> Double {
    set.isEmpty ? 0 : model.carriedByFormula
  }

  private func locations(_ repair: FoundRepair) -> [CellLocation] {
    repair.figures.map { problem.figures[$0].location }
  }

  private func touches(_ constraint: Int32, _ set: FigureSet) -> Bool {
    for index in 0..<set.count where problem.parts.speaks(constraint, of: set[index]) {
      return true
    }
    return false
  }

  private func fewestFiguresFirst(_ constraints: [Int]) -> [Int] {
    constraints.map { (constraint: $0, figures: problem.constraints.members(of: $0).count) }
      .sorted { ($0.figures, $0.constraint) < ($1.figures, $1.constraint) }
      .map(\.constraint)
  }

  /// Notes for later the sets that have one more figure of some constraints than a set.
  private mutating func expand(_ set: FigureSet, _ conflict: [Int]) {
    var base = 0.0
    var followers = SlotSet()
    for index in 0..<set.count {
      base = base + priors[set[index]] + model.leastValueCost
      if follows(set[index], set) { followers.insert(index) }
    }
    let members = problem.constraints.members
    for constraint in conflict {
      for place in problem.constraints.members(of: constraint) {
        let figure = Int(members[place])
        if set.contains(figure) { continue }
        let next = set.inserting(figure)
        guard seen.insert(next) else { continue }
        budget -= 1
        var cost = base + priors[figure] + model.leastValueCost
        // A derived figure may only follow another change, at less than a fault of its own.
        cost -= derivedDiscount(next, adding: figure, to: set, followers)
        if isTooDear(cost, changes: next.count) { continue }
        queue.insert(Step(set: next), cost: cost)
      }
    }
  }

  /// The most that the derived figures of a set may cost less for following others, where it is known
  /// which do so before a figure is added.
  private func derivedDiscount(
    _ next: FigureSet,
    adding added: Int,
    to set: FigureSet,
    _ followers: SlotSet
  ) -> Double {
    var followers = followers
    var isFollower = false
    for place in problem.parts.places(of: added) {
      let own = problem.parts.entries[place]
      guard own.derived >= 0, problem.holds[Int(own.constraint)] else { continue }
      if Int(own.derived) == added {
        isFollower = isFollower || touches(own.constraint, set)
      } else if let slot = set.slot(of: Int(own.derived)) {
        followers.insert(slot)
      }
    }
    if followers.isEmpty, !isFollower { return 0 }
    var discount = 0.0
    var slot = 0
    for index in 0..<next.count {
      let figure = next[index]
      let follows: Bool
      if figure == added {
        follows = isFollower
      } else {
        follows = followers.contains(slot)
        slot += 1
      }
      if follows {
        discount += max(priors[figure] + model.leastValueCost - carriedCost(figure), 0)
      }
    }
    return discount
  }

  /// Whether a figure is derived by a constraint that held, from figures of which another changes.
  private func follows(_ figure: Int, _ set: FigureSet) -> Bool {
    for place in problem.parts.places(of: figure) {
      let own = problem.parts.entries[place]
      guard Int(own.derived) == figure, problem.holds[Int(own.constraint)] else { continue }
      for index in 0..<set.count
      where set[index] != figure && problem.parts.speaks(own.constraint, of: set[index]) {
        return true
      }
    }
    return false
  }

  private func carriedCost(_ figure: Int) -> Double {
    problem.figures[figure].hasFormula ? model.carriedByFormula : model.carried
  }

  /// What a repair costs: each change for itself, less where a figure was rightly derived from
  /// another that changes.
  private func cost(of set: FigureSet, _ values: [Rational]) -> Double {
    var cost = 0.0
    // Somewhere a chain of derived figures begins: one change is always paid for in full.
    var leastDiscount = Double.infinity
    for slot in 0..<set.count {
      let figure = set[slot]
      let own = priors[figure] + model.valueCost(values[slot], for: problem.figure(figure)).cost
      let paid = follows(figure, set) ? min(own, carriedCost(figure)) : own
      cost += paid
      leastDiscount = min(leastDiscount, own - paid)
    }
    return cost + leastDiscount
  }
}
