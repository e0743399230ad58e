import HebiaoCore
import TableSchemas

/// Types the rows under one header, and under the headers that repeat it on later pages.
final class RowReader {
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
  private var rows: [ReadRow] = []
  /// The cells of the rows.
  var list: CellList
  private var unbound: [UnboundPart] = []
  private(set) var continuedBy: Set<Int> = []
  /// The rectangles that the table takes up page by page, its headers and headings included.
  private(set) var covered: [CellRange] = []
  /// The places among the sheet's cells of those in the row at hand that show something, merged
  /// ranges once.
  private var shown: [Int] = []
  /// How many of these stand left of the table.
  private var shownBeside = 0
  /// What is seen first in the columns left of a panel, down to a row that was asked for.
  private var headingsSeen: [Int: (row: Int, position: Int?)] = [:]
  private var isClosed = false
  private var section = 0
  private var sectionHasSubtotal = false

  /// So many blank rows between two rows still belong to one table.
  private static let blankRowLimit = 12

  /// Room is made for so many rows at first.
  private static let usualRows = 40

  /// So many columns left of a table may hold the labels of its closing rows.
  private static let labelColumnLimit = 2

  /// So many columns left of a panel may hold its headings.
  private static let headingColumnLimit = 3

  /// A row, and where its cells stand in the list.
  private struct ReadRow {
    let index: RowIndex
    let kind: String
    let label: String
    let labelCell: CellReference?
    let section: Int
    var headings: [String] = []
    let cells: Range<Int>
    var sole: BoundCell?
  }

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
    unbound = Self.withNearest(header.unbound, definition)
    let rowCount = min(
      grid.rows(after: header.bottom, through: RowIndex.limit).count,
      Self.usualRows
    )
    list = CellList(grid.sheet, capacity: columns.count * rowCount)
    shown.reserveCapacity(columns.count)
  }

  func read() {
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
    let cells = TableCells(list)
    return BoundTable(
      schema: header.schema,
      definition: definition,
      name: name,
      sheet: grid.sheet.name,
      columns: header.columns,
      groups: header.groups,
      rows: rows.map { row in
        BoundRow(
          index: row.index,
          kind: row.kind,
          label: row.label,
          labelCell: row.labelCell,
          section: row.section,
          headings: row.headings,
          cells: BoundCells(cells, row.cells),
          sole: row.sole
        )
      },
      unbound: unbound
    )
  }

  /// The last row before the next header in the same columns, and that header.
  private func lastRow(under position: Int) -> (row: Int, next: Int?) {
    guard let next = headers.next(below: position) else { return (RowIndex.limit, nil) }
    return (headers.headers[next].top - 1, next)
  }

  private func readRows(_ page: TableHeader, through limit: Int) {
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

  private func cover(_ page: TableHeader, through last: Int) {
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

  private func read(_ row: Int) -> Outcome {
    findShownCells(row)
    if let rowsDefinition = definition.rows {
      return own.isEmpty ? .skipped : readClassified(row, rowsDefinition)
    }
    return own.isEmpty && !hasPanelCells(row) ? .skipped : readPanel(row)
  }

  /// Those of the shown cells that stand in the table's columns.
  private var own: ArraySlice<Int> { shown[shownBeside...] }

  private func findShownCells(_ row: Int) {
    // The list is taken out of the object, whose fields are guarded at every step.
    var shown: [Int] = []
    swap(&shown, &self.shown)
    defer { swap(&shown, &self.shown) }
    shown.removeAll(keepingCapacity: true)
    shownBeside = 0
    let left = header.extent.lowerBound
    let mergedColumns = grid.mergedColumns(inRow: row)
    for position in grid.positions(inRow: row) {
      let reference = grid.sheet.cells.reference(at: position)
      let column = reference.column.rawValue
      if column < labelColumns.lowerBound { continue }
      if column > header.extent.upperBound { return }
      guard texts.isShown(at: position),
        !mergedColumns.contains(column) || grid.anchor(of: reference) == reference
      else { continue }
      shown.append(position)
      if column < left { shownBeside += 1 }
    }
  }

  private func hasPanelCells(_ row: Int) -> Bool {
    header.columns.contains { column in
      grid.showsValue(at: CellReference(row: RowIndex(row), column: column.index))
    }
  }

  private func readClassified(_ row: Int, _ definition: RowsDefinition) -> Outcome {
    // 合计 may stand in a column of running numbers, which no column of the schema stands for,
    // merged over the label's column or not.
    if let found = rowClass(definition) {
      let cell = grid.sheet.cells.reference(at: found.position)
      let label = oneLine(cell)
      if found.class.soleContent != nil {
        return appendSole(row, found.class, label: label, cell: cell)
      }
      let own = readCells(row, countsMarks: true)
      // A heading such as 总计 alone on its row has no figures.
      guard list.packed[own].contains(where: isFigure) else {
        list.removeLast(downTo: own.lowerBound)
        return .skipped
      }
      append(row, kind: found.class.id, label: label, labelCell: cell, own)
      sectionHasSubtotal = true
      if found.class.closesTable { isClosed = true }
      return .row
    }
    guard let position = labelPosition else { return .end }
    let reference = CellReference(row: RowIndex(row), column: header.columns[position].index)
    let anchor = grid.anchor(of: reference)
    let isNamed = anchor.column == reference.column && grid.showsValue(at: anchor)
    if isClosed { return .end }
    let places = readCells(row, countsMarks: false)
    // No part of the list is held on to: it would be copied before a row is taken away.
    let firstFigure = list.packed[places].first(where: isFigure)
    // A note below the table spreads over its columns, or says nothing in figures.
    let spreads = (grid.mergedRange(at: reference)?.width ?? 1) > 2
    if isNamed, !spreads,
      firstFigure != nil || list.packed[places].contains(where: isNotApplicable)
    {
      if sectionHasSubtotal {
        section += 1
        sectionHasSubtotal = false
      }
      append(row, kind: BoundRow.detail, label: oneLine(anchor), labelCell: anchor, places)
      return .row
    }
    list.removeLast(downTo: places.lowerBound)
    if let firstFigure {
      unbound.append(
        UnboundPart(
          kind: .row,
          location: CellLocation(sheet: grid.sheet.name, cell: firstFigure.reference),
          text: own.first.flatMap { CellGrid.text(of: grid.sheet.cells.value(at: $0)) } ?? "",
          nearest: nil
        )
      )
    }
    return .skipped
  }

  /// The parts of a header that are bound to no column, with what they come nearest to.
  private static func withNearest(
    _ parts: [UnboundPart],
    _ definition: TableDefinition
  ) -> [UnboundPart] {
    if !parts.contains(where: { $0.kind == .header }) { return parts }
    let wordings = (definition.columns + (definition.group?.columns ?? [])).flatMap(\.headers)
      .map(\.source).filter { !$0.contains("*") }
    return parts.map { part in
      guard part.kind == .header else { return part }
      let text = NormalizedText.header(part.text)
      var part = part
      part.nearest = Spelling.nearest(to: text, among: wordings.filter { $0 != text })
      return part
    }
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

  /// The class of the row at hand, by the texts in it that stand left of its groups, or first.
  private func rowClass(_ definition: RowsDefinition) -> (class: RowClass, position: Int)? {
    var best: (class: Int, position: Int)?
    for (order, position) in shown.enumerated() {
      let column = grid.sheet.cells.reference(at: position).column.rawValue
      guard order == 0 || column < firstGroupColumn,
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
      return prepared.rowClasses.lazy.map { [firstRowClass] in Int($0) - firstRowClass }
        .first { definition.classes.indices.contains($0) }
    }
    guard let text = grid.sheet.cells.text(at: position) else { return nil }
    let normalized = NormalizedText.header(text)
    return definition.classes.firstIndex { $0.labels.contains { $0.matches(normalized) } }
  }

  private func oneLine(_ reference: CellReference) -> String {
    grid.text(at: reference).map(NormalizedText.oneLine) ?? ""
  }

  private func appendSole(
    _ row: Int,
    _ rowClass: RowClass,
    label: String,
    cell: CellReference
  ) -> Outcome {
    guard let content = rowClass.soleContent else { return .skipped }
    guard let position = own.first(where: { grid.sheet.cells.reference(at: $0) != cell }) else {
      return .skipped
    }
    append(
      row,
      kind: rowClass.id,
      label: label,
      labelCell: cell,
      list.packed.count..<list.packed.count
    )
    rows[rows.count - 1].sole = soleCell(at: position, as: content)
    return .row
  }

  private func readPanel(_ row: Int) -> Outcome {
    let places = readCells(row, countsMarks: false)
    // A row that fills no more than one field of a panel is a note, not an item.
    let hasItem = header.groups.contains { group in
      group.columns.values.count { column in
        let cell = list.packed[places.lowerBound + column]
        return !cell.isAbsent && cell.kind != .blank
      } >= 2
    }
    guard hasItem else {
      list.removeLast(downTo: places.lowerBound)
      return rows.isEmpty ? .skipped : .end
    }
    append(row, kind: BoundRow.detail, label: "", labelCell: nil, places)
    rows[rows.count - 1].headings = headings(row)
    return .row
  }

  private func append(
    _ row: Int,
    kind: String,
    label: String,
    labelCell: CellReference?,
    _ cells: Range<Int>
  ) {
    rows.append(
      ReadRow(
        index: RowIndex(row),
        kind: kind,
        label: label,
        labelCell: labelCell,
        section: section,
        cells: cells
      )
    )
  }

  private func isNotApplicable(_ cell: PackedCell) -> Bool {
    !cell.isAbsent && cell.kind == .notApplicable
  }

  private func isFigure(_ cell: PackedCell) -> Bool {
    if cell.isAbsent { return false }
    switch cell.kind {
    case .number, .marked, .unmarked, .uncomputed: return true
    case .blank, .notApplicable, .text, .dates, .unclear, .unreadable: return false
    }
  }

  /// What is seen first in a column, from a row up to the header's top.
  ///
  /// Rows are asked for from the top: what was seen above the row before is still known.
  private func firstShown(in column: Int, from row: Int) -> CellValue? {
    let known = headingsSeen[column]
    var position = known?.position
    for candidate in stride(from: row, to: known?.row ?? header.top - 1, by: -1) {
      let anchor = grid.anchor(of: CellReference(candidate, column))
      guard let shown = grid.index(of: anchor), texts.isShown(at: shown) else { continue }
      position = shown
      break
    }
    headingsSeen[column] = (row, position)
    return position.map(grid.sheet.cells.value)
  }

  /// What stands to the left of a panel's row, from the outside in, plain cells reaching down.
  private func headings(_ row: Int) -> [String] {
    var headings: [String] = []
    let left = header.extent.lowerBound
    for column in stride(from: left - 1, through: max(0, left - Self.headingColumnLimit), by: -1) {
      // An empty column parts the panel from what else stands on the sheet; figures are no heading.
      guard case .string(let text)? = firstShown(in: column, from: row) else { break }
      headings.insert(NormalizedText.oneLine(text), at: 0)
    }
    return headings
  }
}
