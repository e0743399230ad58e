import HebiaoCore

/// A wording with `*` for any text, compared after normalisation.
public struct TextPattern: Sendable, Hashable {
  /// The wording as the schema has it.
  public let source: String
  private let pieces: [[UInt8]]
  /// Whether it stands for one text only.
  package let isExact: Bool
  /// Bytes that every text of this wording has at least.
  package let minimumLength: Int
  /// The characters that every text of this wording has.
  package let signature: TextSignature

  /// A pattern; everything but `*` stands for itself.
  public init(_ source: String) {
    self.source = source
    let normalized = NormalizedText.header(source)
    var pieces: [[UInt8]] = [[]]
    for byte in normalized.utf8 {
      if byte == UInt8(ascii: "*") {
        pieces.append([])
      } else {
        pieces[pieces.count - 1].append(byte)
      }
    }
    self.pieces = pieces
    isExact = pieces.count == 1
    minimumLength = pieces.reduce(0) { $0 + $1.count }
    signature = pieces.reduce(TextSignature(of: "")) { $0.union(TextSignature(of: $1)) }
  }

  /// The text it stands for, normalised, where it stands for one only.
  package var onlyText: String? {
    isExact ? pieces.first.map { String(decoding: $0, as: UTF8.self) } : nil
  }

  /// Whether a text that `NormalizedText.header` has normalised has this wording.
  ///
  /// Complexity: the length of the text times the number of pieces.
  public func matches(_ normalized: String) -> Bool {
    var text = normalized
    return text.withUTF8 { matches($0) }
  }

  /// What a normalised text of this wording has before the wording's own words; nil for others.
  package func textBefore(in normalized: String) -> String? {
    guard matches(normalized), let words = pieces.first(where: { !$0.isEmpty }) else { return nil }
    if pieces.first?.isEmpty == false { return "" }
    var text = normalized
    let offset = text.withUTF8 { Self.firstPlace(of: words, in: $0, from: 0, to: $0.count) }
    return offset.map { String(decoding: normalized.utf8.prefix($0), as: UTF8.self) }
  }

  /// Whether a normalised text, its signature known, has this wording.
  package func matches(_ normalized: String, signature textSignature: TextSignature) -> Bool {
    textSignature.mayContain(signature) && matches(normalized)
  }

  private func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count >= minimumLength, let head = pieces.first, let tail = pieces.last,
      Self.stands(head, in: text, at: 0)
    else { return false }
    if isExact { return text.count == head.count }
    let end = text.count - tail.count
    guard Self.stands(tail, in: text, at: end) else { return false }
    var start = head.count
    for piece in pieces.dropFirst().dropLast() {
      guard let found = Self.firstPlace(of: piece, in: text, from: start, to: end) else {
        return false
      }
      start = found + piece.count
    }
    return true
  }

  private static func firstPlace(
    of piece: [UInt8],
    in text: UnsafeBufferPointer<UInt8>,
    from start: Int,
    to end: Int
  ) -> Int? {
    var place = start
    while place + piece.count <= end {
      if stands(piece, in: text, at: place) { return place }
      place += 1
    }
    return nil
  }

  private static func stands(
    _ piece: [UInt8],
    in text: UnsafeBufferPointer<UInt8>,
    at place: Int
  ) -> Bool {
    for index in 0..<piece.count where text[place + index] != piece[index] { return false }
    return true
  }
}
