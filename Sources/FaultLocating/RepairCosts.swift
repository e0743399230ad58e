import HebiaoCore

/// What changes of sets of figures cost, less where figures were rightly derived from others that change.
struct RepairCosts {
  let problem: RepairProblem
  let model: ErrorModel
  /// What it costs to say that a figure is wrong, by figure.
  let priors: [Double]

  /// The least that one more figure adds to the cost of a set.
  var leastStep: Double { model.carriedByFormula }

  /// What a set costs at least where each figure is at fault itself, and which follow others of it.
  struct LeastCost {
    var sum = 0.0
    var followers = SlotSet()
  }

  func leastCost(of set: FigureSet) -> LeastCost {
    var least = LeastCost()
    for slot in 0..<set.count {
      least.sum = least.sum + priors[set[slot]] + model.leastValueCost
      if follows(set[slot], set) { least.followers.insert(slot) }
    }
    return least
  }

  /// What a set costs at least to which a figure is added, derived figures only following others.
  func leastCost(
    of next: FigureSet,
    adding added: Int,
    to set: FigureSet,
    _ least: LeastCost
  ) -> Double {
    let sum = least.sum + priors[added] + model.leastValueCost
    var followers = least.followers
    var isFollower = false
    for place in problem.parts.places(of: added) {
      let own = problem.parts.entries[place]
      guard own.derived >= 0, problem.holds[Int(own.constraint)] else { continue }
      if Int(own.derived) == added {
        isFollower = isFollower || problem.touches(own.constraint, set)
      } else if let slot = set.slot(of: Int(own.derived)) {
        followers.insert(slot)
      }
    }
    if followers.isEmpty, !isFollower { return sum }
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
      // A derived figure may only follow another change, at less than a fault of its own.
      if follows {
        discount += max(priors[figure] + model.leastValueCost - carriedCost(figure), 0)
      }
    }
    return sum - discount
  }

  /// What a repair costs: each change for itself, less where a figure was rightly derived from
  /// another that changes.
  func cost(of set: FigureSet, _ values: [Rational]) -> Double {
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
}
