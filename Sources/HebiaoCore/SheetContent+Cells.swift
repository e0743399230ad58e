extension SheetContent {
  /// The cells of a sheet in reading order, at most one per reference, packed.
  ///
  /// ```
  /// records   │row 20│column 14│formula 1│kind 4│format 16│ │value 64│   16 bytes a cell
  /// formulas  │row 20│column 14│text 30│                               8 more where it has one
  /// texts     every text once, whichever cells and formulas hold it
  /// ```
  /// A ``SheetCell`` is made when it is asked for; ``text(at:)``, ``number(at:)`` and the like look at
  /// one thing without making the rest.
  public struct Cells: Sendable {
    @usableFromInline private(set) var records: [Record] = []
    private(set) var texts = DistinctTexts()
    /// The places of the cells that have a formula, and its text; in reading order.
    private(set) var formulas: [UInt64] = []

    /// No cells.
    public init() {}

    /// Cells in any order; of several at one reference the last counts.
    ///
    /// Complexity: linear where they stand in reading order.
    public init(_ cells: some Sequence<SheetCell>) {
      for cell in cells { add(cell) }
      finish()
    }

    /// Puts a cell in its place; the one that stands there already is replaced.
    ///
    /// The reference lies within the limits of a sheet, and the format within those of a file, 65,535.
    /// Complexity: constant behind the last cell, linear elsewhere.
    public mutating func insert(_ cell: SheetCell) {
      let record = Record(cell, text: cell.text.map { texts.number(of: $0) })
      let position = firstPosition(at: record.order)
      if position < records.count, records[position].order == record.order {
        records[position] = record
      } else {
        records.insert(record, at: position)
      }
      guard let formula = cell.formula else { return }
      let entry = record.order << Record.formulaBits | UInt64(texts.number(of: formula))
      let place = firstFormula(at: record.order)
      if place < formulas.count, formulas[place] >> Record.formulaBits == record.order {
        formulas[place] = entry
      } else {
        formulas.insert(entry, at: place)
      }
    }

    /// Gives the cell at a position another value; its formula and its format stay.
    public mutating func setValue(_ value: CellValue, at position: Int) {
      let text = value.text.map { texts.number(of: $0) }
      records[position].setValue(value, text: text)
    }

    /// Removes the cell at a reference; false where there is none.
    ///
    /// Complexity: linear in the cells.
    @discardableResult
    public mutating func remove(at reference: CellReference) -> Bool {
      guard let position = position(of: reference) else { return false }
      records.remove(at: position)
      return true
    }
  }
}

// MARK: Looking at cells

extension SheetContent.Cells {
  /// Where the cell at a position stands.
  @inlinable
  public func reference(at position: Int) -> CellReference { records[position].reference }

  /// The cell at a position as it is packed.
  @inlinable
  package func record(at position: Int) -> Record { records[position] }

  /// What the cell at a position holds.
  public func value(at position: Int) -> CellValue { records[position].value(texts) }

  /// The text that the cell at a position holds; nil where it holds something else.
  public func text(at position: Int) -> String? {
    let record = records[position]
    return record.isText ? texts[record.textNumber] : nil
  }

  /// The number that the cell at a position holds, a date's serial number too; nil for others.
  @inlinable
  public func number(at position: Int) -> Double? {
    let record = records[position]
    switch record.kind {
    case .empty, .string, .bool, .error: return nil
    default: return record.number
    }
  }

  /// Whether the cell at a position holds a number, and not a date.
  @inlinable
  package func holdsNumber(at position: Int) -> Bool { records[position].isNumber }

  /// Whether the cell at a position holds a date or a time.
  @inlinable
  package func holdsDate(at position: Int) -> Bool {
    switch records[position].kind {
    case .empty, .number, .string, .bool, .error: false
    default: true
    }
  }

  /// The number format of the cell at a position, an index into `numberFormats`.
  @inlinable
  public func format(at position: Int) -> Int { records[position].format }

  /// Whether the cell at a position has a formula.
  @inlinable
  public func hasFormula(at position: Int) -> Bool { records[position].hasFormula }

  /// The formula of the cell at a position, without `=`; nil where it has none.
  ///
  /// Complexity: logarithmic in the formulas.
  public func formula(at position: Int) -> String? {
    let record = records[position]
    guard record.hasFormula else { return nil }
    let place = firstFormula(at: record.order)
    return texts[Int(formulas[place] & Record.formulaMask)]
  }

  /// Cells that have a formula, and some whose formula was replaced.
  package var formulaCount: Int { formulas.count }

  /// Whether any cell has a formula.
  public var hasFormulas: Bool { !formulas.isEmpty && records.contains(where: \.hasFormula) }

  /// The position of the cell at a reference; nil where there is none.
  ///
  /// Complexity: logarithmic in the cells.
  public func position(of reference: CellReference) -> Int? {
    guard let order = Record.order(of: reference) else { return nil }
    let position = firstPosition(at: order)
    guard position < records.count, records[position].order == order else { return nil }
    return position
  }

  /// The position of the first cell that does not stand before a reference, which lies within the
  /// limits of a sheet.
  ///
  /// Complexity: logarithmic in the cells.
  package func firstPosition(from reference: CellReference) -> Int {
    firstPosition(at: Record.order(of: reference) ?? .max)
  }

