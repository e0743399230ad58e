import Glibc
import HebiaoCore

/// From broken constraints to causes: one search per group of constraints that share figures.
struct FaultLocator {
  private var problem: RepairProblem
  private let model: ErrorModel
  /// What it costs to say that a figure is wrong, by figure.
  private let priors: [Double]
  /// The bounds that do not hold: one of the two figures of each is wrong, whatever the equations say.
  private let brokenBounds: [Int]
  /// Work left for the whole workbook.
  private var budget = 120_000
  /// Work for one group of broken constraints at most.
  private static let groupBudget = 30_000
  /// Figures and constraints that may still be gone through while repairs are taken over: each costs
  /// a pass over the whole workbook, and a workbook of endless pages has no end of faults.
  private var upkeep = 50_000_000
  /// Repairs that are told of one fault at most; equal ones beyond it are cut.
  private static let repairLimit = 24
  /// What is set aside for repairs that were not looked at, in units of cost above the best.
  private static let unseen = 3.5

  init(problem: RepairProblem, model: ErrorModel, suspects: Set<Int>) {
    self.problem = problem
    self.model = model
    brokenBounds = problem.constraints.indices.filter { index in
      !problem.holds[index] && problem.constraints.kind(of: index) == .atMost
    }
    func prior(_ figure: Int, isSuspect: Bool) -> Double {
      model.prior(
        problem.figures[figure].role,
        hasFormula: problem.figures[figure].hasFormula,
        isSuspect: isSuspect
      )
    }
    var priors = problem.figures.indices.map { prior($0, isSuspect: false) }
    for figure in suspects.union(brokenBounds.flatMap { problem.figures(of: $0) })
    where priors.indices.contains(figure) {
      priors[figure] = prior(figure, isSuspect: true)
    }
    self.priors = priors
  }

  mutating func locate() -> [LocatedFault] {
    var faults: [LocatedFault] = []
    let broken = problem.broken
    var open = Set(broken)
    for start in broken where open.contains(start) {
      let group = component(of: start, among: open)
      guard upkeep > 0 else {
        faults.append(unlocated(group))
        open.subtract(group)
        continue
      }
      let found = causes(of: group)
      faults += found
      open.subtract(group)
      open.subtract(found.flatMap(\.explained))
      if open.isEmpty { break }
      // What is known to be wrong is taken as mended by what is looked at next.
      for change in found.compactMap(\.probableRepair).flatMap(\.changes) {
        take(change.value, for: change.figure)
      }
    }
    return faults
  }

  private mutating func take(_ value: Rational, for figure: Int) {
    problem = problem.changing(figure, to: value)
    upkeep -= problem.size
  }

  /// The broken constraints that hang together with one by shared figures, ascending.
  private func component(of start: Int, among open: Set<Int>) -> [Int] {
    var group: Set<Int> = [start]
    var waiting = [start]
    var seen: Set<Int> = []
    while let next = waiting.popLast() {
      for figure in problem.figures(of: next) where seen.insert(figure).inserted {
        for constraint in problem.parts.constraints(on: figure)
        where open.contains(constraint) && group.insert(constraint).inserted {
          waiting.append(constraint)
        }
      }
    }
    return group.sorted()
  }

  /// The causes of one group: certain ones first, one by one, until the rest can be searched.
  private mutating func causes(of group: [Int]) -> [LocatedFault] {
    var goals = group
    var faults: [LocatedFault] = []
    var certain: CertainChanges?
    while !goals.isEmpty {
      if let repairs = search(goals), let best = repairs.first {
        return faults + clusters(of: best, goals: goals, repairs: repairs)
      }
      upkeep -= 10 * goals.count
      guard upkeep > 0 else { break }
      if certain == nil { certain = CertainChanges(mending: goals, in: problem) }
      guard let (figure, value) = certain?.best(in: problem, model) else { break }
      faults.append(certainFault(of: figure, value))
      take(value, for: figure)
      certain?.update(after: figure, in: problem)
      goals = goals.filter { !problem.holds[$0] }
    }
    return goals.isEmpty ? faults : faults + [unlocated(goals)]
  }

  private func unlocated(_ goals: [Int]) -> LocatedFault {
    LocatedFault(explained: goals, repairs: [], isGivenUp: true)
  }

