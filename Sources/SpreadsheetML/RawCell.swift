package import HebiaoCore

/// A cell as the scanner found it, in twenty-four bytes.
///
/// Text is kept beside it: in the row's buffer, or in the shared strings.
public struct RawCell: Sendable {
  /// What `payload` means.
  public enum Kind: UInt8, Sendable {
    /// No value.
    case empty
    /// The bits of a double.
    case number
    /// An index into the shared strings, not yet checked.
    case sharedString
    /// A place in the row's text.
    case text
    /// 0 or 1.
    case bool
    /// A place in the row's text: `#DIV/0!`.
    case error
    /// The bits of a serial number that the file wrote as an ISO date.
    case isoDate
    /// The same for a time of day.
    case isoTime
    /// The same for a duration.
    case isoDuration
    /// A place in the row's text: a value that is not what the cell's type promises.
    case invalid
  }

  /// Zero-based row.
  package var row: UInt32
  /// Zero-based column.
  package var column: UInt16
  /// What the payload means.
  @usableFromInline package var kind: Kind
  /// Whether the row lists a formula for this cell.
  package var hasFormula: Bool
  /// The cell format, an index into the styles part's `cellXfs`, not yet checked.
  package var style: UInt32
  /// The value, or where it stands.
  @usableFromInline package var payload: UInt64

  /// Whether the value stands in the text of the row, or there is none.
  @inlinable @inline(__always)
  package var hasOwnText: Bool {
    switch kind {
    case .empty, .text, .error, .invalid: true
    case .number, .sharedString, .bool, .isoDate, .isoTime, .isoDuration: false
    }
  }

  /// The value as a number.
  @inlinable @inline(__always)
  package var double: Double { Double(bitPattern: payload) }

  /// Where the value stands in the row's text.
  @inlinable @inline(__always)
  package var textRange: Range<Int> {
    let start = Int(payload >> 32)
    return start..<start + Int(payload & 0xFFFF_FFFF)
  }

  static func place(_ start: Int, _ count: Int) -> UInt64 {
    UInt64(UInt32(clamping: start)) << 32 | UInt64(UInt32(clamping: count))
  }
}

/// A formula as the scanner found it.
public struct RawFormula: Sendable {
  /// How the formula is stored.
  public enum Kind: UInt8, Sendable {
    /// Its own text.
    case plain
    /// The first cell of a shared formula: its own text, which others repeat.
    case sharedSource
    /// A cell that repeats a shared formula.
    case sharedUse
    /// An array formula, at its first cell.
    case array
    /// A what-if table: the cached values are all there is.
    case dataTable
  }

  /// The index of its cell in the row.
  package var cell: Int
  /// How it is stored.
  package var kind: Kind
  /// Which shared formula it belongs to.
  package var sharedIndex: Int
  /// Where its text stands in the row's text.
  package var text: Range<Int>
  /// The cells that an array or a what-if table fills, where it says so.
  package var reach: CellRange?
}

/// The cells of one row; the buffers are used again for the next.
public struct RawRow: Sendable {
  /// Zero-based.
  package var index = -1
  /// The cells that hold a value or a formula, in file order.
  package var cells: [RawCell] = []
  /// The formulas, in the order of their cells.
  package var formulas: [RawFormula] = []
  /// Text of inline strings, formula strings, errors and formulas, one after another.
  package var text: [UInt8] = []

  /// A row without cells.
  package init() {}

  mutating func clear() {
    cells.removeAll(keepingCapacity: true)
    if !formulas.isEmpty { formulas.removeAll(keepingCapacity: true) }
    if !text.isEmpty { text.removeAll(keepingCapacity: true) }
  }
}
