/// Rows of texts in columns: names at the left, figures at the right.
struct TextTable {
  private let lines: [[String]]
  private let widths: [Int]

  /// A table with its head in the first row, all rows as long as it.
  init(_ lines: [[String]]) {
    self.lines = lines
    widths = (lines.first ?? []).indices.map { column in
      lines.map { DisplayText.width(of: $0[column]) }.max() ?? 0
    }
  }

  /// A row, the first column flush left, the last as it is, the others flush right.
  func line(_ row: Int) -> String {
    let cells = lines[row]
    return cells.indices.map { column in
      if column == cells.count - 1 { return cells[column] }
      let gap = String(
        repeating: " ",
        count: widths[column] - DisplayText.width(of: cells[column])
      )
      return column == 0 ? cells[column] + gap : gap + cells[column]
    }.joined(separator: "  ")
  }
}
