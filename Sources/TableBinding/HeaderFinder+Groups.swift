import HebiaoCore
import TableSchemas

/// Fields of a group that stand side by side in one row.
struct HeaderGroup {
  /// The header of a field.
  struct Field {
    /// The position of the field in its definition.
    let field: Int
    let column: Int
    /// The place among the sheet's cells of what is seen there.
    let position: Int
    let reference: CellReference
    /// Whether a slip of the fingers had to be overlooked to know it.
    let isSpelledAlike: Bool
  }

  private(set) var cells: [Field] = []
  /// The leftmost column.
  private(set) var first = 0
  /// The rightmost column.
  private(set) var last = 0

  /// Adds the header of one of so many fields.
  mutating func add(_ field: Int, of fieldCount: Int, _ cell: HeaderRow.Cell, isSpelledAlike: Bool)
  {
    let end = cell.column + cell.width - 1
    first = cells.isEmpty ? cell.column : min(first, cell.column)
    last = cells.isEmpty ? end : max(last, end)
    if cells.isEmpty { cells.reserveCapacity(fieldCount) }
    cells.append(
      Field(
        field: field,
        column: cell.column,
        position: cell.position,
        reference: cell.reference,
        isSpelledAlike: isSpelledAlike
      )
    )
  }

  /// Takes the headers away again.
  mutating func removeAll() { cells.removeAll(keepingCapacity: true) }

  func has(_ field: Int) -> Bool { cells.contains { $0.field == field } }
}

extension HeaderFinder {
  /// The groups in a row, each field at most once, side by side and under one heading.
  func occurrences(of group: GroupDefinition, in line: HeaderRow, row: Int) -> [HeaderGroup] {
    var found: [HeaderGroup] = []
    var current = HeaderGroup()
    func close() {
      if current.cells.isEmpty { return }
      // Two fields that are known and one that is spelled alike make a group; one alone does not.
      let known = current.cells.count { !$0.isSpelledAlike }
      let isWhole = group.columns.indices.allSatisfy { field in
        !group.columns[field].isRequired || current.has(field)
      }
      if known * 2 > current.cells.count, isWhole {
        if found.isEmpty { found.reserveCapacity(line.cells.count / current.cells.count) }
        found.append(current)
        current = HeaderGroup()
      } else {
        current.removeAll()
      }
    }
    for cell in line.cells {
      let isNext = !current.cells.isEmpty && cell.column == current.last + 1
      if !isNext || startsHeading(cell, after: current, group: group, row: row) { close() }
      var field = field(of: cell, in: group, besides: current)
      if field == nil, !current.cells.isEmpty {
        close()
        field = self.field(of: cell, in: group, besides: current)
      }
      guard let field else { continue }
      current.add(
        field.index,
        of: group.columns.count,
        cell,
        isSpelledAlike: field.isSpelledAlike
      )
      if current.cells.count == group.columns.count { close() }
    }
    close()
    return found
  }

  /// The field that a header is worded like, or else spelled like, among those not yet taken.
  private func field(
    of cell: HeaderRow.Cell,
    in group: GroupDefinition,
    besides current: HeaderGroup
  ) -> (index: Int, isSpelledAlike: Bool)? {
    if let known = cell.text.columns.lazy.compactMap(groupColumn).first(where: { !current.has($0) })
    {
      return (known, false)
    }
    guard cell.text.columns.isEmpty else { return nil }
    let spelled = cell.text.columnsSpelledAlike(in: headers.vocabulary)
    let alike = group.columns.indices.first { index in
      !current.has(index) && spelled.contains(code(ofGroupColumn: index))
    }
    return alike.map { ($0, true) }
  }

  /// Whether a merged heading ends before a cell: then the cell begins another group.
  private func startsHeading(
    _ cell: HeaderRow.Cell,
    after current: HeaderGroup,
    group: GroupDefinition,
    row: Int
  ) -> Bool {
    guard group.heading != .none, row > 0, !current.cells.isEmpty,
      let heading = headers.grid.mergedRange(at: CellReference(row - 1, current.first)),
      heading.width > 1, heading.last.row.rawValue == row - 1
    else { return false }
    return heading.last.column.rawValue < cell.column
  }
}
