import HebiaoCore

/// Changes of single figures that mend several constraints of one group and break none.
///
/// What was found out of a figure is kept until something changes beside it: a group of thousands has
/// as many figures, and they are asked for after every repair.
struct CertainChanges {
  /// A figure that several broken constraints speak of.
  private struct Candidate {
    var figure: Int
    /// Those of the group that are still broken, ascending.
    var mended: [Int]
    /// What is known of the values it may have.
    var answer = Answer.unknown
  }

  private enum Answer {
    case unknown
    /// The only value that makes every constraint on the figure hold.
    case value(Rational)
    /// There is no such value, or more than one.
    case none
  }

  /// By figure, ascending.
  private var candidates: [Candidate] = []
  /// Where the candidate of a figure stands.
  private var places: [Int: Int] = [:]

  /// Complexity: n log n in the figures of the constraints.
  init(mending goals: [Int], in problem: RepairProblem) {
    var parts: [(figure: Int, constraint: Int)] = []
    for goal in goals {
      for figure in problem.figures(of: goal) { parts.append((figure, goal)) }
    }
    parts.sort { $0 < $1 }
    var next = 0
    while next < parts.count {
      let figure = parts[next].figure
      var own: [Int] = []
      while next < parts.count, parts[next].figure == figure {
        // A figure may stand in a constraint twice.
        if own.last != parts[next].constraint { own.append(parts[next].constraint) }
        next += 1
      }
      if own.count > 1 {
        places[figure] = candidates.count
        candidates.append(Candidate(figure: figure, mended: own))
      }
    }
  }

  /// The one figure whose change alone mends most of the group, at least two of its constraints, and
  /// breaks none; nil where another mends as much of the same.
  mutating func best(
    in problem: RepairProblem,
    _ model: ErrorModel
  ) -> (figure: Int, value: Rational)? {
    var solver = RepairSolver(problem: problem, model: model)
    var best: (place: Int, value: Rational)?
    var most = 2
    for place in candidates.indices where candidates[place].mended.count >= most {
      if case .unknown = candidates[place].answer {
        let outcome = solver.solve(FigureSet(candidates[place].figure))
        candidates[place].answer =
          if case .solved(let solutions) = outcome, solutions.count == 1 {
            .value(solutions[0][0])
          } else {
            .none
          }
      }
      guard case .value(let value) = candidates[place].answer else { continue }
      if best == nil || candidates[place].mended.count > most {
        best = (place, value)
        most = candidates[place].mended.count
      }
    }
    guard let best else { return nil }
    let own = Set(candidates[best.place].mended)
    for place in candidates.indices where place != best.place {
      let rival = candidates[place]
      if rival.mended.count == most, case .value = rival.answer, !own.isDisjoint(with: rival.mended)
      {
        return nil
      }
    }
    return (candidates[best.place].figure, best.value)
  }

  /// Notes that a figure was changed.
  ///
  /// Complexity: linear in the figures of the constraints on it.
  mutating func update(after changed: Int, in problem: RepairProblem) {
    for constraint in problem.parts.constraints(on: changed) {
      for figure in problem.figures(of: constraint) {
        guard let place = places[figure] else { continue }
        candidates[place].answer = .unknown
        candidates[place].mended.removeAll { problem.holds[$0] }
      }
    }
  }
}
