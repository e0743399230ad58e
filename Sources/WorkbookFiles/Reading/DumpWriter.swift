package import HebiaoCore
import SpreadsheetML
import XMLScanning

/// Writes the cells of a workbook as JSON Lines.
///
/// Shape: a line per sheet, then one per cell that holds a value or a formula, row by row.
public struct DumpWriter {
  private let workbook: Workbook
  private let sheetName: String?
  private let recalculated: [Int: [CellReference: RecalculatedValue]]

  /// Cells of a sheet that is not in order and so has to be kept, at most.
  private static let keptCells = 4_000_000

  /// A writer for all sheets, or for the one named.
  public init(_ workbook: Workbook, sheet: String? = nil) {
    self.init(workbook, sheet: sheet, recalculated: [:])
  }

  /// A writer that adds what formulas recalculate to, by sheet and cell, where that is of interest.
  package init(
    _ workbook: Workbook,
    sheet: String?,
    recalculated: [Int: [CellReference: RecalculatedValue]]
  ) {
    self.workbook = workbook
    sheetName = sheet
    self.recalculated = recalculated
  }

  /// Writes all lines, a buffer at a time; stops quietly when `sink` answers false.
  ///
  /// - Throws: `WorkbookError` where a sheet is damaged or there is none of the name.
  public func write(to sink: (Span<UInt8>) -> Bool) throws(WorkbookError) {
    let chosen = workbook.sheets.filter { sheetName == nil || $0.name == sheetName }
    if chosen.isEmpty, let sheetName {
      throw WorkbookError(
        .noSuchSheet,
        LocalizedText(
          zh: "没有名为 “\(sheetName)” 的工作表",
          en: "there is no sheet named \"\(sheetName)\""
        )
      )
    }
    var output = DumpOutput()
    for sheet in chosen {
      output.begin(sheet)
      guard try write(sheet, &output, sink) else { return }
    }
    _ = output.flush(to: sink)
  }

  /// Writes one sheet's cells; false when the sink wants no more.
  private func write(
    _ sheet: SheetEntry,
    _ output: inout DumpOutput,
    _ sink: (Span<UInt8>) -> Bool
  ) throws(WorkbookError) -> Bool {
    guard let isOrdered = try isOrdered(sheet) else { return true }
    guard var reader = try workbook.reader(ofSheet: sheet.index, keepsLayout: false) else {
      return true
    }
    let resolver = try workbook.resolver()
    output.recalculated = recalculated[sheet.index] ?? [:]
    guard isOrdered else {
      var kept = KeptCells()
      try kept.read(&reader, maximum: Self.keptCells)
      for cell in kept.cells {
        guard output.append(cell, kept.text, kept.formulaRange(of: cell), resolver, sink) else {
          return false
        }
      }
      return true
    }
    var missing = SheetProblems()
    defer { workbook.note(missing, in: sheet) }
    var expander = FormulaExpander()
    while try reader.next() {
      var text: [UInt8] = []
      if !reader.row.text.isEmpty { text = reader.row.text }
      var next = 0
      for (index, cell) in reader.row.cells.enumerated() {
        var formula: Range<Int>?
        if cell.hasFormula, next < reader.row.formulas.count,
          reader.row.formulas[next].cell == index
        {
          formula = expander.expand(reader.row.formulas[next], cell, 0, &text)
          next += 1
        }
        if cell.kind == .sharedString, cell.payload >= UInt64(resolver.strings.count) {
          missing.add(.missingString, row: Int(cell.row), column: Int(cell.column))
        }
        guard output.append(cell, text, formula, resolver, sink) else { return false }
      }
    }
    return true
  }

  /// Whether the rows of a sheet stand in order, each cell once; nil where it has no cells.
  ///
  /// Reading twice costs less than keeping a sheet that turns out to be in order.
  private func isOrdered(_ sheet: SheetEntry) throws(WorkbookError) -> Bool? {
    guard var reader = try workbook.reader(ofSheet: sheet.index, keepsLayout: false) else {
      return nil
    }
    var isOrdered = true
    var last: UInt64?
    while try reader.next() {
      for cell in reader.row.cells {
        if let last, cell.order <= last { isOrdered = false }
        last = cell.order
      }
    }
    workbook.note(reader.problems, in: sheet)
    return isOrdered
  }
}

/// What a dump says of a formula besides its stored value.
package enum RecalculatedValue: Sendable {
  /// The formula gives another value than the file has stored.
  case value(CellValue)
  /// The formula is not recalculated, and why.
  case refused(String)
}

/// The lines that wait to be written.
private struct DumpOutput {
  private var buffer: [UInt8] = []
  private var sheetPrefix: [UInt8] = []
  private var shown: [UInt8] = []
  private var longTexts = LongTexts()
  /// What formulas of the sheet recalculate to.
  var recalculated: [CellReference: RecalculatedValue] = [:]