  private mutating func search(_ goals: [Int]) -> [FoundRepair]? {
    upkeep -= problem.size
    var search = RepairSearch(
      problem: problem,
      model: model,
      priors: priors,
      budget: min(budget, Self.groupBudget)
    )
    let before = search.budget
    let repairs = search.repairs(of: goals)
    budget = max(budget - (before - search.budget), 0)
    return repairs
  }

  /// A repair whose changes share no constraint is several causes: each is told for itself, the
  /// others taken as mended.
  private mutating func clusters(
    of best: FoundRepair,
    goals: [Int],
    repairs: [FoundRepair]
  ) -> [LocatedFault] {
    let parts = independentParts(of: best)
    guard parts.count > 1 else { return [fault(repairs)] }
    return parts.map { own in
      var rest = self
      for (figure, value) in zip(best.figures, best.values) where !own.contains(figure) {
        rest.problem = rest.problem.changing(figure, to: value)
      }
      let touched = goals.filter { goal in
        own.contains { problem.touches(goal, $0) }
      }
      let found = rest.search(touched)
      (budget, upkeep) = (rest.budget, rest.upkeep)
      if let found, !found.isEmpty { return rest.fault(found) }
      var alone = FoundRepair(changed: FigureSet(), values: [], cost: best.cost)
      for (figure, value) in zip(best.figures, best.values) where own.contains(figure) {
        alone.changed = alone.changed.inserting(figure)
        alone.values.append(value)
      }
      return rest.fault([alone])
    }
  }

  /// The figures of a repair in groups that share no constraint.
  private func independentParts(of repair: FoundRepair) -> [[Int]] {
    var parts: [(figures: [Int], constraints: Set<Int>)] = []
    for figure in repair.figures {
      var own = (figures: [figure], constraints: Set(problem.parts.constraints(on: figure)))
      for index in parts.indices.reversed()
      where !parts[index].constraints.isDisjoint(with: own.constraints) {
        own.figures += parts[index].figures
        own.constraints.formUnion(parts[index].constraints)
        parts.remove(at: index)
      }
      parts.append(own)
    }
    return parts.map { $0.figures.sorted() }.sorted { $0[0] < $1[0] }
  }

  /// A fault and its repairs, those that are too improbable left out.
  private func fault(_ found: [FoundRepair]) -> LocatedFault {
    let least = found[0].cost
    let weights = found.map { exp(least - $0.cost) }
    let explained = problem.broken.filter { goal in
      found[0].figures.contains { problem.touches(goal, $0) }
    }
    let isOpen = leavesBoundBroken(found[0], among: explained)
    let total = weights.reduce(isOpen ? 1 : exp(-Self.unseen), +)
    let repairs = zip(found, weights).prefix(Self.repairLimit).map { repair, weight in
      RankedRepair(
        changes: changes(of: repair),
        cost: repair.cost,
        confidence: weight / total
      )
    }
    return LocatedFault(explained: explained, repairs: repairs, isGivenUp: false)
  }

  /// Whether a repair leaves a figure as it is that breaks a bound and stands in one of the relations
  /// that the repair mends: while that figure is open, so is what the others should hold.
  private func leavesBoundBroken(_ repair: FoundRepair, among explained: [Int]) -> Bool {
    brokenBounds.contains { bound in
      !problem.holds[bound]
        && !repair.figures.contains { problem.touches(bound, $0) }
        && problem.figures(of: bound).contains { figure in
          !isBorneOut(figure) && explained.contains { problem.touches($0, figure) }
        }
    }
  }

  /// Whether an equation that holds speaks for a figure.
  private func isBorneOut(_ figure: Int) -> Bool {
    problem.parts.constraints(on: figure).contains {
      problem.holds[$0] && problem.constraints.isEquation($0)
    }
  }

  private func changes(of repair: FoundRepair) -> [FigureChange] {
    zip(repair.figures, repair.values).map { figure, value in
      FigureChange(
        figure: figure,
        value: value,
        slip: model.valueCost(value, for: problem.figure(figure)).slip
      )
    }.sorted { problem.figures[$0.figure].location < problem.figures[$1.figure].location }
  }

  /// The fault of a figure that is wrong for certain.
  private func certainFault(of figure: Int, _ value: Rational) -> LocatedFault {
    let repair = FoundRepair(
      changed: FigureSet(figure),
      values: [value],
      cost: priors[figure] + model.valueCost(value, for: problem.figure(figure)).cost
    )
    return fault([repair])
  }
}
