package import XMLScanning

/// The strings that cells share, decoded once and kept as bytes.
///
/// Shape: text in blocks, so that growing never copies it; one entry a string.
public struct SharedStrings: Sendable {
  @usableFromInline
  struct Entry: Sendable {
    @usableFromInline var block: UInt32
    @usableFromInline var start: UInt32
    @usableFromInline var count: UInt32
  }

  @usableFromInline var blocks: [[UInt8]] = []
  @usableFromInline var entries: [Entry] = []
  /// Bytes that the text and its entries take, and what entries take once more while they grow.
  package private(set) var keptBytes = 0

  private static let blockSize = 1 << 18
  private static let entryBytes = 16

  /// No strings.
  package init() {}

  /// How many strings there are.
  @inlinable @inline(__always)
  package var count: Int { entries.count }

  /// Calls `body` with the bytes of a string; nil where there is no such string.
  @inlinable @inline(__always)
  package func withBytes<Result>(
    _ index: UInt64,
    _ body: (Span<UInt8>) -> Result
  ) -> Result? {
    guard index < UInt64(entries.count) else { return nil }
    let entry = entries[Int(index)]
    let start = Int(entry.start)
    let block = blocks[Int(entry.block)]
    return body(block.span.extracting(start..<start + Int(entry.count)))
  }

  /// A string, or nil where there is none of this index.
  package func string(_ index: UInt64) -> String? {
    withBytes(index) { String(copying: $0) }
  }

  mutating func append(_ text: [UInt8]) { append(text.span) }

  mutating func append(_ text: Span<UInt8>) {
    if blocks.isEmpty || (blocks.last?.count ?? 0) + text.count > Self.blockSize {
      var block: [UInt8] = []
      // A first small block keeps small workbooks small.
      block.reserveCapacity(
        blocks.isEmpty ? max(text.count, 4096) : max(text.count, Self.blockSize)
      )
      blocks.append(block)
    }
    let last = blocks.count - 1
    let start = blocks[last].count
    blocks[last].append(contentsOf: text, 0..<text.count)
    entries.append(
      Entry(
        block: UInt32(clamping: last),
        start: UInt32(clamping: start),
        count: UInt32(clamping: text.count)
      )
    )
    keptBytes += text.count + Self.entryBytes
  }
}

/// Scans the shared strings part.
package struct SharedStringsScanner: ~Copyable {
  private var scanner = XMLScanner()
  private var text: [UInt8] = []
  private var textStart = 0
  private var itemDepth = 0
  private var isInText = false
  /// What stands before the names of the tags of strings.
  private var prefix: PrefixedMarkup?

  /// The strings found so far.
  package private(set) var strings = SharedStrings()

  /// A scanner at the beginning of the part.
  package init() {}

  /// Scans a window; true when the part is over.
  package mutating func scan(
    _ window: Span<UInt8>,
    isLast: Bool
  ) throws(XMLError) -> Bool {
    while true {
      if let prefix {
        if itemDepth == 0, scanner.standsBetweenTags(of: prefix.text) {
          takePlainItems(in: window, prefix)
        }
      } else if itemDepth == 0, scanner.depth > 0, scanner.standsBetweenPlainTags {
        takePlainItems(in: window, BareMarkup())
      }
      switch try scanner.next(in: window, isLast: isLast) {
      case .needsMore: return false
      case .finished: return true
      case .start: start(in: window)
      case .text:
        guard isInText else { continue }
        guard text.count < 1 << 24 else {
          throw scanner.error(.textTooLong, at: scanner.text.lowerBound)
        }
        try scanner.appendText(in: window, to: &text)
      case .end: end()
      }
    }
  }

  /// Takes the strings at the front of the window that are written the plain way.
  ///
  /// ```
  /// <si><t>text</t></si>
  /// ```
  /// Whatever differs by a byte is left to the scanner, which takes any well-formed XML.
  private mutating func takePlainItems(in window: Span<UInt8>, _ markup: some PlainMarkup) {
    let bytes = unsafe window.bytes
    let limit = window.count - Self.longestPlainTags
    var position = scanner.position
    while position <= limit {
      // Every offset that is read below is less than `longestPlainTags` past `position` or `end`.
      let tags = unsafe markup.itemStart(bytes, at: position)
      let start = position + tags
      guard tags > 0, let end = unsafe bytes.plainTextEnd(from: start, limit: limit),
        case let endTags = unsafe markup.itemEnd(bytes, at: end), endTags > 0
      else { break }
      // What is blank at the edges depends on `xml:space`.
      if end > start,
        ValueBytes.isBlank(window[start]) || ValueBytes.isBlank(window[end - 1])
      {
        break
      }
      strings.append(window.extracting(start..<end))
      position = end + endTags
    }
    scanner.position = position
  }

  private static let longestPlainTags = 48

  /// Forgets what was scanned of the window; its length.
  package mutating func discardConsumed() -> Int { scanner.discardConsumed() }

  /// Hands over the strings; the scanner keeps none.
  package mutating func takeStrings() -> SharedStrings {
    let taken = strings
    strings = SharedStrings()
    return taken
  }

  private mutating func start(in window: Span<UInt8>) {
    guard scanner.isSpreadsheet else {
      scanner.skipElement()
      return
    }
    if scanner.depth == 1 { prefix = PrefixedMarkup(window, tagAt: scanner.tagStart) }
    if itemDepth == 0 {
      // `sstItem` is what the drafts of the standard called it.
      if scanner.name == "si" || scanner.name == "sstItem" {
        itemDepth = scanner.depth
        text.removeAll(keepingCapacity: true)
      }
    } else if scanner.name == "t" {
      isInText = true
      textStart = text.count
    } else if scanner.name != "r" {
      // Phonetic runs hold `<t>` too, which is not part of the text.
      scanner.skipElement()
    }
  }

  private mutating func end() {
    if isInText {
      isInText = false
      StringText.finish(&text, from: textStart, preservesSpace: endedSpace)
    } else if itemDepth > 0, scanner.depth < itemDepth {
      itemDepth = 0
      strings.append(text)
    }
  }

  private var endedSpace: Bool { scanner.endedPreservesSpace }
}
