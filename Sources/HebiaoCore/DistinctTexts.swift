/// Texts with a number each, every text once.
///
/// Two texts are the same where their bytes are: letters that Unicode calls equivalent stay as a file
/// has them.
struct DistinctTexts: Sendable {
  private var texts: [String] = []
  /// The number of a text, and one, by its hash; 0 where there is none.
  private var slots: [UInt32] = []
  /// Texts that the slots know of; those behind them were added without a look.
  private var known = 0
  /// Bytes of all texts.
  private(set) var bytes = 0

  /// The most texts that have numbers.
  private static let limit = 1 << 30

  /// How many there are.
  var count: Int { texts.count }

  /// The text of a number.
  subscript(number: Int) -> String { texts[number] }

  /// The number of a text, which is kept where it is a new one.
  mutating func number(of text: String) -> Int {
    var text = text
    return text.withUTF8 { number(of: $0.span) }
  }

  /// The number of a text in UTF-8, which is kept where it is a new one.
  mutating func number(of text: Span<UInt8>) -> Int {
    fillSlots()
    var slot = Self.hash(text) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if Self.equals(texts[number], text) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = append(text)
    known = texts.count
    slots[slot] = UInt32(number + 1)
    return number
  }

  /// Adds a text that is a new one, or need not be found again.
  mutating func append(_ text: Span<UInt8>) -> Int {
    precondition(texts.count < Self.limit, "more texts than a sheet can hold")
    bytes += text.count
    texts.append(text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) })
    return texts.count - 1
  }

  /// Lets go of what only finding texts needs; it is made again where it is needed again.
  mutating func finish() {
    slots = []
    known = 0
  }

  /// Lets the slots know of every text, with as much room again.
  private mutating func fillSlots() {
    if slots.count < 2 * (texts.count + 1) {
      var size = 64
      while size < 4 * (texts.count + 1) { size *= 2 }
      slots = [UInt32](repeating: 0, count: size)
      known = 0
    }
    while known < texts.count {
      var slot = texts[known].withBytes { Self.hash($0.span) } & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      known += 1
      slots[slot] = UInt32(known)
    }
  }

  /// Seeded afresh in every process, so that no file can aim at one slot.
  private static func hash(_ text: Span<UInt8>) -> Int {
    var hasher = Hasher()
    text.withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize() & Int.max
  }

  private static func equals(_ known: String, _ text: Span<UInt8>) -> Bool {
    text.withUnsafeBytes { text in
      known.withBytes { UnsafeRawBufferPointer($0).isSame(as: text) }
    }
  }
}
