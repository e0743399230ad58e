import SpreadsheetML
import XMLScanning

/// Scans the bytes as a worksheet, whole and in pieces: both must find the same cells.
func readSheet(_ bytes: [UInt8]) {
  var validator = UTF8Validator()
  guard (try? validator.check(bytes.span)) != nil, validator.isComplete else { return }
  let whole = ScannedCells(bytes, step: bytes.count + 1)
  let step = 1 + bytes.count % 61
  let pieces = ScannedCells(bytes, step: step)
  precondition(whole == pieces, "pieces of \(step) bytes are read otherwise")
}

/// What a scan found in a sheet.
private struct ScannedCells: Equatable {
  var cells: [String] = []
  var isBroken = false

  init(_ bytes: [UInt8], step: Int) {
    var scanner = SheetScanner()
    var start = 0
    var end = min(step, bytes.count)
    do {
      while true {
        let window = bytes.span.extracting(start..<end)
        switch try scanner.next(in: window, isLast: end == bytes.count) {
        case .row: note(scanner.row)
        case .needsMore:
          precondition(end < bytes.count)
          start += scanner.discardConsumed()
          end = min(end + step, bytes.count)
        case .finished: return
        }
      }
    } catch {
      // How far a scan comes before it sees a fault depends on the window.
      isBroken = true
      cells = []
    }
  }

  private mutating func note(_ row: RawRow) {
    for cell in row.cells {
      var text = "\(cell.row) \(cell.column) \(cell.kind) \(cell.style)"
      switch cell.kind {
      case .text, .error, .invalid:
        precondition(cell.textRange.upperBound <= row.text.count)
        text += " \(row.text[cell.textRange])"
      default: text += " \(cell.payload)"
      }
      cells.append(text)
    }
    for formula in row.formulas {
      precondition(row.cells.indices.contains(formula.cell))
      let text = Array(row.text[formula.text])
      cells.append("\(formula.cell) \(formula.kind) \(formula.sharedIndex) \(text)")
      _ = FormulaShifter.shift(text, rows: 3, columns: -2)
    }
  }
}
