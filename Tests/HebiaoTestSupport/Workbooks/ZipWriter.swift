/// Writes a ZIP archive whose bytes depend on nothing but its entries.
///
/// Timestamps are fixed, so that a sample made twice is the same file.
/// Source: APPNOTE.TXT 6.3.3, 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (end record).
public struct ZipWriter: Sendable {
  /// How an entry's bytes are kept.
  public enum Method: Sendable, Hashable {
    /// As they are, method 0.
    case stored
    /// As a DEFLATE stream of stored blocks, method 8.
    case deflatedStoredBlocks
  }

  private var archive: [UInt8] = []
  private var directory: [UInt8] = []
  private var entryCount = 0

  /// An empty archive.
  public init() {}

  /// Adds a file.
  public mutating func add(_ name: String, _ content: [UInt8], method: Method = .stored) {
    let data = method == .stored ? content : Self.storedBlocks(content)
    let name = Array(name.utf8)
    let offset = archive.count
    var fields: [UInt8] = []
    fields.append(littleEndian: 20 as UInt16)
    fields.append(littleEndian: 0x0800 as UInt16)  // names are UTF-8
    fields.append(littleEndian: method == .stored ? 0 : 8 as UInt16)
    fields.append(littleEndian: 0 as UInt16)  // 00:00:00
    fields.append(littleEndian: 0x5821 as UInt16)  // 1 January 2024
    fields.append(littleEndian: CRC32.checksum(of: content))
    fields.append(littleEndian: UInt32(data.count))
    fields.append(littleEndian: UInt32(content.count))
    fields.append(littleEndian: UInt16(name.count))
    fields.append(littleEndian: 0 as UInt16)
    archive += [0x50, 0x4B, 3, 4] + fields + name + data
    directory += [0x50, 0x4B, 1, 2, 20, 0] + fields
    directory += [UInt8](repeating: 0, count: 10)  // comment, disk, attributes
    directory.append(littleEndian: UInt32(offset))
    directory += name
    entryCount += 1
  }

  /// The whole archive.
  public func finished() -> [UInt8] {
    var end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0]
    end.append(littleEndian: UInt16(entryCount))
    end.append(littleEndian: UInt16(entryCount))
    end.append(littleEndian: UInt32(directory.count))
    end.append(littleEndian: UInt32(archive.count))
    end.append(littleEndian: 0 as UInt16)
    return archive + directory + end
  }

  private static func storedBlocks(_ content: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = []
    var start = 0
    repeat {
      let end = min(start + 0xFFFF, content.count)
      stream.append(end == content.count ? 1 : 0)
      stream.append(littleEndian: UInt16(end - start))
      stream.append(littleEndian: ~UInt16(end - start))
      stream += content[start..<end]
      start = end
    } while start < content.count
    return stream
  }
}

/// The checksum that ZIP keeps of each entry.
///
/// Source: APPNOTE.TXT 6.3.3, 4.4.7; the polynomial of ITU-T V.42, reflected.
public enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { rest, _ in
      rest & 1 == 1 ? (rest >> 1) ^ 0xEDB8_8320 : rest >> 1
    }
  }

  /// The checksum of some bytes.
  public static func checksum(of bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { sum, byte in
      (sum >> 8) ^ table[Int(truncatingIfNeeded: (sum ^ UInt32(byte)) & 0xFF)]
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
    for shift in stride(from: 0, to: type(of: value).bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}
