import HebiaoCore
import SpreadsheetML
import XMLScanning

/// The cells of a sheet in reading order, kept as they were found.
struct KeptCells {
  private(set) var cells: [RawCell] = []
  private(set) var text: [UInt8] = []
  private(set) var formulas: [UInt64: Range<Int>] = [:]

  /// Whether each cell stands once and behind the one before.
  private(set) var isOrdered = true
  private var expander = FormulaExpander()

  /// How much of a sheet is kept.
  struct Limit {
    var cells: Int
    var text: Int

    /// What costs less to keep than to read again.
    static let few = Limit(cells: 1 << 17, text: 1 << 22)
    /// As many as there may be of a sheet that has to be kept because it is out of order.
    static let many = Limit(cells: 4_000_000, text: SheetKeeping.longestText)
  }

  /// Keeps rows; false where more than the limit was found and rows may be left.
  mutating func read(
    _ reader: inout SheetReader,
    atMost limit: Limit
  ) throws(WorkbookError) -> Bool {
    var last = cells.last?.order
    while try reader.next() {
      let base = text.count
      if !reader.row.text.isEmpty { text += reader.row.text }
      for formula in reader.row.formulas {
        let cell = reader.row.cells[formula.cell]
        guard let range = expander.expand(formula, cell, base, &text) else { continue }
        formulas[cell.order] = range
      }
      for cell in reader.row.cells {
        var cell = cell
        switch cell.kind {
        case .text, .error, .invalid: cell.payload += UInt64(base) << 32
        default: break
        }
        if let last, cell.order <= last { isOrdered = false }
        last = cell.order
        cells.append(cell)
      }
      if cells.count > limit.cells || text.count > limit.text { return false }
    }
    return true
  }

  func formulaRange(of cell: RawCell) -> Range<Int>? {
    cell.hasFormula ? formulas[cell.order] : nil
  }

  /// Puts the cells in reading order, in place; of two at one place the later one stays.
  mutating func order() {
    if isOrdered { return }
    // The sort keeps the order of equal elements.
    cells.sort { $0.order < $1.order }
    var end = 0
    for cell in cells {
      if end > 0, cells[end - 1].order == cell.order { end -= 1 }
      cells[end] = cell
      end += 1
    }
    cells.removeLast(cells.count - end)
    isOrdered = true
  }
}

/// Expands the shared formulas of a sheet as its rows go by.
struct FormulaExpander {
  private var sources: [Int: (text: [UInt8], row: Int, column: Int)] = [:]
  /// Bytes that long formulas may still take, kept or expanded: a few bytes of a file could
  /// otherwise ask for any amount of text.
  private var budget = 64 << 20
  private static let usualLength = 256

  /// Where in `text` the whole formula stands; it is appended if it has to be made.
  ///
  /// `base` is where the row's own text begins in `text`.
  mutating func expand(
    _ formula: RawFormula,
    _ cell: RawCell,
    _ base: Int,
    _ text: inout [UInt8]
  ) -> Range<Int>? {
    let own = formula.text.lowerBound + base..<formula.text.upperBound + base
    switch formula.kind {
    case .plain, .array: return own.isEmpty ? nil : own
    case .dataTable: return nil
    case .sharedSource:
      if own.count <= FormulaShifter.longest, sources.count < 1 << 18, budget > 0 {
        budget -= own.count
        sources[formula.sharedIndex] = (Array(text[own]), Int(cell.row), Int(cell.column))
      }
      return own
    case .sharedUse:
      guard budget > 0, let source = sources[formula.sharedIndex],
        let shifted = FormulaShifter.shift(
          source.text,
          rows: Int(cell.row) - source.row,
          columns: Int(cell.column) - source.column
        )
      else { return nil }
      budget -= max(0, shifted.count - Self.usualLength)
      let start = text.count
      text.append(contentsOf: shifted)
      return start..<text.count
    }
  }
}
