import HebiaoCore

/// A unit of a formula.
enum FormulaToken: Sendable, Hashable {
  case number(Double)
  case text(String)
  case bool(Bool)
  case error(FormulaError)
  case array(FormulaArray)
  case area(AreaReference)
  case name(String, sheet: String?)
  /// A function's name with the parenthesis that follows it.
  case function(String)
  case openParenthesis
  case closeParenthesis
  case comma
  case percent
  case operation(FormulaOperator)
}

/// An operator between two operands.
enum FormulaOperator: Sendable, Hashable {
  case add
  case subtract
  case multiply
  case divide
  case power
  case concatenate
  case equal
  case notEqual
  case less
  case lessOrEqual
  case greater
  case greaterOrEqual
  /// `:` between references that are not plain ones.
  case range
  /// A space between references.
  case intersection

  /// What binds more tightly has more.
  ///
  /// Source: Excel's order: references, sign, percent, power, products, sums, `&`, comparison.
  var precedence: Int {
    switch self {
    case .range: 9
    case .intersection: 8
    case .power: 5
    case .multiply, .divide: 4
    case .add, .subtract: 3
    case .concatenate: 2
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 1
    }
  }

  static let signPrecedence = 7
  static let percentPrecedence = 6
}

/// A reference as a formula writes it: `B2`, `$A$1:C3`, `A:A`, `'附件 1'!2:5`.
///
/// Shape: whole columns run over all rows, whole rows over all columns.
struct AreaReference: Sendable, Hashable {
  /// The sheet's name; nil for the formula's own.
  var sheet: String?
  var first: CellReference
  var last: CellReference
  var firstIsFixed: (row: Bool, column: Bool) {
    (fixed & 1 != 0, fixed & 2 != 0)
  }
  var lastIsFixed: (row: Bool, column: Bool) {
    (fixed & 4 != 0, fixed & 8 != 0)
  }
  /// Bits of what `$` fixes: first row, first column, last row, last column.
  var fixed: UInt8

  /// The area, its corners put in order.
  var range: CellRange { CellRange(first, last) }

  /// The area with its relative sides moved; beyond an edge it comes in at the other.
  func moved(rows: Int, columns: Int) -> AreaReference {
    var moved = self
    if !firstIsFixed.row { moved.first.row = Self.wrapped(first.row, rows) }
    if !lastIsFixed.row { moved.last.row = Self.wrapped(last.row, rows) }
    if !firstIsFixed.column { moved.first.column = Self.wrapped(first.column, columns) }
    if !lastIsFixed.column { moved.last.column = Self.wrapped(last.column, columns) }
    return moved
  }

  private static func wrapped(_ row: RowIndex, _ by: Int) -> RowIndex {
    RowIndex((row.rawValue + by + RowIndex.limit) % RowIndex.limit)
  }

  private static func wrapped(_ column: ColumnIndex, _ by: Int) -> ColumnIndex {
    ColumnIndex((column.rawValue + by + ColumnIndex.limit) % ColumnIndex.limit)
  }
}
