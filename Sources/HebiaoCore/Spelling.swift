/// How near two words are to each other.
public enum Spelling {
  /// The candidate that the fewest single changes turn a word into, if they are few enough.
  public static func nearest(to word: String, among candidates: [String]) -> String? {
    let ranked = candidates.map { (distance(word, $0), $0) }
    guard let best = ranked.min(by: { $0.0 < $1.0 }), best.0 <= max(1, word.count / 2) else {
      return nil
    }
    return best.1
  }

  /// Whether one character inserted, deleted or replaced turns a word into another.
  ///
  /// Complexity: linear in the words, without an allocation.
  public static func isOneChange(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Bool {
    let (shorter, longer) = first.count <= second.count ? (first, second) : (second, first)
    guard longer.count - shorter.count <= 1 else { return false }
    var head = 0
    while head < shorter.count, shorter[head] == longer[head] { head += 1 }
    var tail = 0
    while tail < shorter.count - head,
      shorter[shorter.count - 1 - tail] == longer[longer.count - 1 - tail]
    {
      tail += 1
    }
    return longer.count - head - tail == 1
  }

  /// Characters to insert, delete or replace; words are cut at 64 characters.
  public static func distance(_ first: String, _ second: String) -> Int {
    let left = Array(first.unicodeScalars.prefix(64))
    let right = Array(second.unicodeScalars.prefix(64))
    var previous = Array(0...right.count)
    for (row, character) in left.enumerated() {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for (column, other) in right.enumerated() {
        let replaced = previous[column] + (character == other ? 0 : 1)
        current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous.last ?? 0
  }
}
