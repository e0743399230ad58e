import HebiaoCore

extension XMLScanner {
  mutating func scanText(
    in window: Span<UInt8>,
    isLast: Bool
  ) throws(XMLError) -> Event {
    let count = window.count
    let start = position
    var place = start
    var special = false
    var lastReference = -1
    while place < count {
      let byte = window[place]
      if byte <= 0x3E {
        if byte == UInt8(ascii: "<") { break }
        if byte == UInt8(ascii: "&") {
          special = true
          lastReference = place
        } else if byte < 0x20 {
          guard isSpace(byte) else { throw error(.forbiddenCharacter, at: place) }
          if byte == 0x0D { special = true }
        } else if byte == UInt8(ascii: ">"), place >= start + 2,
          window[place - 1] == UInt8(ascii: "]"), window[place - 2] == UInt8(ascii: "]")
        {
          throw error(.malformedMarkup, at: place)
        }
      }
      if depth == 0, !isSpace(byte) {
        // A byte order mark may stand before the declaration; nothing else may.
        let offset = windowOffset + place
        guard offset < 3, !hasRoot, byte == [0xEF, 0xBB, 0xBF][offset] else {
          throw error(.malformedMarkup, at: place)
        }
        beginning = offset + 1
      }
      place += 1
    }
    if place == count, !isLast {
      // A piece must not end inside a reference, between CR and LF, or inside `]]>`.
      if lastReference >= 0, place - lastReference < 16 {
        var isClosed = false
        for index in lastReference..<place where window[index] == UInt8(ascii: ";") {
          isClosed = true
        }
        if !isClosed { place = lastReference }
      }
      if place > start, window[place - 1] == 0x0D { place -= 1 }
      while place > start, window[place - 1] == UInt8(ascii: "]"), window.count - place < 2 {
        place -= 1
      }
      if place == start { return .needsMore }
    }
    text = start..<place
    textDecoding = special ? .references : .none
    position = place
    return .text
  }

  /// Begins a comment, a processing instruction or a CDATA section; false if bytes are missing.
  mutating func enterMode(in window: Span<UInt8>, isLast: Bool) throws(XMLError) -> Bool {
    if window[position + 1] == UInt8(ascii: "?") {
      let rest = window.count - position
      if rest < 6, !isLast { return false }
      guard rest > 2, isNameStart(window[position + 2]) else {
        throw error(.malformedMarkup, at: position)
      }
      if isNamedXML(in: window) {
        // The declaration, which nothing but a byte order mark may stand before.
        guard windowOffset + position == beginning, isDeclaration(in: window) else {
          throw error(.malformedMarkup, at: position)
        }
        // However long it is, it says at its end how the part is encoded.
        guard let end = tagEnd(in: window) else { return try more(isLast, window) != .needsMore }
        try refuseEncoding(in: window, to: end)
      }
      mode = .instruction
      position += 2
      return true
    }
    let rest = window.count - position
    guard rest >= 3 else { return try more(isLast, window) != .needsMore }
    switch window[position + 2] {
    case UInt8(ascii: "-"):
      guard rest >= 4 else { return try more(isLast, window) != .needsMore }
      guard window[position + 3] == UInt8(ascii: "-") else {
        throw error(.malformedMarkup, at: position)
      }
      mode = .comment
      position += 4
    case UInt8(ascii: "["):
      guard rest >= 9 else { return try more(isLast, window) != .needsMore }
      guard depth > 0, XMLName(window, position..<position + 9) == "<![CDATA[" else {
        throw error(.malformedMarkup, at: position)
      }
      mode = .characterData
      position += 9
    case UInt8(ascii: "D"):
      throw error(.documentType, at: position)
    default:
      throw error(.malformedMarkup, at: position)
    }
    return true
  }

