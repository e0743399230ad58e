import HebiaoCore
package import XMLScanning

/// Scans a worksheet part, a row at a time.
///
/// ```
/// <sheetData><row r="2" ht="18"><c r="B2" s="3" t="s"><v>17</v></c>…</row>…</sheetData>
///             row                column, style, kind      payload
/// ```
package struct SheetScanner: ~Copyable {
  /// How far a scan got.
  package enum Progress: Sendable {
    /// `row` holds a row.
    case row
    /// The window ends inside a token.
    case needsMore
    /// The part is over.
    case finished
  }

  /// The row last found.
  package internal(set) var row = RawRow()
  /// Bytes of the part that stand before the start tag of the row last found.
  package internal(set) var rowStart = 0
  /// Merged ranges, widths and other things beside the cells, as far as they were scanned.
  package internal(set) var layout = SheetLayout()
  /// What was odd.
  package internal(set) var problems = SheetProblems()

  var scanner = XMLScanner()
  var place = Place.outside
  var rowIndex = -1
  var column = -1
  var cell = RawCell(
    row: 0,
    column: 0,
    kind: .empty,
    hasFormula: false,
    style: 0,
    payload: 0
  )
  var type = CellType.number
  var value: [UInt8] = []
  var hasValue = false
  var inline: [UInt8] = []
  var hasInline = false
  var textStart = 0
  var isOutside = false
  /// Whether a row is open of which the scanner does not know.
  var isPlainRow = false
  var rowDigits = RowDigits(row: -1)
  /// What stands before the names of the tags of rows and cells.
  var prefix: PrefixedMarkup?
  var formula = RawFormula(cell: 0, kind: .plain, sharedIndex: 0, text: 0..<0)
  var formulaText: [UInt8] = []
  let keepsLayout: Bool

  /// Bytes of text that one cell may hold; Excel itself ends it after 32,767 characters.
  static var longestText: Int { 1 << 24 }

  /// Bytes of text that one row may hold.
  static var longestRow: Int { 1 << 26 }

  /// Cells that one row may have; more than there are columns repeat one another.
  static var mostCells: Int { 2 * ColumnIndex.limit }

  /// Merged ranges that a sheet may have.
  static var mostMergedRanges: Int { 1 << 20 }

  /// Merged ranges that were met, those included that name no cells.
  var mergedRangesMet = 0

  /// Where in the part the scan is.
  enum Place: Sendable {
    case outside
    case worksheet
    case sheetData
    case row
    case cell
    case value
    case formula
    case inline
    case inlineText
    case list
  }

  /// The types that cells declare.
  enum CellType: Sendable {
    case number
    case shared
    case formulaText
    case inlineText
    case bool
    case error
    case date
    case unknown
  }

  /// A scanner at the beginning of a part.
  package init(keepsLayout: Bool = true) {
    self.keepsLayout = keepsLayout
  }

  /// Forgets what was scanned of the window; its length.
  package mutating func discardConsumed() -> Int { scanner.discardConsumed() }

  /// Bytes of the part that stood before the window.
  package var windowOffset: Int { scanner.windowOffset }

  /// Bytes of the part that were scanned; right after a row, where it ends.
  package var scannedBytes: Int { scanner.windowOffset + scanner.position }

  /// Scans on, until a row is whole or the window is used up.
  package mutating func next(
    in window: Span<UInt8>,
    isLast: Bool
  ) throws(XMLError) -> Progress {
    while true {
      if let prefix {
        if place == .row, !isOutside, scanner.standsBetweenTags(of: prefix.text) {
          takePlainCells(in: window, prefix)
        }
      } else if place == .row || place == .sheetData, scanner.standsBetweenPlainTags {
        if place == .sheetData { _ = takePlainRow(in: window) }
        if place == .row, !isOutside {
          takePlainCells(in: window, BareMarkup())
          if takePlainRowEnd(in: window) { return .row }
          if isPlainRow { settlePlainRow() }
        }
      }
      if place == .list, scanner.standsBetweenPlainTags { takePlainMergedRanges(in: window) }
      switch try scanner.next(in: window, isLast: isLast) {
      case .needsMore: return .needsMore
      case .finished: return .finished
      case .start: try start(in: window)
      case .text:
        guard value.count | formulaText.count | inline.count < Self.longestText else {
          throw scanner.error(.textTooLong, at: scanner.text.lowerBound)
        }
        guard row.text.count < Self.longestRow else {
          throw scanner.error(.rowTooLong, at: scanner.text.lowerBound)
        }
        switch place {
        case .value: try scanner.appendText(in: window, to: &value)
        case .formula: try scanner.appendText(in: window, to: &formulaText)
        case .inlineText: try scanner.appendText(in: window, to: &inline)
        default: break
        }
      case .end:
        let isRow = end()
        guard row.cells.count <= Self.mostCells else {
          throw scanner.error(.rowTooLong, at: scanner.position)
        }
        if isRow { return .row }
      }
    }
  }

  private mutating func start(in window: Span<UInt8>) throws(XMLError) {
    guard scanner.isSpreadsheet else {
      if place == .outside { problems.add(.noWorksheet, row: -1, column: -1) }
      scanner.skipElement()
      return
    }
    switch place {
    case .outside:
      place = .worksheet
      if scanner.name != "worksheet" { problems.add(.noWorksheet, row: -1, column: -1) }
    case .worksheet:
      if scanner.name == "sheetData" {
        place = .sheetData
        prefix = PrefixedMarkup(window, tagAt: scanner.tagStart)
      } else if scanner.name == "mergeCells" || scanner.name == "cols" {
        place = .list
      } else {
        if scanner.name == "dimension" {
          layout.dimension = try scanner.value("ref", in: window)
        }
        scanner.skipElement()
      }
    case .sheetData:
      guard scanner.name == "row" else { return scanner.skipElement() }
      try startRow(in: window)
    case .row:
      guard scanner.name == "c" else { return scanner.skipElement() }
      try startCell(in: window)
    case .cell:
      try startInsideCell(in: window)
    case .inline:
      if scanner.name == "t" {
        place = .inlineText
        textStart = inline.count
      } else if scanner.name != "r" {
        // Phonetic runs hold `<t>` too, which is not part of the text.
        scanner.skipElement()
      }
    case .list:
      try noteListItem(in: window)
      scanner.skipElement()
    case .value, .formula, .inlineText:
      scanner.skipElement()
    }
  }

  /// Handles an end tag; true where a row is whole.
  private mutating func end() -> Bool {
    switch place {
    case .outside: return false
    case .worksheet: place = .outside
    case .sheetData, .list: place = .worksheet
    case .row:
      place = .sheetData
      return true
    case .cell:
      place = .row
      finishCell()
    case .value, .formula: place = .cell
    case .inline:
      // The end of a run closes nothing that matters.
      if scanner.name == "is" { place = .cell }
    case .inlineText:
      place = .inline
      StringText.finish(
        &inline,
        from: textStart,
        preservesSpace: scanner.endedPreservesSpace
      )
    }
    return false
  }

  private mutating func startInsideCell(in window: Span<UInt8>) throws(XMLError) {
    if scanner.name == "v" {
      place = .value
      hasValue = true
      if !value.isEmpty { value.removeAll(keepingCapacity: true) }
    } else if scanner.name == "f" {
      place = .formula
      // Of several the last counts, as of values.
      if !formulaText.isEmpty { formulaText.removeAll(keepingCapacity: true) }
      try startFormula(in: window)
    } else if scanner.name == "is" {
      place = .inline
      hasInline = true
    } else {
      scanner.skipElement()
    }
  }

  private mutating func startRow(in window: Span<UInt8>) throws(XMLError) {
    place = .row
    row.clear()
    column = -1
    isOutside = false
    var reading = RowReading()
    for position in scanner.attributes.indices {
      let attribute = scanner.attributes[position]
      if attribute.hasPrefix { continue }
      let name = XMLName(window, attribute.name)
      if attribute.needsDecoding {
        let text = try scanner.bytes(of: attribute, in: window)
        reading.take(name, text.span, 0..<text.count)
      } else {
        reading.take(name, window, attribute.value)
      }
    }
    if reading.isMisplaced { problems.add(.badRow, row: rowIndex + 1, column: 0) }
    let next = reading.row ?? rowIndex + 1
    isOutside = next >= RowIndex.limit
    rowIndex = next
    row.index = next
    rowStart = scanner.windowOffset + scanner.tagStart
    if keepsLayout, !isOutside {
      if reading.isHidden { layout.hiddenRows.append(next) }
      if let height = reading.height, height.isFinite { layout.rowHeights.append((next, height)) }
    }
  }

  mutating func startRow(at index: Int) {
    place = .row
    row.clear()
    column = -1
    isOutside = false
    rowIndex = index
    row.index = index
  }

  private mutating func startCell(in window: Span<UInt8>) throws(XMLError) {
    place = .cell
    hasValue = false
    hasInline = false
    if !formulaText.isEmpty { formulaText.removeAll(keepingCapacity: true) }
    type = .number
    cell = RawCell(
      row: UInt32(clamping: rowIndex),
      column: 0,
      kind: .empty,
      hasFormula: false,
      style: 0,
      payload: 0
    )
    column += 1
    for position in scanner.attributes.indices {
      let attribute = scanner.attributes[position]
      let name = attribute.name
      guard !attribute.hasPrefix, name.count == 1 else { continue }
      if attribute.needsDecoding {
        let text = try scanner.bytes(of: attribute, in: window)
        takeCellAttribute(window[name.lowerBound], text.span, 0..<text.count)
      } else {
        takeCellAttribute(window[name.lowerBound], window, attribute.value)
      }
    }
    cell.column = UInt16(clamping: column)
  }

  /// Takes an attribute of a cell, whose name is one letter.
  @inline(__always)
  private mutating func takeCellAttribute(
    _ name: UInt8,
    _ bytes: Span<UInt8>,
    _ value: Range<Int>
  ) {
    let range = ValueBytes.trimmed(bytes, value)
    switch name {
    case UInt8(ascii: "r"): placeCell(bytes, range)
    case UInt8(ascii: "s"): cell.style = UInt32(clamping: ValueBytes.index(bytes, range) ?? 0)
    case UInt8(ascii: "t"):
      type = cellType(bytes, range)
      if type == .unknown { problems.add(.unknownType, row: rowIndex, column: column) }
    default: break
    }
  }

  private mutating func placeCell(_ bytes: Span<UInt8>, _ value: Range<Int>) {
    guard let (row, found) = CellText.reference(bytes, value) else {
      problems.add(.badReference, row: rowIndex, column: column)
      return
    }
    column = found
    if row != rowIndex {
      // The cell's own reference is what people see; a row without one follows its cells.
      cell.row = UInt32(clamping: row)
      if self.row.cells.isEmpty { rowIndex = row }
      self.row.index = row
    }
  }

  private func cellType(_ window: Span<UInt8>, _ range: Range<Int>) -> CellType {
    switch XMLName(window, range) {
    case "n": .number
    case "s": .shared
    case "str": .formulaText
    case "inlineStr": .inlineText
    case "b": .bool
    case "e": .error
    case "d": .date
    default: .unknown
    }
  }
}
