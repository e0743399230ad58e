/// A row of a sheet.
///
/// Units: zero-based; Excel's row 1 is `RowIndex(0)`.
public struct RowIndex: Hashable, Comparable, Sendable {
  /// Rows above this one.
  public let rawValue: Int

  /// Excel's last row is 1,048,576.
  public static let limit = 1_048_576

  /// Wraps a zero-based row number.
  public init(_ rawValue: Int) {
    self.rawValue = rawValue
  }

  /// Compares by position from the top.
  public static func < (left: RowIndex, right: RowIndex) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A column of a sheet.
///
/// Units: zero-based; Excel's column A is `ColumnIndex(0)`.
public struct ColumnIndex: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Columns to the left of this one.
  public let rawValue: Int

  /// Excel's last column is XFD, the 16,384th.
  public static let limit = 16_384

  /// Wraps a zero-based column number.
  public init(_ rawValue: Int) {
    self.rawValue = rawValue
  }

  /// Compares by position from the left.
  public static func < (left: ColumnIndex, right: ColumnIndex) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The letters of the column, `A` to `XFD`.
  public var description: String {
    var letters: [UInt8] = []
    appendLetters(to: &letters)
    return String(decoding: letters, as: UTF8.self)
  }

  /// Appends the letters as UTF-8.
  func appendLetters(to bytes: inout [UInt8]) {
    let start = bytes.count
    var rest = rawValue + 1
    while rest > 0 {
      bytes.append(UInt8(truncatingIfNeeded: 65 + (rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    bytes.reverse(from: start)
  }
}

/// A cell's position in its sheet.
public struct CellReference: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The cell's row.
  public var row: RowIndex
  /// The cell's column.
  public var column: ColumnIndex

  /// The cell at a row and a column.
  public init(row: RowIndex, column: ColumnIndex) {
    self.row = row
    self.column = column
  }

  /// The cell at zero-based numbers.
  public init(_ row: Int, _ column: Int) {
    self.row = RowIndex(row)
    self.column = ColumnIndex(column)
  }

  /// The cell that a text such as `K5` or `$k$5` names, or nil if it names none.
  public init?(_ text: some StringProtocol) {
    var column = 0
    var row = 0
    var seenDigit = false
    for byte in text.utf8 {
      switch byte {
      case 36: continue
      case 65...90 where !seenDigit: column = column * 26 + Int(byte) - 64
      case 97...122 where !seenDigit: column = column * 26 + Int(byte) - 96
      case 48...57:
        seenDigit = true
        row = row * 10 + Int(byte) - 48
      default: return nil
      }
      if column > ColumnIndex.limit || row > RowIndex.limit { return nil }
    }
    guard column > 0, row > 0 else { return nil }
    self.init(row - 1, column - 1)
  }

  /// The A1 text, as people read it.
  public var description: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(12)
    appendText(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the A1 text as UTF-8.
  package func appendText(to bytes: inout [UInt8]) {
    column.appendLetters(to: &bytes)
    bytes.append(decimal: row.rawValue + 1)
  }

  /// Compares in reading order: by row, then by column.
  public static func < (left: CellReference, right: CellReference) -> Bool {
    (left.row, left.column) < (right.row, right.column)
  }
}

/// A rectangle of cells, both corners included.
public struct CellRange: Hashable, Sendable, CustomStringConvertible {
  /// The upper left cell.
  public let first: CellReference
  /// The lower right cell.
  public let last: CellReference

  /// The rectangle between two opposite corners, given in any order.
  public init(_ corner: CellReference, _ opposite: CellReference) {
    first = CellReference(
      row: min(corner.row, opposite.row),
      column: min(corner.column, opposite.column)
    )
    last = CellReference(
      row: max(corner.row, opposite.row),
      column: max(corner.column, opposite.column)
    )
  }

  /// The range that a text such as `B2:D7` or `B2` names, or nil if it names none.
  public init?(_ text: some StringProtocol) {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      guard let only = CellReference(text) else { return nil }
      self.init(only, only)
      return
    }
    guard let first = CellReference(text[..<colon]),
      let last = CellReference(text[text.index(after: colon)...])
    else { return nil }
    self.init(first, last)
  }

  /// Whether a cell lies inside.
  public func contains(_ cell: CellReference) -> Bool {
    cell.row >= first.row && cell.row <= last.row
      && cell.column >= first.column && cell.column <= last.column
  }

  /// Rows covered.
  public var height: Int { last.row.rawValue - first.row.rawValue + 1 }

  /// Columns covered.
  public var width: Int { last.column.rawValue - first.column.rawValue + 1 }

  /// The A1 text, `B2:D7`, or `B2` for a single cell.
  public var description: String {
    first == last ? "\(first)" : "\(first):\(last)"
  }
}

extension [UInt8] {
  /// Appends a whole number in decimal digits, without a text of its own.
  package mutating func append(decimal number: Int) {
    if number < 0 { append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = count
    repeat {
      append(UInt8(truncatingIfNeeded: 48 + rest % 10))
      rest /= 10
    } while rest > 0
    reverse(from: start)
  }

  /// Turns round the bytes from a place to the end: in place, where a slice would be a copy.
  fileprivate mutating func reverse(from start: Int) {
    var (low, high) = (start, count - 1)
    while low < high {
      swapAt(low, high)
      (low, high) = (low + 1, high - 1)
    }
  }
}
