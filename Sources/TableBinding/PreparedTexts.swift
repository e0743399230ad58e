/// The texts that were met again after they had been prepared, up to a bound.
///
/// Headers and marks recur in every workbook, names and sentences hardly ever: what was met once is
/// only noted by its hash, so that the texts that are kept stay few and near the processor.
struct PreparedTexts: Sendable {
  /// What is known of a text; nil where it shows nothing.
  private var texts = TextMap<PreparedText?>()
  /// A part of the hash of the text last met, for each of many groups of texts.
  private var met = [UInt32](repeating: 0, count: Self.groups)

  private static let limit = 20_000
  /// A power of two.
  private static let groups = 1 << 14

  /// What is known of a text, or else what can be made of it; nil where it shows nothing.
  mutating func prepared(_ text: String, make: (String) -> PreparedText?) -> PreparedText? {
    let hash = texts.hash(of: text)
    if let known = texts.value(of: text, hash: hash) { return known }
    let made = make(text)
    if isMetAgain(hash) {
      if texts.count >= Self.limit { texts.removeAll() }
      texts.set(made, for: text)
    }
    return made
  }

  private mutating func isMetAgain(_ hash: UInt64) -> Bool {
    let group = Int(truncatingIfNeeded: hash) & (Self.groups - 1)
    // Never 0, which stands for none.
    let tag = UInt32(truncatingIfNeeded: hash >> 32) | 1
    if met[group] == tag { return true }
    met[group] = tag
    return false
  }
}
