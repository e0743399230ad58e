import HebiaoCore

/// A wording with `*` for any text, compared after normalisation.
///
/// An object, since wordings are looked through by the hundred; two are the same if they are written
/// the same.
///
///     *完成*情况  →  words 完成情况, ends [0, 6, 12]: an empty piece, 完成, 情况
public final class TextPattern: Sendable, Hashable {
  /// The wording as the schema has it.
  public let source: String
  /// The pieces between asterisks, one after the other.
  private let words: [UInt8]
  /// Where each piece ends in `words`.
  private let ends: [Int]
  /// Whether it stands for one text only.
  package let isExact: Bool
  /// The characters that every text of this wording has.
  package let signature: TextSignature

  /// A pattern; everything but `*` stands for itself.
  public init(_ source: String) {
    self.source = source
    let pieces = NormalizedText.header(source).utf8.split(
      separator: UInt8(ascii: "*"),
      omittingEmptySubsequences: false
    )
    words = pieces.flatMap { Array($0) }
    var ends: [Int] = []
    for piece in pieces { ends.append((ends.last ?? 0) + piece.count) }
    self.ends = ends
    isExact = pieces.count == 1
    signature = pieces.reduce(TextSignature(of: "")) { $0.union(TextSignature(of: Array($1))) }
  }

  /// Whether two are written the same.
  public static func == (left: TextPattern, right: TextPattern) -> Bool {
    left.source == right.source
  }

  /// Hashes what is written.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(source)
  }

  /// Bytes that every text of this wording has at least.
  package var minimumLength: Int { words.count }

  /// The text it stands for, normalised, where it stands for one only.
  package var onlyText: String? {
    isExact ? String(decoding: words, as: UTF8.self) : nil
  }

  /// Whether a text that `NormalizedText.header` has normalised has this wording.
  ///
  /// Complexity: the length of the text times the number of pieces.
  public func matches(_ normalized: String) -> Bool {
    normalized.withBytes { matches($0) }
  }

  /// What a normalised text of this wording has before the wording's own words; nil for others.
  package func textBefore(in normalized: String) -> String? {
    guard matches(normalized), let piece = ends.indices.first(where: { !isEmpty($0) }) else {
      return nil
    }
    if piece == 0 { return "" }
    let offset = normalized.withBytes { text in
      words.withUnsafeBufferPointer { words in
        Self.firstPlace(of: words, range(of: piece), in: text, from: 0, to: text.count)
      }
    }
    return offset.map { String(decoding: normalized.utf8.prefix($0), as: UTF8.self) }
  }

  /// Whether a normalised text, its signature known, has this wording.
  package func matches(_ normalized: String, signature textSignature: TextSignature) -> Bool {
    textSignature.mayContain(signature) && matches(normalized)
  }

  private func isEmpty(_ piece: Int) -> Bool { range(of: piece).isEmpty }

  private func range(of piece: Int) -> Range<Int> {
    (piece == 0 ? 0 : ends[piece - 1])..<ends[piece]
  }

  private func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= words.count else { return false }
    if isExact && text.count != words.count { return false }
    return words.withUnsafeBufferPointer { words in
      let (head, tail) = (range(of: 0), range(of: ends.count - 1))
      let end = text.count - tail.count
      guard Self.stands(words, head, in: text, at: 0), Self.stands(words, tail, in: text, at: end)
      else { return false }
      var start = head.count
      for piece in ends.indices.dropFirst().dropLast() {
        let range = range(of: piece)
        guard let found = Self.firstPlace(of: words, range, in: text, from: start, to: end) else {
          return false
        }
        start = found + range.count
      }
      return true
    }
  }

  private static func firstPlace(
    of words: UnsafeBufferPointer<UInt8>,
    _ piece: Range<Int>,
    in text: UnsafeBufferPointer<UInt8>,
    from start: Int,
    to end: Int
  ) -> Int? {
    var place = start
    while place + piece.count <= end {
      if stands(words, piece, in: text, at: place) { return place }
      place += 1
    }
    return nil
  }

  private static func stands(
    _ words: UnsafeBufferPointer<UInt8>,
    _ piece: Range<Int>,
    in text: UnsafeBufferPointer<UInt8>,
    at place: Int
  ) -> Bool {
    for offset in 0..<piece.count where text[place + offset] != words[piece.lowerBound + offset] {
      return false
    }
    return true
  }
}
