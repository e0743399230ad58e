import HebiaoCore

/// A set of changes after which every constraint on the changed figures holds.
struct FoundRepair {
  /// The figures, ascending.
  var figures: [Int]
  /// Their values, parallel.
  var values: [Rational]
  var cost: Double
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

  private let solver: RepairSolver
  /// No repair changes more figures.
  private static let changeLimit = FigureSet.limit
  /// How much more than the best a repair with as many changes may cost.
  private static let margin = 9.0
  /// Room for the sets that most searches look at.
  private static let usualCount = 400
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
    var queue = CostQueue<Step>()
    var seen: Set<FigureSet> = [FigureSet()]
    seen.reserveCapacity(Self.usualCount)
    var found: [FoundRepair] = []
    var best: (cost: Double, changes: Int)?
    queue.insert(Step(set: FigureSet()), cost: 0)
    while let (step, bound) = queue.removeCheapest() {
      let set = step.set
      if let best, bound > best.cost + Self.margin { break }
      if let best, isTooDear(bound, changes: set.count, best) { continue }
      if found.contains(where: { $0.figures.allSatisfy(set.contains) }) { continue }
      guard budget > 0 else { break }
      if let conflict = step.conflict {
        expand(set, conflict, best, &queue, &seen)
        continue
      }
      budget -= 4
      let uncovered = goals.filter { !touches($0, set) }
      let conflict: [Int]
      if set.isEmpty {
        conflict = smallest(uncovered)
      } else {
        let figures = set.figures
        switch solver.solve(figures) {
        case .undetermined: continue
        case .conflict(let constraints): conflict = constraints
        case .solved(let solutions):
          if uncovered.isEmpty {
            for values in solutions {
              let cost = cost(of: set, values)
              found.append(FoundRepair(figures: figures, values: values, cost: cost))
              if cost < best?.cost ?? .infinity { best = (cost, set.count) }
            }
            continue
          }
          conflict = smallest(uncovered)
        }
      }
      guard set.count < Self.changeLimit else { continue }
      // Larger sets come after all smaller ones that may cost as little.
      queue.insert(Step(set: set, conflict: conflict), cost: bound + leastStep(after: set))
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
    var conflict: [Int]?
  }

  /// Whether a set need not be looked at, a repair being known.
  private func isTooDear(
    _ bound: Double,
    changes: Int,
    _ best: (cost: Double, changes: Int)
  ) -> Bool {
    bound > best.cost + (changes > best.changes ? Self.wideMargin : Self.margin)
  }

  /// The least that one more figure adds to the cost of a set; nothing to the empty one.
  private func leastStep(after set: FigureSet) -> Double {
    set.isEmpty ? 0 : model.carriedByFormula
  }

  private func locations(_ repair: FoundRepair) -> [CellLocation] {
    repair.figures.map { problem.figures[$0].location }
  }

  private func touches(_ constraint: Int, _ set: FigureSet) -> Bool {
    for index in 0..<set.count where problem.touches(constraint, set[index]) { return true }
    return false
  }

  /// The constraint with the fewest figures, so that the fewest branches follow.
  private func smallest(_ constraints: [Int]) -> [Int] {
    let smallest = constraints.min {
      problem.relations[$0].figureCount < problem.relations[$1].figureCount
    }
    return smallest.map { [$0] } ?? []
  }

  private mutating func expand(
    _ set: FigureSet,
    _ conflict: [Int],
    _ best: (cost: Double, changes: Int)?,
    _ queue: inout CostQueue<Step>,
    _ seen: inout Set<FigureSet>
  ) {
    var base = 0.0
    for index in 0..<set.count { base = base + priors[set[index]] + model.leastValueCost }
    for constraint in conflict {
      for figure in problem.figures(of: constraint) where !set.contains(figure) {
        let next = set.inserting(figure)
        guard seen.insert(next).inserted else { continue }
        budget -= 1
        var cost = base + priors[figure] + model.leastValueCost
        // A derived figure may only follow another change, at less than a fault of its own.
        cost -= derivedDiscount(next)
        if let best, isTooDear(cost, changes: next.count, best) { continue }
        queue.insert(Step(set: next), cost: cost)
      }
    }
  }

  /// The most that the derived figures of a set may cost less for following others.
  private func derivedDiscount(_ set: FigureSet) -> Double {
    guard set.count > 1 else { return 0 }
    var discount = 0.0
    for index in 0..<set.count where follows(set[index], set) {
      let least = priors[set[index]] + model.leastValueCost
      discount += max(least - carriedCost(set[index]), 0)
    }
    return discount
  }

  /// Whether a figure is derived by a constraint that held, from figures of which one changes.
  private func follows(_ figure: Int, _ set: FigureSet) -> Bool {
    for place in problem.range(ofPartsOf: figure) {
      let own = problem.parts.entries[place]
      guard own.isDerived, problem.holds[own.constraint] else { continue }
      for index in 0..<set.count
      where set[index] != figure && problem.touches(own.constraint, set[index]) {
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

/// Things in the order of what they cost; what costs the same comes in the order it was put in.
struct CostQueue<Element> {
  private var heap: [(cost: Double, order: Int, element: Element)] = []
  private var inserted = 0

  mutating func insert(_ element: Element, cost: Double) {
    heap.append((cost, inserted, element))
    inserted += 1
    var child = heap.count - 1
    while child > 0, precedes(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeCheapest() -> (element: Element, cost: Double)? {
    guard let first = heap.first else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if precedes(child, least) { least = child }
      }
      if least == parent { break }
      heap.swapAt(parent, least)
      parent = least
    }
    return (first.element, first.cost)
  }

  private func precedes(_ left: Int, _ right: Int) -> Bool {
    (heap[left].cost, heap[left].order) < (heap[right].cost, heap[right].order)
  }
}
