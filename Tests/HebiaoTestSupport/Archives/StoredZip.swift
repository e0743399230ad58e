/// A zip archive of literal parts, for tests of what reads it.
public struct StoredZip {
  /// How an entry's bytes are stored.
  public enum Method: Sendable {
    /// As they are.
    case stored
    /// As deflate blocks that hold them as they are.
    case deflateBlocks
  }

  private struct Entry {
    var name: [UInt8]
    var offset: Int
    var crc: UInt32
    var method: UInt16
    var compressed: Int
    var size: Int
    var flags: UInt16
  }

  private var body: [UInt8] = []
  private var entries: [Entry] = []

  /// An archive without entries.
  public init() {}

  /// The bytes of an archive that holds these parts.
  public static func bytes(_ parts: [(String, String)], method: Method = .stored) -> [UInt8] {
    var archive = StoredZip()
    for (name, text) in parts { archive.add(name, Array(text.utf8), method: method) }
    return archive.finish()
  }

  /// The parts of an archive whose entries are stored as they are; those of others are left out.
  public static func parts(of archive: [UInt8]) -> [(name: String, content: [UInt8])] {
    func number(_ place: Int, _ count: Int) -> Int {
      guard place + count <= archive.count else { return 0 }
      return archive[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    var parts: [(name: String, content: [UInt8])] = []
    var place = 0
    while number(place, 4) == 0x0403_4B50 {
      let nameStart = place + 30
      let start = nameStart + number(place + 26, 2) + number(place + 28, 2)
      let end = start + number(place + 18, 4)
      guard end <= archive.count else { break }
      if number(place + 8, 2) == 0 {
        let name = String(decoding: archive[nameStart..<start], as: UTF8.self)
        parts.append((name, Array(archive[start..<end])))
      }
      place = end
    }
    return parts
  }

  /// Adds a part; a checksum or flags other than the true ones make a damaged one.
  public mutating func add(
    _ name: String,
    _ content: [UInt8],
    method: Method = .stored,
    crc: UInt32? = nil,
    flags: UInt16 = 0
  ) {
    let data = method == .stored ? content : Self.blocks(of: content)
    let entry = Entry(
      name: Array(name.utf8),
      offset: body.count,
      crc: crc ?? Self.crc(of: content),
      method: method == .stored ? 0 : 8,
      compressed: data.count,
      size: content.count,
      flags: flags
    )
    body += Self.bytes(0x0403_4B50, 4) + Self.header(of: entry)
    body += entry.name + data
    entries.append(entry)
  }

  /// The whole archive.
  public func finish() -> [UInt8] {
    var directory: [UInt8] = []
    for entry in entries {
      directory += Self.bytes(0x0201_4B50, 4) + Self.bytes(20, 2) + Self.header(of: entry)
      directory += Self.bytes(0, 10) + Self.bytes(entry.offset, 4) + entry.name
    }
    let end =
      Self.bytes(0x0605_4B50, 4) + Self.bytes(0, 4) + Self.bytes(entries.count, 2)
      + Self.bytes(entries.count, 2) + Self.bytes(directory.count, 4)
      + Self.bytes(body.count, 4) + Self.bytes(0, 2)
    return body + directory + end
  }

  private static func header(of entry: Entry) -> [UInt8] {
    bytes(20, 2) + bytes(Int(entry.flags), 2) + bytes(Int(entry.method), 2) + bytes(0, 2)
      + bytes(0x21, 2) + bytes(Int(entry.crc), 4) + bytes(entry.compressed, 4)
      + bytes(entry.size, 4) + bytes(entry.name.count, 2) + bytes(0, 2)
  }

  private static func blocks(of content: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var start = 0
    repeat {
      let end = min(start + 65_535, content.count)
      let count = end - start
      output.append(end == content.count ? 1 : 0)
      output += bytes(count, 2) + bytes(~count & 0xFFFF, 2) + content[start..<end]
      start = end
    } while start < content.count
    return output
  }

  private static func bytes(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
  }

  private static func crc(of content: [UInt8]) -> UInt32 {
    var crc: UInt32 = .max
    for byte in content { crc = crc >> 8 ^ table[Int(UInt8(truncatingIfNeeded: crc) ^ byte)] }
    return ~crc
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
  }
}
