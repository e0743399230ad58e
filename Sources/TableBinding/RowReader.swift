import HebiaoCore
import TableSchemas

/// Types the rows under one header, and under the headers that repeat it on later pages.
struct RowReader {
  let grid: CellGrid
  let headers: HeaderIndex
  private let first: Int
  private let header: TableHeader
  private let definition: TableDefinition
  private let values: ValueReader
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

  init(grid: CellGrid, headers: HeaderIndex, position: Int) {
    self.grid = grid
    self.headers = headers
    first = position
    header = headers.headers[position]
    definition = header.definition
    values = ValueReader(
      marks: header.schema.marks,
      units: header.definition.units,
      namingWords: header.definition.namingWords,
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
    let extent = header.extent
    let own = grid.cells(inRow: row).filter { cell in
      extent.contains(cell.reference.column.rawValue) && CellGrid.showsValue(cell.value)
        && grid.anchor(of: cell.reference) == cell.reference
    }
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
    _ own: [SheetCell],
    _ definition: RowsDefinition
  ) -> Outcome {
    if let found = rowClass(labelCells(row) + own, definition) {
      let label = grid.text(at: found.cell.reference).map(NormalizedText.oneLine) ?? ""
      if found.class.soleContent != nil {
        return appendSole(row, own, found.class, label: label, cell: found.cell.reference)
      }
      let bound = cells(row, countsMarks: true)
      // A heading such as 总计 alone on its row has no figures.
      guard bound.contains(where: { isFigure($0) }) else { return .skipped }
      append(row, kind: found.class.id, label: label, labelCell: found.cell.reference, bound)
      sectionHasSubtotal = true
      if found.class.closesTable { isClosed = true }
      return .row
    }
    guard
      let position = header.columns.firstIndex(where: {
        $0.group == nil && $0.definition.field == definition.labelField
      })
    else { return .end }
    let reference = CellReference(row: RowIndex(row), column: header.columns[position].index)
    let anchor = grid.anchor(of: reference)
    let isNamed = anchor.column == reference.column && grid.showsValue(at: anchor)
    let bound = cells(row, countsMarks: false)
    let hasFigures = bound.contains { isFigure($0) }
    if isClosed { return .end }
    // A note below the table spreads over its columns, or says nothing in figures.
    let spreads = (grid.mergedRange(at: reference)?.width ?? 1) > 2
    if isNamed, !spreads, hasFigures || bound.contains(where: { $0?.value == .notApplicable }) {
      if sectionHasSubtotal {
        section += 1
        sectionHasSubtotal = false
      }
      let label = grid.text(at: anchor).map(NormalizedText.oneLine) ?? ""
      append(row, kind: BoundRow.detail, label: label, labelCell: anchor, bound)
      return .row
    }
    if hasFigures, let cell = bound.compactMap({ $0 }).first(where: { isFigure($0) }) {
      unbound.append(
        UnboundPart(
          kind: .row,
          location: cell.location,
          text: own.first.flatMap { grid.text(at: $0.reference) } ?? "",
          nearest: nil
        )
      )
    }
    return .skipped
  }

  /// The texts left of the table that may name a row: 合计 in a column of running numbers, which no
  /// column of the schema stands for, merged over the label's column or not.
  private func labelCells(_ row: Int) -> [SheetCell] {
    let left = header.extent.lowerBound
    var first = left
    while first > max(0, left - Self.labelColumnLimit),
      !headers.isTaken(column: first - 1, beside: header),
      grid.showsValue(at: CellReference(header.bottom, first - 1))
    {
      first -= 1
    }
    return grid.cells(inRow: row).filter { cell in
      (first..<left).contains(cell.reference.column.rawValue)
        && CellGrid.showsValue(cell.value)
        && grid.anchor(of: cell.reference) == cell.reference
    }
  }

  /// The class of a row, by the texts in it that stand left of its groups, or first.
  private func rowClass(
    _ own: [SheetCell],
    _ definition: RowsDefinition
  ) -> (class: RowClass, cell: SheetCell)? {
    let figures = header.columns.first { $0.group != nil }?.index.rawValue ?? Int.max
    let texts = own.enumerated().compactMap { position, cell -> Label? in
      guard position == 0 || cell.reference.column.rawValue < figures,
        case .string(let text) = cell.value
      else { return nil }
      let normalized = NormalizedText.header(text)
      return Label(cell: cell, text: normalized, signature: TextSignature(of: normalized))
    }
    for rowClass in definition.classes {
      for label in texts {
        if rowClass.labels.contains(where: { $0.matches(label.text, signature: label.signature) }) {
          return (rowClass, label.cell)
        }
      }
    }
    return nil
  }

  /// A text that may name a row.
  private struct Label {
    var cell: SheetCell
    var text: String
    var signature: TextSignature
  }

  private mutating func appendSole(
    _ row: Int,
    _ own: [SheetCell],
    _ rowClass: RowClass,
    label: String,
    cell: CellReference
  ) -> Outcome {
    guard let content = rowClass.soleContent else { return .skipped }
    let column = ColumnDefinition.sole(rowClass.id, name: label, content: content)
    let value = own.first { $0.reference != cell }
    guard let value else { return .skipped }
    let bound = values.read(
      value,
      at: CellLocation(sheet: grid.sheet.name, cell: value.reference),
      mergedRange: grid.mergedRange(from: value.reference),
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

  // MARK: Cells

  private func cells(_ row: Int, countsMarks: Bool) -> [BoundCell?] {
    var bound = [BoundCell?](repeating: nil, count: header.columns.count)
    for (position, column) in header.columns.enumerated() {
      let reference = itemReference(row, position)
      let anchor = grid.anchor(of: reference)
      let isLabel = [.label, .text, .name].contains(column.definition.content)
      if anchor != reference {
        let isAbove = anchor.column == reference.column
        let shares = isLabel || definition.sharesMergedCells || definition.rows == nil
        if !(isAbove && shares) { continue }
      }
      let group = column.group.map { header.groups[$0] }
      var context = ValueReader.Context(weight: group?.weight, countsMarks: countsMarks)
      if column.definition.content == .figureInText {
        context.preferredUnit = group?.columns.values.compactMap { bound[$0]?.unit }.first
      }
      bound[position] = values.read(
        grid.cell(at: anchor),
        at: CellLocation(sheet: grid.sheet.name, cell: anchor),
        mergedRange: grid.mergedRange(from: anchor),
        as: column.definition,
        context: context
      )
    }
    return bound
  }

  /// Where a column's cell of a row is: under its header, but for the items of a panel.
  ///
  /// A header such as 协议内容 may spread over a heading that reaches down, 志愿者, and the items
  /// beside it: then the item is the last text under the header that stands in the row itself.
  private func itemReference(_ row: Int, _ position: Int) -> CellReference {
    let column = header.columns[position]
    let own = CellReference(row: RowIndex(row), column: column.index)
    guard column.definition.content == .label, definition.rows == nil,
      header.columns.indices.contains(position + 1)
    else { return own }
    let first = column.index.rawValue + 1
    let next = header.columns[position + 1].index.rawValue
    guard next > first else { return own }
    let items = (first..<next).lazy.map { CellReference(row, $0) }.filter { reference in
      let above = CellReference(header.bottom, reference.column.rawValue)
      return grid.showsValue(at: reference) && grid.anchor(of: reference) == reference
        && !(grid.showsValue(at: above) && grid.anchor(of: above) == above)
    }
    return items.last ?? own
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
