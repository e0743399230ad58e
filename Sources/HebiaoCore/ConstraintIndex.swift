/// Which constraints speak of each figure, looked up in no time.
///
/// Shape: the parts of all figures in one list, those of a figure side by side, by constraint
/// ascending.
package struct ConstraintIndex: Sendable {
  /// A figure's part in a constraint.
  package struct Entry: Sendable {
    /// The position of the constraint.
    package var constraint: Int
    /// What the figure is in it.
    package var part: Constraint.Part
    /// Whether the constraint determines the figure: it is a total or a quotient.
    package var isDerived: Bool
  }

  /// The parts of all figures.
  package let entries: [Entry]
  /// Where the parts of each figure begin in `entries`, and at last where they end.
  package let starts: [Int]

  /// An index of the constraints over so many figures.
  ///
  /// Complexity: linear in the parts of the constraints.
  package init(_ constraints: [Constraint], figureCount: Int) {
    var starts = [Int](repeating: 0, count: figureCount + 1)
    for constraint in constraints {
      constraint.forEachPart { figure, _ in starts[figure + 1] += 1 }
    }
    for figure in 0..<figureCount { starts[figure + 1] += starts[figure] }
    var next = starts
    var entries = [Entry](
      repeating: Entry(constraint: 0, part: .total, isDerived: true),
      count: starts[figureCount]
    )
    for (index, constraint) in constraints.enumerated() {
      constraint.forEachPart { figure, part in
        entries[next[figure]] = Entry(
          constraint: index,
          part: part,
          isDerived: part == .total || part == .quotient
        )
        next[figure] += 1
      }
    }
    self.entries = entries
    self.starts = starts
  }

  /// A figure's parts, by constraint ascending.
  package subscript(figure: Int) -> ArraySlice<Entry> {
    entries[starts[figure]..<starts[figure + 1]]
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

  /// How many figures take part.
  package var figureCount: Int {
    switch relation {
    case .sum(_, let parts): 1 + parts.count
    case .quotient(_, let dividend, let divisor, _): 1 + dividend.count + divisor.count
    case .equal, .atMost, .together: 2
    }
  }

  /// Goes over the figures that take part, the derived one first, and what each is.
  func forEachPart(_ body: (_ figure: Int, _ part: Part) -> Void) {
    switch relation {
    case .sum(let total, let parts):
      body(total, .total)
      for part in parts { body(part, .addend) }
    case .quotient(let quotient, let dividend, let divisor, _):
      body(quotient, .quotient)
      for part in dividend { body(part, .dividend) }
      for part in divisor { body(part, .divisor) }
    case .equal(let first, let second):
      body(second, .total)
      body(first, .addend)
    case .atMost(let lesser, let greater):
      body(lesser, .lesser)
      body(greater, .greater)
    case .together(let mark, let amount):
      body(mark, .mark)
      body(amount, .amount)
    }
  }
}
