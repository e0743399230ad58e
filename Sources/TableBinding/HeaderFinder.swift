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
  private let schemaPosition: UInt16
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
    schemaPosition = UInt16(clamping: headers.vocabulary.position(of: schema))
    firstCode = headers.vocabulary.firstCode(of: definition)
  }

  /// Heading rows are looked for so far above the lowest header row.
  private static let headingRowLimit = 3
  /// Columns in a row that no wording stands for, before a table is taken to have ended.
  private static let columnGapLimit = 2

  /// The headers found, and the groups that no header has room for.
  func find() -> (headers: [TableHeader], orphans: [CellReference]) {
    guard let group = definition.group else { return ([], []) }
    var found: [TableHeader] = []
    var orphans: [CellReference] = []
    for row in candidateRows(of: group) {
      let line = headers.row(row)
      let groups = occurrences(of: group, in: line, row: row)
      // A row that a merged header only reaches down to is not its lowest row.
      guard groups.contains(where: { $0.cells.contains { $0.reference.row.rawValue == row } })
      else { continue }
      let segments = segments(groups, line: line, row: row)
      found += segments
      // The few that a header takes up stand side by side.
      let extents = segments.map(\.extent).sorted { $0.lowerBound < $1.lowerBound }
      for group in groups {
        let next = extents.partitioningIndex { $0.lowerBound > group.first }
        let isBound = next > 0 && extents[next - 1].contains(group.first)
        if !isBound, let cell = group.cells.first { orphans.append(cell.reference) }
      }
    }
    return (found, orphans)
  }

  // MARK: Matching

  func code(ofColumn index: Int) -> HeaderVocabulary.ColumnCode {
    HeaderVocabulary.ColumnCode(clamping: firstCode + index)
  }

  func code(ofGroupColumn index: Int) -> HeaderVocabulary.ColumnCode {
    HeaderVocabulary.ColumnCode(clamping: firstCode + definition.columns.count + index)
  }

  /// The position in its definition of the group's column that has a code; nil where none has.
  func groupColumn(of code: HeaderVocabulary.ColumnCode) -> Int? {
    let index = Int(code) - firstCode - definition.columns.count
    return definition.group?.columns.indices.contains(index) ?? false ? index : nil
  }

  /// The rows in which some text heads a column that every group has.
  ///
  /// Any of them will do: one of the others may be misspelt.
  private func candidateRows(of group: GroupDefinition) -> [Int] {
    headers.rows { code in groupColumn(of: code).map { group.columns[$0].isRequired } ?? false }
  }

  // MARK: Segments: tables that share a header row stand side by side

  private func segments(_ groups: [HeaderGroup], line: HeaderRow, row: Int) -> [TableHeader] {
    guard definition.columns.contains(where: \.isRequired) else {
      return runs(of: groups).map { run in
        header(run, fixed: noColumns, row: row, top: row, extent: 0...ColumnIndex.limit)
      }
    }
    let top = row - Self.headingRowLimit
    var anchors = anchorColumns(from: max(0, top), to: row)
    let isAssumed = anchors.isEmpty && assumesLeftmost
    if isAssumed { anchors = leftmostColumn(before: groups, row: row).map { [$0] } ?? [] }
    var found: [TableHeader] = []
    for (index, anchor) in anchors.enumerated() {
      let next = index + 1 < anchors.count ? anchors[index + 1] : ColumnIndex.limit + 1
      // Groups stand from left to right, as anchors do.
      let start = groups.partitioningIndex { $0.first > anchor }
      let end = max(start, groups.partitioningIndex { $0.first >= next })
      let own = adjoining(groups[start..<end], anchor, row: row)
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
      if isAssumed, let column = definition.columns.firstIndex(where: \.isRequired) {
        fixed[column] = columnTexts(anchor, window: window).last?.reference
      }
      let isWhole = definition.columns.indices.allSatisfy { index in
        fixed[index] != nil || !definition.columns[index].isRequired
      }
      guard isWhole else { continue }
      let columns = fixed.lazy.compactMap { $0?.column.rawValue }
      let extent =
        min(columns.min() ?? anchor, firstGroup.first)...max(columns.max() ?? 0, lastGroup.last)
      found.append(header(own, fixed: fixed, row: row, top: headingTop, extent: extent))
    }
    return found
  }

  /// The leftmost of the columns with a header that adjoin the first group.
  private func leftmostColumn(before groups: [HeaderGroup], row: Int) -> Int? {
    guard let first = groups.first?.first else { return nil }
    let window = max(0, row - Self.headingRowLimit)...row
    var column = first
    while column > 0, hasText(above: column - 1, window: window) { column -= 1 }
    return column < first ? column : nil
  }

  func assumed(_ column: ColumnDefinition, at reference: CellReference) -> UnboundPart {
    UnboundPart(
      kind: .assumed,
      location: CellLocation(sheet: headers.grid.sheet.name, cell: reference),
      text: oneLine(reference),
      nearest: column.name.chinese
    )
  }

  /// Groups that stand without a gap; what follows a gap may be another table.
  private func runs(of groups: [HeaderGroup]) -> [[HeaderGroup]] {
    var runs: [[HeaderGroup]] = []
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
    let code = code(ofColumn: anchor)
    var columns: Set<Int> = []
    for row in top...bottom {
      for cell in headers.row(row).cells where cell.text.columns.contains(code) {
        let lowest = headers.grid.mergedRange(from: cell.reference)?.last.row.rawValue ?? row
        // The header ends in the lowest header row, or stands above empty cells.
        if lowest == bottom
          || lowest < bottom && isEmpty(column: cell.column, from: lowest + 1, to: bottom)
        {
          columns.insert(cell.column)
        }
      }
    }
    return columns.sorted()
  }

  private func isAnchor(_ reference: CellReference) -> Bool {
    guard let index = definition.columns.firstIndex(where: \.isRequired) else { return false }
    return headers.text(at: reference)?.columns.contains(code(ofColumn: index)) ?? false
  }

  /// The groups that no empty column parts from the anchor: what follows a gap is another table.
  private func adjoining(
    _ groups: ArraySlice<HeaderGroup>,
    _ anchor: Int,
    row: Int
  ) -> [HeaderGroup] {
    // Titles above the header reach over every gap; the header begins where the anchor's does.
    let rows = max(0, row - Self.headingRowLimit)...row
    let top = rows.first { isAnchor(CellReference($0, anchor)) } ?? rows.lowerBound
    let window = top...row
    var last = anchor
    var own: [HeaderGroup] = []
    for group in groups {
      let between = (last + 1)..<max(last + 1, group.first)
      guard between.allSatisfy({ hasText(above: $0, window: window) }) else { break }
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
      let first = cells.partitioningIndex { $0.column >= groups.lowerBound }
      let hasHeadings = cells[first...].prefix { $0.column <= groups.upperBound }.contains { cell in
        cell.column + cell.width - 1 <= groups.upperBound && !isTitleOrPeriod(cell.text)
      }
      // A title or a data row of a table above is no heading: headings leave numbers out.
      let sheet = headers.grid.sheet.cells
      let positions = headers.grid.positions(inRow: candidate)
      let start = positions.partitioningIndex {
        sheet.reference(at: $0).column.rawValue >= groups.lowerBound
      }
      let hasNumbers = positions[start...].prefix {
        sheet.reference(at: $0).column.rawValue <= groups.upperBound
      }.contains(where: sheet.holdsNumber)
      let anchorCell = CellReference(candidate, anchor)
      let anchorIsHeader =
        assumesLeftmost || headers.text(at: anchorCell).map { !$0.columns.isEmpty } ?? true
      guard hasHeadings, !hasNumbers, anchorIsHeader else { break }
      top = candidate
    }
    return top
  }

  private func isTitleOrPeriod(_ text: PreparedText) -> Bool {
    text.titles.contains(schemaPosition) || text.looksLikePeriod
  }

  // MARK: Columns that occur once

  /// What stands above a column.
  private enum Above {
    /// A header of the table.
    case header
    /// Another text.
    case text
    case nothing
  }

  /// No column of the definition.
  private var noColumns: [CellReference?] {
    Array(repeating: nil, count: definition.columns.count)
  }

  /// The headers found, parallel to the definition's columns.
  private func fixedColumns(
    around anchor: Int,
    after previousEnd: Int,
    before next: Int,
    groups: [HeaderGroup],
    window: ClosedRange<Int>
  ) -> [CellReference?] {
    var fixed = noColumns
    func take(_ column: Int) -> Above {
      if groups.contains(where: { $0.first <= column && column <= $0.last }) { return .header }
      let texts = columnTexts(column, window: window)
      guard let lowest = texts.last else { return .nothing }
      let joined = joined(texts)
      func firstFree(_ codes: [HeaderVocabulary.ColumnCode]) -> Int? {
        guard !codes.isEmpty else { return nil }
        return definition.columns.indices.first { index in
          fixed[index] == nil && codes.contains(code(ofColumn: index))
        }
      }
      var index = firstFree(codes(of: texts, joined: joined))
      if index == nil, let joined, joined.columns.isEmpty {
        index = firstFree(joined.columnsSpelledAlike(in: headers.vocabulary))
      }
      if let index {
        fixed[index] = CellReference(row: lowest.reference.row, column: ColumnIndex(column))
      }
      return index == nil ? .text : .header
    }
    _ = take(anchor)
    var column = anchor - 1
    while column > previousEnd, take(column) == .header { column -= 1 }
    column = anchor + 1
    var misses = 0
    let end = min(next - 1, (groups.last?.last ?? anchor) + definition.columns.count + 4)
    while column <= end, misses <= Self.columnGapLimit {
      let above = take(column)
      misses = above == .header ? 0 : misses + 1
      if above == .nothing, column > (groups.last?.last ?? 0) { break }
      column += 1
    }
    return fixed
  }

  /// The texts above a column from the top of the header to its bottom, each merged cell once.
  func columnTexts(_ column: Int, window: ClosedRange<Int>) -> ColumnTexts {
    var texts = ColumnTexts()
    for row in window {
      let anchor = headers.grid.anchor(of: CellReference(row, column))
      guard texts.last?.reference != anchor, let text = headers.text(of: anchor) else { continue }
      texts.add(ColumnTexts.Text(text: text, reference: anchor))
    }
    return texts
  }

  /// Whether any text stands above a column, from the top of the header to its bottom.
  private func hasText(above column: Int, window: ClosedRange<Int>) -> Bool {
    window.contains { headers.text(at: CellReference($0, column)) != nil }
  }

  /// The texts above a column: most often one, which takes no list.
  struct ColumnTexts {
    struct Text {
      var text: PreparedText
      var reference: CellReference
    }

    /// The lowest; nil where there is none.
    private(set) var last: Text?
    /// Those above it, from the top.
    private var higher: [Text] = []

    mutating func add(_ text: Text) {
      if let last { higher.append(last) }
      last = text
    }

    /// The only one; nil where there are none or several.
    var only: PreparedText? { higher.isEmpty ? last?.text : nil }

    /// All of them, from the top.
    var all: [PreparedText] { (higher + (last.map { [$0] } ?? [])).map(\.text) }
  }

  /// The texts above a column as one: a header may be broken over two rows.
  func joined(_ texts: ColumnTexts) -> PreparedText? {
    texts.only ?? headers.prepared(texts.all.map(\.normalized).joined())
  }

  /// The columns that texts above one column are worded like, together or each by itself.
  func codes(of texts: ColumnTexts, joined: PreparedText?) -> [HeaderVocabulary.ColumnCode] {
    let together = joined?.columns ?? []
    return texts.only != nil ? together : together + texts.all.flatMap(\.columns)
  }
}
