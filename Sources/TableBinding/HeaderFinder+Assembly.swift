import HebiaoCore
import TableSchemas

extension HeaderFinder {
  // MARK: Putting the header together

  func header(
    _ groups: [HeaderGroup],
    fixed: [CellReference?],
    row: Int,
    top: Int,
    extent: ClosedRange<Int>
  ) -> TableHeader {
    var columns: [BoundColumn] = []
    columns.reserveCapacity(groups.reduce(definition.columns.count) { $0 + $1.cells.count })
    var alike: [UnboundPart] = []
    for index in definition.columns.indices {
      guard let reference = fixed[index] else { continue }
      if !isWorded(index, at: reference, window: top...row) {
        alike.append(assumed(definition.columns[index], at: reference))
      }
      columns.append(
        BoundColumn(
          index: reference.column,
          definition: definition.columns[index],
          group: nil,
          header: reference,
          headerText: oneLine(reference)
        )
      )
    }
    var bound: [BoundGroup] = []
    bound.reserveCapacity(groups.count)
    let leftmost = groups.lazy.map(\.first).min() ?? 0
    let fields = definition.group?.columns ?? []
    for group in groups {
      for cell in group.cells {
        columns.append(
          BoundColumn(
            index: ColumnIndex(cell.column),
            definition: fields[cell.field],
            group: bound.count,
            header: cell.reference,
            headerText: oneLine(at: cell.position)
          )
        )
        if cell.isSpelledAlike { alike.append(assumed(fields[cell.field], at: cell.reference)) }
      }
      var headed = heading(of: group, leftmost: leftmost, top: top, bottom: row)
      if headed.path.isEmpty, definition.group?.heading == .any {
        headed.path = commonBeginning(group.cells.map { oneLine(at: $0.position) })
      }
      bound.append(headed)
    }
    columns.sort { $0.index < $1.index }
    for (index, group) in groups.enumerated() {
      for cell in group.cells {
        let position = columns.partitioningIndex { $0.index.rawValue >= cell.column }
        bound[index].columns.add(fields[cell.field].field, at: position)
      }
    }
    if definition.group?.heading == .month { bound = withYears(bound) }
    let unbound = alike + unboundHeaders(columns, row: row, top: top, extent: extent)
    return TableHeader(
      schema: schema,
      definition: definition,
      columns: columns,
      groups: bound,
      rows: top...row,
      unbound: unbound
    )
  }

  private func heading(
    of group: HeaderGroup,
    leftmost: Int,
    top: Int,
    bottom: Int
  ) -> BoundGroup {
    var result = BoundGroup(
      path: [],
      heading: nil,
      month: nil,
      weight: nil,
      columns: FieldPositions(capacity: group.cells.count)
    )
    guard definition.group?.heading != GroupDefinition.Heading.none, top < bottom else {
      return result
    }
    for row in top..<bottom {
      guard let reference = headingCell(row: row, column: group.first, leftmost: leftmost),
        let text = headers.grid.text(at: reference)
      else { continue }
      if result.heading == reference { continue }
      result.heading = reference
      result.path.append(NormalizedText.oneLine(text))
      if let named = DateTexts.month(in: text) {
        result.month = named.month
        result.weight = named.weight
      }
    }
    return result
  }

  /// What the headers of a group without headings begin with: 建档 of 建档协议个数, 建档完成量.
  private func commonBeginning(_ texts: [String]) -> [String] {
    guard let first = texts.first, texts.count > 1 else { return [] }
    let common = texts.dropFirst().reduce(first) { String($0.commonPrefix(with: $1)) }
    return common.count >= 2 ? [common] : []
  }

  /// The cell whose heading stands over a column: the one above it, or the plain one to its left.
  private func headingCell(row: Int, column: Int, leftmost: Int) -> CellReference? {
    let own = CellReference(row, column)
    if let range = headers.grid.mergedRange(at: own) {
      return range.last.row.rawValue == row || range.first.row.rawValue == row
        ? (headers.text(at: own) == nil ? nil : range.first) : range.first
    }
    var candidate = column
    while candidate >= leftmost {
      let reference = CellReference(row, candidate)
      if let range = headers.grid.mergedRange(at: reference) {
        // A heading that is merged says itself how far it reaches.
        return candidate == column || range.width == 1 ? range.first : nil
      }
      if headers.text(at: reference) != nil { return reference }
      candidate -= 1
    }
    return nil
  }

  /// Months without a year take it from a neighbour that has one.
  private func withYears(_ groups: [BoundGroup]) -> [BoundGroup] {
    var groups = groups
    var known: YearMonth?
    for index in groups.indices {
      guard var month = groups[index].month else { continue }
      if month.year == nil, let last = known, let year = last.year {
        month.year = month.month <= last.month ? year + 1 : year
        groups[index].month = month
      }
      known = month
    }
    return groups
  }

  /// The headers between the columns that are worded like none; what they come nearest to is asked only
  /// of a header that is accepted.
  private func unboundHeaders(
    _ columns: [BoundColumn],
    row: Int,
    top: Int,
    extent: ClosedRange<Int>
  ) -> [UnboundPart] {
    guard let first = columns.first?.index.rawValue, let last = columns.last?.index.rawValue else {
      return []
    }
    if last - first + 1 == columns.count { return [] }
    let bound = Set(columns.map(\.index.rawValue))
    let covered = Set(columns.map(\.header))
    var parts: [UnboundPart] = []
    for column in first...last where !bound.contains(column) {
      guard let lowest = columnTexts(column, window: top...row).last,
        !covered.contains(lowest.reference),
        lowest.reference.column.rawValue == column
      else { continue }
      parts.append(
        UnboundPart(
          kind: .header,
          location: CellLocation(sheet: headers.grid.sheet.name, cell: lowest.reference),
          text: oneLine(lowest.reference),
          nearest: nil
        )
      )
    }
    return parts
  }

  /// Whether the texts above a column are worded as its definition says.
  private func isWorded(
    _ index: Int,
    at reference: CellReference,
    window: ClosedRange<Int>
  ) -> Bool {
    let texts = columnTexts(reference.column.rawValue, window: window)
    return codes(of: texts, joined: joined(texts)).contains(code(ofColumn: index))
  }

  /// The text of the cell at a place among the sheet's cells, on one line.
  private func oneLine(at position: Int) -> String {
    CellGrid.text(of: headers.grid.sheet.cells.value(at: position)).map(NormalizedText.oneLine)
      ?? ""
  }

  /// The text that is seen at a position, on one line.
  func oneLine(_ reference: CellReference) -> String {
    headers.grid.text(at: reference).map(NormalizedText.oneLine) ?? ""
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> Substring {
    let count = zip(self, other).prefix { $0 == $1 }.count
    return prefix(count)
  }
}
