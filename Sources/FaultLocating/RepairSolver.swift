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
/// they are tried in the order of what they cost. What it needs room for is kept from one set to the
/// next: a search asks for thousands.
struct RepairSolver {
  let problem: RepairProblem
  let model: ErrorModel
  /// What is known of the set that is being solved.
  var assignment = Assignment()
  /// The sums of the present values.
  var present: PresentSums
  /// Where each constraint stands among those touched; -1 where it does not.
  private var touchedPlaces: [Int32]
  /// What figures may have been meant to be: the same few are asked for in very many sets.
  private var knownOrigins: [Rational: [Rational]] = [:]

  init(problem: RepairProblem, model: ErrorModel) {
    self.problem = problem
    self.model = model
    present = PresentSums(constraintCount: problem.constraints.count)
    touchedPlaces = Array(repeating: -1, count: problem.constraints.count)
  }

  /// Values tried for one figure at most.
  private static let valueLimit = 400
  /// Values of one figure that are followed up.
  private static let candidateLimit = 6
  /// Solutions kept of one set of figures.
  private static let solutionLimit = 12

  /// Solves a set of figures.
  mutating func solve(_ set: FigureSet) -> RepairOutcome {
    assignment.clear()
    for slot in 0..<set.count {
      assignment.append(set[slot], range: .of(problem.figures[set[slot]].domain))
      touchConstraints(on: set[slot], slot)
    }
    for touched in assignment.touched { touchedPlaces[Int(touched.position)] = -1 }
    return solve()
  }

  /// Notes the constraints on a figure.
  private mutating func touchConstraints(on figure: Int, _ slot: Int) {
    for entry in problem.parts.places(of: figure) {
      let position = problem.parts.entries[entry].constraint
      let constraint = Int(position)
      // A bound that was broken before is not this repair's to mend.
      if !problem.holds[constraint], !problem.constraints.isEquation(constraint) { continue }
      let place = Int(touchedPlaces[constraint])
      if place >= 0 {
        assignment.touched[place].slots.insert(slot)
      } else {
        touchedPlaces[constraint] = Int32(assignment.touched.count)
        var slots = SlotSet()
        slots.insert(slot)
        assignment.touched.append(Assignment.TouchedConstraint(position: position, slots: slots))
      }
    }
  }

  /// Solves what the assignment leaves open.
  private mutating func solve() -> RepairOutcome {
    if let conflict = deduce() { return .conflict(conflict) }
    if assignment.open.isEmpty { return .solved([assignment.slots.map(\.value)]) }
    var choice: (slot: Int, values: [Rational])?
    for slot in assignment.open {
      let values = candidates(slot)
      if !values.isEmpty, values.count < choice?.values.count ?? .max { choice = (slot, values) }
    }
    guard let choice else { return .undetermined }
    let start = assignment
    let present = problem.values[start.slots[choice.slot].figure]
    var solutions: [[Rational]] = []
    for value in cheapest(choice.values, choice.slot) {
      assignment = start
      assignment.give(value, to: choice.slot, insteadOf: present)
      if case .solved(let found) = solve() { solutions += found }
      if solutions.count >= Self.solutionLimit { break }
    }
    return solutions.isEmpty
      ? .conflict(start.touched.map { Int($0.position) }) : .solved(solutions)
  }

  /// Narrows ranges until nothing more follows; the constraints of a contradiction, if there is one.
  private mutating func deduce() -> [Int]? {
    var isMoving = true
    while isMoving {
      isMoving = false
      for place in assignment.touched.indices where !assignment.touched[place].isApplied {
        let open = assignment.touched[place].slots.intersection(assignment.open)
        if open.isEmpty {
          assignment.touched[place].isApplied = true
          if !holds(place) { return because(of: place) }
        } else if let slot = open.only, !assignment.touched[place].narrowed.contains(slot) {
          // A range is taken once; the value found from it is held against the constraint again.
          assignment.touched[place].narrowed.insert(slot)
          assignment.reasons.append(Assignment.Reason(slot: slot, place: place))
          guard let allowed = allowedValues(of: slot, under: place), leave(allowed, to: slot) else {
            return because(ofRange: slot)
          }
          isMoving = true
        }
      }
    }
    return nil
  }

