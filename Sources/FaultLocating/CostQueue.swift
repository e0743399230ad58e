/// Things in the order of what they cost; what costs the same comes in the order it was put in.
///
/// What was taken out stays in memory until the queue goes: it is meant for small things.
struct CostQueue<Element> {
  /// An element by its place in `elements`, which is the order it was put in.
  private struct Entry {
    var cost: Double
    var element: Int

    func precedes(_ other: Entry) -> Bool {
      cost < other.cost || (cost == other.cost && element < other.element)
    }
  }

  /// A heap: what stands at a place precedes what stands at twice the place, and one and two more.
  private var heap: [Entry] = []
  private var elements: [Element] = []

  mutating func insert(_ element: Element, cost: Double) {
    let entry = Entry(cost: cost, element: elements.count)
    elements.append(element)
    heap.append(entry)
    var place = heap.count - 1
    while place > 0 {
      let parent = (place - 1) / 2
      guard entry.precedes(heap[parent]) else { break }
      heap[place] = heap[parent]
      place = parent
    }
    heap[place] = entry
  }

  mutating func removeCheapest() -> (element: Element, cost: Double)? {
    guard let first = heap.first, let entry = heap.popLast() else { return nil }
    if !heap.isEmpty {
      var place = 0
      while true {
        var child = 2 * place + 1
        guard child < heap.count else { break }
        if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
        guard heap[child].precedes(entry) else { break }
        heap[place] = heap[child]
        place = child
      }
      heap[place] = entry
    }
    return (elements[first.element], first.cost)
  }
}
