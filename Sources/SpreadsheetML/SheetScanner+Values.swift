package import HebiaoCore
import XMLScanning

extension SheetScanner {
  mutating func startFormula(in window: Span<UInt8>) throws(XMLError) {
    cell.hasFormula = true
    formula = RawFormula(cell: row.cells.count, kind: .plain, sharedIndex: -1, text: 0..<0)
    for position in scanner.attributes.indices {
      let attribute = scanner.attributes[position]
      if attribute.hasPrefix { continue }
      let name = XMLName(window, attribute.name)
      if attribute.needsDecoding {
        let text = try scanner.bytes(of: attribute, in: window)
        formula.take(name, text.span, 0..<text.count)
      } else {
        formula.take(name, window, attribute.value)
      }
    }
    if formula.kind != .array, formula.kind != .dataTable { formula.reach = nil }
  }

  mutating func finishCell() {
    guard !isOutside, column < ColumnIndex.limit else {
      if hasValue || hasInline || cell.hasFormula {
        problems.add(.outsideCell, row: rowIndex, column: column)
      }
      return
    }
    setValue()
    if cell.hasFormula { finishFormula() }
    if cell.kind == .empty, !cell.hasFormula { return }
    row.cells.append(cell)
  }

  private mutating func finishFormula() {
    if formula.kind == .sharedUse, !formulaText.isEmpty { formula.kind = .sharedSource }
    if formulaText.isEmpty, formula.kind == .plain || formula.kind == .array {
      cell.hasFormula = false
      return
    }
    let start = row.text.count
    row.text.append(contentsOf: formulaText)
    formula.text = start..<row.text.count
    row.formulas.append(formula)
    if formula.kind == .array, keepsLayout, layout.arrayFormulas.count < 1 << 18 {
      let first = CellReference(rowIndex, column)
      layout.arrayFormulas.append((first, formula.reach ?? CellRange(first, first)))
    }
  }

  private mutating func setValue() {
    if hasInline, type != .shared || !hasValue {
      keep(inline, as: .text)
      inline.removeAll(keepingCapacity: true)
      return
    }
    if !inline.isEmpty { inline.removeAll(keepingCapacity: true) }
    guard hasValue else { return }
    if type == .formulaText || type == .inlineText {
      StringText.decodeEscapes(&value, from: 0)
      keep(value, as: .text)
      return
    }
    switch ValueReading(value.span, type) {
    case .nothing: return
    case .value(let kind, let payload):
      cell.kind = kind
      cell.payload = payload
    case .text(let kind, let range):
      keep(Array(value[range]), as: kind)
    case .bad:
      problems.add(.badValue, row: Int(cell.row), column: column)
      keep(value, as: .invalid)
    }
  }

  private mutating func keep(_ text: [UInt8], as kind: RawCell.Kind) {
    cell.kind = kind
    cell.payload = RawCell.place(row.text.count, text.count)
    row.text.append(contentsOf: text)
  }

  private func mergedRange(in window: Span<UInt8>) throws(XMLError) -> CellRange? {
    if let reference = scanner.attributes.first, !reference.hasPrefix, !reference.needsDecoding,
      XMLName(window, reference.name) == "ref"
    {
      var colon = reference.value.lowerBound
      let end = reference.value.upperBound
      while colon < end, window[colon] != UInt8(ascii: ":") { colon += 1 }
      if colon < end, let first = CellText.reference(window, reference.value.lowerBound..<colon),
        let last = CellText.reference(window, colon + 1..<end)
      {
        return CellRange(
          CellReference(first.row, first.column),
          CellReference(last.row, last.column)
        )
      }
    }
    // However else it is written: one cell, dollar signs, references.
    return try scanner.value("ref", in: window).flatMap { text in
      // Blanks around a reference mean nothing here, as they do around a cell's.
      CellRange(String(text.unicodeScalars.filter { !" \t\r\n".unicodeScalars.contains($0) }))
    }
  }

