import HebiaoCore
import TableSchemas

/// The header cells that are seen in one row, those of merged ranges that reach down to it included.
struct HeaderRow {
  struct Cell {
    var column: Int
    /// Columns that a merged range spans.
    var width: Int
    var reference: CellReference
    /// The normalised text; empty cells are not listed.
    var text: String
    /// The columns of all definitions that are worded so.
    var codes: [HeaderVocabulary.ColumnCode]
  }

  var cells: [Cell]
}

/// The texts of a sheet's short cells, normalised and matched once.
struct HeaderTexts {
  let grid: CellGrid
  let vocabulary: HeaderVocabulary
  /// Parallel to the sheet's cells.
  private let entries: [HeaderVocabulary.Entry]
  /// Cells whose merged range reaches further down than its first row, by row below the first.
  private let reachingDown: [Int: [Int]]
  /// The rows in which a text heads a column, by the column's code, ascending.
  private let rowsByCode: [HeaderVocabulary.ColumnCode: [Int]]

  /// A header's merged range reaches at most so many rows.
  private static let heightLimit = 6

  init(_ grid: CellGrid, vocabulary: HeaderVocabulary) {
    self.grid = grid
    self.vocabulary = vocabulary
    var reachingDown: [Int: [Int]] = [:]
    var rowsByCode: [HeaderVocabulary.ColumnCode: [Int]] = [:]
    var entries: [HeaderVocabulary.Entry] = []
    entries.reserveCapacity(grid.sheet.cells.count)
    for (index, cell) in grid.sheet.cells.enumerated() {
      let entry: HeaderVocabulary.Entry
      switch cell.value {
      case .string(let string): entry = vocabulary.entry(for: string)
      case .date:
        entry = CellGrid.text(of: cell.value).map(vocabulary.entry) ?? HeaderVocabulary.Entry()
      default: entry = HeaderVocabulary.Entry()
      }
      entries.append(entry)
      guard entry.text != nil else { continue }
      let row = cell.reference.row.rawValue
      for code in entry.columns where rowsByCode[code]?.last != row {
        rowsByCode[code, default: []].append(row)
      }
      if let range = grid.mergedRange(from: cell.reference), range.height > 1 {
        let last = min(range.last.row.rawValue, row + Self.heightLimit)
        for below in row + 1...last { reachingDown[below, default: []].append(index) }
      }
    }
    self.entries = entries
    self.reachingDown = reachingDown
    self.rowsByCode = rowsByCode
  }

  /// The rows in which some text heads a column, ascending.
  func rows(heading code: HeaderVocabulary.ColumnCode) -> [Int] {
    rowsByCode[code] ?? []
  }

  /// Whether some text heads a column.
  func heads(_ code: HeaderVocabulary.ColumnCode) -> Bool {
    rowsByCode[code] != nil
  }

  /// The header cells of a row, from left to right.
  func row(_ row: Int) -> HeaderRow {
    let own = grid.cells(inRow: row)
    var indices = Array(own.indices)
    if let reaching = reachingDown[row] {
      indices = (indices + reaching).sorted {
        grid.sheet.cells[$0].reference.column < grid.sheet.cells[$1].reference.column
      }
    }
    let cells = indices.compactMap { index -> HeaderRow.Cell? in
      guard let text = entries[index].text else { return nil }
      let reference = grid.sheet.cells[index].reference
      return HeaderRow.Cell(
        column: reference.column.rawValue,
        width: grid.mergedRange(from: reference)?.width ?? 1,
        reference: reference,
        text: text,
        codes: entries[index].columns
      )
    }
    return HeaderRow(cells: cells)
  }

  /// The normalised text that is seen at a position; nil where there is none, or a long one.
  func text(at reference: CellReference) -> String? {
    grid.index(of: grid.anchor(of: reference)).flatMap { entries[$0].text }
  }

  /// The columns that the text seen at a position may head.
  func codes(at reference: CellReference) -> [HeaderVocabulary.ColumnCode] {
    grid.index(of: grid.anchor(of: reference)).map { entries[$0].columns } ?? []
  }
}
