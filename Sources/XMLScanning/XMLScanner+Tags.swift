extension XMLScanner {
  mutating func scanStartTag(
    in window: Span<UInt8>,
    isLast: Bool
  ) throws(XMLError) -> Event {
    let count = window.count
    let start = position + 1
    guard isNameStart(window[start]) else { throw error(.malformedMarkup, at: start) }
    let (nameEnd, colon) = endOfName(window, from: start)
    guard nameEnd - start <= Limit.name else { throw error(.nameTooLong, at: start) }
    forgetAttributes()
    var place = nameEnd
    var declaresNamespace = false
    var hasPrefixes = false
    var isSelfClosing = false
    var sawSpace = false
    while true {
      guard place < count else { return try more(isLast, window) }
      let byte = window[place]
      if isSpace(byte) {
        if let attribute = PlainAttribute.find(in: window, at: place) {
          attributes.append(attribute)
          guard attributes.count <= Limit.attributes else {
            throw error(.tooManyAttributes, at: attribute.nameStart)
          }
          declaresNamespace = declaresNamespace || isDeclaration(attribute, in: window)
          sawSpace = false
          place = attribute.range.upperBound
          continue
        }
        sawSpace = true
        place += 1
        continue
      }
      if byte == UInt8(ascii: ">") {
        place += 1
        break
      }
      if byte == UInt8(ascii: "/") {
        guard place + 1 < count else { return try more(isLast, window) }
        guard window[place + 1] == UInt8(ascii: ">") else {
          throw error(.malformedMarkup, at: place)
        }
        isSelfClosing = true
        place += 2
        break
      }
      guard sawSpace, isNameStart(byte) else { throw error(.malformedMarkup, at: place) }
      sawSpace = false
      let attributeStart = place
      let shape = try scanAttribute(in: window, at: &place)
      if shape == .unfinished { return try more(isLast, window) }
      guard attributes.count <= Limit.attributes else {
        throw error(.tooManyAttributes, at: attributeStart)
      }
      declaresNamespace = declaresNamespace || shape == .declaration
      hasPrefixes = hasPrefixes || shape != .plain && attributes[attributes.count - 1].hasPrefix
    }
    guard place - position <= Limit.tag else { throw error(.tokenTooLong, at: position) }
    if depth == 0, hasRoot { throw error(.malformedMarkup, at: start) }
    guard depth < Limit.depth else { throw error(.nestedTooDeeply, at: start) }
    if attributes.count > 1 { try refuseDuplicates(in: window) }
    hasRoot = true
    depth += 1
    if declaresNamespace { try bindNamespaces(in: window) }
    if colon < 0 {
      name = XMLName(window, start..<nameEnd)
      namespace = defaultNamespace
    } else {
      name = XMLName(window, colon + 1..<nameEnd)
      namespace = binding(of: window, start..<colon)
    }
    if hasPrefixes {
      try noteSpace(in: window)
      try noteCompatibility(in: window)
      try refuseSameNames(in: window)
    }
    pendingEnd = isSelfClosing
    if !isSelfClosing { push(window, start..<nameEnd, isPrefixed: colon >= 0) }
    position = place
    return .start
  }

  mutating func scanEndTag(
    in window: Span<UInt8>,
    isLast: Bool
  ) throws(XMLError) -> Event {
    guard let element = openElements.last else { throw error(.unbalancedTags, at: position) }
    let length = element.length
    var place = position + 2
    guard place + length < window.count else { return try more(isLast, window) }
    guard spells(element, window, at: place) else { throw error(.unbalancedTags, at: position) }
    place += length
    while place < window.count, isSpace(window[place]) { place += 1 }
    guard place < window.count else { return try more(isLast, window) }
    guard window[place] == UInt8(ascii: ">") else { throw error(.unbalancedTags, at: position) }
    position = place + 1
    closeElement()
    return .end
  }

  /// Pops the innermost element; its name becomes the tag last seen.
  mutating func closeElement() {
    guard let element = openElements.last else { return }
    openElements.removeLast()
    name = element.name
    namespace = element.namespace
    if element.start >= 0 { openNames.removeLast(openNames.count - element.start) }
    leaveElement()
  }

  /// Forgets what held inside the element that ends.
  mutating func leaveElement() {
    endedPreservesSpace = preservesSpace
    if let last = spaceSettings.last, last.depth == depth { spaceSettings.removeLast() }
    if !bindings.isEmpty, bindings[bindings.count - 1].depth == depth { unbindNamespaces() }
    while let last = processedContents.last, last.depth == depth { processedContents.removeLast() }
    depth -= 1
  }

  /// Puts the element of the tag last seen among those that are open.
  private mutating func push(_ window: Span<UInt8>, _ written: Range<Int>, isPrefixed: Bool) {
    let isSpelled = !isPrefixed && written.count <= XMLName.longestSpelled
    openElements.append(
      OpenElement(
        name: name,
        namespace: namespace,
        length: written.count,
        start: isSpelled ? -1 : openNames.count
      )
    )
    if !isSpelled { openNames.append(contentsOf: window, written) }
  }

  /// Whether the window spells the name of an element at a place.
  @inline(__always)
  private func spells(_ element: OpenElement, _ window: Span<UInt8>, at place: Int) -> Bool {
    if element.start < 0 { return XMLName(window, place..<place + element.length) == element.name }
    for index in 0..<element.length
    where window[place + index] != openNames[element.start + index] {
      return false
    }
    return true
  }

  /// Whether another element may be opened inside the innermost one.
  package var canOpenElement: Bool { depth > 0 && depth < Limit.depth }

  /// Opens an element whose start tag the caller has read; it has no prefix and no declaration.
  ///
  /// Its name has at most fifteen letters. False where only the grammar can tell what it is.
  package mutating func openPlainElement(_ plain: StaticString) -> Bool {
    guard canOpenElement else { return false }
    depth += 1
    openElements.append(
      OpenElement(
        name: XMLName(stringLiteral: plain),
        namespace: defaultNamespace,
        length: plain.utf8CodeUnitCount,
        start: -1
      )
    )
    return true
  }

  /// Closes an element whose end tag the caller has read; false where another one is innermost.
  package mutating func closePlainElement(_ plain: StaticString) -> Bool {
    guard let element = openElements.last, element.start < 0,
      element.name == XMLName(stringLiteral: plain)
    else { return false }
    closeElement()
    return true
  }

  /// What kind of attribute was scanned.
  private enum AttributeShape {
    /// One without a prefix that declares nothing.
    case plain
    /// One with a prefix.
    case prefixed
    /// One that declares a namespace, with a prefix or without.
    case declaration
    /// The window ends inside it.
    case unfinished
  }

  /// Adds the attribute at `place` to those of the tag.
  private mutating func scanAttribute(
    in window: Span<UInt8>,
    at place: inout Int
  ) throws(XMLError) -> AttributeShape {
    let count = window.count
    let start = place
    let (nameEnd, colon) = endOfName(window, from: start)
    place = nameEnd
    guard nameEnd - start <= Limit.name else { throw error(.nameTooLong, at: start) }
    while place < count, isSpace(window[place]) { place += 1 }
    guard place < count else { return .unfinished }
    guard window[place] == UInt8(ascii: "=") else { throw error(.malformedMarkup, at: place) }
    place += 1
    while place < count, isSpace(window[place]) { place += 1 }
    guard place < count else { return .unfinished }
    let quote = window[place]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      throw error(.malformedMarkup, at: place)
    }
    place += 1
    let valueStart = place
    var needsDecoding = false
    while place < count {
      let byte = window[place]
      if byte == quote { break }
      if byte < 0x3D {
        if byte == UInt8(ascii: "<") { throw error(.malformedMarkup, at: place) }
        if byte == UInt8(ascii: "&") { needsDecoding = true }
        if byte < 0x20 {
          guard isSpace(byte) else { throw error(.forbiddenCharacter, at: place) }
          needsDecoding = true
        }
      }
      place += 1
    }
    guard place < count else { return .unfinished }
    let value = valueStart..<place
    if needsDecoding {
      var ignored: [UInt8] = []
      try decode(window, value, isAttribute: true, into: &ignored)
    }
    let attribute = XMLAttribute(
      nameStart: start,
      localStart: colon < 0 ? start : colon + 1,
      nameEnd: nameEnd,
      value: value,
      needsDecoding: needsDecoding
    )
    attributes.append(attribute)
    place += 1
    if isDeclaration(attribute, in: window) { return .declaration }
    return colon < 0 ? .plain : .prefixed
  }

  private mutating func forgetAttributes() {
    // A few are gone sooner one by one.
    if attributes.count > 16 { attributes.removeAll(keepingCapacity: true) }
    while !attributes.isEmpty { attributes.removeLast() }
  }

  private mutating func refuseDuplicates(in window: Span<UInt8>) throws(XMLError) {
    let count = attributes.count
    if count <= 12 {
      for first in 1..<count {
        for second in 0..<first
        where sameBytes(window, attributes[first].wholeName, attributes[second].wholeName) {
          throw error(.duplicateAttribute, at: attributes[first].nameStart)
        }
      }
      return
    }
    // A tag with very many attributes must not cost their square.
    forgetHashes(expecting: count)
    for index in 0..<count {
      let attribute = attributes[index]
      guard note(nameHash(window, attribute.wholeName)) else {
        throw error(.duplicateAttribute, at: attribute.nameStart)
      }
    }
  }

  /// Makes room for the hashes of a tag, at most so many.
  mutating func forgetHashes(expecting count: Int) {
    var size = 32
    while size < 2 * count { size *= 2 }
    hashes.removeAll(keepingCapacity: true)
    hashes.append(contentsOf: repeatElement(0, count: size))
  }

  /// Notes a hash; false where it was noted before.
  mutating func note(_ hash: UInt64) -> Bool {
    // Never 0, which stands for none; where it goes no file can foresee.
    let mark = (hash &* bucketSeed) | 1
    var slot = Int(truncatingIfNeeded: mark >> 32) & (hashes.count - 1)
    while hashes[slot] != 0 {
      if hashes[slot] == mark { return false }
      slot = (slot + 1) & (hashes.count - 1)
    }
    hashes[slot] = mark
    return true
  }
}

