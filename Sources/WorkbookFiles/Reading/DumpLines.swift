import HebiaoCore
import SpreadsheetML
import XMLScanning

/// The lines of a dump that wait to be written.
struct DumpLines: ~Copyable {
  private var buffer = OutputBytes(capacity: flushSize + LineEnds.longest)
  private var sheetPrefix: [UInt8] = []
  private var shown: [UInt8] = []
  private var ends = LineEnds()
  private var longEnds = LongLineEnds()
  /// What formulas of the sheet recalculate to.
  var recalculated: [CellReference: RecalculatedValue] = [:]

  private static let flushSize = 1 << 18

  /// Begins with a line about the sheet.
  mutating func begin(_ sheet: SheetEntry) {
    let start = buffer.count
    buffer.append("{\"sheet\":")
    JSONText.append(string: sheet.name, to: &buffer)
    sheetPrefix = buffer.copy(from: start)
    sheetPrefix += ",\"ref\":\"".utf8
    buffer.append(",\"index\":")
    JSONText.append(sheet.index, to: &buffer)
    buffer.append(",\"state\":")
    JSONText.append(string: sheet.state.rawValue, to: &buffer)
    buffer.append(",\"kind\":")
    JSONText.append(string: sheet.kind.rawValue, to: &buffer)
    buffer.append("}\n")
  }

  /// Hands over what waits; false when the sink wants no more.
  mutating func flush(to sink: (Span<UInt8>) -> Bool) -> Bool {
    let goesOn = sink(buffer.span)
    buffer.truncate(to: 0)
    return goesOn
  }

  /// Appends a cell and hands over what is much; false when the sink wants no more.
  ///
  /// `text` is the text of its row, `formula` where its formula stands there.
  @inline(__always)
  mutating func append(
    _ cell: RawCell,
    _ text: [UInt8],
    _ formula: Range<Int>?,
    _ resolver: CellResolver,
    _ sink: (Span<UInt8>) -> Bool
  ) -> Bool {
    if cell.kind == .empty, formula == nil { return true }
    buffer.append(sheetPrefix)
    appendReference(cell)
    let format = resolver.styles.format(ofStyle: cell.style)
    if formula == nil, let key = LineEnds.Key(cell, format: format) {
      if !ends.append(key, to: &buffer) {
        guard appendNewEnd(cell, key, resolver, sink) else { return false }
      }
    } else {
      appendEnd(cell, text, formula, format, resolver)
    }
    return buffer.count < Self.flushSize || flush(to: sink)
  }

  /// Appends the end of a line and keeps it, since other cells may hold the same.
  @inline(never)
  private mutating func appendNewEnd(
    _ cell: RawCell,
    _ key: LineEnds.Key,
    _ resolver: CellResolver,
    _ sink: (Span<UInt8>) -> Bool
  ) -> Bool {
    guard LongLineEnds.isLong(cell, resolver) else {
      let start = buffer.count
      appendEnd(cell, [], nil, Int(key.format), resolver)
      ends.keep(buffer, from: start, for: key)
      return true
    }
    guard flush(to: sink) else { return false }
    if let end = longEnds[key] { return sink(end.span) }
    appendEnd(cell, [], nil, Int(key.format), resolver)
    longEnds.keep(buffer.copy(from: 0), for: key)
    return true
  }

  @inline(__always)
  private mutating func appendReference(_ cell: RawCell) {
    let column = UInt64(cell.column)
    var letters = 65 + column % 26
    var count = 1
    if column >= 26 {
      letters = letters << 8 | (65 + (column - 26) / 26 % 26)
      count = 2
      if column >= 702 {
        letters = letters << 8 | (64 + (column - 26) / 676)
        count = 3
      }
    }
    buffer.append(letters, count: count)
    JSONText.append(Int(cell.row) + 1, to: &buffer)
  }