  mutating func noteListItem(in window: Span<UInt8>) throws(XMLError) {
    guard keepsLayout else { return }
    if scanner.name == "mergeCell" {
      mergedRangesMet += 1
      guard mergedRangesMet <= Self.mostMergedRanges else {
        throw scanner.error(.tooManyMergedRanges, at: scanner.position)
      }
      if let range = try mergedRange(in: window) { layout.mergedRanges.append(range) }
    } else if scanner.name == "col" {
      var reading = ColumnReading()
      for position in scanner.attributes.indices {
        let attribute = scanner.attributes[position]
        if attribute.hasPrefix { continue }
        let name = XMLName(window, attribute.name)
        if attribute.needsDecoding {
          let text = Array(try scanner.string(of: attribute, in: window).utf8)
          reading.take(name, text.span, 0..<text.count)
        } else {
          reading.take(name, window, attribute.value)
        }
      }
      if let columns = reading.columns { layout.columns.append(columns) }
    }
  }
}

/// What the attributes of a `<row>` say.
struct RowReading {
  /// The zero-based row; nil where none is named.
  private(set) var row: Int?
  /// Whether a row is named that no sheet has.
  private(set) var isMisplaced = false
  private(set) var isHidden = false
  private(set) var height: Double?

  mutating func take(_ name: XMLName, _ bytes: Span<UInt8>, _ value: Range<Int>) {
    let range = ValueBytes.trimmed(bytes, value)
    switch name {
    case "r":
      if let number = ValueBytes.index(bytes, range), number > 0, number <= RowIndex.limit {
        row = Int(number) - 1
      } else {
        isMisplaced = true
      }
    case "hidden": isHidden = ValueBytes.isTrue(bytes, range)
    case "ht": height = DecimalText.double(bytes, range)
    default: break
    }
  }
}

extension RawFormula {
  /// Takes an attribute of an `<f>`.
  mutating func take(_ name: XMLName, _ bytes: Span<UInt8>, _ value: Range<Int>) {
    let range = ValueBytes.trimmed(bytes, value)
    switch name {
    case "t":
      switch XMLName(bytes, range) {
      case "shared": kind = .sharedUse
      case "array": kind = .array
      case "dataTable": kind = .dataTable
      default: break
      }
    case "ref": reach = CellRange(String(copying: bytes.extracting(range)))
    case "si": sharedIndex = ValueBytes.index(bytes, range).map { Int($0) } ?? -1
    default: break
    }
  }
}

/// What the attributes of a `<col>` say.
private struct ColumnReading {
  private var first: Int?
  private var last: Int?
  private var width: Double?
  private var isHidden = false

  mutating func take(_ name: XMLName, _ bytes: Span<UInt8>, _ range: Range<Int>) {
    let value = ValueBytes.trimmed(bytes, range)
    switch name {
    case "min": first = ValueBytes.index(bytes, value).map { Int($0) }
    case "max": last = ValueBytes.index(bytes, value).map { Int($0) }
    case "width": width = DecimalText.double(bytes, value)
    case "hidden":
      isHidden = ValueBytes.isTrue(bytes, value)
    default: break
    }
  }

  /// The columns; nil where it names none.
  var columns: SheetLayout.Columns? {
    guard let first, let last, first >= 1, first <= last, first <= ColumnIndex.limit else {
      return nil
    }
    return SheetLayout.Columns(
      first: first - 1,
      last: min(last, ColumnIndex.limit) - 1,
      width: width,
      isHidden: isHidden
    )
  }
}

/// What the text of a `<v>` element means under the type of its cell.
enum ValueReading {
  /// Blank.
  case nothing
  /// A value that needs no text.
  case value(RawCell.Kind, UInt64)
  /// Text, at a place of the bytes.
  case text(RawCell.Kind, Range<Int>)
  /// Not what the type promises.
  case bad

