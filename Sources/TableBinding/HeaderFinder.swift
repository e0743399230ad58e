import HebiaoCore
import TableSchemas

/// Finds the headers of one kind of table in a sheet.
///
/// The lowest header row is found first: the row where the fields of a group stand side by side
/// (`协议量 | 完成量 | 百分比`). The columns that occur once and the headings above the groups follow:
///
///     服务片区 | 投入社工人数 |   17类…建档            |  …     ← headings, merged or plain
///      (same)  |    (same)    | 协议个数 | 完成量 | 百分比 | ← the row that is found first
struct HeaderFinder {
  let headers: HeaderTexts
  let schema: TableSchema
  let definition: TableDefinition
  /// The code of the definition's first column in the vocabulary.
  private let firstCode: Int
  /// Whether the leftmost column may stand for a required one that is worded like nothing known.
  private let assumesLeftmost: Bool

  init(
    headers: HeaderTexts,
    schema: TableSchema,
    definition: TableDefinition,
    assumesLeftmost: Bool = false
  ) {
    self.headers = headers
    self.assumesLeftmost =
      assumesLeftmost && definition.columns.first(where: \.isRequired)?.mayBeLeftmost ?? false
    self.schema = schema
    self.definition = definition
    firstCode = headers.vocabulary.firstCode(of: definition, in: schema)
  }

  /// Heading rows are looked for so far above the lowest header row.
  private static let headingRowLimit = 3
  /// Columns in a row that no wording stands for, before a table is taken to have ended.
  private static let columnGapLimit = 2

  private struct GroupFound {
    var cells: [(field: Int, cell: HeaderRow.Cell)]
    var first: Int { cells.map(\.cell.column).min() ?? 0 }
    var last: Int { cells.map { $0.cell.column + $0.cell.width - 1 }.max() ?? 0 }
  }

  /// The headers found, and the groups that no header has room for.
  func find() -> (headers: [TableHeader], orphans: [CellReference]) {
    guard let group = definition.group else { return ([], []) }
    var found: [TableHeader] = []
    var orphans: [CellReference] = []
    for row in candidateRows(of: group) {
      let line = headers.row(row)
      let groups = occurrences(of: group, in: line)
      // A row that a merged header only reaches down to is not its lowest row.
      guard groups.contains(where: { $0.cells.contains { $0.cell.reference.row.rawValue == row } })
      else { continue }
      let segments = segments(groups, line: line, row: row)
      found += segments
      for group in groups {
        let isBound = segments.contains { $0.extent.contains(group.first) }
        if !isBound, let cell = group.cells.first?.cell { orphans.append(cell.reference) }
      }
    }
    return (found, orphans)
  }

  // MARK: Matching

  private func code(ofColumn index: Int) -> HeaderVocabulary.ColumnCode {
    HeaderVocabulary.ColumnCode(clamping: firstCode + index)
  }

  private func code(ofGroupColumn index: Int) -> HeaderVocabulary.ColumnCode {
    HeaderVocabulary.ColumnCode(clamping: firstCode + definition.columns.count + index)
  }

  /// The rows in which some text heads a column that every group has.
  private func candidateRows(of group: GroupDefinition) -> [Int] {
    let required = group.columns.firstIndex(where: \.isRequired) ?? 0
    return headers.rows(heading: code(ofGroupColumn: required))
  }

  // MARK: Groups

  private func occurrences(of group: GroupDefinition, in line: HeaderRow) -> [GroupFound] {
    var found: [GroupFound] = []
    var current = GroupFound(cells: [])
    let required = group.columns.indices.filter { group.columns[$0].isRequired }
    func close() {
      let fields = current.cells.map(\.field)
      if required.allSatisfy(fields.contains) { found.append(current) }
      current = GroupFound(cells: [])
    }
    for cell in line.cells {
      let field = group.columns.indices.first { index in
        cell.codes.contains(code(ofGroupColumn: index))
          && !current.cells.contains { $0.field == index }
      }
      let isAdjacent = current.cells.isEmpty || cell.column == current.last + 1
      if let field, isAdjacent {
        current.cells.append((field, cell))
        if current.cells.count == group.columns.count { close() }
        continue
      }
      close()
      let fresh = group.columns.indices.first {
        cell.codes.contains(code(ofGroupColumn: $0))
      }
      if let fresh { current.cells.append((fresh, cell)) }
    }
    close()
    return found
  }

