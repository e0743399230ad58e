import HebiaoCore
import SpreadsheetML
import XMLScanning

/// Turns raw cells into values.
struct CellResolver {
  let strings: SharedStrings
  let styles: Styles
  let dateSystem: SerialDate.System

  /// What a cell holds; `text` is the text of its row.
  func value(of cell: RawCell, in text: [UInt8]) -> CellValue {
    switch cell.kind {
    case .empty: return .empty
    case .number:
      guard let part = datePart(of: cell) else { return .number(cell.double) }
      return .date(SerialDate(serial: cell.double, system: dateSystem, part: part))
    case .isoDate, .isoTime, .isoDuration: return .date(isoDate(cell))
    case .bool: return .bool(cell.payload != 0)
    case .sharedString: return strings.string(cell.payload).map { .string($0) } ?? unreadable
    case .text: return .string(String(copying: text.span.extracting(cell.textRange)))
    case .error: return .error(String(copying: text.span.extracting(cell.textRange)))
    case .invalid: return unreadable
    }
  }

  /// What the cell's format shows of a serial number; nil where it shows a number.
  @inline(__always)
  func datePart(of cell: RawCell) -> SerialDate.Part? {
    styles.datePart(ofStyle: cell.style)
  }

  /// The date that the file gave as text, as a serial number of the workbook's own system.
  func isoDate(_ cell: RawCell) -> SerialDate {
    switch cell.kind {
    case .isoTime: SerialDate(serial: cell.double, system: dateSystem, part: .timeOfDay)
    case .isoDuration: SerialDate(serial: cell.double, system: dateSystem, part: .elapsed)
    default:
      SerialDate(
        serial: dateSystem == .from1904 ? cell.double - 1462 : cell.double,
        system: dateSystem
      )
    }
  }

  /// Stands for a value that the file does not hold in a form that can be read.
  private var unreadable: CellValue { .error(Self.unreadableText) }

  static let unreadableText = "#VALUE!"
}

extension RawCell {
  var reference: CellReference { CellReference(Int(row), Int(column)) }

  /// Grows in reading order.
  var order: UInt64 { UInt64(row) << 16 | UInt64(column) }
}