  init(_ bytes: Span<UInt8>, _ type: SheetScanner.CellType) {
    let range = ValueBytes.trimmed(bytes, 0..<bytes.count)
    if range.isEmpty {
      self = .nothing
      return
    }
    switch type {
    case .shared:
      self = ValueBytes.index(bytes, range).map { .value(.sharedString, $0) } ?? .bad
    case .bool:
      self = Self.bool(bytes, range)
    case .error:
      self = .text(.error, range)
    case .date:
      if let (serial, kind) = ISODateText.serial(bytes, range) {
        self = .value(kind, serial.bitPattern)
      } else if let number = DecimalText.double(bytes, range) {
        self = .value(.number, number.bitPattern)
      } else {
        self = .text(.text, range)
      }
    case .number, .unknown, .formulaText, .inlineText:
      if let number = DecimalText.double(bytes, range) {
        self = .value(.number, number.bitPattern)
      } else {
        self = type == .number ? .bad : .text(.text, range)
      }
    }
  }

  private static func bool(_ bytes: Span<UInt8>, _ range: Range<Int>) -> ValueReading {
    if ValueBytes.spells(bytes, range, "true") { return .value(.bool, 1) }
    if ValueBytes.spells(bytes, range, "false") { return .value(.bool, 0) }
    guard let number = DecimalText.double(bytes, range) else { return .bad }
    return .value(.bool, number.isZero ? 0 : 1)
  }
}

/// What a sheet holds beside its cells.
package struct SheetLayout: Sendable {
  /// Some neighbouring columns with one width.
  package struct Columns: Sendable {
    /// The first, zero-based.
    package var first: Int
    /// The last, zero-based.
    package var last: Int
    /// The width in characters, where given.
    package var width: Double?
    /// Whether they are hidden.
    package var isHidden: Bool
  }

  /// The array formulas: their first cells, and the cells that their values fill.
  package var arrayFormulas: [(cell: CellReference, range: CellRange)] = []
  /// The merged ranges in file order.
  package var mergedRanges: [CellRange] = []
  /// The columns that have widths.
  package var columns: [Columns] = []
  /// Rows that are hidden, zero-based.
  package var hiddenRows: [Int] = []
  /// Heights in points by row.
  package var rowHeights: [(row: Int, height: Double)] = []
  /// The extent that the part declares, which may lie.
  package var dimension: String?

  /// Nothing.
  package init() {}
}

/// What was odd in a sheet: the first of each kind with their cells, and how many there were.
package struct SheetProblems: Sendable {
  /// What was odd.
  package enum Kind: Int, Sendable, Hashable, CaseIterable {
    /// A value that is not what the cell's type promises.
    case badValue
    /// A shared text that is not there.
    case missingString
    /// A reference that names no cell of a sheet.
    case badReference
    /// A row number that names no row.
    case badRow
    /// A cell type that the standard does not have.
    case unknownType
    /// A cell where another stands already.
    case repeatedCell
    /// A cell with content that would stand below the last row or right of the last column.
    case outsideCell
    /// A part that is something else than a worksheet.
    case noWorksheet
  }

  /// Something odd, and where.
  package struct Problem: Sendable, Hashable {
    /// What was odd.
    package var kind: Kind
    /// The zero-based row.
    package var row: Int
    /// The zero-based column.
    package var column: Int
  }

  /// The first problems of each kind.
  package private(set) var first: [Problem] = []
  private var counts = [Int](repeating: 0, count: Kind.allCases.count)

  /// Problems of one kind that are kept.
  private static let keptPerKind = 20

  /// None.
  package init() {}

  /// Problems of a kind beyond those that are kept.
  package func more(_ kind: Kind) -> Int { max(counts[kind.rawValue] - Self.keptPerKind, 0) }

  /// Notes a problem at a place.
  package mutating func add(_ kind: Kind, row: Int, column: Int) {
    counts[kind.rawValue] += 1
    if counts[kind.rawValue] <= Self.keptPerKind {
      first.append(Problem(kind: kind, row: row, column: column))
    }
  }
}
