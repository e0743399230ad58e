import HebiaoCore
import TableBinding
import TableSchemas

extension BoundCell {
  /// What the cell adds to a sum: its number, one for a mark, nothing where nothing was filled in.
  ///
  /// Nil where the cell holds something that is no figure: then no sum over it can be judged.
  var summand: Rational? {
    switch value {
    case .number(let number): number
    case .mark(let flag): flag ? .one : .zero
    case .blank, .notApplicable: .zero
    case .text, .dates, .unclear, .uncomputed, .unreadable: nil
    }
  }

  /// Whether the cell holds a mark for yes.
  var isMarked: Bool {
    if case .mark(true) = value { true } else { false }
  }

  /// Whether the cell's text does not say which figure counts.
  var isUnclear: Bool {
    if case .unclear = value { true } else { false }
  }

  /// Whether the cell holds a figure or a mark, not a blank and not "does not apply".
  var isFilled: Bool {
    switch value {
    case .number, .mark: true
    default: false
    }
  }
}

extension BoundTable {
  /// The cell at a place.
  func cell(row: Int, column: Int) -> BoundCell? {
    rows[row].cells.indices.contains(column) ? rows[row].cells[column] : nil
  }

  /// The columns of a field: one that occurs once, or one in every group.
  func columns(of field: String) -> [Int] {
    columns.indices.filter { columns[$0].definition.field == field }
  }
}

extension CheckContext {
  /// The figure of a cell that some equation speaks of already.
  func known(at place: TablePlace) -> Int? {
    tables[place.table].cell(row: place.row, column: place.column).flatMap {
      figures.position(at: $0.location)
    }
  }

  /// The figure of a cell that a sum runs over, entered on first sight; nil where there is none.
  mutating func summand(at place: TablePlace, role: Figure.Role) -> Int? {
    guard let cell = tables[place.table].cell(row: place.row, column: place.column),
      let value = cell.summand
    else { return nil }
    var role = role
    if case .mark = cell.value { role = .mark }
    return figure(cell, value: value, at: place, role: role)
  }
}
