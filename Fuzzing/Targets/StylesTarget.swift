import HebiaoCore
import SpreadsheetML
import XMLScanning

/// Reads the bytes as a styles part; where they are none, as the code of a number format.
///
/// Every format must show every number, in text that can be printed.
func showNumbers(under bytes: [UInt8]) {
  var validator = UTF8Validator()
  guard (try? validator.check(bytes.span)) != nil, validator.isComplete else { return }
  if let styles = try? Styles.parse(bytes.span) {
    for style in UInt32(0)..<8 {
      precondition(styles.format(ofStyle: style) < styles.formats.count)
    }
    for format in styles.formats.prefix(8) { show(format) }
  } else if bytes.count < 4096 {
    show(NumberFormat(code: String(decoding: bytes, as: UTF8.self)))
  }
}

private func show(_ format: NumberFormat) {
  let numbers: [Double] = [
    0, -0.0, 1, -1, 0.5, 0.005, 219.125, 45412.354, 60, -1e-9, 123_456_789_012_345_680, 1e308,
    -1.797e308, .leastNonzeroMagnitude, 2_958_465.99999999,
  ]
  for number in numbers {
    for value in [CellValue.number(number), .date(SerialDate(serial: number))] {
      let text = format.shownText(of: value, system: .from1900)
      precondition(text.utf8.count < 1 << 20)
    }
  }
  _ = format.shownText(of: .string("文本"), system: .from1904)
}
