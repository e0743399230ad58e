extension RandomAccessCollection {
  /// Where the elements begin that belong to the second of two parts; the end where none does.
  ///
  /// All elements of the first part stand before those of the second.
  /// Complexity: logarithmic in the elements.
  @inlinable
  package func partitioningIndex(where belongsToSecond: (Element) -> Bool) -> Index {
    var start = startIndex
    var count = count
    while count > 0 {
      let half = count / 2
      let middle = index(start, offsetBy: half)
      if belongsToSecond(self[middle]) {
        count = half
      } else {
        start = index(after: middle)
        count -= half + 1
      }
    }
    return start
  }
}
