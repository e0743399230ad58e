import HebiaoCore

/// Pairs the names of one list with those of another, although some were renamed.
enum SequenceAlignment {
  /// A name and its counterpart, by position.
  struct Pair: Hashable {
    var new: Int
    var old: Int
    /// Whether they are only alike, and stand between the same neighbours.
    var isRenamed: Bool
  }

  /// The pairs, in the order of the new list.
  ///
  /// The same names go together, repeated ones in turn. Names that are left between the same
  /// neighbours in both lists go together if there are as many of them and each is like its
  /// counterpart. Complexity: linear in the names, but for the comparison of those that are left.
  static func pairs(new: [String], old: [String]) -> [Pair] {
    var waiting: [String: [Int]] = [:]
    for index in old.indices.reversed() { waiting[old[index], default: []].append(index) }
    var counterpart = [Int?](repeating: nil, count: new.count)
    var isTaken = [Bool](repeating: false, count: old.count)
    for index in new.indices {
      guard let found = waiting[new[index]]?.popLast() else { continue }
      counterpart[index] = found
      isTaken[found] = true
    }
    var pairs: [Pair] = []
    var index = 0
    while index < new.count {
      if let found = counterpart[index] {
        pairs.append(Pair(new: index, old: found, isRenamed: false))
        index += 1
        continue
      }
      let start = index
      while index < new.count, counterpart[index] == nil { index += 1 }
      let first = start == 0 ? 0 : (counterpart[start - 1] ?? 0) + 1
      let last = index == new.count ? old.count : counterpart[index] ?? old.count
      guard first < last, last - first == index - start else { continue }
      let rest = zip(start..<index, first..<last)
      guard rest.allSatisfy({ !isTaken[$1] && areAlike(new[$0], old[$1]) }) else { continue }
      pairs += rest.map { Pair(new: $0, old: $1, isRenamed: true) }
    }
    return pairs
  }

  /// Whether less than half of a name would have to be typed anew.
  private static func areAlike(_ first: String, _ second: String) -> Bool {
    let length = max(first.count, second.count)
    return length > 2 && Spelling.distance(first, second) * 2 < length
  }
}
