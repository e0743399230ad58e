import TableSchemas

/// Many wordings, looked through for those that a text has.
///
/// Most wordings stand for one text only, so they are looked up; of those with `*` most are ruled
/// out by the characters that a text lacks.
struct WordingIndex: Sendable {
  private var exact: [PreparedTexts.Key: [UInt16]] = [:]
  private var open: [Open] = []

  private struct Open {
    var signature: TextSignature
    var minimumLength: Int
    var code: UInt16
    var pattern: TextPattern
  }

  /// The wordings of things that are told by their position in a list.
  init(_ patterns: [[TextPattern]]) {
    for (position, patterns) in patterns.enumerated() {
      let code = UInt16(clamping: position)
      for pattern in patterns {
        if let text = pattern.onlyText {
          exact[PreparedTexts.Key(text: text), default: []].append(code)
        } else {
          open.append(
            Open(
              signature: pattern.signature,
              minimumLength: pattern.minimumLength,
              code: code,
              pattern: pattern
            )
          )
        }
      }
    }
  }

  /// The positions of the things that a normalised text is worded like, ascending.
  func codes(of normalized: String, signature: TextSignature) -> [UInt16] {
    var found = exact[PreparedTexts.Key(text: normalized)] ?? []
    let length = normalized.utf8.count
    for wording in open
    where signature.mayContain(wording.signature) && length >= wording.minimumLength
      && !found.contains(wording.code) && wording.pattern.matches(normalized)
    {
      found.append(wording.code)
    }
    if found.count > 1 { found = Set(found).sorted() }
    return found
  }
}