/// Where the name ends that begins at a place, and where its first colon stands; -1 where none does.
@inline(__always)
func endOfName(_ window: Span<UInt8>, from start: Int) -> (end: Int, colon: Int) {
  var place = start
  // Eight bytes from `start` on lie in the window.
  if start + 8 <= window.count { place += unsafe window.bytes.word(at: start).leadingLetters }
  var colon = -1
  while place < window.count, isNamePart(window[place]) {
    if window[place] == UInt8(ascii: ":"), colon < 0 { colon = place }
    place += 1
  }
  return (place, colon)
}

/// Finds an attribute that is written the way nearly all are.
///
/// ```
///  name="value"
/// ```
/// One blank, a name of letters, and a value in which every byte stands for itself. Whatever differs
/// by a byte, or stands too near to the end of the window, is left to the grammar.
private enum PlainAttribute {
  /// The attribute whose blank stands at a place; nil where there is none of this kind.
  @inline(__always)
  static func find(in window: Span<UInt8>, at place: Int) -> XMLAttribute? {
    let bytes = unsafe window.bytes
    // Every offset that is read below is less than 24 past `place`, or less than 8 past `index`.
    let limit = window.count - 24
    guard place <= limit, unsafe bytes.byte(at: place) == 0x20 else { return nil }
    let start = place + 1
    var end = start + (unsafe bytes.word(at: start).leadingLetters)
    if end == start + 8 { end += unsafe bytes.word(at: end).leadingLetters }
    guard end > start, unsafe bytes.byte(at: end) == UInt8(ascii: "="),
      unsafe bytes.byte(at: end + 1) == UInt8(ascii: "\"")
    else { return nil }
    var index = end + 2
    while index <= limit {
      let word = unsafe bytes.word(at: index)
      let special =
        (RawSpan.zeros(word ^ 0x2222_2222_2222_2222) | RawSpan.zeros(word ^ 0x2626_2626_2626_2626)
          | RawSpan.zeros(word ^ 0x3C3C_3C3C_3C3C_3C3C) | (word &- 0x2020_2020_2020_2020) & ~word)
        & 0x8080_8080_8080_8080
      guard special != 0 else {
        index += 8
        continue
      }
      index += special.trailingZeroBitCount / 8
      guard unsafe bytes.byte(at: index) == UInt8(ascii: "\"") else { return nil }
      return XMLAttribute(
        nameStart: start,
        localStart: start,
        nameEnd: end,
        value: end + 2..<index,
        needsDecoding: false
      )
    }
    return nil
  }
}

