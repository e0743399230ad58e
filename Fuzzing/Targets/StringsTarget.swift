import SpreadsheetML
import XMLScanning

/// Scans the bytes as shared strings, whole and in pieces: both must find the same.
func readSharedStrings(_ bytes: [UInt8]) {
  var validator = UTF8Validator()
  guard (try? validator.check(bytes.span)) != nil, validator.isComplete else { return }
  let whole = strings(in: bytes, step: bytes.count + 1)
  let pieces = strings(in: bytes, step: 1 + bytes.count % 23)
  precondition(whole == pieces)
}

/// The strings; nil where the part is broken.
private func strings(in bytes: [UInt8], step: Int) -> [String]? {
  var scanner = SharedStringsScanner()
  var start = 0
  var end = min(step, bytes.count)
  do {
    while !(try scanner.scan(bytes.span.extracting(start..<end), isLast: end == bytes.count)) {
      precondition(end < bytes.count)
      start += scanner.discardConsumed()
      end = min(end + step, bytes.count)
    }
  } catch {
    return nil
  }
  let strings = scanner.takeStrings()
  return (0..<strings.count).map { strings.string(UInt64($0)) ?? "missing" }
}