  /// Leaves a figure only the values that a constraint allows; false where none is left.
  private mutating func leave(_ allowed: AllowedValues, to slot: Int) -> Bool {
    switch allowed {
    case .only(let value):
      return assignment.slots[slot].range.contains(value) && settle(slot, with: value)
    case .within(let range):
      guard let both = assignment.slots[slot].range.intersection(range) else { return false }
      assignment.narrow(slot, to: both)
      return settle(slot)
    }
  }

  /// Sets a figure for which one value is left; false where the figure cannot have it.
  private mutating func settle(_ slot: Int, with only: Rational) -> Bool {
    let figure = assignment.slots[slot].figure
    guard problem.figures[figure].domain.isMultiple(only) else { return false }
    assignment.give(only, to: slot, insteadOf: problem.values[figure])
    return true
  }

  /// Sets a figure whose range leaves one value; false where it leaves none.
  private mutating func settle(_ slot: Int) -> Bool {
    let figure = assignment.slots[slot].figure
    let range = assignment.slots[slot].range
    let domain = problem.figures[figure].domain
    if let only = range.only { return settle(slot, with: only) }
    guard let step = domain.step, range.lower != nil, range.upper != nil else { return true }
    guard let multiples = range.multiples(of: step) else { return false }
    if multiples.lowerBound == multiples.upperBound,
      let only = Rational(multiples.lowerBound, over: 1)?.multiplied(by: step)
    {
      assignment.give(only, to: slot, insteadOf: problem.values[figure])
    }
    return true
  }

  /// A constraint that does not hold, by its place, and those that its figures' values come from.
  private mutating func because(of place: Int) -> [Int] {
    var blamed = roomForBlame()
    assignment.touched[place].isBlamed = true
    blamed.append(place)
    addReasons(to: &blamed)
    return blamed
  }

  /// The constraints that leave nothing to a figure, and those that their figures' values come from.
  private mutating func because(ofRange slot: Int) -> [Int] {
    var blamed = roomForBlame()
    blame(slot, &blamed)
    addReasons(to: &blamed)
    return blamed
  }

  private func roomForBlame() -> [Int] {
    var blamed: [Int] = []
    blamed.reserveCapacity(8)
    return blamed
  }

  /// Adds the places of the constraints that a figure's range comes from.
  private mutating func blame(_ slot: Int, _ blamed: inout [Int]) {
    for reason in assignment.reasons
    where reason.slot == slot && !assignment.touched[reason.place].isBlamed {
      assignment.touched[reason.place].isBlamed = true
      blamed.append(reason.place)
    }
  }

  /// Adds to a contradiction's constraints, given by their places, those that its changed figures'
  /// values come from, and makes constraints of the places.
  private mutating func addReasons(to blamed: inout [Int]) {
    var next = 0
    while next < blamed.count {
      for slot in assignment.touched[blamed[next]].slots { blame(slot, &blamed) }
      next += 1
    }
    for index in blamed.indices {
      blamed[index] = Int(assignment.touched[blamed[index]].position)
    }
  }

  /// Values that an open figure may have; none where its range is too wide to look at, and no slip
  /// leads into it.
  private mutating func candidates(_ slot: Int) -> [Rational] {
    let index = assignment.slots[slot].figure
    let range = assignment.slots[slot].range
    let domain = problem.figures[index].domain
    let present = problem.values[index]
    if let step = domain.step, let multiples = range.multiples(of: step),
      multiples.upperBound - multiples.lowerBound < Int128(Self.valueLimit)
    {
      return multiples.compactMap { multiple in
        let value = Rational(multiple, over: 1)?.multiplied(by: step)
        return value == present ? nil : value
      }
    }
    guard problem.figures[index].role != .percentage,
      assignment.reasons.contains(where: { $0.slot == slot })
    else { return [] }
    return origins(of: present).filter {
      range.contains($0) && domain.isMultiple($0) && $0 != present
    }
  }

  /// The few of a figure's values that are the most probable, the first of them first.
  private func cheapest(_ values: [Rational], _ slot: Int) -> some Sequence<Rational> {
    let figure = problem.figure(assignment.slots[slot].figure)
    return values.map { (value: $0, cost: model.valueCost($0, for: figure).cost) }
      .sorted { ($0.cost, $0.value) < ($1.cost, $1.value) }
      .prefix(Self.candidateLimit)
      .map(\.value)
  }

  private mutating func origins(of value: Rational) -> [Rational] {
    if let origins = knownOrigins[value] { return origins }
    let origins = TypingSlip.origins(of: value)
    knownOrigins[value] = origins
    return origins
  }
}
