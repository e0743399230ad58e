import HebiaoCore
import SpreadsheetML
import XMLScanning

/// Keeps the cells of a sheet as its rows go by, each in its sixteen bytes at once.
struct SheetKeeping {
  private(set) var cells = SheetContent.Cells()
  /// Cells whose shared text is not there; the first of very many.
  private(set) var missing: [CellReference] = []
  /// The places where several cells stood.
  private(set) var repeated: [CellReference] = []
  private let resolver: CellResolver
  /// What a number is under each format.
  private let numberKinds: [SheetContent.Cells.Record.Kind]
  private var expander = FormulaExpander()
  /// The text of the row at hand, and the formulas that were expanded in it.
  private var text: [UInt8] = []
  private var unreadableText: Int?
  /// Bytes of text that the sheet holds besides its shared strings.
  private var ownText = 0

  /// Bytes of text that a kept sheet may hold besides its shared strings.
  static let longestText = 64 << 20
  private static let noted = 1000

  init(_ resolver: CellResolver) {
    self.resolver = resolver
    numberKinds = resolver.styles.formats.map { format in
      guard let part = format.datePart else { return .number }
      return SheetContent.Cells.Record.Kind(
        SerialDate(serial: 0, system: resolver.dateSystem, part: part)
      )
    }
  }

  /// Reads all rows; of two cells at one place the last counts.
  mutating func read(
    _ reader: inout SheetReader,
    _ shared: inout SharedTextNumbers,
    maximum: Int
  ) throws(WorkbookError) {
    var rows = 0
    while try reader.next() {
      rows += 1
      guard rows <= RowIndex.limit else { throw Self.tooManyRows }
      keep(reader.row, &shared)
      if cells.count > maximum || ownText > Self.longestText {
        throw Self.tooLarge(maximum)
      }
    }
    expander.finish { _, place, formula in
      cells.setFormula(cells.number(ofNewText: formula.span), at: place)
      ownText += formula.count
    }
    if ownText > Self.longestText { throw Self.tooLarge(maximum) }
    repeated = cells.finish()
  }

  private static var tooManyRows: WorkbookError {
    WorkbookError(
      .tooLarge,
      LocalizedText(
        zh: "工作表的行超过 \(RowIndex.limit) 行, 请用 WPS 或 Excel 打开并另存为 .xlsx 后再试",
        en: """
          the sheet has more than \(RowIndex.limit) rows; \
          open it in WPS or Excel and save it again
          """
      )
    )
  }

  static func tooLarge(_ maximum: Int) -> WorkbookError {
    WorkbookError(
      .tooLarge,
      LocalizedText(
        zh: "工作表的单元格超过 \(maximum) 个或文字超过 \(longestText >> 20) MB, 请拆分后再试",
        en: """
          the sheet holds more than \(maximum) cells or \(longestText >> 20) MB of text; \
          split it and try again
          """
      )
    )
  }

  private mutating func keep(
    _ row: borrowing RawRow,
    _ shared: inout SharedTextNumbers
  ) {
    var next = 0
    if !row.formulas.isEmpty {
      text.removeAll(keepingCapacity: true)
      text.append(contentsOf: row.text)
    }
    let before = cells.textBytes
    var sharedText = 0
    for position in row.cells.indices {
      let cell = row.cells[position]
      var formula: Range<Int>?
      if cell.hasFormula, next < row.formulas.count, row.formulas[next].cell == position {
        formula = expander.expand(row.formulas[next], cell, 0, &text, place: cells.count)
        next += 1
      }
      let known = cells.textBytes
      let record = record(of: cell, row.text, &shared)
      if cell.kind == .sharedString { sharedText += cells.textBytes - known }
      if let formula {
        Self.append(record, text, formula, to: &cells)
      } else {
        cells.append(record)
      }
    }
    ownText += cells.textBytes - before - sharedText
  }

  private static func append(
    _ record: SheetContent.Cells.Record,
    _ text: [UInt8],
    _ formula: Range<Int>,
    to cells: inout SheetContent.Cells
  ) {
    let number = cells.number(ofNewText: text.span.extracting(formula))
    cells.append(record, formula: number)
  }

  private mutating func record(
    of cell: RawCell,
    _ text: [UInt8],
    _ shared: inout SharedTextNumbers
  ) -> SheetContent.Cells.Record {
    let format = resolver.styles.format(ofStyle: cell.style)
    var kind = SheetContent.Cells.Record.Kind.empty
    var payload = cell.payload
    switch cell.kind {
    case .empty: payload = 0
    case .number: kind = numberKinds[format]
    case .bool: kind = .bool
    case .sharedString:
      if let number = shared.number(of: payload, resolver.strings, &cells) {
        (kind, payload) = (.string, UInt64(number))
      } else {
        if missing.count < Self.noted { missing.append(cell.reference) }
        (kind, payload) = (.error, unreadable())
      }
    case .text, .error:
      kind = cell.kind == .text ? .string : .error
      payload = UInt64(cells.number(ofText: text.span.extracting(cell.textRange)))
    case .isoDate, .isoTime, .isoDuration:
      let date = resolver.isoDate(cell)
      (kind, payload) = (SheetContent.Cells.Record.Kind(date), date.serial.bitPattern)
    case .invalid: (kind, payload) = (.error, unreadable())
    }
    return SheetContent.Cells.Record(
      row: cell.row,
      column: cell.column,
      format: format,
      kind: kind,
      payload: payload
    )
  }

  private mutating func unreadable() -> UInt64 {
    if let unreadableText { return UInt64(unreadableText) }
    let bytes = Array(CellResolver.unreadableText.utf8)
    let number = cells.number(ofText: bytes.span)
    unreadableText = number
    return UInt64(number)
  }
}

/// The numbers that a sheet's cells give to the shared strings they hold, each made a text once.
///
/// One list serves all sheets of a workbook: many sheets that each use few of very many strings must
/// not cost their product.
struct SharedTextNumbers {
  /// The sheet that last used a string, and the number it has there.
  private var uses: [(sheet: UInt32, number: UInt32)] = []
  private var sheet: UInt32 = 0

  /// Forgets the numbers of the sheet before.
  mutating func begin() { sheet += 1 }

  /// The number of a shared string; nil where there is no such string.
  @inline(__always)
  mutating func number(
    of index: UInt64,
    _ strings: SharedStrings,
    _ cells: inout SheetContent.Cells
  ) -> Int? {
    guard index < UInt64(strings.count) else { return nil }
    if uses.count < strings.count {
      uses = Array(repeating: (0, 0), count: strings.count)
    }
    let place = Int(index)
    if uses[place].sheet == sheet { return Int(uses[place].number) }
    guard let number = strings.withBytes(index, { cells.number(ofNewText: $0) }) else {
      return nil
    }
    uses[place] = (sheet, UInt32(clamping: number))
    return number
  }
}
