/// The rows, or the columns, of a sheet that a report draws.
///
/// A small sheet is drawn whole. Of a large one, the beginning and what lies around the findings:
/// its cost follows what is drawn, never the extent that a file declares.
struct GridAxis {
  /// What stands at one place of the drawing.
  enum Slot: Equatable {
    /// A row or column, zero-based.
    case line(Int)
    /// Rows or columns that were left out: the first of them, and how many.
    case gap(first: Int, count: Int)
  }

  /// The places, in order.
  let slots: [Slot]
  /// Lines left out.
  let omitted: Int

  /// All lines up to `last`, or a choice of them where they are more than `limit`.
  ///
  /// Shape: `used` are the lines that hold something, sorted; `wanted` those that a finding is
  /// about, sorted.
  init(last: Int, limit: Int, lead: Int, margin: Int, used: [Int], wanted: [Int]) {
    guard last >= limit else {
      slots = (0..<(last + 1)).map { .line($0) }
      omitted = 0
      return
    }
    // A table that is small is drawn whole, however far a stray cell lies from it.
    var chosen = Set(used.prefix(wanted.isEmpty ? lead * 3 : lead))
    if let table = Self.firstStretch(of: used), table.count <= limit / 2 {
      chosen.formUnion(table)
    }
    for line in wanted {
      if chosen.count >= limit { break }
      for neighbour in max(0, line - margin)...min(last, line + margin) {
        chosen.insert(neighbour)
      }
    }
    var slots: [Slot] = []
    var next = 0
    for line in chosen.sorted() {
      if line > next { slots.append(.gap(first: next, count: line - next)) }
      slots.append(.line(line))
      next = line + 1
    }
    if next <= last { slots.append(.gap(first: next, count: last + 1 - next)) }
    self.slots = slots
    omitted = last + 1 - chosen.count
  }

  /// The lines at the beginning that no more than a few empty ones part.
  private static func firstStretch(of used: [Int]) -> ClosedRange<Int>? {
    guard let first = used.first else { return nil }
    var last = first
    for line in used {
      if line - last > 10 { break }
      last = line
    }
    return first...last
  }

  /// The place of a line, or nil if it is not drawn.
  func position(of line: Int) -> Int? {
    let position = place(of: line)
    guard position < slots.count, slots[position] == .line(line) else { return nil }
    return position
  }

  /// The unbroken stretches of drawn lines between two lines, both included.
  func stretches(from first: Int, through last: Int) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    var position = place(of: first)
    var start: Int?
    while position < slots.count {
      guard case .line(let line) = slots[position], line <= last else {
        if let begin = start { stretches.append(begin..<position) }
        start = nil
        if case .gap(let line, _) = slots[position], line <= last {
          position += 1
          continue
        }
        return stretches
      }
      if start == nil { start = position }
      position += 1
    }
    if let begin = start { stretches.append(begin..<position) }
    return stretches
  }

  /// The place that shows a line, or the gap that it falls into.
  private func place(of line: Int) -> Int {
    var low = 0
    var high = slots.count
    while low < high {
      let middle = low + (high - low) / 2
      if end(of: slots[middle]) <= line { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func end(of slot: Slot) -> Int {
    switch slot {
    case .line(let line): line + 1
    case .gap(let first, let count): first + count
    }
  }
}
