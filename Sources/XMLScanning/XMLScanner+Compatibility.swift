/// Markup compatibility: what a part says of content that not every program understands.
///
/// ```
/// <mc:AlternateContent>                       the first choice that is understood, or the fallback
///   <mc:Choice Requires="x">…</mc:Choice>
///   <mc:Fallback>…</mc:Fallback>
/// </mc:AlternateContent>
/// mc:ProcessContent="x:wrap"                  <x:wrap> is passed over, what it holds is not
/// mc:MustUnderstand="x"                       who does not know `x` must not read the element
/// ```
/// Source: ISO/IEC 29500-3.
extension XMLScanner {
  /// Elements of a namespace that are not understood, but whose content is.
  struct ProcessedContent {
    /// What tells the namespace from others.
    var uriHash: UInt64
    /// What tells the local name from others; nil where every name is meant.
    var nameHash: UInt64?
    /// Elements that were open, the one that says so included.
    var depth: Int
  }

  /// Takes note of what the tag last seen says of extensions in its element.
  ///
  /// - Throws: `XMLError` where one must be understood that is not.
  mutating func noteCompatibility(in window: Span<UInt8>) throws(XMLError) {
    // What is left out may ask for what it likes.
    guard skipDepth == .max else { return }
    for index in attributes.indices {
      let attribute = attributes[index]
      // Both names have fourteen letters.
      guard attribute.hasPrefix, attribute.name.count == 14,
        binding(of: window, attribute.prefix) == .markupCompatibility
      else { continue }
      let name = XMLName(window, attribute.name)
      var place = attribute.value.lowerBound
      while let word = word(in: window, attribute.value, from: place) {
        place = word.upperBound
        if name == "MustUnderstand" {
          guard let known = declaration(of: window, word), bindings[known].isPublished else {
            throw error(.notUnderstood, at: word.lowerBound)
          }
        } else if name == "ProcessContent" {
          try noteProcessedContent(word, in: window)
        }
      }
    }
  }

  /// Notes a name, `x:wrap` or `x:*`, whose elements only wrap content.
  private mutating func noteProcessedContent(
    _ word: Range<Int>,
    in window: Span<UInt8>
  ) throws(XMLError) {
    guard let colon = word.first(where: { window[$0] == UInt8(ascii: ":") }),
      let known = declaration(of: window, word.lowerBound..<colon)
    else { return }
    guard processedContents.count < Limit.processedContents else {
      throw error(.tooManyNamespaces, at: word.lowerBound)
    }
    let local = colon + 1..<word.upperBound
    let isEveryName = local.count == 1 && window[local.lowerBound] == UInt8(ascii: "*")
    processedContents.append(
      ProcessedContent(
        uriHash: bindings[known].uriHash,
        nameHash: isEveryName ? nil : nameHash(window, local),
        depth: depth
      )
    )
  }

  /// Whether the tag last seen, of a namespace that is not understood, only wraps content.
  func isProcessedContent(in window: Span<UInt8>) -> Bool {
    let start = tagStart + 1
    let (end, colon) = endOfName(window, from: start)
    let prefix = start..<(colon < 0 ? start : colon)
    guard let known = declaration(of: window, prefix) else { return false }
    let uriHash = bindings[known].uriHash
    let name = nameHash(window, (colon < 0 ? start : colon + 1)..<end)
    return processedContents.contains { content in
      content.uriHash == uriHash && (content.nameHash ?? name) == name
    }
  }

  /// Refuses two attributes of one namespace and one name, under different prefixes.
  mutating func refuseSameNames(in window: Span<UInt8>) throws(XMLError) {
    var first: XMLAttribute?
    var hasSeveralPrefixes = false
    for attribute in attributes where attribute.hasPrefix && !isDeclaration(attribute, in: window) {
      if let first, !sameBytes(window, first.prefix, attribute.prefix) { hasSeveralPrefixes = true }
      first = first ?? attribute
    }
    guard hasSeveralPrefixes else { return }
    forgetHashes(expecting: attributes.count)
    for index in attributes.indices {
      let attribute = attributes[index]
      guard attribute.hasPrefix, !isDeclaration(attribute, in: window),
        let known = declaration(of: window, attribute.prefix)
      else { continue }
      guard note(bindings[known].uriHash &* 31 &+ nameHash(window, attribute.name)) else {
        throw error(.duplicateAttribute, at: attribute.nameStart)
      }
    }
  }

  /// The next word of a list, from a place on; nil where there is none.
  private func word(
    in window: Span<UInt8>,
    _ list: Range<Int>,
    from place: Int
  ) -> Range<Int>? {
    var start = place
    while start < list.upperBound, isSpace(window[start]) { start += 1 }
    var end = start
    while end < list.upperBound, !isSpace(window[end]) { end += 1 }
    return start == end ? nil : start..<end
  }

  /// Whether the tag last seen only wraps content that applies to us.
  var isCompatibilityWrapper: Bool {
    name == "AlternateContent" || name == "Fallback" || name == "Choice"
  }

  /// Handles the start of an element of markup compatibility; an unknown one is left out.
  mutating func enterCompatibility(in window: Span<UInt8>) {
    if name == "AlternateContent" {
      alternates.append((depth, false))
      wrappers += 1
      return
    }
    guard let last = alternates.last, last.depth == depth - 1, !last.taken else {
      skipElement()
      return
    }
    if name == "Choice", understandsRequirements(in: window) {
      alternates[alternates.count - 1].taken = true
      wrappers += 1
    } else if name == "Fallback" {
      wrappers += 1
    } else {
      skipElement()
    }
  }

  /// Whether every prefix that `Requires` names stands for a namespace that is read here.
  private func understandsRequirements(in window: Span<UInt8>) -> Bool {
    for attribute in attributes where XMLName(window, attribute.name) == "Requires" {
      var place = attribute.value.lowerBound
      while let word = word(in: window, attribute.value, from: place) {
        if binding(of: window, word) != .spreadsheet { return false }
        place = word.upperBound
      }
      return true
    }
    return false
  }
}
