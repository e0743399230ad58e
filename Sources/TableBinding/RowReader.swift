import HebiaoCore
import TableSchemas

/// Types the rows under one header, and under the headers that repeat it on later pages.
struct RowReader {
  let texts: HeaderTexts
  let grid: CellGrid
  private let headers: HeaderIndex
  private let first: Int
  let header: TableHeader
  private let definition: TableDefinition
  let columns: [ColumnReading]
  /// The position of the column that names the rows.
  private let labelPosition: Int?
  /// The columns left of the table whose texts may name a closing row.
  private let labelColumns: Range<Int>
  /// The column where the groups begin; texts right of it name no row.
  private let firstGroupColumn: Int
  /// The code of the definition's first row class in the vocabulary.
  private let firstRowClass: Int
  let values: ValueReader
  private var rows: [BoundRow] = []
  private var unbound: [UnboundPart] = []
  private(set) var continuedBy: Set<Int> = []
  /// The rectangles that the table takes up page by page, its headers and headings included.
  private(set) var covered: [CellRange] = []
  private var isClosed = false
  private var section = 0
  private var sectionHasSubtotal = false

  /// So many blank rows between two rows still belong to one table.
  private static let blankRowLimit = 12

  /// So many columns left of a table may hold the labels of its closing rows.
  private static let labelColumnLimit = 2

  /// So many columns left of a panel may hold its headings.
  private static let headingColumnLimit = 3

  private enum Outcome {
    case row
    case skipped
    case end
  }

  init(texts: HeaderTexts, headers: HeaderIndex, position: Int) {
    self.texts = texts
    grid = texts.grid
    self.headers = headers
    first = position
    let header = headers.headers[position]
    let definition = header.definition
    self.header = header
    self.definition = definition
    columns = header.columns.map { ColumnReading($0, of: header) }
    labelPosition = header.columns.firstIndex {
      $0.group == nil && $0.definition.field == definition.rows?.labelField
    }
    labelColumns = Self.labelColumns(of: header, among: headers, grid)
    firstGroupColumn = header.columns.first { $0.group != nil }?.index.rawValue ?? Int.max
    firstRowClass = texts.vocabulary.firstRowClass(of: definition)
    values = ValueReader(
      marks: header.schema.marks,
      schema: texts.vocabulary.position(of: header.schema),
      figureWords: texts.vocabulary.figureWords(of: definition),
      formats: grid.sheet.numberFormats
    )
    unbound = header.unbound
  }

  mutating func read() {
    var current = first
    while true {
      let page = headers.headers[current]
      let limit = lastRow(under: current)
      readRows(page, through: limit.row)
      guard let next = limit.next, !isClosed, headers.headers[next].isRepeated(by: page) else {
        return
      }
      continuedBy.insert(next)
      current = next
    }
  }

  /// Whether any row was found.
  var isEmpty: Bool { rows.isEmpty }

  func table(named name: String) -> BoundTable {
    BoundTable(
      schema: header.schema,
      definition: definition,
      name: name,
      sheet: grid.sheet.name,
      columns: header.columns,
      groups: header.groups,
      rows: rows,
      unbound: unbound
    )
  }

  /// The last row before the next header in the same columns, and that header.
  private func lastRow(under position: Int) -> (row: Int, next: Int?) {
    guard let next = headers.next(below: position) else { return (RowIndex.limit, nil) }
    return (headers.headers[next].top - 1, next)
  }

  private mutating func readRows(_ page: TableHeader, through limit: Int) {
    var last = page.bottom
    for row in grid.rows(after: page.bottom, through: limit) {
      if row - last > Self.blankRowLimit { break }
      switch read(row) {
      case .row: last = row
      case .skipped: continue
      case .end:
        cover(page, through: last)
        return
      }
    }
    cover(page, through: last)
  }

  private mutating func cover(_ page: TableHeader, through last: Int) {
    let left = max(
      0,
      page.extent.lowerBound - (definition.rows == nil ? Self.headingColumnLimit : 0)
    )
    covered.append(
      CellRange(
        CellReference(page.top, left),
        CellReference(max(last, page.bottom), page.extent.upperBound)
      )
    )
  }