  // MARK: Segments: tables that share a header row stand side by side

  private func segments(_ groups: [GroupFound], line: HeaderRow, row: Int) -> [TableHeader] {
    guard definition.columns.contains(where: \.isRequired) else {
      return runs(of: groups).map { run in
        header(run, fixed: [:], row: row, top: row, extent: 0...ColumnIndex.limit)
      }
    }
    let top = row - Self.headingRowLimit
    var anchors = anchorColumns(from: max(0, top), to: row)
    let isAssumed = anchors.isEmpty && assumesLeftmost
    if isAssumed { anchors = leftmostColumn(before: groups, row: row).map { [$0] } ?? [] }
    var found: [TableHeader] = []
    for (index, anchor) in anchors.enumerated() {
      let next = index + 1 < anchors.count ? anchors[index + 1] : ColumnIndex.limit + 1
      let own = adjoining(groups.filter { $0.first > anchor && $0.first < next }, anchor, row: row)
      guard let firstGroup = own.first, let lastGroup = own.last else { continue }
      let headingTop = headingTop(
        above: row,
        groups: firstGroup.first...lastGroup.last,
        anchor: anchor
      )
      let window = headingTop...row
      let previousEnd = index == 0 ? -1 : anchors[index - 1]
      // Without headings above the fields, what stands to their left may be anything.
      if isAssumed, headingTop == row { continue }
      var fixed = fixedColumns(
        around: anchor,
        after: previousEnd,
        before: next,
        groups: own,
        window: window
      )
      let required = definition.columns.indices.filter { definition.columns[$0].isRequired }
      if isAssumed, let column = required.first {
        fixed[column] = columnTexts(anchor, window: window).last?.reference
      }
      guard required.allSatisfy({ fixed[$0] != nil }) else { continue }
      let columns = fixed.values.map(\.column.rawValue)
      let extent =
        min(columns.min() ?? anchor, firstGroup.first)...max(columns.max() ?? 0, lastGroup.last)
      var header = header(own, fixed: fixed, row: row, top: headingTop, extent: extent)
      if isAssumed, let column = required.first, let reference = fixed[column] {
        header.unbound.append(assumed(definition.columns[column], at: reference))
      }
      found.append(header)
    }
    return found
  }

  /// The leftmost of the columns with a header that adjoin the first group.
  private func leftmostColumn(before groups: [GroupFound], row: Int) -> Int? {
    guard let first = groups.first?.first else { return nil }
    let window = max(0, row - Self.headingRowLimit)...row
    var column = first
    while column > 0, !columnTexts(column - 1, window: window).isEmpty { column -= 1 }
    return column < first ? column : nil
  }

  private func assumed(_ column: ColumnDefinition, at reference: CellReference) -> UnboundPart {
    UnboundPart(
      kind: .assumed,
      location: CellLocation(sheet: headers.grid.sheet.name, cell: reference),
      text: oneLine(reference),
      nearest: column.name.chinese
    )
  }

  /// Groups that stand without a gap; what follows a gap may be another table.
  private func runs(of groups: [GroupFound]) -> [[GroupFound]] {
    var runs: [[GroupFound]] = []
    for group in groups {
      if let last = runs.last?.last, group.first == last.last + 1 {
        runs[runs.count - 1].append(group)
      } else {
        runs.append([group])
      }
    }
    return runs
  }