extension UInt64 {
  /// How many of the eight bytes, from the lowest on, are Latin letters up to the first that is none.
  @inline(__always)
  fileprivate var leadingLetters: Int {
    let low = (self | 0x2020_2020_2020_2020) & 0x7F7F_7F7F_7F7F_7F7F
    // The highest bit of each byte tells; nothing is carried from one byte to the next.
    let fromA = low &+ 0x1F1F_1F1F_1F1F_1F1F
    let beyondZ = low &+ 0x0505_0505_0505_0505
    let others = ~(fromA & ~beyondZ & ~self) & 0x8080_8080_8080_8080
    return others.trailingZeroBitCount / 8
  }
}

@inline(__always)
func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}

@inline(__always)
func isNameStart(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
    || byte >= 0x80
}

@inline(__always)
func isNamePart(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 11 || byte == UInt8(ascii: "_")
    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte >= 0x80
}

/// FNV-1a over the bytes of a name.
@inline(__always)
func nameHash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for index in range { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
  return hash
}

@inline(__always)
func sameBytes(_ window: Span<UInt8>, _ left: Range<Int>, _ right: Range<Int>) -> Bool {
  guard left.count == right.count else { return false }
  for index in 0..<left.count
  where window[left.lowerBound + index] != window[right.lowerBound + index] {
    return false
  }
  return true
}
