import HebiaoCore
import XMLScanning

extension SheetScanner {
  /// Takes the cells at the front of the window that are written the plain way.
  ///
  /// ```
  /// <c r="B2" s="3" t="s"><v>17</v></c>   <c r="C2" s="3"/>   <c r="D2"><v>0.25</v></c>
  /// <c r="E2" t="inlineStr"><is><t>text</t></is></c>
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
      let kind: RawCell.Kind
      if next & 0xFF_FFFF_FFFF == 0x3E_763C_3E22 {
        kind = .number
        index += 5
      } else {
        guard next & 0xFF_FFFF_FFFF == 0x22_3D74_2022 else { break }
        next = unsafe word(bytes, index + 5)
        switch next & 0xFFFF_FFFF_FFFF {
        case 0x3E76_3C3E_2273:
          kind = .sharedString
          index += 11
        case 0x3E76_3C3E_226E:
          kind = .number
          index += 11
        default:
          kind = .text
          index += 5
        }
      }
      var payload: UInt64 = 0
      let isTaken =
        switch kind {
        case .number: unsafe takeNumber(window, bytes, &index, &payload)
        case .sharedString: unsafe takeIndex(bytes, &index, &payload)
        default: unsafe takeInlineText(window, bytes, &index, &payload)
        }
      guard isTaken else { break }
      if kind != .text {
        guard unsafe word(bytes, index) == 0x3E63_2F3C_3E76_2F3C else { break }
        index += 8
      }
      position = index
      self.column = column
      self.row.cells.append(
        RawCell(
          row: row,
          column: UInt16(truncatingIfNeeded: column),
          kind: kind,
          hasFormula: false,
          style: style,
          payload: payload
        )
      )
    }
    scanner.position = position
  }

  /// Takes a start tag of a row that says no more than its number; false where none stands here.
  ///
  /// ```
  /// <row r="2">   <row r="2" spans="1:10">
  /// ```
  mutating func takePlainRow(in window: Span<UInt8>) -> Bool {
    let bytes = unsafe window.bytes
    let position = scanner.position
    // Every offset that is read below is less than `longestPlainCell` past `position`.
    guard position <= window.count - Self.longestPlainCell,
      unsafe word(bytes, position) == 0x223D_7220_776F_723C
    else { return false }
    var index = position + 8
    var number: UInt64 = 0
    guard unsafe takeIndex(bytes, &index, &number), number > 0, number <= RowIndex.limit else {
      return false
    }
    if unsafe word(bytes, index) == 0x3D73_6E61_7073_2022 {
      guard unsafe byte(bytes, index + 8) == UInt8(ascii: "\"") else { return false }
      index += 9
      let end = index + 24
      while index < end, unsafe byte(bytes, index) &- 0x30 < 11 { index += 1 }
    }
    guard unsafe word(bytes, index) & 0xFFFF == 0x3E22, scanner.openPlainElement("row") else {
      return false
    }
    rowStart = scanner.windowOffset + position
    scanner.position = index + 2
    startRow(at: Int(number) - 1)
    return true
  }

  /// Takes the end tag of a row; false where none stands here.
  mutating func takePlainRowEnd(in window: Span<UInt8>) -> Bool {
    let bytes = unsafe window.bytes
    let position = scanner.position
    guard position <= window.count - 8,
      unsafe word(bytes, position) & 0xFFFF_FFFF_FFFF == 0x3E77_6F72_2F3C,
      scanner.closePlainElement("row")
    else { return false }
    scanner.position = position + 6
    place = .sheetData
    return true
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

  /// The text from `inlineStr` to the end of the cell, where nothing in it has to be replaced.
  @inline(__always) @unsafe
  private mutating func takeInlineText(
    _ window: Span<UInt8>,
    _ bytes: RawSpan,
    _ index: inout Int,
    _ payload: inout UInt64
  ) -> Bool {
    guard unsafe word(bytes, index) == 0x7453_656E_696C_6E69,
      unsafe word(bytes, index + 8) == 0x3C3E_7369_3C3E_2272,
      unsafe word(bytes, index + 16) & 0xFFFF == 0x3E74,
      row.text.count < Self.longestText
    else { return false }
    let start = index + 18
    guard let end = unsafe plainTextEnd(bytes, from: start, window.count - 16),
      unsafe word(bytes, end) == 0x7369_2F3C_3E74_2F3C,
      unsafe word(bytes, end + 8) & 0xFF_FFFF_FFFF == 0x3E_632F_3C3E
    else { return false }
    // What is blank at the edges depends on `xml:space`.
    if end > start,
      ValueBytes.isBlank(window[start]) || ValueBytes.isBlank(window[end - 1])
    {
      return false
    }
    payload = RawCell.place(row.text.count, end - start)
    row.text.append(contentsOf: window, start..<end)
    index = end + 13
    return true
  }

  /// Where the `<` stands that ends a text in which every byte stands for itself; nil where one
  /// does not, or where none is found in words that begin before `limit`.
  @inline(__always) @unsafe
  private func plainTextEnd(_ bytes: RawSpan, from start: Int, _ limit: Int) -> Int? {
    var index = start
    while index <= limit {
      let word = unsafe word(bytes, index)
      // The lowest bit of each mask is exact: borrows only reach upwards.
      let special =
        Self.zeros(word ^ 0x3C3C_3C3C_3C3C_3C3C) | Self.zeros(word ^ 0x2626_2626_2626_2626)
        | Self.zeros(word ^ 0x3E3E_3E3E_3E3E_3E3E) | Self.zeros(word ^ 0x5F5F_5F5F_5F5F_5F5F)
        | (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
      guard special != 0 else {
        index += 8
        continue
      }
      index += special.trailingZeroBitCount / 8
      switch unsafe byte(bytes, index) {
      case UInt8(ascii: "<"): return index <= limit ? index : nil
      case UInt8(ascii: "_"):
        // `_x000D_` stands for another character.
        guard unsafe byte(bytes, index + 1) != UInt8(ascii: "x") else { return nil }
        index += 1
      default: return nil
      }
    }
    return nil
  }

  /// A bit for each byte that is zero.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }
}
