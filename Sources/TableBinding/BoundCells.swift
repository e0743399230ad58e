package import HebiaoCore

/// The cells of a row of a bound table, parallel to its columns; nil where a merged range leaves none.
///
/// The cells of a table are kept as plain values in one list, since every rule looks at every cell and
/// reports few: a ``BoundCell`` is made when it is asked for.
public struct BoundCells: RandomAccessCollection, Sendable {
  private let list: TableCells
  private let places: Range<Int>

  init(_ list: TableCells, _ places: Range<Int>) {
    self.list = list
    self.places = places
  }

  /// The position of the first column.
  public var startIndex: Int { 0 }

  /// The position behind the last column; the first one's for a row that has a sole value.
  public var endIndex: Int { places.count }

  /// The cell of a column.
  public subscript(position: Int) -> BoundCell? {
    list.cells[places.lowerBound + position]
  }

  /// What the cells say, without anything that must be counted or freed.
  package var packed: ArraySlice<PackedCell> { list.cells.packed[places] }
}

/// What a cell of a table says, and where in the sheet it stands.
package struct PackedCell: Sendable {
  /// What it says.
  package let kind: CellReading.Kind
  /// Whether a percentage is a bare number whose scale the format does not show.
  package let isBarePercent: Bool
  /// Whether it is a number that is stored as text.
  package let isNumberAsText: Bool
  /// Whether the cell has a formula.
  package let hasFormula: Bool
  /// Whether the file stores a number there.
  package let isStoredNumber: Bool
  /// Whether it is the anchor of a merged range.
  package let isMerged: Bool
  /// Whether a merged range leaves no cell here.
  package let isAbsent: Bool
  /// Decimals it is printed with; -1 where its format fixes none.
  package let printedDecimals: Int32
  /// The place among the sheet's cells; -1 where the file holds none.
  fileprivate let place: Int32
  private let row: Int32
  private let column: Int32
  /// The place of what else is known of it in the table's list; -1 where that is nothing.
  fileprivate let detail: Int32
  /// The place of its merged range in the table's list; -1 where it is not merged.
  fileprivate let merge: Int32
  /// What it adds to a sum; zero where it adds nothing.
  package let amount: Rational

  /// A cell at its place, or at the anchor of the merged range that covers it.
  fileprivate init(
    _ reading: CellReading,
    at reference: CellReference,
    place: Int?,
    hasFormula: Bool,
    isStoredNumber: Bool,
    detail: Int,
    merge: Int
  ) {
    kind = reading.kind
    isBarePercent = reading.isBarePercent
    isNumberAsText = reading.isNumberAsText
    self.hasFormula = hasFormula
    self.isStoredNumber = isStoredNumber
    isMerged = merge >= 0
    isAbsent = false
    printedDecimals = reading.printedDecimals
    self.place = Int32(clamping: place ?? -1)
    row = Int32(clamping: reference.row.rawValue)
    column = Int32(clamping: reference.column.rawValue)
    self.detail = Int32(clamping: detail)
    self.merge = Int32(clamping: merge)
    amount = reading.amount
  }

  /// No cell.
  private init() {
    kind = .unreadable
    isBarePercent = false
    isNumberAsText = false
    hasFormula = false
    isStoredNumber = false
    isMerged = false
    isAbsent = true
    printedDecimals = -1
    place = -1
    row = 0
    column = 0
    detail = -1
    merge = -1
    amount = .zero
  }

  /// No cell.
  package static let absent = PackedCell()

  /// Where it stands, in a merged range the upper left cell.
  package var reference: CellReference { CellReference(Int(row), Int(column)) }

  /// The place among the sheet's cells; nil where the file holds none.
  var placeInSheet: Int? { place < 0 ? nil : Int(place) }
}

/// The cells of a table that has been read.
///
/// An object: every row refers to it.
final class TableCells: Sendable {
  let cells: CellList

  init(_ cells: CellList) { self.cells = cells }
}

/// The cells of a table, row by row, as they are read.
struct CellList: Sendable {
  private(set) var packed: [PackedCell] = []
  private var details: [CellReading.Detail] = []
  private var merges: [CellRange] = []
  private let sheet: String
  private let cells: SheetContent.Cells

  /// Room is made for so much of what few cells have, once one has it.
  private static let usualExtras = 32

  /// No cell of a sheet, with room for some.
  init(_ sheet: SheetContent, capacity: Int) {
    self.sheet = sheet.name
    cells = sheet.cells
    packed.reserveCapacity(capacity)
  }

  /// The cell at a place in the list; nil where a merged range leaves none.
  subscript(place: Int) -> BoundCell? {
    let cell = packed[place]
    if cell.isAbsent { return nil }
    return BoundCell(
      location: CellLocation(sheet: sheet, cell: cell.reference),
      mergedRange: cell.merge < 0 ? nil : merges[Int(cell.merge)],
      raw: cell.placeInSheet.map(cells.value) ?? .empty,
      hasFormula: cell.hasFormula,
      reading: CellReading(
        cell.kind,
        amount: cell.amount,
        printedDecimals: cell.printedDecimals,
        isBarePercent: cell.isBarePercent,
        isNumberAsText: cell.isNumberAsText,
        detail: cell.detail < 0 ? nil : details[Int(cell.detail)]
      )
    )
  }

  /// The unit that stood after the figure of a cell.
  func unit(at place: Int) -> String? {
    packed[place].detail < 0 ? nil : details[Int(packed[place].detail)].unit
  }

  /// Adds a cell: what it says, where it stands, its place among the sheet's cells and what is there.
  mutating func append(
    _ reading: CellReading,
    at reference: CellReference,
    _ held: (place: Int, cell: SheetContent.Cells.Record)?,
    mergedRange: CellRange?
  ) {
    let detail = reading.detail == nil ? -1 : details.count
    if let known = reading.detail {
      if details.isEmpty { details.reserveCapacity(Self.usualExtras) }
      details.append(known)
    }
    let merge = mergedRange == nil ? -1 : merges.count
    if let mergedRange {
      if merges.isEmpty { merges.reserveCapacity(Self.usualExtras) }
      merges.append(mergedRange)
    }
    packed.append(
      PackedCell(
        reading,
        at: reference,
        place: held?.place,
        hasFormula: held?.cell.hasFormula ?? false,
        isStoredNumber: held?.cell.isNumber ?? false,
        detail: detail,
        merge: merge
      )
    )
  }

  /// Adds a place where a merged range leaves no cell.
  mutating func appendAbsent() { packed.append(.absent) }

  /// Takes the last cells away again.
  mutating func removeLast(downTo count: Int) { packed.removeLast(packed.count - count) }
}
