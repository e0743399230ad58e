import XMLScanning

extension SheetScanner {
  /// Takes the cells at the front of the window that are written the plain way.
  ///
  /// ```
  /// <c r="B2" s="3" t="s"><v>17</v></c>   <c r="C2" s="3"/>   <c r="D2"><v>0.25</v></c>
  /// ```
  /// Nearly all cells of nearly all files are: they are read here without a look at the grammar.
  /// Whatever differs by a byte is left to the scanner, which takes any well-formed XML.
  mutating func takePlainCells(in window: Span<UInt8>) {
    let bytes = unsafe window.bytes
    // No cell taken here is longer, as every loop below counts what it passes.
    let limit = window.count - Self.longestPlainCell
    var position = scanner.position
    var column = column
    let row = UInt32(clamping: rowIndex)
    while position <= limit, self.row.cells.count < 16_384 {
      // Every offset that is read below is less than `longestPlainCell` past `position`.
      guard unsafe word(bytes, position) & 0xFFFF_FFFF_FFFF == 0x223D_7220_633C else { break }
      var index = position + 6
      guard unsafe takeReference(bytes, &index, &column) else { break }
      var style: UInt32 = 0
      var next = unsafe word(bytes, index)
      if next & 0xFF_FFFF_FFFF == 0x22_3D73_2022 {
        index += 5
        guard unsafe takeStyle(bytes, &index, &style) else { break }
        next = unsafe word(bytes, index)
      }
      if next & 0xFF_FFFF == 0x3E_2F22 {
        position = index + 3
        self.column = column
        continue
      }
      let isShared: Bool
      if next & 0xFF_FFFF_FFFF == 0x3E_763C_3E22 {
        isShared = false
        index += 5
      } else {
        guard next & 0xFF_FFFF_FFFF == 0x22_3D74_2022 else { break }
        next = unsafe word(bytes, index + 5) & 0xFFFF_FFFF_FFFF
        guard next == 0x3E76_3C3E_2273 || next == 0x3E76_3C3E_226E else { break }
        isShared = next == 0x3E76_3C3E_2273
        index += 11
      }
      var payload: UInt64 = 0
      if isShared {
        guard unsafe takeIndex(bytes, &index, &payload) else { break }
      } else {
        guard unsafe takeNumber(window, bytes, &index, &payload) else { break }
      }
      guard unsafe word(bytes, index) == 0x3E63_2F3C_3E76_2F3C else { break }
      position = index + 8
      self.column = column
      self.row.cells.append(
        RawCell(
          row: row,
          column: UInt16(truncatingIfNeeded: column),
          kind: isShared ? .sharedString : .number,
          hasFormula: false,
          style: style,
          payload: payload
        )
      )
    }
    scanner.position = position
  }

  /// Longer than a reference (10), a style (10), a number (26) and the markup around them.
  static var longestPlainCell: Int { 128 }

  /// Eight bytes as they stand.
  @inline(__always) @unsafe
  private func word(_ bytes: RawSpan, _ offset: Int) -> UInt64 {
    unsafe UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
    )
  }

  @inline(__always) @unsafe
  private func byte(_ bytes: RawSpan, _ offset: Int) -> UInt8 {
    unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
  }

  /// The column of a reference in this row; false where the cell lies in another row.
  @inline(__always) @unsafe
  private func takeReference(_ bytes: RawSpan, _ index: inout Int, _ column: inout Int) -> Bool {
    var found = 0
    var letters = 0
    while letters < 3 {
      let letter = unsafe byte(bytes, index) &- 0x41
      guard letter < 26 else { break }
      found = found &* 26 &+ Int(letter) &+ 1
      letters += 1
      index += 1
    }
    guard letters > 0, found <= 16_384 else { return false }
    var row = 0
    var digits = 0
    while digits < 7 {
      let digit = unsafe byte(bytes, index) &- 0x30
      guard digit < 10 else { break }
      row = row &* 10 &+ Int(digit)
      digits += 1
      index += 1
    }
    guard row == rowIndex + 1 else { return false }
    column = found - 1
    return true
  }

  @inline(__always) @unsafe
  private func takeStyle(_ bytes: RawSpan, _ index: inout Int, _ style: inout UInt32) -> Bool {
    var digits = 0
    while digits < 9 {
      let digit = unsafe byte(bytes, index) &- 0x30
      guard digit < 10 else { break }
      style = style &* 10 &+ UInt32(digit)
      digits += 1
      index += 1
    }
    return digits > 0
  }

  @inline(__always) @unsafe
  private func takeIndex(_ bytes: RawSpan, _ index: inout Int, _ value: inout UInt64) -> Bool {
    var digits = 0
    while digits < 10 {
      let digit = unsafe byte(bytes, index) &- 0x30
      guard digit < 10 else { break }
      value = value &* 10 &+ UInt64(digit)
      digits += 1
      index += 1
    }
    return digits > 0
  }

  /// A number without exponent, at most nineteen digits long.
  @inline(__always) @unsafe
  private func takeNumber(
    _ window: Span<UInt8>,
    _ bytes: RawSpan,
    _ index: inout Int,
    _ payload: inout UInt64
  ) -> Bool {
    let isNegative = unsafe byte(bytes, index) == UInt8(ascii: "-")
    if isNegative { index += 1 }
    var digits: UInt64 = 0
    let start = index
    unsafe takeDigits(bytes, &index, start + 20, &digits)
    var count = index - start
    var fraction = 0
    if unsafe byte(bytes, index) == UInt8(ascii: ".") {
      index += 1
      let point = index
      unsafe takeDigits(bytes, &index, point + 20, &digits)
      fraction = index - point
      count += fraction
    }
    guard count > 0, count <= 19, let value = DecimalText.value(digits, count, fraction) else {
      return false
    }
    payload = (isNegative ? -value : value).bitPattern
    return true
  }

  @inline(__always) @unsafe
  private func takeDigits(
    _ bytes: RawSpan,
    _ index: inout Int,
    _ limit: Int,
    _ digits: inout UInt64
  ) {
    while index < limit {
      let digit = unsafe byte(bytes, index) &- 0x30
      guard digit < 10 else { break }
      digits = digits &* 10 &+ UInt64(digit)
      index += 1
    }
  }
}
