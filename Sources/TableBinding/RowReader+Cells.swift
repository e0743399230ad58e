import HebiaoCore
import TableSchemas

extension RowReader {
  /// What reading the cells of a column takes, whichever the row.
  ///
  /// Plain values only: every row asks every column.
  struct ColumnReading {
    let index: ColumnIndex
    let content: ColumnDefinition.Content
    /// Whether the rows that a merged cell reaches down to have it as well.
    let sharesMergedCells: Bool
    /// Whether its cells are items of a panel, which may stand beside their header.
    let holdsItems: Bool
    /// Whether what a text in the column means is asked for, not only the text.
    let asksWhatTextsMean: Bool
    /// What a mark in the column counts.
    let weight: Rational?

    init(_ column: BoundColumn, of header: TableHeader) {
      index = column.index
      content = column.definition.content
      let holdsTexts = [.label, .text, .name].contains(content)
      sharesMergedCells =
        holdsTexts || header.definition.sharesMergedCells || header.definition.rows == nil
      holdsItems = content == .label && header.definition.rows == nil
      asksWhatTextsMean = !holdsTexts
      weight = column.group.flatMap { header.groups[$0].weight }
    }
  }

  /// Reads the cells of a row, parallel to the header's columns, into the list of cells; their places
  /// there.
  func readCells(_ row: Int, countsMarks: Bool) -> Range<Int> {
    let first = list.packed.count
    readCells(row, countsMarks: countsMarks, into: &list)
    return first..<list.packed.count
  }

  private func readCells(_ row: Int, countsMarks: Bool, into list: inout CellList) {
    let own = grid.positions(inRow: row)
    let cells = grid.sheet.cells
    let readings = self.columns
    let columns = readings.span
    let mergedColumns = grid.mergedColumns(inRow: row)
    let first = list.packed.count
    var next = own.lowerBound
    for index in columns.indices {
      let column = columns[index]
      let reference =
        column.holdsItems
        ? itemReference(row, index) : CellReference(row: RowIndex(row), column: column.index)
      var isHere = false
      while next < own.upperBound {
        let candidate = cells.reference(at: next).column
        isHere = candidate == reference.column
        if candidate >= reference.column { break }
        next += 1
      }
      let mayBeMerged = mergedColumns.contains(reference.column.rawValue)
      let merged = mayBeMerged ? grid.mergedRange(at: reference) : nil
      let anchor = merged?.first ?? reference
      let position: Int?
      if anchor == reference {
        position = isHere ? next : nil
      } else if anchor.column == reference.column, column.sharesMergedCells {
        position = grid.index(of: anchor)
      } else {
        list.appendAbsent()
        continue
      }
      let context = ValueReader.Context(weight: column.weight, countsMarks: countsMarks)
      let range = merged.flatMap(grid.mergedRange(startingLike:))
      guard let position else {
        list.append(CellReading(.blank), at: anchor, nil, mergedRange: range)
        continue
      }
      let cell = cells.record(at: position)
      let reading =
        if cell.isText, !column.asksWhatTextsMean {
          CellReading(texts.isShown(at: position) ? .text : .blank)
        } else if column.content == .figureInText {
          values.read(
            source(cell, at: position, for: column),
            as: column.content,
            context: context,
            preferredUnit: unitBeside(index, from: first, in: list)
          )
        } else {
          values.read(source(cell, at: position, for: column), as: column.content, context: context)
        }
      list.append(reading, at: anchor, (position, cell), mergedRange: range)
    }
  }

  /// The unit of the first figure in the same group of a row that has one, left of a column.
  private func unitBeside(_ index: Int, from first: Int, in list: CellList) -> String? {
    guard let group = header.columns[index].group else { return nil }
    var leftmost: (position: Int, unit: String)?
    for position in header.groups[group].columns.values
    where position < index && position < leftmost?.position ?? .max {
      if let unit = list.unit(at: first + position) { leftmost = (position, unit) }
    }
    return leftmost?.unit
  }

  /// What the file holds at a place among the sheet's cells.
  private func source(
    _ cell: SheetContent.Cells.Record,
    at position: Int,
    for column: ColumnReading
  ) -> ValueReader.Source {
    let content: ValueReader.Content =
      if cell.isNumber {
        .value(.number(cell.number))
      } else if column.asksWhatTextsMean, let text = texts.heldText(of: cell) {
        .text(text)
      } else {
        .value(grid.sheet.cells.value(at: position))
      }
    return ValueReader.Source(content: content, format: cell.format, hasFormula: cell.hasFormula)
  }

  /// The only value of a row, as what its class says it is.
  func soleCell(at position: Int, as content: ColumnDefinition.Content) -> BoundCell {
    let cells = grid.sheet.cells
    let reference = cells.reference(at: position)
    let value = cells.value(at: position)
    let source = ValueReader.Source(
      content: texts.heldText(at: position).map(ValueReader.Content.text) ?? .value(value),
      format: cells.format(at: position),
      hasFormula: cells.hasFormula(at: position)
    )
    return BoundCell(
      location: CellLocation(sheet: grid.sheet.name, cell: reference),
      mergedRange: grid.mergedRange(from: reference),
      raw: value,
      hasFormula: source.hasFormula,
      reading: values.read(source, as: content, context: ValueReader.Context())
    )
  }

  /// Where a column's cell of a row is: under its header, but for the items of a panel.
  ///
  /// A header such as 协议内容 may spread over a heading that reaches down, 志愿者, and the items
  /// beside it: then the item is the last text under the header that stands in the row itself.
  private func itemReference(_ row: Int, _ position: Int) -> CellReference {
    let column = header.columns[position]
    let own = CellReference(row: RowIndex(row), column: column.index)
    guard header.columns.indices.contains(position + 1) else { return own }
    let first = column.index.rawValue + 1
    let next = header.columns[position + 1].index.rawValue
    guard next > first else { return own }
    let items = (first..<next).lazy.map { CellReference(row, $0) }.filter {
      [grid, header] reference in
      let above = CellReference(header.bottom, reference.column.rawValue)
      return grid.showsValue(at: reference) && grid.anchor(of: reference) == reference
        && !(grid.showsValue(at: above) && grid.anchor(of: above) == above)
    }
    return items.last ?? own
  }
}