  /// Appends all that stands behind the reference.
  private mutating func appendEnd(
    _ cell: RawCell,
    _ text: [UInt8],
    _ formula: Range<Int>?,
    _ format: Int,
    _ resolver: CellResolver
  ) {
    buffer.append("\",\"")
    let isPlain = resolver.styles.showsTextsAsTheyAre(format: format)
    let written: WrittenValue?
    switch cell.kind {
    case .sharedString where cell.payload < UInt64(resolver.strings.count):
      _ = resolver.strings.withBytes(cell.payload) { append(text: $0) }
      written = isPlain ? nil : WrittenValue(value: resolver.value(of: cell, in: []))
    case .text:
      append(text: text.span.extracting(cell.textRange))
      written = isPlain ? nil : WrittenValue(value: resolver.value(of: cell, in: text))
    default: written = append(resolver.value(of: cell, in: text))
    }
    if let formula {
      buffer.append(",\"formula\":")
      JSONText.append(string: text.span.extracting(formula), to: &buffer)
      if let other = recalculated[cell.reference] { append(other, of: cell, resolver) }
    }
    if let written { appendShown(written, format, resolver) }
    buffer.append("}\n")
  }

  private mutating func append(text: Span<UInt8>) {
    buffer.append("type\":\"string\",\"value\":")
    JSONText.append(string: text, to: &buffer)
  }

  /// Appends type and value; nil where Excel shows nothing else of them.
  @discardableResult
  private mutating func append(_ value: CellValue) -> WrittenValue? {
    switch value {
    case .empty: buffer.append("type\":\"empty\",\"value\":null")
    case .number(let number):
      buffer.append("type\":\"number\",\"value\":")
      let start = buffer.count
      let digits = JSONText.append(number: number, to: &buffer)
      return WrittenValue(value: value, place: start..<buffer.count, digits: digits)
    case .bool(let truth):
      buffer.append("type\":\"bool\",\"value\":")
      buffer.append(truth ? "true" : "false" as StaticString)
    case .error(let text):
      buffer.append("type\":\"error\",\"value\":")
      JSONText.append(string: text, to: &buffer)
    case .string(let text):
      buffer.append("type\":\"string\",\"value\":")
      JSONText.append(string: text, to: &buffer)
      return WrittenValue(value: value)
    case .date(let date):
      shown.removeAll(keepingCapacity: true)
      guard date.appendISO8601(to: &shown) else { return append(.number(date.serial)) }
      buffer.append("type\":\"date\",\"value\":\"")
      let start = buffer.count
      buffer.append(shown)
      buffer.append(UInt8(ascii: "\""))
      return WrittenValue(value: value, place: start..<buffer.count - 1)
    }
    return nil
  }

  /// Appends what the formula recalculates to, or why it is not recalculated.
  private mutating func append(
    _ recalculated: RecalculatedValue,
    of cell: RawCell,
    _ resolver: CellResolver
  ) {
    buffer.append(",\"recalculated\":{\"")
    switch recalculated {
    case .value(.number(let number)):
      if let part = resolver.datePart(of: cell) {
        append(.date(SerialDate(serial: number, system: resolver.dateSystem, part: part)))
      } else {
        append(.number(number))
      }
    case .value(let value): append(value)
    case .refused(let reason):
      buffer.append("type\":\"refused\",\"reason\":")
      JSONText.append(string: reason, to: &buffer)
    }
    buffer.append("}")
  }

  /// Appends what Excel would show, where it differs from the value.
  private mutating func appendShown(
    _ written: WrittenValue,
    _ format: Int,
    _ resolver: CellResolver
  ) {
    if case .number(let number) = written.value,
      resolver.styles.showsAllDigits(of: number, format: format)
    {
      return
    }
    shown.removeAll(keepingCapacity: true)
    resolver.styles.appendShownText(
      of: written.value,
      written.digits,
      format: format,
      system: resolver.dateSystem,
      to: &shown
    )
    let isSame =
      if case .string(let text) = written.value {
        shown.elementsEqual(text.utf8)
      } else {
        Self.areEqual(shown.span, buffer.span.extracting(written.place))
      }
    if isSame { return }
    buffer.append(",\"text\":")
    JSONText.append(string: shown, to: &buffer)
  }

  private static func areEqual(_ some: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
    guard some.count == other.count else { return false }
    for index in some.indices where some[index] != other[index] { return false }
    return true
  }
}

/// A value of which Excel may show another text.
private struct WrittenValue {
  var value: CellValue
  /// Where a number or a date stands among the bytes that wait.
  var place = 0..<0
  /// The digits of a number, where they are known.
  var digits: DecimalDigits?
}