  private static let flushSize = 1 << 16

  mutating func begin(_ sheet: SheetEntry) {
    sheetPrefix.removeAll(keepingCapacity: true)
    JSONText.append("{\"sheet\":", to: &sheetPrefix)
    JSONText.append(string: sheet.name, to: &sheetPrefix)
    buffer.append(contentsOf: sheetPrefix)
    JSONText.append(",\"index\":", to: &buffer)
    JSONText.append(sheet.index, to: &buffer)
    JSONText.append(",\"state\":", to: &buffer)
    JSONText.append(string: sheet.state.rawValue, to: &buffer)
    JSONText.append(",\"kind\":", to: &buffer)
    JSONText.append(string: sheet.kind.rawValue, to: &buffer)
    JSONText.append("}\n", to: &buffer)
    JSONText.append(",\"ref\":\"", to: &sheetPrefix)
  }

  private mutating func flushIfLarge(to sink: (Span<UInt8>) -> Bool) -> Bool {
    buffer.count < Self.flushSize || flush(to: sink)
  }

  mutating func flush(to sink: (Span<UInt8>) -> Bool) -> Bool {
    let goesOn = sink(buffer.span)
    buffer.removeAll(keepingCapacity: true)
    return goesOn
  }

  /// Appends a cell and hands over what is much; false when the sink wants no more.
  mutating func append(
    _ cell: RawCell,
    _ text: [UInt8],
    _ formula: Range<Int>?,
    _ resolver: CellResolver,
    _ sink: (Span<UInt8>) -> Bool
  ) -> Bool {
    if cell.kind == .empty, formula == nil { return true }
    if cell.kind == .sharedString, formula == nil, LongTexts.isLong(cell, resolver) {
      return appendLong(cell, resolver, sink)
    }
    appendLine(cell, text, formula, resolver)
    return flushIfLarge(to: sink)
  }

  /// Appends a cell whose text many cells may share: it is written out once for all of them.
  private mutating func appendLong(
    _ cell: RawCell,
    _ resolver: CellResolver,
    _ sink: (Span<UInt8>) -> Bool
  ) -> Bool {
    let key = LongTexts.Key(
      string: cell.payload,
      format: resolver.styles.format(ofStyle: cell.style)
    )
    if longTexts[key] == nil {
      var waiting: [UInt8] = []
      swap(&waiting, &buffer)
      appendLine(cell, [], nil, resolver)
      swap(&waiting, &buffer)
      // Behind the reference all of the line is the same for every cell.
      let start = sheetPrefix.count + Self.referenceLength(of: cell)
      waiting.removeSubrange(..<min(start, waiting.count))
      longTexts.keep(waiting, for: key)
    }
    buffer.append(contentsOf: sheetPrefix)
    appendReference(cell)
    guard flush(to: sink) else { return false }
    let end = longTexts[key] ?? []
    return sink(end.span)
  }

  private static func referenceLength(of cell: RawCell) -> Int {
    cell.reference.description.utf8.count
  }

  private mutating func appendLine(
    _ cell: RawCell,
    _ text: [UInt8],
    _ formula: Range<Int>?,
    _ resolver: CellResolver
  ) {
    buffer.append(contentsOf: sheetPrefix)
    appendReference(cell)
    JSONText.append("\",\"", to: &buffer)
    let format = resolver.styles.format(ofStyle: cell.style)
    var value: CellValue?
    let valueStart: Int
    switch cell.kind {
    case .sharedString:
      (valueStart, value) = appendShared(cell, format, resolver)
    case .text:
      JSONText.append("type\":\"string\",\"value\":", to: &buffer)
      valueStart = buffer.count
      JSONText.append(string: text.span.extracting(cell.textRange), to: &buffer)
      if format != 0 { value = resolver.value(of: cell, in: text) }
    default:
      let found = resolver.value(of: cell, in: text)
      valueStart = appendOther(found)
      value = found
    }
    let valueRange = valueStart..<buffer.count
    if let formula {
      JSONText.append(",\"formula\":", to: &buffer)
      JSONText.append(string: text.span.extracting(formula), to: &buffer)
      if let other = recalculated[cell.reference] { append(other, of: cell, resolver) }
    }
    if let value { appendShown(value, valueRange, resolver.styles.formats[format], resolver) }
    JSONText.append("}\n", to: &buffer)
  }

  private mutating func appendReference(_ cell: RawCell) {
    let column = Int(cell.column)
    if column >= 702 { buffer.append(UInt8(truncatingIfNeeded: 64 + (column - 26) / 676)) }
    if column >= 26 { buffer.append(UInt8(truncatingIfNeeded: 65 + (column - 26) / 26 % 26)) }
    buffer.append(UInt8(truncatingIfNeeded: 65 + column % 26))
    JSONText.append(Int(cell.row) + 1, to: &buffer)
  }

