public import HebiaoCore
import SpreadsheetML

extension SheetBuilder {
  /// The cells as a reader would keep them, without going through a file.
  public func content(index: Int = 0) -> SheetContent {
    var codes: [String] = []
    var sheet = SheetContent(name: name, index: index, state: state)
    for (reference, cell) in cells.sorted(by: { $0.key < $1.key }) {
      let code = cell.style.numberFormat
      let format =
        codes.firstIndex(of: code)
        ?? {
          codes.append(code)
          return codes.count - 1
        }()
      guard let kept = Self.kept(cell.content) else { continue }
      sheet.cells.insert(
        SheetCell(
          reference: reference,
          value: kept.value,
          formula: kept.formula,
          format: format
        )
      )
    }
    sheet.numberFormats = codes.map { NumberFormat(code: $0).traits }
    sheet.mergedRanges = mergedRanges
    return sheet
  }

  private static func kept(_ content: Content) -> (value: CellValue, formula: String?)? {
    switch content {
    case .blank: return nil
    case .number(let number): return (.number(number), nil)
    case .text(let text): return (.string(text), nil)
    case .bool(let flag): return (.bool(flag), nil)
    case .error(let code): return (.error(code), nil)
    case .date(let year, let month, let day):
      // Serial 61 is 1 March 1900; days are counted from there by the civil calendar.
      let shifted = month <= 2 ? year - 1 : year
      let days =
        365 * shifted + shifted / 4 - shifted / 100 + shifted / 400
        + (153 * ((month + 9) % 12) + 2) / 5 + day - 1 - 693_961 + 61
      return (.date(SerialDate(serial: Double(days))), nil)
    case .formula(let formula, let cached): return (kept(cached)?.value ?? .empty, formula)
    }
  }
}
