public import HebiaoCore

/// One figure whose change alone mends a set of broken constraints.
public struct SingleFault: Sendable, Hashable {
  /// The position of the figure.
  public var figure: Int
  /// The value that makes every constraint on it hold; nil where several values would.
  public var value: Rational?
  /// The positions of the broken constraints that it explains, ascending.
  public var explained: [Int]
}

/// What single faults explain of a set of constraints, and what they leave unexplained.
public struct SingleFaultExplanation: Sendable {
  /// The faults, the one that explains most first.
  public var faults: [SingleFault]
  /// The positions of broken constraints that no single figure explains, ascending.
  public var unexplained: [Int]

  /// Nothing is broken.
  public static let nothingBroken = SingleFaultExplanation(faults: [], unexplained: [])
}

/// Finds the figures whose change alone mends broken constraints.
///
/// A figure explains the broken constraints on it if one value makes all constraints on it hold,
/// those that hold already included. Among figures the one that explains most wins, then a figure
/// that is suspected for another reason, then one whose value is a typing slip away, then the one
/// that is most likely derived. Of several that nothing tells apart none is blamed. The suspects are
/// figures that are faulty for a reason of their own.
/// Complexity: constraints times their figures, per fault found.
public func explainBySingleFaults(
  figures: [Figure],
  constraints: [Constraint],
  suspects: Set<Int> = []
) -> SingleFaultExplanation {
  let broken = constraints.indices.filter { !constraints[$0].holds(for: figures) }
  guard !broken.isEmpty else { return .nothingBroken }
  var touching: [Int: [Int]] = [:]
  for (index, constraint) in constraints.enumerated() {
    for figure in Set(constraint.figures) { touching[figure, default: []].append(index) }
  }
  var search = SingleFaultSearch(
    figures: figures,
    constraints: constraints,
    touching: touching,
    suspects: suspects
  )
  return search.explain(broken)
}

private struct SingleFaultSearch {
  var figures: [Figure]
  let constraints: [Constraint]
  let touching: [Int: [Int]]
  let suspects: Set<Int>

  /// Figures tried per fault at most; a sheet with more broken figures is left unexplained.
  private static let candidateLimit = 4_000

  mutating func explain(_ broken: [Int]) -> SingleFaultExplanation {
    var open = Set(broken)
    var faults: [SingleFault] = []
    var candidates = Set(broken.flatMap { constraints[$0].figures })
    if candidates.count > Self.candidateLimit {
      return SingleFaultExplanation(faults: [], unexplained: broken)
    }
    // A fault changes nothing but its own constraints, so the rest is only tried once.
    var ranked = candidates.sorted().compactMap { fault(at: $0, open: open) }
    while let best = ranked.min(by: isBetter) {
      let rivals = ranked.filter { isRival($0, of: best) }
      if !rivals.isEmpty {
        // One of several that nothing tells apart: blaming any of them would be a guess.
        let equals = Set(rivals.map(\.figure) + [best.figure])
        candidates.subtract(equals)
        ranked.removeAll { equals.contains($0.figure) }
        continue
      }
      faults.append(best)
      open.subtract(best.explained)
      let touched = Set((touching[best.figure] ?? []).flatMap { constraints[$0].figures })
      if let value = best.value { figures[best.figure].value = value }
      candidates.remove(best.figure)
      ranked.removeAll { touched.contains($0.figure) || $0.figure == best.figure }
      ranked += touched.intersection(candidates).sorted().compactMap { fault(at: $0, open: open) }
    }
    return SingleFaultExplanation(faults: faults, unexplained: open.sorted())
  }

  private func fault(at figure: Int, open: Set<Int>) -> SingleFault? {
    let own = touching[figure] ?? []
    let explained = own.filter(open.contains)
    guard !explained.isEmpty, let range = solve(figure, under: own) else { return nil }
    return SingleFault(figure: figure, value: range.only, explained: explained)
  }

  /// The values of a figure under which all the constraints hold.
  private func solve(_ figure: Int, under own: [Int]) -> ValueRange? {
    var range = ValueRange.all
    for index in own {
      guard let next = constraints[index].values(of: figure, given: figures),
        let both = range.intersection(next)
      else { return nil }
      range = both
    }
    guard let possible = range.intersection(ValueRange.of(figures[figure])) else { return nil }
    range = possible
    if figures[figure].isWhole {
      guard let whole = range.wholeNumbers else { return nil }
      range = whole
    }
    return range
  }

  /// What speaks for a fault besides how much it explains; less is better.
  private struct Rank: Comparable {
    var isUnsuspected: Bool
    var isNoSlip: Bool
    var role: Figure.Role

    static func < (left: Rank, right: Rank) -> Bool {
      if left.isUnsuspected != right.isUnsuspected { return right.isUnsuspected }
      if left.isNoSlip != right.isNoSlip { return right.isNoSlip }
      return left.role < right.role
    }
  }

  private func rank(_ fault: SingleFault) -> Rank {
    Rank(
      isUnsuspected: !suspects.contains(fault.figure),
      isNoSlip: !isSlip(fault),
      role: figures[fault.figure].role
    )
  }

  private func isBetter(_ left: SingleFault, _ right: SingleFault) -> Bool {
    if left.explained.count != right.explained.count {
      return left.explained.count > right.explained.count
    }
    let (first, second) = (rank(left), rank(right))
    if first != second { return first < second }
    return figures[left.figure].location < figures[right.figure].location
  }

  /// Whether another fault explains as much of the same, with as much to speak for it.
  private func isRival(_ other: SingleFault, of best: SingleFault) -> Bool {
    other.figure != best.figure && other.explained.count == best.explained.count
      && rank(other) == rank(best) && !Set(other.explained).isDisjoint(with: best.explained)
  }

  private func isSlip(_ fault: SingleFault) -> Bool {
    guard let value = fault.value, !figures[fault.figure].isBlank,
      figures[fault.figure].role != .mark
    else { return false }
    return TypingSlip.isOne(from: value, to: figures[fault.figure].value)
  }
}
