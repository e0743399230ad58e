/// The constraints of a workbook, kept so that going over thousands of them allocates nothing.
///
/// Shape: the figures of all constraints in one list, those of a constraint side by side, the derived
/// one first; of a quotient its dividend's come before its divisor's.
package struct ConstraintList: Sendable {
  /// What a relation is, without its figures.
  package enum Kind: Sendable {
    case sum
    case quotient
    case equal
    case atMost
    case together
  }

  /// A constraint without its figures.
  private struct Entry {
    var rule: Int32
    /// Where its figures begin in `members`; they end where the next constraint's begin.
    var start: Int32
    /// Where the figures of a quotient's divisor begin in `members`.
    var divisor: Int32 = 0
    var decimals: Int32 = 0
    var kind: Kind
  }

  private var entries: [Entry] = []
  /// The figures of all constraints.
  package private(set) var members: [Int32] = []

  /// No constraint.
  package init() {}

  /// Some constraints, in their order.
  package init(_ constraints: [Constraint]) {
    for constraint in constraints { append(constraint) }
  }

  /// How many constraints there are.
  package var count: Int { entries.count }

  /// The positions of the constraints.
  package var indices: Range<Int> { 0..<entries.count }

  /// A constraint as a value of its own.
  package subscript(index: Int) -> Constraint {
    let own = members(of: index)
    func figure(_ offset: Int) -> Int { Int(members[own.lowerBound + offset]) }
    let relation: Constraint.Relation =
      switch entries[index].kind {
      case .sum: .sum(total: figure(0), parts: figures(operands(of: index)))
      case .quotient:
        .quotient(
          quotient: figure(0),
          dividend: figures(operands(of: index)),
          divisor: figures(divisor(of: index)),
          decimals: decimals(of: index)
        )
      case .equal: .equal(figure(1), figure(0))
      case .atMost: .atMost(figure(0), figure(1))
      case .together: .together(mark: figure(0), amount: figure(1))
      }
    return Constraint(rule: Int(entries[index].rule), relation: relation)
  }

  // MARK: Parts

  /// What the relation of a constraint is.
  package func kind(of index: Int) -> Kind { entries[index].kind }

  /// Whether a constraint is an equation, not one that only sets bounds to repairs.
  package func isEquation(_ index: Int) -> Bool {
    switch entries[index].kind {
    case .sum, .quotient, .equal: true
    case .atMost, .together: false
    }
  }

  /// The figure that the others of a constraint determine.
  package func derived(_ index: Int) -> Int { Int(members[Int(entries[index].start)]) }

  /// The second figure of a constraint of two.
  package func other(of index: Int) -> Int { Int(members[Int(entries[index].start) + 1]) }

  /// The decimals of the percentage that a quotient is.
  package func decimals(of index: Int) -> Int { Int(entries[index].decimals) }

  /// Where the figures of a constraint stand in `members`, the derived one first.
  package func members(of index: Int) -> Range<Int> {
    let next = index + 1
    let end = next < entries.count ? Int(entries[next].start) : members.count
    return Int(entries[index].start)..<end
  }

  /// Where the figures stand that are added up: a sum's parts, a quotient's dividend.
  package func operands(of index: Int) -> Range<Int> {
    let own = members(of: index)
    let end = entries[index].kind == .quotient ? Int(entries[index].divisor) : own.upperBound
    return (own.lowerBound + 1)..<end
  }

  /// Where the figures of a quotient's divisor stand.
  package func divisor(of index: Int) -> Range<Int> {
    Int(entries[index].divisor)..<members(of: index).upperBound
  }

  /// What the figure at a place of `members` is in its constraint.
  package func part(at place: Int, of index: Int) -> Constraint.Part {
    let entry = entries[index]
    let isFirst = place == Int(entry.start)
    return switch entry.kind {
    case .sum, .equal: isFirst ? .total : .addend
    case .quotient: isFirst ? .quotient : place < Int(entry.divisor) ? .dividend : .divisor
    case .atMost: isFirst ? .lesser : .greater
    case .together: isFirst ? .mark : .amount
    }
  }

  /// The figures at some places of `members`.
  package func figures(_ places: Range<Int>) -> [Int] { places.map { Int(members[$0]) } }

  // MARK: Adding constraints

  /// Adds a constraint.
  package mutating func append(_ constraint: Constraint) {
    let rule = constraint.rule
    switch constraint.relation {
    case .sum(let total, let parts): appendSum(rule: rule, total: total, parts: parts)
    case .quotient(let quotient, let dividend, let divisor, let decimals):
      appendQuotient(
        rule: rule,
        quotient: quotient,
        dividend: dividend,
        divisor: divisor,
        decimals: decimals
      )
    case .equal(let first, let second): append(.equal, rule: rule, second, first)
    case .atMost(let lesser, let greater): append(.atMost, rule: rule, lesser, greater)
    case .together(let mark, let amount): append(.together, rule: rule, mark, amount)
    }
  }

  /// Adds a total that is the sum of some parts.
  package mutating func appendSum(rule: Int, total: Int, parts: [Int]) {
    begin(.sum, rule: rule, total)
    add(parts)
  }

  /// Adds a percentage that is the quotient of two sums.
  package mutating func appendQuotient(
    rule: Int,
    quotient: Int,
    dividend: [Int],
    divisor: [Int],
    decimals: Int
  ) {
    begin(.quotient, rule: rule, quotient)
    add(dividend)
    entries[entries.count - 1].divisor = Int32(members.count)
    entries[entries.count - 1].decimals = Int32(decimals)
    add(divisor)
  }

  private mutating func append(_ kind: Kind, rule: Int, _ first: Int, _ second: Int) {
    begin(kind, rule: rule, first)
    members.append(Int32(second))
  }

  private mutating func begin(_ kind: Kind, rule: Int, _ first: Int) {
    entries.append(Entry(rule: Int32(rule), start: Int32(members.count), kind: kind))
    members.append(Int32(first))
  }

  private mutating func add(_ figures: [Int]) {
    for figure in figures { members.append(Int32(figure)) }
  }
}
