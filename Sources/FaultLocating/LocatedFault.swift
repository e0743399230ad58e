public import HebiaoCore

/// Another value for a figure.
public struct FigureChange: Sendable, Hashable {
  /// The position of the figure.
  public var figure: Int
  /// The value it should have.
  public var value: Rational
  /// The slip that explains best how the other value came about; nil where none does.
  public var slip: TypingSlip?
}

/// A repair and what speaks for it.
public struct RankedRepair: Sendable, Hashable {
  /// The changes, in reading order.
  public var changes: [FigureChange]
  /// What it costs in the weights of the error model.
  public var cost: Double
  /// How probable it is among all repairs.
  ///
  /// Units: 0 to 1.
  public var confidence: Double
}

/// Broken constraints with one cause, and the repairs that mend them.
public struct LocatedFault: Sendable, Hashable {
  /// The positions of the broken constraints that the first repair mends, ascending.
  public var explained: [Int]
  /// The repairs, the most probable first; none where nothing was found.
  public var repairs: [RankedRepair]
  /// Whether the search was given up before it had looked at everything.
  public var isGivenUp: Bool

  /// The repair that is more probable than all others together; nil where none is.
  public var probableRepair: RankedRepair? {
    repairs.first.flatMap { $0.confidence > 0.5 ? $0 : nil }
  }

  /// The figures that are more probably wrong than all others together, whatever their values
  /// should be, ascending; none where no set of figures is.
  public var probableFigures: [Int] {
    guard let first = repairs.first?.changes.map(\.figure) else { return [] }
    let confidence = repairs.filter { $0.changes.map(\.figure) == first }
      .reduce(0) { $0 + $1.confidence }
    return confidence > 0.5 ? first.sorted() : []
  }
}

/// Names the figures that are most probably wrong, and the values they should have.
///
/// The cheapest set of changes is looked for after which **every** constraint on the changed figures
/// holds, the broken ones among them: minimal weighted repair in the sense of Fellegi and Holt, with
/// printed quotients as intervals and whole numbers kept whole. Broken constraints that share figures
/// are explained together; causes that have nothing in common are told apart.
///
/// The suspects are figures that are faulty for a reason of their own.
/// Complexity: linear in the constraints where all hold; else bounded by a fixed amount of search.
public func locateFaults(
  figures: [Figure],
  constraints: [Constraint],
  suspects: Set<Int> = [],
  model: ErrorModel = .standard
) -> [LocatedFault] {
  let list = ConstraintList(constraints)
  let values = figures.map(\.value)
  let holds = list.holds(values: values) { figures[$0].roundedTo }
  guard list.indices.contains(where: { !holds[$0] && list.isEquation($0) }) else { return [] }
  return locateFaults(
    figures: figures,
    constraints: list,
    holds: holds,
    index: ConstraintIndex(list, figureCount: figures.count),
    suspects: suspects,
    model: model
  )
}

/// Names the figures that are most probably wrong where it is known which constraints hold.
package func locateFaults(
  figures: [Figure],
  constraints: ConstraintList,
  holds: [Bool],
  index: ConstraintIndex,
  suspects: Set<Int>,
  model: ErrorModel = .standard
) -> [LocatedFault] {
  var locator = FaultLocator(
    problem: RepairProblem(
      figures: figures,
      constraints: constraints,
      holds: holds,
      parts: index
    ),
    model: model,
    suspects: suspects
  )
  return locator.locate()
}
