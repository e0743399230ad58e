import HebiaoCore

/// Values by text, where texts are told apart by their bytes.
///
/// A dictionary of strings compares characters, which costs more than it is worth for the texts of
/// cells: they are looked up by the hundred in every sheet.
///
///     slots   [0, 2, 0, 1, …]      ← positions in `entries`, counted from 1; a power of two
///     entries [(hash, "合计", …), (hash, "片区1", …)]
///
/// The hash depends on numbers drawn for each map, so that no file can be made in which
/// all texts meet in one slot.
struct TextMap<Value: Sendable>: Sendable {
  private struct Entry: Sendable {
    var hash: UInt64
    var text: String
    var value: Value
  }

  private var entries: [Entry] = []
  private var slots: [Int32] = []
  private let seed = UInt64.random(in: .min ... .max)
  private let factor = UInt64.random(in: .min ... .max) | 1

  /// How many texts have a value.
  var count: Int { entries.count }

  /// The value of a text; nil where it has none.
  ///
  /// Complexity: linear in the text.
  subscript(text: String) -> Value? {
    entries.isEmpty ? nil : value(of: text, hash: hash(of: text))
  }

  /// The same of a text whose hash is known.
  func value(of text: String, hash: UInt64) -> Value? {
    if entries.isEmpty { return nil }
    return Self.withBytes(of: text) { entry(of: $0, hash: hash) }.map { entries[$0].value }
  }

  /// What tells nearly all texts apart; another map has other hashes.
  func hash(of text: String) -> UInt64 {
    Self.withBytes(of: text) { hash(of: $0) }
  }

  /// Gives a text its value, instead of the one it had.
  mutating func set(_ value: Value, for text: String) {
    if (entries.count + 1) * 2 > slots.count { grow() }
    let hash = hash(of: text)
    if let found = Self.withBytes(of: text, { entry(of: $0, hash: hash) }) {
      entries[found].value = value
    } else {
      entries.append(Entry(hash: hash, text: text, value: value))
      place(Int32(entries.count), hash: hash)
    }
  }

  /// Forgets everything.
  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = 0 }
  }

  private func entry(of bytes: UnsafeRawBufferPointer, hash: UInt64) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let position = Int(slots[slot]) - 1
      if entries[position].hash == hash,
        Self.withBytes(of: entries[position].text, { $0.isSame(as: bytes) })
      {
        return position
      }
      slot = (slot + 1) & mask
    }
    return nil
  }

  private mutating func place(_ number: Int32, hash: UInt64) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = number
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: max(64, slots.count * 2))
    for (position, entry) in entries.enumerated() { place(Int32(position + 1), hash: entry.hash) }
  }

  // MARK: Hashing

  private func hash(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = seed ^ UInt64(bytes.count)
    for offset in stride(from: 0, to: bytes.count, by: 8) {
      hash = mixed(hash ^ bytes.word(at: offset))
    }
    return hash
  }

  private func mixed(_ word: UInt64) -> UInt64 {
    let product = (word ^ seed).multipliedFullWidth(by: factor)
    return product.high ^ product.low
  }

  private static func withBytes<Result>(
    of text: String,
    _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    text.withBytes { body(UnsafeRawBufferPointer($0)) }
  }
}
