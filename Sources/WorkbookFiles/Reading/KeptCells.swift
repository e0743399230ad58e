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
  /// Whether shared formulas are used before their text.
  private(set) var formulaOrder = SharedFormulaOrder()
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
        formulaOrder.note(formula)
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
    expander.finish { cell, _, formula in
      formulas[cell.order] = text.count..<text.count + formula.count
      text += formula
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
