package import XMLScanning

/// Where texts can be added to the shared strings.
package struct SharedStringsEditing: Sendable {
  /// Texts in the part.
  package fileprivate(set) var count = 0
  fileprivate var prefix = ""
  /// Where the root's start tag ends, and where its end tag begins.
  fileprivate var rootTagEnd = 0
  fileprivate var contentEnd = 0
  fileprivate var attributes: [String: (value: Range<Int>, text: String)] = [:]

  /// Adds texts to the end; `references` more cells refer to the part than before.
  package func appending(_ texts: [String], references: Int) -> [ByteSplice] {
    let p = prefix
    let items = texts.map { "<\(p)si>\(MarkupText.element("\(p)t", holding: $0))</\(p)si>" }
    var splices: [ByteSplice] = []
    if let count = attributes["count"], let number = Int(count.text) {
      splices.append(ByteSplice(count.value, "\(max(0, number + references))"))
    }
    if let unique = attributes["uniqueCount"], let number = Int(unique.text) {
      splices.append(ByteSplice(unique.value, "\(number + texts.count)"))
    }
    if contentEnd < rootTagEnd {
      splices.append(ByteSplice(rootTagEnd - 2..<rootTagEnd, ">\(items.joined())</\(p)sst>"))
    } else {
      splices.append(ByteSplice(at: contentEnd, items.joined()))
    }
    return splices
  }
}

/// Finds where texts can be added, a window at a time.
package struct SharedStringsEditingScanner: ~Copyable {
  /// What was found; complete when the part is over.
  package private(set) var editing = SharedStringsEditing()
  private var scanner = XMLScanner()
  private var depth = 0

  /// A scanner at the beginning of the part.
  package init() {}

  /// Scans a window; true when the part is over.
  package mutating func scan(_ window: Span<UInt8>, isLast: Bool) throws(XMLError) -> Bool {
    while true {
      switch try scanner.next(in: window, isLast: isLast) {
      case .needsMore: return false
      case .finished: return true
      case .text: continue
      case .start:
        depth += 1
        if depth == 1 {
          try startRoot(in: window)
        } else if depth == 2, scanner.isSpreadsheet {
          if scanner.name == "si" || scanner.name == "sstItem" { editing.count += 1 }
        }
      case .end:
        depth -= 1
        if depth == 0 { editing.contentEnd = scanner.windowOffset + scanner.tagStart }
      }
    }
  }

  /// Forgets what was scanned of the window; its length.
  package mutating func discardConsumed() -> Int { scanner.discardConsumed() }

  private mutating func startRoot(in window: Span<UInt8>) throws(XMLError) {
    let base = scanner.windowOffset
    editing.rootTagEnd = base + scanner.position
    for attribute in scanner.attributes where !attribute.hasPrefix {
      var name: [UInt8] = []
      name.append(contentsOf: window, attribute.name)
      let place = attribute.value.lowerBound + base..<attribute.value.upperBound + base
      editing.attributes[String(decoding: name, as: UTF8.self)] =
        (place, try scanner.string(of: attribute, in: window))
    }
    var name: [UInt8] = []
    name.append(contentsOf: window, scanner.tagStart + 1..<scanner.position)
    let word = name.prefix { !" \t\r\n/>".utf8.contains($0) }
    if let colon = word.firstIndex(of: UInt8(ascii: ":")) {
      editing.prefix = String(decoding: word[...colon], as: UTF8.self)
    }
  }
}
