/// The accepted headers of a sheet by the rows they stand in, so that none is looked for in vain.
///
/// Sheets made to hurt repeat a header a hundred thousand times; every question here is answered
/// from the few headers of some rows.
struct HeaderIndex {
  /// In reading order.
  let headers: [TableHeader]
  private let positionsByRow: [Int: [Int]]

  init(_ headers: [TableHeader]) {
    self.headers = headers.sorted {
      ($0.top, $0.extent.lowerBound) < ($1.top, $1.extent.lowerBound)
    }
    var positions: [Int: [Int]] = [:]
    for (position, header) in self.headers.enumerated() {
      for row in header.top...header.bottom { positions[row, default: []].append(position) }
    }
    positionsByRow = positions
  }

  /// The next header below one, in some of its columns.
  func next(below position: Int) -> Int? {
    let page = headers[position]
    return headers.indices[(position + 1)...].first { other in
      headers[other].top > page.bottom && headers[other].extent.overlaps(page.extent)
    }
  }

  /// Whether a column belongs to a header that shares rows with another.
  func isTaken(column: Int, beside header: TableHeader) -> Bool {
    (header.top...header.bottom).contains { row in
      (positionsByRow[row] ?? []).contains { headers[$0].extent.contains(column) }
    }
  }
}

/// The headers accepted so far, while more are considered.
struct AcceptedHeaders {
  private(set) var list: [TableHeader] = []
  private var positionsByRow: [Int: [Int]] = [:]

  /// Takes a header unless one that was taken before claims some of its cells.
  mutating func take(_ header: TableHeader) {
    let rows = header.top...header.bottom
    let isClaimed = rows.contains { row in
      (positionsByRow[row] ?? []).contains { list[$0].overlaps(header) }
    }
    if isClaimed { return }
    for row in rows { positionsByRow[row, default: []].append(list.count) }
    list.append(header)
  }

  /// Whether a header that was taken covers a cell.
  func covers(row: Int, column: Int) -> Bool {
    (positionsByRow[row] ?? []).contains { list[$0].extent.contains(column) }
  }
}
