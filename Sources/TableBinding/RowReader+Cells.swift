import HebiaoCore
import TableSchemas

extension RowReader {
  /// What reading the cells of a column takes, whichever the row.
  ///
  /// An object: every row asks it.
  final class ColumnReading {
    let index: ColumnIndex
    let definition: ColumnDefinition
    /// Whether the rows that a merged cell reaches down to have it as well.
    let sharesMergedCells: Bool
    /// Whether its cells are items of a panel, which may stand beside their header.
    let holdsItems: Bool
    /// What a mark in the column counts.
    let weight: Rational?
    /// The positions of the columns in whose unit a figure in a text is sought.
    let companions: [Int]

    init(_ column: BoundColumn, of header: TableHeader) {
      index = column.index
      definition = column.definition
      sharesMergedCells =
        [.label, .text, .name].contains(column.definition.content)
        || header.definition.sharesMergedCells || header.definition.rows == nil
      holdsItems = column.definition.content == .label && header.definition.rows == nil
      let group = column.group.map { header.groups[$0] }
      weight = group?.weight
      companions =
        column.definition.content == .figureInText
        ? group?.columns.values.sorted() ?? [] : []
    }
  }

  /// The cells of a row, parallel to the header's columns; nil where a merged range leaves none.
  func cells(_ row: Int, countsMarks: Bool) -> [BoundCell?] {
    let own = grid.positions(inRow: row)
    let cells = grid.sheet.cells
    let sheet = grid.sheet.name
    var next = own.lowerBound
    var bound: [BoundCell?] = []
    bound.reserveCapacity(columns.count)
    for index in columns.indices {
      let column = columns[index]
      let reference =
        column.holdsItems
        ? itemReference(row, index) : CellReference(row: RowIndex(row), column: column.index)
      var isHere = false
      while next < own.upperBound {
        let candidate = cells.reference(at: next)
        isHere = candidate == reference
        if isHere || reference < candidate { break }
        next += 1
      }
      let merged = grid.mergedRange(at: reference)
      let anchor = merged?.first ?? reference
      let position: Int?
      if anchor == reference {
        position = isHere ? next : nil
      } else if anchor.column == reference.column, column.sharesMergedCells {
        position = grid.index(of: anchor)
      } else {
        bound.append(nil)
        continue
      }
      var unit: String?
      for companion in column.companions where companion < bound.count && unit == nil {
        unit = bound[companion]?.unit
      }
      bound.append(
        values.read(
          position.map(source),
          at: CellLocation(sheet: sheet, cell: anchor),
          mergedRange: merged == nil ? nil : grid.mergedRange(from: anchor),
          as: column.definition,
          context: ValueReader.Context(
            weight: column.weight,
            countsMarks: countsMarks,
            preferredUnit: unit
          )
        )
      )
    }
    return bound
  }

  /// What the file holds at a place among the sheet's cells.
  func source(at position: Int) -> ValueReader.Source {
    ValueReader.Source(
      value: grid.sheet.cells.value(at: position),
      format: grid.sheet.cells.format(at: position),
      hasFormula: grid.sheet.cells.hasFormula(at: position),
      prepared: texts[position]
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
    let items = (first..<next).lazy.map { CellReference(row, $0) }.filter { reference in
      let above = CellReference(header.bottom, reference.column.rawValue)
      return grid.showsValue(at: reference) && grid.anchor(of: reference) == reference
        && !(grid.showsValue(at: above) && grid.anchor(of: above) == above)
    }
    return items.last ?? own
  }
}
