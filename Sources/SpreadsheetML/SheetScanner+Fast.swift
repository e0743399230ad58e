import HebiaoCore
import XMLScanning

extension SheetScanner {
  /// Takes the cells at the front of the window that are written the plain way.
  ///
  /// ```
  /// <c r="B2" s="3" t="s"><v>17</v></c>   <c r="C2" s="3"/>   <c r="D2"><v>0.25</v></c>
  /// <c r="E2" t="inlineStr"><is><t>text</t></is></c>   <c r="F2"><f>D2*4</f><v>1</v></c>
  /// <c s="3"><v>17</v></c>
  /// ```
  /// Nearly all cells of nearly all files are: they are read here without a look at the grammar.
  /// Whatever differs by a byte is left to the scanner, which takes any well-formed XML. Tags with a
  /// prefix are taken alike; they make a function of their own, so that the others cost no more.
  mutating func takePlainCells(in window: Span<UInt8>, _ markup: some PlainMarkup) {
    let bytes = unsafe window.bytes
    // No cell taken here is longer, as every loop below counts what it passes.
    let limit = window.count - Self.longestPlainCell
    var position = scanner.position
    var column = column
    let row = UInt32(clamping: rowIndex)
    if rowDigits.row != rowIndex { rowDigits = RowDigits(row: rowIndex) }
    let rowDigits = rowDigits
    // The list is taken out of the object, and written where it has room: no cell asks for more.
    var cells: [RawCell] = []
    swap(&cells, &self.row.cells)
    var goesOn = true
    while goesOn, cells.count < Self.mostPlainCells {
      let before = cells.count
      let room = min(Self.cellsAtOnce, Self.mostPlainCells - before)
      cells.append(addingCapacity: room) { cells in
        while position <= limit, !cells.isFull {
          // Every offset that is read below is less than `longestPlainCell` past `position`.
          let first = unsafe markup.unprefixed(bytes.word(at: position), 0, bytes, at: position)
          var index: Int
          var next: UInt64
          if first & 0xFFFF_FFFF_FFFF == 0x223D_7220_633C {
            index = position + 6 + markup.count
            guard unsafe takeColumn(bytes, &index, &column),
              (unsafe bytes.word(at: index) ^ rowDigits.word) & rowDigits.mask == 0
            else { break }
            index += rowDigits.count
            next = unsafe bytes.word(at: index)
          } else {
            // A cell without a reference stands right of the one before; its name takes the place of
            // the quote behind a reference.
            guard first & 0xFFFF == 0x633C, column < ColumnIndex.limit - 1 else { break }
            column += 1
            index = position + 1 + markup.count
            next = first &>> 8 & ~0xFF | 0x22
          }
          var style: UInt32 = 0
          if next & 0xFF_FFFF_FFFF == 0x22_3D73_2022 {
            index += 5
            guard unsafe takeStyle(bytes, &index, &style) else { break }
            next = unsafe bytes.word(at: index)
          }
          if next & 0xFF_FFFF == 0x3E_2F22 {
            position = index + 3
            self.column = column
            continue
          }
          var kind = RawCell.Kind.number
          var payload: UInt64 = 0
          let isTaken: Bool
          var formula: Range<Int>?
          let inside = unsafe markup.unprefixed(next, 2, bytes, at: index)
          if inside & 0xFF_FFFF_FFFF == 0x3E_763C_3E22 {
            index += 5 + markup.count
            isTaken = unsafe takeNumber(window, bytes, &index, &payload)
          } else if inside & 0xFF_FFFF_FFFF == 0x3E_663C_3E22 {
            index += 5 + markup.count
            formula = unsafe takeFormula(bytes, &index, limit, markup)
            guard formula != nil else { break }
            isTaken = unsafe takeNumber(window, bytes, &index, &payload)
          } else {
            guard next & 0xFF_FFFF_FFFF == 0x22_3D74_2022 else { break }
            index += 5
            let type = unsafe markup.unprefixed(bytes.word(at: index), 3, bytes, at: index)
            switch type & 0xFFFF_FFFF_FFFF {
            case 0x3E76_3C3E_2273:
              kind = .sharedString
              index += 6 + markup.count
              isTaken = unsafe takeIndex(bytes, &index, &payload)
            case 0x3E76_3C3E_226E:
              index += 6 + markup.count
              isTaken = unsafe takeNumber(window, bytes, &index, &payload)
            default:
              kind = .text
              isTaken = unsafe takeInlineText(window, bytes, &index, &payload, markup)
            }
          }
          guard isTaken else { break }
          if kind != .text {
            let end = unsafe markup.cellEnd(bytes, at: index)
            guard end > 0 else { break }
            index += end
          }
          position = index
          self.column = column
          if let formula { keepPlainFormula(window, formula, cell: before + cells.count) }
          cells.append(
            RawCell(
              row: row,
              column: UInt16(truncatingIfNeeded: column),
              kind: kind,
              hasFormula: formula != nil,
              style: style,
              payload: payload
            )
          )
        }
        goesOn = cells.isFull
      }
    }
    swap(&cells, &self.row.cells)
    scanner.position = position
  }

