import TableSchemas

/// Many wordings, looked through for those that a text has.
///
/// Most wordings stand for one text only, so they are looked up; of those with `*` most are ruled
/// out by the characters that a text lacks.
struct WordingIndex: Sendable {
  private var exact = TextMap<[UInt16]>()
  /// The wordings with `*`, and beside them what rules most of them out.
  private var patterns: [TextPattern] = []
  private var filters: [Filter] = []

  private struct Filter {
    var signature: TextSignature
    var minimumLength: Int32
    var code: UInt16
  }

  /// The wordings of things that are told by their position in a list.
  init(_ wordings: [[TextPattern]]) {
    for (position, wordings) in wordings.enumerated() {
      let code = UInt16(clamping: position)
      for pattern in wordings {
        if let text = pattern.onlyText {
          exact.set((exact[text] ?? []) + [code], for: text)
        } else {
          patterns.append(pattern)
          filters.append(
            Filter(
              signature: pattern.signature,
              minimumLength: Int32(clamping: pattern.minimumLength),
              code: code
            )
          )
        }
      }
    }
  }

  /// The positions of the things that a normalised text is worded like, ascending.
  func codes(of normalized: String, signature: TextSignature) -> [UInt16] {
    var found = exact[normalized] ?? []
    let length = Int32(clamping: normalized.utf8.count)
    for (index, filter) in filters.enumerated()
    where signature.mayContain(filter.signature) && length >= filter.minimumLength
      && !found.contains(filter.code) && patterns[index].matches(normalized)
    {
      found.append(filter.code)
    }
    if found.count > 1 { found = Set(found).sorted() }
    return found
  }
}
