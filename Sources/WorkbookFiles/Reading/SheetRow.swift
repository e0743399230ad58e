public import HebiaoCore
import SpreadsheetML
import XMLScanning

/// A row while it streams by: its cells as the file has them, made into values when asked for.
///
/// Shape: only cells that hold a value or a formula, in file order, which is from left to right in
/// all but the oddest files; positions count from 0.
public struct SheetRow: ~Copyable {
  private let row: RawRow
  private let resolver: CellResolver

  init(_ row: RawRow, _ resolver: CellResolver) {
    self.row = row
    self.resolver = resolver
  }

  /// Where the row stands.
  public var index: RowIndex { RowIndex(row.index) }

  /// How many cells it has.
  public var count: Int { row.cells.count }

  /// Where the cell at a position stands.
  public func reference(_ position: Int) -> CellReference { row.cells[position].reference }

  /// What the cell at a position holds.
  public func value(_ position: Int) -> CellValue {
    resolver.value(of: row.cells[position], in: row.text)
  }

  /// The number that the cell at a position holds, a date's serial number too; nil for others.
  ///
  /// Makes no string, whatever the cell holds.
  public func number(_ position: Int) -> Double? {
    let cell = row.cells[position]
    switch cell.kind {
    case .number: return cell.double
    case .isoDate, .isoTime, .isoDuration: return resolver.isoDate(cell).serial
    case .empty, .sharedString, .text, .bool, .error, .invalid: return nil
    }
  }

  /// Calls `body` with the UTF-8 of the text that the cell at a position holds; nil for others.
  ///
  /// Makes no string: the bytes are those that the reader keeps.
  public func withText<Result>(
    _ position: Int,
    _ body: (Span<UInt8>) -> Result
  ) -> Result? {
    let cell = row.cells[position]
    switch cell.kind {
    case .sharedString: return resolver.strings.withBytes(cell.payload, body)
    case .text: return body(row.text.span.extracting(cell.textRange))
    case .empty, .number, .isoDate, .isoTime, .isoDuration, .bool, .error, .invalid: return nil
    }
  }

  /// What the row holds in a column; empty where it has no cell there.
  ///
  /// Complexity: linear in the cells of the row.
  public func value(in column: ColumnIndex) -> CellValue {
    let position = row.cells.lastIndex { Int($0.column) == column.rawValue }
    guard let position else { return .empty }
    return value(position)
  }
}

extension Workbook {
  /// Calls `body` with the rows of a sheet, one after another, until it says false.
  ///
  /// Memory stays the same however large the sheet is. Cells come as the file has them: where several
  /// say that they stand at one place, all are handed over, of which ``Workbook/content(ofSheet:maximumCells:)``
  /// keeps the last. `body` throws no error; what it finds wrong it keeps, and says false. A sheet without cells of its own, such as a
  /// chart, has no rows.
  ///
  /// ```swift
  /// var sum = 0.0
  /// try workbook.forEachRow(ofSheet: 0) { row in
  ///   for position in 0..<row.count { sum += row.number(position) ?? 0 }
  ///   return true
  /// }
  /// ```
  /// - Throws: `WorkbookError` where there is no such sheet, or it is damaged; rows before the
  ///   damage have been handed over by then.
  public func forEachRow(
    ofSheet index: Int,
    _ body: (borrowing SheetRow) -> Bool
  ) throws(WorkbookError) {
    guard sheets.indices.contains(index) else { throw .noSheet(index) }
    guard var reader = try reader(ofSheet: index, keepsLayout: false) else { return }
    let resolver = try resolver()
    while try reader.next() {
      if !body(SheetRow(reader.row, resolver)) { break }
    }
    note(reader.problems, in: sheets[index])
  }

  /// What one cell of a sheet holds, found without keeping any other.
  ///
  /// To look up many cells, keep the sheet: ``content(ofSheet:maximumCells:)``.
  /// Complexity: linear in the sheet, since rows may stand in any order.
  /// - Throws: `WorkbookError` where there is no such sheet, or it is damaged.
  public func value(
    at reference: CellReference,
    ofSheet index: Int
  ) throws(WorkbookError) -> CellValue {
    var found = CellValue.empty
    try forEachRow(ofSheet: index) { row in
      for position in 0..<row.count where row.reference(position) == reference {
        found = row.value(position)
      }
      return true
    }
    return found
  }

  /// The sheet with a name; nil where the workbook has none.
  public func sheet(named name: String) -> SheetEntry? {
    sheets.first { $0.name == name }
  }
}
