/// Things of a list by a number of their own, equal ones having the same.
///
/// For lists with few different things: each is looked for among those that are known.
struct Numbered<Element: Equatable> {
  /// The number of each thing, in the order of the list.
  private(set) var numbers: [Int] = []
  /// The different things, by their number.
  private(set) var elements: [Element] = []

  /// Room is made for so many different things at first.
  private static var usualElements: Int { 16 }

  init(_ list: some Sequence<Element>) {
    numbers.reserveCapacity(list.underestimatedCount)
    elements.reserveCapacity(min(list.underestimatedCount, Self.usualElements))
    for element in list {
      if let number = elements.firstIndex(of: element) {
        numbers.append(number)
      } else {
        numbers.append(elements.count)
        elements.append(element)
      }
    }
  }

  /// How many different things there are.
  var count: Int { elements.count }

  /// The number of a thing of the list.
  subscript(position: Int) -> Int { numbers[position] }
}
