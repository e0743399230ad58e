/// A few figures by their positions, ascending, kept without an allocation.
struct FigureSet: Hashable {
  /// How many there may be.
  static let limit = 5

  private(set) var count = 0
  private var members = SIMD8<Int32>(repeating: -1)

  /// No figure.
  init() {}

  var isEmpty: Bool { count == 0 }

  /// The positions, ascending.
  var figures: [Int] { (0..<count).map { self[$0] } }

  subscript(index: Int) -> Int { Int(members[index]) }

  func contains(_ figure: Int) -> Bool {
    for index in 0..<count where self[index] == figure { return true }
    return false
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
    other.count += 1
    return other
  }

  func hash(into hasher: inout Hasher) {
    // One word is mixed of all: hashing each would cost more than comparing a few that are alike.
    var mixed: UInt64 = 0
    for index in 0..<count {
      mixed = (mixed ^ UInt64(UInt32(bitPattern: members[index]))) &* 0x9E37_79B9_7F4A_7C15
      mixed ^= mixed >> 29
    }
    hasher.combine(mixed)
  }
}