  /// Goes on inside a comment, an instruction or a CDATA section; nil when it is over.
  mutating func continueMode(
    in window: Span<UInt8>,
    isLast: Bool
  ) throws(XMLError) -> Event? {
    let (first, last) =
      switch mode {
      case .comment: (UInt8(ascii: "-"), 3)
      case .characterData: (UInt8(ascii: "]"), 3)
      default: (UInt8(ascii: "?"), 2)
      }
    let start = position
    var place = start
    var hasReturn = false
    while place + last <= window.count {
      let byte = window[place]
      if byte == first, last == 2 || window[place + 1] == first {
        if window[place + last - 1] == UInt8(ascii: ">") {
          position = place + last
          let isText = mode == .characterData
          mode = .content
          if isText, place > start {
            text = start..<place
            textDecoding = hasReturn ? .lineEnds : .none
            return .text
          }
          return nil
        }
        if mode == .comment { throw error(.malformedMarkup, at: place) }
      }
      if byte < 0x20 {
        guard isSpace(byte) else { throw error(.forbiddenCharacter, at: place) }
        if byte == 0x0D { hasReturn = true }
      }
      place += 1
    }
    if isLast { throw error(.unexpectedEnd, at: window.count) }
    if mode != .characterData {
      position = place
      return .needsMore
    }
    // A piece of a section must not end between CR and LF.
    if place > start, window[place - 1] == 0x0D { place -= 1 }
    position = place
    guard place > start else { return .needsMore }
    text = start..<place
    textDecoding = hasReturn ? .lineEnds : .none
    return .text
  }

  /// Whether the instruction that begins here is named as only the XML declaration may be, in whatever
  /// letters.
  private func isNamedXML(in window: Span<UInt8>) -> Bool {
    guard window.count - position >= 5, window[position + 2] | 0x20 == UInt8(ascii: "x"),
      window[position + 3] | 0x20 == UInt8(ascii: "m"),
      window[position + 4] | 0x20 == UInt8(ascii: "l")
    else { return false }
    guard window.count - position > 5 else { return true }
    return isSpace(window[position + 5]) || window[position + 5] == UInt8(ascii: "?")
  }

  /// Whether what begins here is the XML declaration, and no other instruction.
  private func isDeclaration(in window: Span<UInt8>) -> Bool {
    window.count - position >= 6 && XMLName(window, position..<position + 5) == "<?xml"
      && isSpace(window[position + 5])
  }

  private func tagEnd(in window: Span<UInt8>) -> Int? {
    for index in position..<window.count where window[index] == UInt8(ascii: ">") { return index }
    return nil
  }

  /// Whether the first encoding that a declaration names is UTF-8, written the way it nearly always
  /// is.
  private func saysUTF8(_ window: Span<UInt8>) -> Bool {
    let label: StaticString = "encoding=\"UTF-8\""
    let end = min(window.count - label.utf8CodeUnitCount, position + 100)
    var place = position + 5
    while place < end, window[place] != UInt8(ascii: ">") {
      if window[place] | 0x20 == UInt8(ascii: "e"), window[place + 1] | 0x20 == UInt8(ascii: "n") {
        return XMLName(window, place..<place + 9) == "encoding="
          && XMLName(window, place + 9..<place + 16) == "\"UTF-8\""
      }
      place += 1
    }
    return false
  }

  /// Refuses a declaration of an encoding that was not read.
  private func refuseEncoding(in window: Span<UInt8>, to end: Int) throws(XMLError) {
    if saysUTF8(window) { return }
    var declaration: [UInt8] = []
    declaration.reserveCapacity(end - position)
    for place in position + 5..<end { declaration.append(window[place] | 0x20) }
    let parts = declaration.split(whereSeparator: { $0 == 0x22 || $0 == 0x27 })
    for (index, part) in parts.enumerated() where index + 1 < parts.count {
      let label = String(decoding: part, as: UTF8.self)
      guard label.holds("encoding") else { continue }
      switch String(decoding: parts[index + 1], as: UTF8.self) {
      case "utf-8", "utf8", "utf-16", "utf16", "utf-16le", "utf-16be", "us-ascii", "ascii": return
      default: throw error(.unsupportedEncoding, at: end)
      }
    }
  }
}