  // MARK: One row

  private mutating func read(_ row: Int) -> Outcome {
    let own = shownCells(row, in: header.extent.lowerBound..<header.extent.upperBound + 1)
    if let rowsDefinition = definition.rows {
      return own.isEmpty ? .skipped : readClassified(row, own, rowsDefinition)
    }
    return own.isEmpty && !hasPanelCells(row) ? .skipped : readPanel(row)
  }

  private func hasPanelCells(_ row: Int) -> Bool {
    header.columns.contains { column in
      grid.showsValue(at: CellReference(row: RowIndex(row), column: column.index))
    }
  }

  private mutating func readClassified(
    _ row: Int,
    _ own: [Int],
    _ definition: RowsDefinition
  ) -> Outcome {
    // 合计 may stand in a column of running numbers, which no column of the schema stands for,
    // merged over the label's column or not.
    if let found = rowClass(shownCells(row, in: labelColumns) + own, definition) {
      let cell = grid.sheet.cells.reference(at: found.position)
      let label = oneLine(cell)
      if found.class.soleContent != nil {
        return appendSole(row, own, found.class, label: label, cell: cell)
      }
      let bound = cells(row, countsMarks: true)
      // A heading such as 总计 alone on its row has no figures.
      guard bound.contains(where: { isFigure($0) }) else { return .skipped }
      append(row, kind: found.class.id, label: label, labelCell: cell, bound)
      sectionHasSubtotal = true
      if found.class.closesTable { isClosed = true }
      return .row
    }
    guard let position = labelPosition else { return .end }
    let reference = CellReference(row: RowIndex(row), column: header.columns[position].index)
    let anchor = grid.anchor(of: reference)
    let isNamed = anchor.column == reference.column && grid.showsValue(at: anchor)
    let bound = cells(row, countsMarks: false)
    let hasFigures = bound.contains { isFigure($0) }
    if isClosed { return .end }
    // A note below the table spreads over its columns, or says nothing in figures.
    let spreads = (grid.mergedRange(at: reference)?.width ?? 1) > 2
    if isNamed, !spreads, hasFigures || bound.contains(where: isNotApplicable) {
      if sectionHasSubtotal {
        section += 1
        sectionHasSubtotal = false
      }
      append(row, kind: BoundRow.detail, label: oneLine(anchor), labelCell: anchor, bound)
      return .row
    }
    if hasFigures, let cell = bound.compactMap({ $0 }).first(where: { isFigure($0) }) {
      unbound.append(
        UnboundPart(
          kind: .row,
          location: cell.location,
          text: own.first.flatMap { CellGrid.text(of: grid.sheet.cells.value(at: $0)) } ?? "",
          nearest: nil
        )
      )
    }
    return .skipped
  }

  /// The columns left of a table that have a header of their own, up to a limit.
  private static func labelColumns(
    of header: TableHeader,
    among headers: HeaderIndex,
    _ grid: CellGrid
  ) -> Range<Int> {
    let left = header.extent.lowerBound
    var first = left
    while first > max(0, left - labelColumnLimit),
      !headers.isTaken(column: first - 1, beside: header),
      grid.showsValue(at: CellReference(header.bottom, first - 1))
    {
      first -= 1
    }
    return first..<left
  }

  /// The positions of a row's cells that show something in some columns, merged ranges once.
  private func shownCells(_ row: Int, in columns: Range<Int>) -> [Int] {
    if columns.isEmpty { return [] }
    return grid.positions(inRow: row).filter { position in
      let reference = grid.sheet.cells.reference(at: position)
      guard columns.contains(reference.column.rawValue) else { return false }
      return (texts[position] != nil || CellGrid.showsValue(grid.sheet.cells.value(at: position)))
        && grid.anchor(of: reference) == reference
    }
  }

  /// The class of a row, by the texts in it that stand left of its groups, or first.
  private func rowClass(
    _ positions: [Int],
    _ definition: RowsDefinition
  ) -> (class: RowClass, position: Int)? {
    var best: (class: Int, position: Int)?
    let cells = grid.sheet.cells
    for (order, position) in positions.enumerated() {
      guard order == 0 || cells.reference(at: position).column.rawValue < firstGroupColumn,
        let found = rowClass(ofCellAt: position, definition)
      else { continue }
      if found < best?.class ?? Int.max { best = (found, position) }
    }
    return best.map { (definition.classes[$0.class], $0.position) }
  }

