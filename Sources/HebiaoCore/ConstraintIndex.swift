/// Which constraints speak of each figure, looked up in no time.
///
/// Shape: the parts of all figures in one list, those of a figure side by side, by constraint
/// ascending.
package struct ConstraintIndex: Sendable {
  /// A figure's part in a constraint.
  package struct Entry: Sendable {
    /// The position of the constraint.
    package var constraint: Int32
    /// The figure that the constraint determines; -1 where it is no equation.
    package var derived: Int32
    /// What the figure is in it.
    package var part: Constraint.Part
  }

  /// The parts of all figures.
  package let entries: [Entry]
  /// Where the parts of each figure begin in `entries`, and at last where they end.
  private let starts: [Int32]

  /// An index of the constraints over so many figures.
  ///
  /// Complexity: linear in the parts of the constraints.
  package init(_ constraints: ConstraintList, figureCount: Int) {
    var starts = [Int32](repeating: 0, count: figureCount + 1)
    for figure in constraints.members { starts[Int(figure) + 1] += 1 }
    for figure in 0..<figureCount { starts[figure + 1] += starts[figure] }
    var next = starts
    var entries = [Entry](
      repeating: Entry(constraint: 0, derived: -1, part: .total),
      count: constraints.members.count
    )
    for index in constraints.indices {
      let derived = constraints.isEquation(index) ? constraints.derived(index) : -1
      for place in constraints.members(of: index) {
        let figure = Int(constraints.members[place])
        entries[Int(next[figure])] = Entry(
          constraint: Int32(index),
          derived: Int32(derived),
          part: constraints.part(at: place, of: index)
        )
        next[figure] += 1
      }
    }
    self.entries = entries
    self.starts = starts
  }

  /// Where a figure's parts stand in `entries`, by constraint ascending.
  package func places(of figure: Int) -> Range<Int> {
    Int(starts[figure])..<Int(starts[figure + 1])
  }

  /// The constraints that speak of a figure, ascending.
  package func constraints(on figure: Int) -> some Collection<Int> {
    entries[places(of: figure)].lazy.map { Int($0.constraint) }
  }

  /// Whether a figure takes part in a constraint.
  package func speaks(_ constraint: Int32, of figure: Int) -> Bool {
    for place in places(of: figure) where entries[place].constraint == constraint { return true }
    return false
  }
}

extension Constraint {
  /// What a figure is in a relation.
  package enum Part: Sendable {
    case addend
    case total
    case quotient
    case dividend
    case divisor
    case lesser
    case greater
    case mark
    case amount
  }
}
