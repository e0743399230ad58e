package import HebiaoCore

/// One value that a formula works with.
package enum FormulaValue: Sendable, Hashable {
  /// An empty cell: zero among numbers, an empty text among texts.
  case blank
  /// A number, as Excel computes with it.
  case number(Double)
  /// A text.
  case text(String)
  /// A truth value.
  case bool(Bool)
  /// An error value.
  case error(FormulaError)

  /// What a cell holds; a date is its serial number.
  package init(_ value: CellValue) {
    switch value {
    case .empty: self = .blank
    case .number(let number): self = .number(number)
    case .string(let text): self = .text(text)
    case .bool(let truth): self = .bool(truth)
    case .error(let text): self = .error(FormulaError(rawValue: text) ?? .unknown)
    case .date(let date): self = .number(date.serial)
    }
  }

  /// The value as a cell keeps it; numbers are not made into dates.
  package var cellValue: CellValue {
    switch self {
    case .blank: .empty
    case .number(let number): .number(number)
    case .text(let text): .string(text)
    case .bool(let truth): .bool(truth)
    case .error(let error): .error(error.rawValue)
    }
  }

  /// A number, or `#NUM!` where a double cannot hold it.
  static func finite(_ number: Double) -> FormulaValue {
    number.isFinite ? .number(number) : .error(.number)
  }

  var isError: Bool {
    if case .error = self { true } else { false }
  }
}

/// A rectangle of values.
///
/// Shape: `values` row by row, `rows` × `columns` of them, at least one.
package struct FormulaArray: Sendable, Hashable {
  /// How many rows.
  package let rows: Int
  /// How many columns.
  package let columns: Int
  /// The values, row by row.
  package let values: [FormulaValue]

  /// The most values that an array may hold.
  static let limit = 1 << 20

  /// A rectangle of values, of which there must be `rows` × `columns`.
  package init(rows: Int, columns: Int, values: [FormulaValue]) {
    precondition(rows > 0 && columns > 0 && values.count == rows * columns)
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// The value at a zero-based place; one row or one column stands for as many as are asked for.
  func broadcast(_ row: Int, _ column: Int) -> FormulaValue {
    let row = rows == 1 ? 0 : row
    let column = columns == 1 ? 0 : column
    guard row < rows, column < columns else { return .error(.notAvailable) }
    return values[row * columns + column]
  }
}
