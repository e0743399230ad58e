import HebiaoCore
import TableSchemas

/// The header cells that are seen in one row, those of merged ranges that reach down to it included.
struct HeaderRow {
  struct Cell {
    var column: Int
    /// Columns that a merged range spans.
    var width: Int
    var reference: CellReference
    /// The text; blank cells are not listed.
    var text: PreparedText
  }

  var cells: [Cell]
}

/// The texts of a sheet's short cells, prepared once.
struct HeaderTexts {
  let grid: CellGrid
  let vocabulary: HeaderVocabulary
  /// Parallel to the sheet's cells; nil where a cell shows no text, or a long one.
  private let prepared: [PreparedText?]
  /// Cells whose merged range reaches further down than its first row, by row below the first.
  private let reachingDown: [Int: [Int]]
  /// The rows in which a text heads a column, by the column's code, ascending.
  private let rowsByCode: [[Int]]

  /// A header's merged range reaches at most so many rows.
  private static let heightLimit = 6

  init(_ grid: CellGrid, vocabulary: HeaderVocabulary) {
    self.grid = grid
    self.vocabulary = vocabulary
    let cells = grid.sheet.cells
    let prepared = vocabulary.prepared(cells)
    var reachingDown: [Int: [Int]] = [:]
    var rowsByCode = [[Int]](repeating: [], count: vocabulary.columns.count)
    for (index, text) in prepared.enumerated() {
      guard let text else { continue }
      let reference = cells.reference(at: index)
      let row = reference.row.rawValue
      for code in text.columns where rowsByCode[Int(code)].last != row {
        rowsByCode[Int(code)].append(row)
      }
      if let range = grid.mergedRange(from: reference), range.height > 1 {
        let last = min(range.last.row.rawValue, row + Self.heightLimit)
        for below in row + 1...last { reachingDown[below, default: []].append(index) }
      }
    }
    self.prepared = prepared
    self.reachingDown = reachingDown
    self.rowsByCode = rowsByCode
  }

  /// The rows in which some text heads a column, ascending.
  func rows(heading code: HeaderVocabulary.ColumnCode) -> [Int] {
    rowsByCode[Int(code)]
  }

  /// Whether some text heads a column.
  func heads(_ code: HeaderVocabulary.ColumnCode) -> Bool {
    !rowsByCode[Int(code)].isEmpty
  }

  /// The header cells of a row, from left to right.
  func row(_ row: Int) -> HeaderRow {
    var cells = grid.positions(inRow: row).compactMap(cell)
    if let reaching = reachingDown[row] {
      cells += reaching.compactMap(cell)
      cells.sort { $0.column < $1.column }
    }
    return HeaderRow(cells: cells)
  }

  private func cell(_ position: Int) -> HeaderRow.Cell? {
    guard let text = prepared[position] else { return nil }
    let reference = grid.sheet.cells.reference(at: position)
    return HeaderRow.Cell(
      column: reference.column.rawValue,
      width: grid.mergedRange(from: reference)?.width ?? 1,
      reference: reference,
      text: text
    )
  }

  /// The text of the cell at a position among the sheet's cells.
  subscript(position: Int) -> PreparedText? { prepared[position] }

  /// The text that is seen at a position; nil where there is none, or a long one.
  func text(at reference: CellReference) -> PreparedText? {
    grid.index(of: grid.anchor(of: reference)).flatMap { prepared[$0] }
  }
}
