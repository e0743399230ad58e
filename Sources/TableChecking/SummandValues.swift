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
}

extension BoundTable {
  /// The cell at a place.
  func cell(row: Int, column: Int) -> BoundCell? {
    column < rows[row].cells.count ? rows[row].cells[column] : nil
  }

  /// The columns of a field: one that occurs once, or one in every group.
  func columns(of field: String) -> [Int] {
    columns.indices.filter { columns[$0].definition.field == field }
  }
}
