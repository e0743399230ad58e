/// Bytes to put in the place of others, which may be none.
package struct ByteSplice: Sendable, Hashable {
  /// What is taken out; empty where bytes are only put in.
  package var range: Range<Int>
  /// What is put in its place.
  package var bytes: [UInt8]

  /// A replacement.
  package init(_ range: Range<Int>, _ bytes: [UInt8]) {
    self.range = range
    self.bytes = bytes
  }

  /// A replacement by a text.
  package init(_ range: Range<Int>, _ text: String) {
    self.init(range, Array(text.utf8))
  }

  /// An insertion before an offset.
  package init(at offset: Int, _ text: String) {
    self.init(offset..<offset, Array(text.utf8))
  }
}

extension ByteSplice {
  /// The shortest replacement that makes some bytes of others; nil where they are the same.
  ///
  /// `offset` is where the bytes stand.
  package init?(changing old: [UInt8], at offset: Int, to new: [UInt8]) {
    if old == new { return nil }
    var start = 0
    while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
    var (oldEnd, newEnd) = (old.count, new.count)
    while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
    }
    // Whole characters give way to whole characters, in whatever encoding the part is written.
    func splits(_ bytes: [UInt8], _ place: Int) -> Bool {
      place < bytes.count && bytes[place] & 0xC0 == 0x80
    }
    while start > 0, splits(old, start) || splits(new, start) { start -= 1 }
    while splits(old, oldEnd) || splits(new, newEnd) {
      oldEnd += 1
      newEnd += 1
    }
    self.init(start + offset..<oldEnd + offset, Array(new[start..<newEnd]))
  }
}

extension [ByteSplice] {
  /// The splices by place; those at one place stay in the order in which they were made.
  package var inOrder: [ByteSplice] {
    enumerated().sorted { left, right in
      (left.element.range.lowerBound, left.element.range.upperBound, left.offset)
        < (right.element.range.lowerBound, right.element.range.upperBound, right.offset)
    }.map(\.element)
  }

  /// The bytes with every splice made; all others stand as they did.
  ///
  /// Shape: the ranges lie inside the bytes and do not overlap.
  package func applied(to bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(reduce(bytes.count) { $0 + $1.bytes.count })
    var place = 0
    for splice in inOrder {
      output += bytes[place..<splice.range.lowerBound]
      output += splice.bytes
      place = splice.range.upperBound
    }
    return output + bytes[place...]
  }
}
