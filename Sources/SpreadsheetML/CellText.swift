import HebiaoCore

/// Reads cell references in bytes.
enum CellText {
  /// The zero-based row and column that the bytes name, `B2` or `b2`; nil if they name no cell.
  @inline(__always)
  static func reference(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (row: Int, column: Int)? {
    var index = range.lowerBound
    let end = range.upperBound
    var column = 0
    while index < end {
      let letter = (bytes[index] | 0x20) &- 0x61
      guard letter < 26 else { break }
      column = column &* 26 &+ Int(letter) &+ 1
      index += 1
    }
    let letters = index - range.lowerBound
    guard letters > 0, letters <= 3, column <= ColumnIndex.limit else { return nil }
    var row = 0
    let first = index
    while index < end {
      let digit = bytes[index] &- 0x30
      guard digit < 10 else { return nil }
      row = row &* 10 &+ Int(digit)
      index += 1
    }
    guard index > first, index - first <= 7, row > 0, row <= RowIndex.limit else { return nil }
    return (row - 1, column - 1)
  }
}
