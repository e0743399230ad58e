import XMLScanning

/// Scans the bytes as one window and again in pieces: both must find the same.
func scanInPieces(_ bytes: [UInt8]) {
  var validator = UTF8Validator()
  guard (try? validator.check(bytes.span)) != nil, validator.isComplete else { return }
  let whole = ScannedEvents(bytes, step: bytes.count + 1)
  let step = 1 + bytes.count % 7
  let pieces = ScannedEvents(bytes, step: step)
  precondition(whole == pieces, "pieces of \(step) bytes are read otherwise")
}

/// What a scan found, text joined.
private struct ScannedEvents: Equatable {
  var tags: [XMLName] = []
  var text: [UInt8] = []
  var isBroken = false

  init(_ bytes: [UInt8], step: Int) {
    var scanner = XMLScanner()
    var start = 0
    var end = min(step, bytes.count)
    do {
      while true {
        let window = bytes.span.extracting(start..<end)
        switch try scanner.next(in: window, isLast: end == bytes.count) {
        case .start:
          tags.append(scanner.name)
          for attribute in scanner.attributes {
            text += Array(try scanner.string(of: attribute, in: window).utf8)
          }
        case .end: tags.append(scanner.name)
        case .text: try scanner.appendText(in: window, to: &text)
        case .needsMore:
          precondition(end < bytes.count)
          start += scanner.discardConsumed()
          end = min(end + step, bytes.count)
        case .finished: return
        }
      }
    } catch {
      // How far a scan comes, and which of two faults it sees first, depends on the window.
      isBroken = true
      tags = []
      text = []
    }
  }
}
