/// A few figures by their positions, ascending, kept without an allocation.
struct FigureSet: Equatable {
  /// How many there may be.
  static let limit = 5

  private var members = InlineArray<5, Int32>(repeating: -1)
  private var size: Int32 = 0

  /// No figure.
  init() {}

  /// One figure.
  init(_ figure: Int) { self = FigureSet().inserting(figure) }

  var count: Int { Int(size) }

  var isEmpty: Bool { size == 0 }

  /// The positions, ascending.
  var figures: [Int] { (0..<count).map { self[$0] } }

  subscript(index: Int) -> Int { Int(members[index]) }

  func contains(_ figure: Int) -> Bool { slot(of: figure) != nil }

  /// The place of a figure among them; nil where it is not one of them.
  func slot(of figure: Int) -> Int? {
    for index in 0..<count where self[index] == figure { return index }
    return nil
  }

  /// Whether all figures of another set are among them.
  func contains(_ other: FigureSet) -> Bool {
    guard other.size <= size else { return false }
    for index in 0..<other.count where !contains(other[index]) { return false }
    return true
  }

  /// The same with another figure, which is not among them; there must be room for it.
  func inserting(_ figure: Int) -> FigureSet {
    var other = self
    var place = count
    while place > 0, self[place - 1] > figure {
      other.members[place] = members[place - 1]
      place -= 1
    }
    other.members[place] = Int32(clamping: figure)
    other.size += 1
    return other
  }

  /// A number that differs for nearly all sets that differ, in its last bits as well.
  var mixed: UInt64 {
    var mixed: UInt64 = 0
    for index in 0..<count {
      mixed = (mixed ^ UInt64(UInt32(bitPattern: members[index]))) &* 0x9E37_79B9_7F4A_7C15
      mixed ^= mixed >> 29
    }
    // Figures that stand at equal distances would come to stand side by side.
    mixed = (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ mixed >> 32
  }

  static func == (left: FigureSet, right: FigureSet) -> Bool {
    guard left.size == right.size else { return false }
    for index in 0..<limit where left.members[index] != right.members[index] { return false }
    return true
  }
}

/// The sets of figures that a search has met: a hash table without an allocation per set.
struct SeenSets {
  /// A set at the place that its mixed number asks for, or at the next that was free; empty where none
  /// is.
  private var table: [FigureSet]
  private var count = 0
  /// Room for the sets that most searches meet.
  private static let usualRoom = 2_048

  init() {
    table = Array(repeating: FigureSet(), count: Self.usualRoom)
  }

  /// Adds a set, which is not empty; false where it was met before.
  mutating func insert(_ set: FigureSet) -> Bool {
    if 2 * count >= table.count { grow() }
    guard let place = freePlace(for: set) else { return false }
    table[place] = set
    count += 1
    return true
  }

  /// Where a set is to be put; nil where it is there already.
  private func freePlace(for set: FigureSet) -> Int? {
    let last = table.count - 1
    var place = Int(truncatingIfNeeded: set.mixed) & last
    while !table[place].isEmpty {
      if table[place] == set { return nil }
      place = (place + 1) & last
    }
    return place
  }

  private mutating func grow() {
    let old = table
    table = Array(repeating: FigureSet(), count: 2 * old.count)
    for set in old where !set.isEmpty {
      if let place = freePlace(for: set) { table[place] = set }
    }
  }
}