  /// The columns whose header is the first required column's, from left to right.
  private func anchorColumns(from top: Int, to bottom: Int) -> [Int] {
    guard let anchor = definition.columns.firstIndex(where: \.isRequired) else { return [] }
    var columns: Set<Int> = []
    for row in top...bottom {
      for cell in headers.row(row).cells where cell.codes.contains(code(ofColumn: anchor)) {
        let lowest = headers.grid.mergedRange(from: cell.reference)?.last.row.rawValue ?? row
        // The header ends in the lowest header row, or stands above empty cells.
        if lowest == bottom || isEmpty(column: cell.column, from: lowest + 1, to: bottom) {
          columns.insert(cell.column)
        }
      }
    }
    return columns.sorted()
  }

  /// The groups that no empty column parts from the anchor: what follows a gap is another table.
  private func adjoining(_ groups: [GroupFound], _ anchor: Int, row: Int) -> [GroupFound] {
    var last = anchor
    var own: [GroupFound] = []
    for group in groups {
      let window = max(0, row - Self.headingRowLimit)...row
      let between = (last + 1)..<max(last + 1, group.first)
      guard between.allSatisfy({ !columnTexts($0, window: window).isEmpty }) else { break }
      own.append(group)
      last = group.last
    }
    return own
  }

  private func isEmpty(column: Int, from first: Int, to last: Int) -> Bool {
    first > last
      || (first...last).allSatisfy { headers.text(at: CellReference($0, column)) == nil }
  }

  /// The highest row that still holds headings of the groups.
  private func headingTop(above row: Int, groups: ClosedRange<Int>, anchor: Int) -> Int {
    var top = row
    for candidate in stride(from: row - 1, through: max(0, row - Self.headingRowLimit), by: -1) {
      let cells = headers.row(candidate).cells
      let headings = cells.filter { cell in
        groups.contains(cell.column) && cell.column + cell.width - 1 <= groups.upperBound
          && !isTitleOrPeriod(cell.text)
      }
      // A title or a data row of a table above is no heading: headings leave numbers out.
      let hasNumbers = headers.grid.cells(inRow: candidate).contains { cell in
        guard groups.contains(cell.reference.column.rawValue) else { return false }
        if case .number = cell.value { return true }
        return false
      }
      let anchorCell = CellReference(candidate, anchor)
      let anchorIsHeader =
        assumesLeftmost || headers.text(at: anchorCell) == nil
        || !headers.codes(at: anchorCell).isEmpty
      guard !headings.isEmpty, !hasNumbers, anchorIsHeader else { break }
      top = candidate
    }
    return top
  }

  private func isTitleOrPeriod(_ text: String) -> Bool {
    schema.titles.contains { $0.matches(text) }
      || DateTexts.looksLikePeriod(text)
  }

  // MARK: Columns that occur once

  private func fixedColumns(
    around anchor: Int,
    after previousEnd: Int,
    before next: Int,
    groups: [GroupFound],
    window: ClosedRange<Int>
  ) -> [Int: CellReference] {
    var fixed: [Int: CellReference] = [:]
    func take(_ column: Int) -> Bool {
      if groups.contains(where: { $0.first <= column && column <= $0.last }) { return true }
      let texts = columnTexts(column, window: window)
      guard let lowest = texts.last else { return false }
      // A header may be broken over two rows; else one of the texts above the column is it.
      let joined = headers.vocabulary.entry(for: texts.map(\.text).joined())
      let codes = joined.columns + texts.flatMap { headers.codes(at: $0.reference) }
      let index = definition.columns.indices.first { index in
        fixed[index] == nil && codes.contains(code(ofColumn: index))
      }
      if let index {
        fixed[index] = CellReference(row: lowest.reference.row, column: ColumnIndex(column))
      }
      return index != nil
    }
    _ = take(anchor)
    var column = anchor - 1
    while column > previousEnd, take(column) { column -= 1 }
    column = anchor + 1
    var misses = 0
    let end = min(next - 1, (groups.last?.last ?? anchor) + definition.columns.count + 4)
    while column <= end, misses <= Self.columnGapLimit {
      misses = take(column) ? 0 : misses + 1
      let isBlank = columnTexts(column, window: window).isEmpty
      if isBlank, column > (groups.last?.last ?? 0) { break }
      column += 1
    }
    return fixed
  }

