import HebiaoCore
import XMLScanning

/// The bytes of one `<row>` element, and where its cells stand in them.
package struct RowMarkup: Sendable {
  /// The element from `<row` to its end.
  package let bytes: [UInt8]
  /// The zero-based row that the reader takes it for.
  package let index: Int
  /// The prefix of SpreadsheetML's elements with its colon, `x:`, mostly empty.
  package private(set) var prefix = ""
  /// The cells in file order.
  package private(set) var cells: [CellMarkup] = []
  /// The format of cells that the row does not list; nil where it sets none.
  package private(set) var defaultStyle: Int?
  /// The start tag.
  private(set) var startTag = 0..<0
  /// Where the columns that the row says it spans are written, and what it says.
  private(set) var spans: (value: Range<Int>, text: String)?
  /// Whether the row is one tag.
  private(set) var isSelfClosing = false
  /// Where the last tag begins, and new cells may stand before it.
  private(set) var contentEnd = 0

  /// Finds the cells of a row.
  ///
  /// - Throws: `EditingError` where a cell stands in a row that it does not belong to, or the
  ///   markup cannot be read on its own.
  package init(_ bytes: [UInt8], index: Int) throws(EditingError) {
    self.bytes = bytes
    self.index = index
    do {
      try scan()
    } catch let error as EditingError {
      throw error
    } catch {
      throw .unreadableMarkup
    }
  }

  /// The cell of a column; nil where the row has none.
  ///
  /// - Throws: `EditingError.cellStandsTwice`.
  package func cell(_ column: Int) throws(EditingError) -> CellMarkup? {
    let found = cells.filter { $0.column == column }
    if found.count > 1 { throw .cellStandsTwice }
    return found.first
  }

  private mutating func scan() throws {
    var scanner = XMLScanner()
    // A copy of its own, so that the span does not keep the cells from being noted.
    let source = bytes
    let window = source.span
    var column = -1
    var path: [Element] = []
    while true {
      switch try scanner.next(in: window, isLast: true) {
      case .needsMore, .finished: return
      case .text: continue
      case .start:
        let element = try element(scanner, path.last)
        path.append(element)
        switch element {
        case .row: try startRow(scanner)
        case .cell: try startCell(scanner, &column)
        case .child(let kind):
          try cells[cells.count - 1].children.append(
            CellMarkup.Child(
              kind: kind,
              range: scanner.tagStart..<scanner.position,
              attributes: kind == .formula ? attributes(scanner) : []
            )
          )
        case .foreign: break
        }
      case .end:
        switch path.popLast() {
        case .row:
          contentEnd = isSelfClosing ? startTag.upperBound : scanner.tagStart
        case .cell: close(\.range, scanner.position)
        case .child:
          let last = cells.count - 1
          let child = cells[last].children.count - 1
          let start = cells[last].children[child].range.lowerBound
          cells[last].children[child].range = start..<scanner.position
        case .foreign, nil: break
        }
      }
    }
  }

  private enum Element {
    case row
    case cell
    case child(CellMarkup.Child.Kind)
    case foreign
  }

  private mutating func close(_ path: WritableKeyPath<CellMarkup, Range<Int>>, _ end: Int) {
    let last = cells.count - 1
    cells[last][keyPath: path] = cells[last][keyPath: path].lowerBound..<end
  }

  /// What a start tag opens, seen from what is open.
  private func element(
    _ scanner: borrowing XMLScanner,
    _ parent: Element?
  ) throws(EditingError) -> Element {
    let isOurs = parent == nil || hasPrefix(scanner.tagStart)
    switch parent {
    case nil:
      guard scanner.name == "row" else { throw .unreadableMarkup }
      return .row
    case .row: return isOurs && scanner.name == "c" ? .cell : .foreign
    case .cell:
      guard isOurs else { return .child(.other) }
      if scanner.name == "f" { return .child(.formula) }
      if scanner.name == "v" { return .child(.value) }
      return .child(scanner.name == "is" ? .inlineText : .other)
    case .child, .foreign: return .foreign
    }
  }

  private func hasPrefix(_ start: Int) -> Bool {
    let name = nameRange(start)
    let text = String(decoding: bytes[name], as: UTF8.self)
    guard text.hasPrefix(prefix) else { return false }
    return !text.dropFirst(prefix.count).contains(":")
  }

  private func nameRange(_ start: Int) -> Range<Int> {
    var end = start + 1
    while end < bytes.count, !" \t\r\n/>".utf8.contains(bytes[end]) { end += 1 }
    return start + 1..<end
  }

  private func attributes(
    _ scanner: borrowing XMLScanner
  ) throws(XMLError) -> [CellMarkup.Attribute] {
    var found: [CellMarkup.Attribute] = []
    for attribute in scanner.attributes {
      found.append(
        CellMarkup.Attribute(
          name: String(decoding: bytes[attribute.name], as: UTF8.self),
          hasPrefix: attribute.hasPrefix,
          value: try scanner.string(of: attribute, in: bytes.span),
          range: attribute.range
        )
      )
    }
    return found
  }

  private mutating func startRow(_ scanner: borrowing XMLScanner) throws {
    startTag = scanner.tagStart..<scanner.position
    contentEnd = startTag.upperBound
    isSelfClosing = bytes[startTag.upperBound - 2] == UInt8(ascii: "/")
    let name = String(decoding: bytes[nameRange(startTag.lowerBound)], as: UTF8.self)
    prefix = name.lastIndex(of: ":").map { String(name[...$0]) } ?? ""
    var style: Int?
    var isCustom = false
    for attribute in try attributes(scanner) where !attribute.hasPrefix {
      switch attribute.name {
      case "s": style = Int(attribute.value)
      case "customFormat": isCustom = attribute.value == "1" || attribute.value == "true"
      case "spans":
        let end = attribute.range.upperBound - 1
        spans = (end - attribute.value.utf8.count..<end, attribute.value)
      default: break
      }
    }
    if isCustom { defaultStyle = style }
  }

  private mutating func startCell(
    _ scanner: borrowing XMLScanner,
    _ column: inout Int
  ) throws {
    let attributes = try attributes(scanner)
    column += 1
    if let text = attributes.first(where: { !$0.hasPrefix && $0.name == "r" })?.value {
      let bytes = Array(text.utf8)
      let range = ValueBytes.trimmed(bytes.span, 0..<bytes.count)
      if let found = CellText.reference(bytes.span, range) {
        guard found.row == index else { throw EditingError.cellOfAnotherRow }
        column = found.column
      }
    }
    cells.append(
      CellMarkup(
        range: scanner.tagStart..<scanner.position,
        name: nameRange(scanner.tagStart),
        attributes: attributes,
        column: column
      )
    )
  }
}
