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
  }

  var cells: [Cell]
}

/// The texts of a sheet's short cells, normalised once.
struct HeaderTexts {
  let grid: CellGrid
  /// Parallel to the sheet's cells; nil where a cell is no header.
  private let texts: [String?]
  /// Cells whose merged range reaches further down than its first row, by row below the first.
  private let reachingDown: [Int: [Int]]

  /// Headers are short; longer texts are never matched.
  private static let lengthLimit = 150
  /// A header's merged range reaches at most so many rows.
  private static let heightLimit = 6

  init(_ grid: CellGrid) {
    self.grid = grid
    var reachingDown: [Int: [Int]] = [:]
    texts = grid.sheet.cells.enumerated().map { index, cell in
      let text: String?
      switch cell.value {
      case .string(let string) where string.utf8.count <= Self.lengthLimit: text = string
      case .date: text = CellGrid.text(of: cell.value)
      default: text = nil
      }
      guard let text else { return nil }
      let normalized = NormalizedText.header(text)
      if normalized.isEmpty { return nil }
      if let range = grid.mergedRange(from: cell.reference), range.height > 1 {
        let first = range.first.row.rawValue
        let last = min(range.last.row.rawValue, first + Self.heightLimit)
        for row in first + 1...last { reachingDown[row, default: []].append(index) }
      }
      return normalized
    }
    self.reachingDown = reachingDown
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
      guard let text = texts[index] else { return nil }
      let cell = grid.sheet.cells[index]
      return HeaderRow.Cell(
        column: cell.reference.column.rawValue,
        width: grid.mergedRange(from: cell.reference)?.width ?? 1,
        reference: cell.reference,
        text: text
      )
    }
    return HeaderRow(cells: cells)
  }

  /// The normalised text that is seen at a position.
  func text(at reference: CellReference) -> String? {
    grid.text(at: reference).map { NormalizedText.header($0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