  /// The first of a table's row classes that a cell's text names.
  private func rowClass(ofCellAt position: Int, _ definition: RowsDefinition) -> Int? {
    guard grid.sheet.cells.textNumber(at: position) != nil else { return nil }
    if let prepared = texts[position] {
      return prepared.rowClasses.lazy.map { Int($0) - firstRowClass }
        .first { definition.classes.indices.contains($0) }
    }
    guard let text = grid.sheet.cells.text(at: position) else { return nil }
    let normalized = NormalizedText.header(text)
    return definition.classes.firstIndex { $0.labels.contains { $0.matches(normalized) } }
  }

  private func oneLine(_ reference: CellReference) -> String {
    grid.text(at: reference).map(NormalizedText.oneLine) ?? ""
  }

  private mutating func appendSole(
    _ row: Int,
    _ own: [Int],
    _ rowClass: RowClass,
    label: String,
    cell: CellReference
  ) -> Outcome {
    guard let content = rowClass.soleContent else { return .skipped }
    let column = ColumnDefinition.sole(rowClass.id, name: label, content: content)
    guard let position = own.first(where: { grid.sheet.cells.reference(at: $0) != cell }) else {
      return .skipped
    }
    let reference = grid.sheet.cells.reference(at: position)
    let bound = values.read(
      source(at: position),
      at: CellLocation(sheet: grid.sheet.name, cell: reference),
      mergedRange: grid.mergedRange(from: reference),
      as: column,
      context: ValueReader.Context()
    )
    append(row, kind: rowClass.id, label: label, labelCell: cell, [])
    rows[rows.count - 1].sole = bound
    return .row
  }

  private mutating func readPanel(_ row: Int) -> Outcome {
    let bound = cells(row, countsMarks: false)
    let texts = bound.compactMap { $0 }.filter { !$0.isBlank }
    if texts.isEmpty { return rows.isEmpty ? .skipped : .end }
    // A row that fills no more than one field of a panel is a note, not an item.
    let items = header.groups.filter { group in
      group.columns.values.filter { bound[$0].map { !$0.isBlank } ?? false }.count >= 2
    }
    guard !items.isEmpty else { return rows.isEmpty ? .skipped : .end }
    append(row, kind: BoundRow.detail, label: "", labelCell: nil, bound)
    rows[rows.count - 1].headings = headings(row)
    return .row
  }

  private mutating func append(
    _ row: Int,
    kind: String,
    label: String,
    labelCell: CellReference?,
    _ cells: [BoundCell?]
  ) {
    rows.append(
      BoundRow(
        index: RowIndex(row),
        kind: kind,
        label: label,
        labelCell: labelCell,
        section: section,
        headings: [],
        cells: cells,
        sole: nil
      )
    )
  }

  private func isNotApplicable(_ cell: BoundCell?) -> Bool {
    if case .notApplicable? = cell?.value { true } else { false }
  }

  private func isFigure(_ cell: BoundCell?) -> Bool {
    guard let cell else { return false }
    switch cell.value {
    case .number, .mark, .uncomputed: return true
    case .blank, .notApplicable, .text, .dates, .unclear, .unreadable: return false
    }
  }

  /// What stands to the left of a panel's row, from the outside in, plain cells reaching down.
  private func headings(_ row: Int) -> [String] {
    var headings: [String] = []
    let left = header.extent.lowerBound
    for column in stride(from: left - 1, through: max(0, left - Self.headingColumnLimit), by: -1) {
      let heading = stride(from: row, through: header.top, by: -1).lazy.compactMap { candidate in
        grid.cell(at: grid.anchor(of: CellReference(candidate, column)))
      }.first { CellGrid.showsValue($0.value) }
      // An empty column parts the panel from what else stands on the sheet; figures are no heading.
      guard case .string(let text)? = heading?.value else { break }
      headings.insert(NormalizedText.oneLine(text), at: 0)
    }
    return headings
  }
}