  /// Takes a start tag of a row that says no more than its number and height; false where none stands
  /// here.
  ///
  /// ```
  /// <row r="2">   <row r="2" spans="1:10">   <row r="2" ht="18.5" customHeight="1">
  /// ```
  mutating func takePlainRow(in window: Span<UInt8>) -> Bool {
    let bytes = unsafe window.bytes
    let position = scanner.position
    // Every offset that is read below is less than `longestPlainCell` past `position`.
    guard position <= window.count - Self.longestPlainCell,
      unsafe bytes.word(at: position) == 0x223D_7220_776F_723C
    else { return false }
    var index = position + 8
    var number: UInt64 = 0
    let digits = unsafe bytes.word(at: index)
    guard unsafe takeIndex(bytes, &index, &number), number > 0, number <= RowIndex.limit,
      index - position <= 15
    else { return false }
    let count = index - position - 8
    if unsafe bytes.word(at: index) == 0x3D73_6E61_7073_2022 {
      guard unsafe bytes.byte(at: index + 8) == UInt8(ascii: "\"") else { return false }
      index += 9
      let end = index + 24
      while index < end, unsafe bytes.byte(at: index) &- 0x30 < 11 { index += 1 }
    }
    var height: UInt64?
    if unsafe bytes.word(at: index) & 0xFFFF_FFFF_FFFF == 0x223D_7468_2022 {
      index += 6
      var bits: UInt64 = 0
      guard unsafe takeNumber(window, bytes, &index, &bits) else { return false }
      height = bits
      if unsafe bytes.word(at: index) == 0x6D6F_7473_7563_2022,
        unsafe bytes.word(at: index + 8) == 0x223D_7468_6769_6548,
        unsafe bytes.byte(at: index + 16) == UInt8(ascii: "1")
      {
        index += 17
      }
    }
    guard unsafe bytes.word(at: index) & 0xFFFF == 0x3E22, scanner.canOpenElement else {
      return false
    }
    rowStart = scanner.windowOffset + position
    scanner.position = index + 2
    startRow(at: Int(number) - 1)
    if let height, keepsLayout {
      layout.rowHeights.append((rowIndex, Double(bitPattern: height)))
    }
    isPlainRow = true
    rowDigits = RowDigits(row: rowIndex, word: digits, count: count)
    return true
  }

  /// Takes the end tag of a row; false where none stands here.
  mutating func takePlainRowEnd(in window: Span<UInt8>) -> Bool {
    let bytes = unsafe window.bytes
    let position = scanner.position
    guard position <= window.count - 8,
      unsafe bytes.word(at: position) & 0xFFFF_FFFF_FFFF == 0x3E77_6F72_2F3C,
      isPlainRow || scanner.closePlainElement("row")
    else { return false }
    isPlainRow = false
    scanner.position = position + 6
    place = .sheetData
    return true
  }