  /// The number of the text that the cell at a position holds, the same for the same text; nil where
  /// it holds something else.
  @inlinable
  package func textNumber(at position: Int) -> Int? {
    let record = records[position]
    return record.isText ? record.textNumber : nil
  }

  /// Texts that cells and formulas hold, and some that none holds any more.
  package var textCount: Int { texts.count }

  /// The rows that hold cells, ascending, and the position where each one's cells begin.
  package var rows: (indices: [Int], starts: [Int]) {
    var indices: [Int] = []
    var starts: [Int] = []
    var last = -1
    var count = 0
    for record in records where record.row != last {
      last = record.row
      count += 1
    }
    indices.reserveCapacity(count)
    starts.reserveCapacity(count)
    last = -1
    for position in records.indices where records[position].row != last {
      last = records[position].row
      indices.append(last)
      starts.append(position)
    }
    return (indices, starts)
  }

  /// Where the first cell stands that is not before a place.
  private func firstPosition(at order: UInt64) -> Int {
    if let last = records.last, last.order < order { return records.count }
    return records.partitioningIndex { $0.order >= order }
  }

  private func firstFormula(at order: UInt64) -> Int {
    if let last = formulas.last, last >> Record.formulaBits < order { return formulas.count }
    return formulas.partitioningIndex { $0 >> Record.formulaBits >= order }
  }
}

extension SheetContent.Cells: RandomAccessCollection {
  /// The position of the first cell.
  @inlinable
  public var startIndex: Int { 0 }

  /// The position behind the last cell: how many there are.
  @inlinable
  public var endIndex: Int { records.count }

  /// The cell at a position.
  public subscript(position: Int) -> SheetCell {
    let record = records[position]
    return SheetCell(
      reference: record.reference,
      value: record.value(texts),
      formula: formula(at: position),
      format: record.format
    )
  }
}

extension SheetContent.Cells: ExpressibleByArrayLiteral, Equatable {
  /// Cells in any order; of several at one reference the last counts.
  public init(arrayLiteral elements: SheetCell...) {
    self.init(elements)
  }

  /// Whether both hold equal cells.
  public static func == (left: Self, right: Self) -> Bool {
    left.count == right.count && left.elementsEqual(right)
  }
}

// MARK: Keeping what a reader finds

extension SheetContent.Cells {
  /// Bytes of text that are kept.
  package var textBytes: Int { texts.bytes }

  /// Keeps a text and says its number.
  package mutating func number(ofText bytes: Span<UInt8>) -> Int { texts.number(of: bytes) }

  /// Keeps a text without looking whether it is kept already, and says its number.
  package mutating func number(ofNewText bytes: Span<UInt8>) -> Int { texts.append(bytes) }

  /// Adds a cell behind the others, in whatever order; `finish()` is to follow.
  @inline(__always)
  package mutating func append(_ record: Record) { records.append(record) }

  /// Adds a cell with a formula, of which the text has a number.
  package mutating func append(_ record: Record, formula: Int) {
    var record = record
    record.hasFormula = true
    formulas.append(record.order << Record.formulaBits | UInt64(formula))
    records.append(record)
  }

  /// Gives a cell that was added a formula, of which the text has a number; `finish()` is to follow.
  package mutating func setFormula(_ formula: Int, at position: Int) {
    records[position].hasFormula = true
    formulas.append(records[position].order << Record.formulaBits | UInt64(formula))
  }

  /// Puts the cells that were added in order, and lets go of what only adding needs; the references at
  /// which several stood, of which the last is kept.
  @discardableResult
  package mutating func finish() -> [CellReference] {
    texts.finish()
    return order()
  }

  /// Adds a cell behind the others, in whatever order; `finish()` is to follow.
  package mutating func add(_ cell: SheetCell) {
    let record = Record(cell, text: cell.text.map { texts.number(of: $0) })
    if let formula = cell.formula {
      append(record, formula: texts.number(of: formula))
    } else {
      append(record)
    }
  }

  /// Brings the cells into reading order; of several at one place the last counts.
  private mutating func order() -> [CellReference] {
    if !zip(formulas, formulas.dropFirst()).allSatisfy({
      $0 >> Record.formulaBits < $1 >> Record.formulaBits
    }) {
      formulas = Self.ordered(formulas) { $0 >> Record.formulaBits }.kept
    }
    if zip(records, records.dropFirst()).allSatisfy({ $0.order < $1.order }) { return [] }
    let (kept, replaced) = Self.ordered(records, by: \.order)
    records = kept
    return replaced.map(\.reference)
  }

  private static func ordered<Entry>(
    _ entries: [Entry],
    by place: (Entry) -> UInt64
  ) -> (kept: [Entry], replaced: [Entry]) {
    let positions = entries.indices.sorted {
      (place(entries[$0]), $0) < (place(entries[$1]), $1)
    }
    var ordered: [Entry] = []
    var replaced: [Entry] = []
    ordered.reserveCapacity(entries.count)
    for position in positions {
      let entry = entries[position]
      if let last = ordered.last, place(last) == place(entry) {
        replaced.append(ordered.removeLast())
      }
      ordered.append(entry)
    }
    return (ordered, replaced)
  }
}

extension CellValue {
  /// The text or the error that a packed cell points at.
  fileprivate var text: String? {
    switch self {
    case .string(let text), .error(let text): text
    case .empty, .number, .bool, .date: nil
    }
  }
}

extension SheetCell {
  fileprivate var text: String? { value.text }
}