  private mutating func appendShared(
    _ cell: RawCell,
    _ format: Int,
    _ resolver: CellResolver
  ) -> (Int, CellValue?) {
    guard cell.payload < UInt64(resolver.strings.count) else {
      let missing = resolver.value(of: cell, in: [])
      return (appendOther(missing), nil)
    }
    JSONText.append("type\":\"string\",\"value\":", to: &buffer)
    let start = buffer.count
    _ = resolver.strings.withBytes(cell.payload) { JSONText.append(string: $0, to: &buffer) }
    return (start, format == 0 ? nil : resolver.value(of: cell, in: []))
  }

  /// Appends type and value; where the value begins.
  private mutating func appendOther(_ value: CellValue) -> Int {
    switch value {
    case .empty:
      JSONText.append("type\":\"empty\",\"value\":null", to: &buffer)
    case .number(let number):
      JSONText.append("type\":\"number\",\"value\":", to: &buffer)
      let start = buffer.count
      JSONText.append(number: number, to: &buffer)
      return start
    case .bool(let truth):
      JSONText.append("type\":\"bool\",\"value\":", to: &buffer)
      JSONText.append(truth ? "true" : "false", to: &buffer)
    case .error(let text):
      JSONText.append("type\":\"error\",\"value\":", to: &buffer)
      JSONText.append(string: text, to: &buffer)
    case .string(let text):
      JSONText.append("type\":\"string\",\"value\":", to: &buffer)
      let start = buffer.count
      JSONText.append(string: text, to: &buffer)
      return start
    case .date(let date):
      guard let text = date.iso8601 else { return appendOther(.number(date.serial)) }
      JSONText.append("type\":\"date\",\"value\":", to: &buffer)
      let start = buffer.count
      JSONText.append(string: text, to: &buffer)
      return start
    }
    return buffer.count
  }

  /// Appends what the formula recalculates to, or why it is not recalculated.
  private mutating func append(
    _ recalculated: RecalculatedValue,
    of cell: RawCell,
    _ resolver: CellResolver
  ) {
    JSONText.append(",\"recalculated\":{\"", to: &buffer)
    switch recalculated {
    case .value(.number(let number)):
      if let part = resolver.datePart(of: cell) {
        _ = appendOther(
          .date(SerialDate(serial: number, system: resolver.dateSystem, part: part))
        )
      } else {
        _ = appendOther(.number(number))
      }
    case .value(let value): _ = appendOther(value)
    case .refused(let reason):
      JSONText.append("type\":\"refused\",\"reason\":", to: &buffer)
      JSONText.append(string: reason, to: &buffer)
    }
    JSONText.append("}", to: &buffer)
  }

  /// Appends what Excel would show, where it differs from the value.
  private mutating func appendShown(
    _ value: CellValue,
    _ written: Range<Int>,
    _ format: NumberFormat,
    _ resolver: CellResolver
  ) {
    switch value {
    case .empty, .bool, .error: return
    default: break
    }
    shown.removeAll(keepingCapacity: true)
    format.appendShownText(of: value, system: resolver.dateSystem, to: &shown)
    let start = buffer.count
    JSONText.append(",\"text\":", to: &buffer)
    let textStart = buffer.count
    let shownBytes = shown
    JSONText.append(string: shownBytes.span, to: &buffer)
    let isQuoted = buffer[written.lowerBound] == UInt8(ascii: "\"")
    let text = isQuoted ? textStart..<buffer.count : textStart + 1..<buffer.count - 1
    if buffer[text].elementsEqual(buffer[written]) {
      buffer.removeLast(buffer.count - start)
    }
  }
}

/// The ends of lines with long shared texts, ready to be written again: a few bytes of a file may ask
/// for a text of megabytes any number of times.
private struct LongTexts {
  struct Key: Hashable {
    var string: UInt64
    var format: Int
  }

  private var ends: [Key: [UInt8]] = [:]
  private var keptBytes = 0

  /// Bytes from which a text is long; Excel ends one after 32,767 characters.
  private static let longText = 1 << 15
  /// Bytes that are kept; beyond them all are forgotten.
  private static let limit = 48 << 20

  static func isLong(_ cell: RawCell, _ resolver: CellResolver) -> Bool {
    (resolver.strings.withBytes(cell.payload) { $0.count } ?? 0) >= longText
  }

  subscript(key: Key) -> [UInt8]? { ends[key] }

  /// Keeps the end of a line, however long it is, at least until the next one.
  mutating func keep(_ end: [UInt8], for key: Key) {
    if keptBytes + end.count > Self.limit {
      ends.removeAll()
      keptBytes = 0
    }
    ends[key] = end
    keptBytes += end.count
  }
}
