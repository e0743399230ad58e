import SpreadsheetML
import XMLScanning

/// What stands behind the reference in lines written lately, to be written again: cells of one table
/// hold the same few texts, numbers and dates over and over.
struct LineEnds: ~Copyable {
  /// All that the end of a line follows from, where the cell has no formula and no text of its own.
  struct Key: Hashable {
    var payload: UInt64
    var format: UInt32
    var kind: UInt8

    /// The key of a cell; nil where its value stands elsewhere.
    @inline(__always)
    init?(_ cell: RawCell, format: Int) {
      if cell.hasOwnText { return nil }
      payload = cell.payload
      self.format = UInt32(truncatingIfNeeded: format)
      kind = cell.kind.rawValue
    }

    /// The place of the key in a table of 2^`bits` entries.
    @inline(__always)
    func place(bits: UInt64) -> Int {
      let mixed = (payload ^ UInt64(format) << 40) &* 0x9E37_79B9_7F4A_7C15
      return Int(truncatingIfNeeded: mixed >> (64 - bits))
    }
  }

  private struct Entry {
    var key: Key
    var start: Int
    var count: Int
  }

  private var entries: [Entry?]
  private var texts = OutputBytes(capacity: limit + longest)

  private static let bits: UInt64 = 12
  /// Bytes up to which the end of a line is kept here.
  static let longest = 1 << 10
  /// Bytes that are kept; beyond them all are forgotten.
  private static let limit = 1 << 18

  init() {
    entries = [Entry?](repeating: nil, count: 1 << Int(Self.bits))
  }

  /// Appends the end of the line of a cell; false where it is not kept.
  @inline(__always)
  func append(_ key: Key, to output: inout OutputBytes) -> Bool {
    guard let entry = entries[key.place(bits: Self.bits)], entry.key == key else { return false }
    output.append(texts, entry.start..<entry.start + entry.count)
    return true
  }

  /// Keeps the end of a line, what `output` holds from a place on, instead of another.
  mutating func keep(_ output: borrowing OutputBytes, from start: Int, for key: Key) {
    let count = output.count - start
    guard count <= Self.longest else { return }
    if texts.count > Self.limit {
      texts.truncate(to: 0)
      for index in entries.indices { entries[index] = nil }
    }
    entries[key.place(bits: Self.bits)] = Entry(key: key, start: texts.count, count: count)
    texts.append(output, start..<output.count)
  }
}

/// The ends of lines with long shared texts, ready to be written again: a few bytes of a file may ask
/// for a text of megabytes any number of times.
struct LongLineEnds {
  private var ends: [LineEnds.Key: [UInt8]] = [:]
  private var keptBytes = 0

  /// Bytes from which a text is long; Excel ends one after 32,767 characters.
  private static let longText = 1 << 15
  /// Bytes that are kept; beyond them all are forgotten.
  private static let limit = 48 << 20

  static func isLong(_ cell: RawCell, _ resolver: CellResolver) -> Bool {
    cell.kind == .sharedString
      && (resolver.strings.withBytes(cell.payload) { $0.count } ?? 0) >= longText
  }

  subscript(key: LineEnds.Key) -> [UInt8]? { ends[key] }

  /// Keeps the end of a line, however long it is, at least until the next one.
  mutating func keep(_ end: [UInt8], for key: LineEnds.Key) {
    if keptBytes + end.count > Self.limit {
      ends.removeAll()
      keptBytes = 0
    }
    ends[key] = end
    keptBytes += end.count
  }
}
