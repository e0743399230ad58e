import HebiaoCore

extension FormulaLexer {
  /// A word: a function, a sheet before `!`, a reference, a truth value or a name.
  mutating func appendWord() throws(FormulaStop) {
    if let columns = columnRange() ?? rowRange() {
      append(.area(columns))
      return
    }
    let start = index
    while index < bytes.count, Self.isWord(bytes[index]) { index += 1 }
    let word = bytes[start..<index]
    switch peek() {
    case UInt8(ascii: "("):
      index += 1
      append(.function(String(decoding: word, as: UTF8.self)))
    case UInt8(ascii: "!"):
      index += 1
      let sheet = String(decoding: word, as: UTF8.self)
      try Self.checkSheet(sheet)
      try appendReference(sheet: sheet)
    case UInt8(ascii: "["): throw Self.tableOrWorkbook
    default:
      if followsSeveralSheets { throw Self.severalSheets }
      index = start
      try appendReference(sheet: nil)
    }
  }

  /// What follows a sheet's name, or stands without one.
  mutating func appendReference(sheet: String?) throws(FormulaStop) {
    if sheet != nil, let area = columnRange(sheet: sheet) ?? rowRange(sheet: sheet) {
      append(.area(area))
      return
    }
    if sheet != nil, peek() == UInt8(ascii: "#") {
      // `Sheet1!#REF!`: what was referred to is gone.
      index += "#REF!".utf8.count
      guard index <= bytes.count, bytes[(index - 5)..<index].elementsEqual("#REF!".utf8) else {
        throw unreadable("#")
      }
      append(.error(.reference))
      return
    }
    let start = index
    while index < bytes.count, Self.isWord(bytes[index]) { index += 1 }
    let word = bytes[start..<index]
    guard !word.isEmpty else { throw unreadable("!") }
    if peek() == UInt8(ascii: "[") { throw Self.tableOrWorkbook }
    if let first = Corner(word), first.isCell {
      append(.area(area(from: first, sheet: sheet)))
      return
    }
    let text = String(decoding: word, as: UTF8.self)
    if sheet == nil {
      switch text.uppercased() {
      case "TRUE":
        append(.bool(true))
        return
      case "FALSE":
        append(.bool(false))
        return
      default: break
      }
    }
    guard !word.contains(UInt8(ascii: "$")) else { throw unreadable(FormulaRefusal.shown(text)) }
    append(.name(text, sheet: sheet))
  }

  /// The area that begins with a cell: the cell alone, or with another corner after a colon.
  private mutating func area(from first: Corner, sheet: String?) -> AreaReference {
    var last = first
    if peek() == UInt8(ascii: ":") {
      var end = index + 1
      while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
      let follower = end < bytes.count ? bytes[end] : 0
      if follower != UInt8(ascii: "("), follower != UInt8(ascii: "!"),
        let corner = Corner(bytes[(index + 1)..<end]), corner.isCell
      {
        last = corner
        index = end
      }
    }
    return AreaReference(sheet: sheet, first, last)
  }

  /// `A:C`; nil, and nothing read, where there is none.
  private mutating func columnRange(sheet: String? = nil) -> AreaReference? {
    wholeRange(sheet: sheet) { $0.isColumn }
  }

  /// `2:5`; nil, and nothing read, where there is none.
  mutating func rowRange(sheet: String? = nil) -> AreaReference? {
    wholeRange(sheet: sheet) { $0.isRow }
  }