  /// The texts above a column from the top of the header to its bottom, each merged cell once.
  private func columnTexts(
    _ column: Int,
    window: ClosedRange<Int>
  ) -> [(text: String, reference: CellReference)] {
    var texts: [(text: String, reference: CellReference)] = []
    for row in window {
      let anchor = headers.grid.anchor(of: CellReference(row, column))
      guard texts.last?.reference != anchor, let text = headers.text(at: anchor) else { continue }
      texts.append((text, anchor))
    }
    return texts
  }

  // MARK: Putting the header together

  private func header(
    _ groups: [GroupFound],
    fixed: [Int: CellReference],
    row: Int,
    top: Int,
    extent: ClosedRange<Int>
  ) -> TableHeader {
    var columns: [BoundColumn] = []
    for (index, reference) in fixed {
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
    for group in groups {
      var fields: [String: Int] = [:]
      for (field, cell) in group.cells {
        guard let definition = definition.group?.columns[field] else { continue }
        columns.append(
          BoundColumn(
            index: ColumnIndex(cell.column),
            definition: definition,
            group: bound.count,
            header: cell.reference,
            headerText: oneLine(cell.reference)
          )
        )
        fields[definition.field] = cell.column
      }
      var headed = heading(of: group, groups: groups, top: top, bottom: row)
      if headed.path.isEmpty, definition.group?.heading == .any {
        headed.path = commonBeginning(group.cells.map { oneLine($0.cell.reference) })
      }
      headed.columns = fields
      bound.append(headed)
    }
    columns.sort { $0.index < $1.index }
    let positions = Dictionary(
      columns.enumerated().map { ($1.index.rawValue, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for index in bound.indices {
      bound[index].columns = bound[index].columns.compactMapValues { positions[$0] }
    }
    if definition.group?.heading == .month { bound = withYears(bound) }
    let unbound = unboundHeaders(columns, row: row, top: top, extent: extent)
    return TableHeader(
      schema: schema,
      definition: definition,
      columns: columns,
      groups: bound,
      top: top,
      bottom: row,
      unbound: unbound
    )
  }

  private func heading(
    of group: GroupFound,
    groups: [GroupFound],
    top: Int,
    bottom: Int
  ) -> BoundGroup {
    var result = BoundGroup(path: [], heading: nil, month: nil, weight: nil, columns: [:])
    guard definition.group?.heading != GroupDefinition.Heading.none, top < bottom else {
      return result
    }
    let leftmost = groups.map(\.first).min() ?? group.first
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

  private func unboundHeaders(
    _ columns: [BoundColumn],
    row: Int,
    top: Int,
    extent: ClosedRange<Int>
  ) -> [UnboundPart] {
    guard let first = columns.first?.index.rawValue, let last = columns.last?.index.rawValue else {
      return []
    }
    let bound = Set(columns.map(\.index.rawValue))
    let covered = Set(columns.map(\.header))
    var parts: [UnboundPart] = []
    for column in first...last where !bound.contains(column) {
      let texts = columnTexts(column, window: top...row)
      guard let lowest = texts.last, !covered.contains(lowest.reference),
        lowest.reference.column.rawValue == column
      else { continue }
      let wordings = (definition.columns + (definition.group?.columns ?? [])).flatMap(\.headers)
      parts.append(
        UnboundPart(
          kind: .header,
          location: CellLocation(sheet: headers.grid.sheet.name, cell: lowest.reference),
          text: oneLine(lowest.reference),
          nearest: Spelling.nearest(to: lowest.text, among: wordings.map(\.source))
        )
      )
    }
    return parts
  }

  private func oneLine(_ reference: CellReference) -> String {
    headers.grid.text(at: reference).map(NormalizedText.oneLine) ?? ""
  }
}

extension String {
  fileprivate func commonPrefix(with other: String) -> Substring {
    let count = zip(self, other).prefix { $0 == $1 }.count
    return prefix(count)
  }
}