  /// Takes the merged ranges at the front of the window that are written the plain way.
  ///
  /// ```
  /// <mergeCell ref="B2:C3"/>
  /// ```
  mutating func takePlainMergedRanges(in window: Span<UInt8>) {
    guard scanner.canOpenElement else { return }
    let bytes = unsafe window.bytes
    // Every offset that is read below is less than `longestPlainCell` past `position`.
    let limit = window.count - Self.longestPlainCell
    var position = scanner.position
    while position <= limit, mergedRangesMet < Self.mostMergedRanges,
      unsafe bytes.word(at: position) == 0x6543_6567_7265_6D3C,
      unsafe bytes.word(at: position + 8) == 0x223D_6665_7220_6C6C
    {
      var index = position + 16
      guard let first = unsafe takeReference(bytes, &index),
        unsafe bytes.byte(at: index) == UInt8(ascii: ":")
      else { break }
      index += 1
      guard let last = unsafe takeReference(bytes, &index),
        unsafe bytes.word(at: index) & 0xFF_FFFF == 0x3E_2F22
      else { break }
      if keepsLayout {
        layout.mergedRanges.append(CellRange(first, last))
        mergedRangesMet += 1
      }
      position = index + 3
    }
    scanner.position = position
  }

  /// The cell that a reference in capital letters names; nil where it names none.
  @inline(__always) @unsafe
  private func takeReference(_ bytes: RawSpan, _ index: inout Int) -> CellReference? {
    var column = 0
    guard unsafe takeColumn(bytes, &index, &column) else { return nil }
    let row = unsafe DigitWord(bytes.word(at: index))
    guard row.count > 0, row.count < 8, row.value > 0, row.value <= RowIndex.limit else {
      return nil
    }
    index += row.count
    return CellReference(Int(row.value) - 1, column)
  }

  /// Lets the scanner know of the row that was taken the plain way and is still open.
  mutating func settlePlainRow() {
    isPlainRow = false
    _ = scanner.openPlainElement("row")
  }

  /// So many cells of a row are taken here; those behind them are left to the scanner.
  private static var mostPlainCells: Int { 16_384 }

  /// Room is made for so many cells at a time.
  private static var cellsAtOnce: Int { 64 }

  /// Longer than a reference (10), a style (10), a number (26), the markup around them and six
  /// prefixes.
  static var longestPlainCell: Int { 192 }

  /// The column that begins a reference; false where none does.
  @inline(__always) @unsafe
  private func takeColumn(_ bytes: RawSpan, _ index: inout Int, _ column: inout Int) -> Bool {
    var found = 0
    let first = index
    while index < first + 3 {
      let letter = unsafe bytes.byte(at: index) &- 0x41
      guard letter < 26 else { break }
      found = found &* 26 &+ Int(letter) &+ 1
      index &+= 1
    }
    guard found > 0, found <= 16_384 else { return false }
    column = found &- 1
    return true
  }

  @inline(__always) @unsafe
  private func takeStyle(_ bytes: RawSpan, _ index: inout Int, _ style: inout UInt32) -> Bool {
    var digits = 0
    while digits < 9 {
      let digit = unsafe bytes.byte(at: index) &- 0x30
      guard digit < 10 else { break }
      style = style &* 10 &+ UInt32(digit)
      digits += 1
      index += 1
    }
    return digits > 0
  }

  /// A whole number of at most ten digits.
  @inline(__always) @unsafe
  private func takeIndex(_ bytes: RawSpan, _ index: inout Int, _ value: inout UInt64) -> Bool {
    let start = index
    let digits = unsafe DigitWord(bytes.word(at: index))
    guard digits.count > 0 else { return false }
    value = digits.value
    index &+= digits.count
    if digits.count == 8 { unsafe takeDigits(bytes, &index, start + 10, &value) }
    return true
  }

  /// A number without exponent, at most nineteen digits long.
  @inline(__always) @unsafe
  private func takeNumber(
    _ window: Span<UInt8>,
    _ bytes: RawSpan,
    _ index: inout Int,
    _ payload: inout UInt64
  ) -> Bool {
    let isNegative = unsafe bytes.byte(at: index) == UInt8(ascii: "-")
    if isNegative { index &+= 1 }
    let start = index
    let whole = unsafe DigitWord(bytes.word(at: index))
    guard whole.count > 0 else { return false }
    var digits = whole.value
    index &+= whole.count
    if whole.count == 8 { unsafe takeDigits(bytes, &index, start + 20, &digits) }
    var count = index - start
    var fraction = 0
    if unsafe bytes.byte(at: index) == UInt8(ascii: ".") {
      index &+= 1
      let point = index
      let part = unsafe DigitWord(bytes.word(at: index))
      if part.count > 0 {
        digits = digits &* DecimalText.wholePowers[part.count] &+ part.value
        index &+= part.count
        if part.count == 8 { unsafe takeDigits(bytes, &index, point + 20, &digits) }
      }
      fraction = index - point
      count += fraction
    }
    guard count <= 19, let value = DecimalText.value(digits, count, fraction) else {
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
      let digit = unsafe bytes.byte(at: index) &- 0x30
      guard digit < 10 else { break }
      digits = digits &* 10 &+ UInt64(digit)
      index += 1
    }
  }