  private mutating func wholeRange(
    sheet: String?,
    _ isPart: (Corner) -> Bool
  ) -> AreaReference? {
    // Nothing longer than `$1048576` is a row or a column.
    func end(_ start: Int) -> Int {
      var end = start
      while end < bytes.count, end - start < 10, Self.isWord(bytes[end]) { end += 1 }
      return end
    }
    let colon = end(index)
    guard colon < bytes.count, bytes[colon] == UInt8(ascii: ":"),
      let first = Corner(bytes[index..<colon]), isPart(first)
    else { return nil }
    let stop = end(colon + 1)
    let follower = stop < bytes.count ? bytes[stop] : 0
    guard !Self.isWord(follower), follower != UInt8(ascii: "("), follower != UInt8(ascii: "!"),
      let last = Corner(bytes[(colon + 1)..<stop]), isPart(last)
    else { return nil }
    index = stop
    return AreaReference(sheet: sheet, first, last)
  }

  /// Whether a word is followed by `:Sheet3!`, a reference over several sheets.
  private var followsSeveralSheets: Bool {
    guard peek() == UInt8(ascii: ":") else { return false }
    var end = index + 1
    while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "!"), end > index + 1 else { return false }
    // `A1:Sheet1!B2` names the sheet of its second corner only.
    var start = index
    while start > 0, Self.isWord(bytes[start - 1]) { start -= 1 }
    return Corner(bytes[start..<index])?.isCell != true
  }

  /// Refuses names of sheets that stand for another workbook or for several sheets.
  static func checkSheet(_ sheet: String) throws(FormulaStop) {
    if sheet.utf8.contains(UInt8(ascii: "[")) { throw tableOrWorkbook }
    if sheet.utf8.contains(UInt8(ascii: ":")) { throw severalSheets }
  }

  private static let severalSheets = FormulaStop.refused(
    FormulaRefusal(.reference, zh: "引用跨多张工作表", en: "refers to several sheets at once")
  )

  /// A corner of a reference: `$B$2`, `B`, `$2`.
  struct Corner {
    private(set) var row: Int?
    private(set) var column: Int?
    private(set) var rowIsFixed = false
    private(set) var columnIsFixed = false

    init?(_ word: ArraySlice<UInt8>) {
      var index = word.startIndex
      let end = word.endIndex
      func isDollar() -> Bool { index < end && word[index] == UInt8(ascii: "$") }
      var isFixed = isDollar()
      if isFixed { index += 1 }
      var letters = 0
      var number = 0
      while index < end, (word[index] | 0x20) &- 0x61 < 26, letters < 4 {
        number = number * 26 + Int((word[index] | 0x20) &- 0x60)
        letters += 1
        index += 1
      }
      if letters > 0 {
        guard letters <= 3, number <= ColumnIndex.limit else { return nil }
        column = number - 1
        columnIsFixed = isFixed
        isFixed = isDollar()
        if isFixed { index += 1 }
      }
      var digits = 0
      number = 0
      while index < end, word[index] &- 0x30 < 10, digits < 8 {
        number = number * 10 + Int(word[index] &- 0x30)
        digits += 1
        index += 1
      }
      if digits > 0 {
        guard digits <= 7, (1...RowIndex.limit).contains(number) else { return nil }
        row = number - 1
        rowIsFixed = isFixed
      } else if isFixed {
        return nil
      }
      guard index == end, letters + digits > 0 else { return nil }
    }

    var isCell: Bool { row != nil && column != nil }
    var isRow: Bool { row != nil && column == nil }
    var isColumn: Bool { row == nil && column != nil }
  }
}

extension AreaReference {
  init(sheet: String?, _ first: FormulaLexer.Corner, _ last: FormulaLexer.Corner) {
    self.sheet = sheet
    self.first = CellReference(first.row ?? 0, first.column ?? 0)
    self.last = CellReference(
      last.row ?? RowIndex.limit - 1,
      last.column ?? ColumnIndex.limit - 1
    )
    // A side that a whole row or column leaves out never moves.
    fixed = 0
    if first.rowIsFixed || first.row == nil { fixed |= 1 }
    if first.columnIsFixed || first.column == nil { fixed |= 2 }
    if last.rowIsFixed || last.row == nil { fixed |= 4 }
    if last.columnIsFixed || last.column == nil { fixed |= 8 }
  }
}