  /// The text of a formula up to the value behind it, where nothing in it has to be replaced; nil
  /// where something has, or where no number fits before `limit` any more.
  @inline(__always) @unsafe
  private func takeFormula(
    _ bytes: RawSpan,
    _ index: inout Int,
    _ limit: Int,
    _ markup: some PlainMarkup
  ) -> Range<Int>? {
    let start = index
    guard let end = unsafe bytes.plainTextEnd(from: start, limit: limit), end > start,
      case let tags = unsafe markup.formulaEnd(bytes, at: end), tags > 0,
      row.text.count < Self.longestRow
    else { return nil }
    index = end + tags
    return start..<end
  }

  /// Keeps the formula of a cell, told by its position in the row.
  @inline(never)
  private mutating func keepPlainFormula(
    _ window: Span<UInt8>,
    _ text: Range<Int>,
    cell: Int
  ) {
    let start = row.text.count
    row.text.append(contentsOf: window, text)
    row.formulas.append(
      RawFormula(
        cell: cell,
        kind: .plain,
        sharedIndex: -1,
        text: start..<row.text.count
      )
    )
  }

  /// The text from `inlineStr` to the end of the cell, where nothing in it has to be replaced.
  @inline(__always) @unsafe
  private mutating func takeInlineText(
    _ window: Span<UInt8>,
    _ bytes: RawSpan,
    _ index: inout Int,
    _ payload: inout UInt64,
    _ markup: some PlainMarkup
  ) -> Bool {
    let tags = unsafe markup.inlineStart(bytes, at: index)
    guard tags > 0, row.text.count < Self.longestRow else { return false }
    let start = index + tags
    // The end tags take less than 48 bytes.
    guard let end = unsafe bytes.plainTextEnd(from: start, limit: window.count - 48),
      case let endTags = unsafe markup.inlineEnd(bytes, at: end), endTags > 0
    else { return false }
    // What is blank at the edges depends on `xml:space`.
    if end > start,
      ValueBytes.isBlank(window[start]) || ValueBytes.isBlank(window[end - 1])
    {
      return false
    }
    payload = RawCell.place(row.text.count, end - start)
    row.text.append(contentsOf: window, start..<end)
    index = end + endTags
    return true
  }
}

/// The digits that eight bytes begin with, read without a loop.
private struct DigitWord {
  /// How many there are.
  let count: Int
  private let digits: UInt64

  @inline(__always)
  init(_ word: UInt64) {
    digits = word ^ 0x3030_3030_3030_3030
    // The lowest bit is exact: carries only reach upwards.
    let others = (digits &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080
    count = others.trailingZeroBitCount &>> 3
  }

  /// The number that they spell; there is at least one.
  @inline(__always)
  var value: UInt64 {
    // Behind the last digit nothing is left, and zeros stand before the first.
    let shifted = digits &<< (64 &- 8 &* UInt64(truncatingIfNeeded: count))
    let pairs = (shifted &* 2561) &>> 8
    let fours = ((pairs & 0x00FF_00FF_00FF_00FF) &* 6_553_601) &>> 16
    return ((fours & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) &>> 32
  }
}

/// The number of a row as its cells spell it behind their columns.
struct RowDigits: Sendable {
  /// The zero-based row.
  let row: Int
  /// Its digits, the first in the lowest byte.
  let word: UInt64
  /// The bytes of `word` that count.
  let mask: UInt64
  let count: Int

  init(row: Int, word: UInt64, count: Int) {
    self.row = row
    self.word = word
    self.count = count
    mask = 1 &<< (8 &* UInt64(count)) &- 1
  }

  /// The digits of a row of which the number was spelled in another way.
  init(row: Int) {
    var rest = UInt64(clamping: row + 1)
    var word: UInt64 = 0
    var count = 0
    while rest > 0, count < 7 {
      word = word << 8 | (0x30 + rest % 10)
      rest /= 10
      count += 1
    }
    self.init(row: row, word: word, count: count)
  }
}
