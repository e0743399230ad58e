/// A ZIP archive of which every field can be made to lie, for tests of what reads it.
///
/// Source: APPNOTE.TXT 6.3.10, 4.3 and 4.5.3.
public struct CraftedZip {
  /// One entry; what is not set is what a truthful program would write.
  public struct Entry {
    /// The name in the directory.
    public var name: [UInt8]
    /// The content as it is stored.
    public var data: [UInt8]
    /// The checksum of the content before compression.
    public var crc: UInt32
    /// Bytes of the content before compression.
    public var size: Int
    /// The method in both headers.
    public var method = 0
    /// The general purpose bits in both headers.
    public var flags = 0x0800
    /// Extra fields in the directory.
    public var extra: [UInt8] = []
    /// Extra fields in the local header.
    public var localExtra: [UInt8] = []
    /// The comment in the directory.
    public var comment: [UInt8] = []
    /// The name in the local header.
    public var localName: [UInt8]?
    /// The method in the local header.
    public var localMethod: Int?
    /// The general purpose bits in the local header.
    public var localFlags: Int?
    /// The checksum in the local header.
    public var localCRC: UInt32?
    /// The size in the local header.
    public var localSize: Int?
    /// The size before compression that the directory tells.
    public var declaredSize: Int?
    /// The size of the data that both headers tell.
    public var compressedSize: Int?
    /// Where the directory says that the local header stands.
    public var offset: Int?
    /// What stands behind the data.
    public var descriptor: [UInt8] = []
    /// What stands before the local header.
    public var gap: [UInt8] = []
    /// Whether the sizes stand in ZIP64 extra fields.
    public var isLong = false
    /// Whether the local header and the data are left out.
    public var isOnlyListed = false

    /// An entry that holds bytes as they are.
    public init(_ name: String, _ content: [UInt8]) {
      self.name = Array(name.utf8)
      data = content
      crc = CRC32.checksum(of: content)
      size = content.count
    }

    /// An entry that holds text as it is.
    public init(_ name: String, _ text: String = "") {
      self.init(name, Array(text.utf8))
    }
  }

  /// The entries in the order of the directory.
  public var entries: [Entry] = []
  /// Bytes before the archive.
  public var prefix: [UInt8] = []
  /// Whether offsets count from the file's beginning, although bytes stand before the archive.
  public var offsetsCountPrefix = true
  /// The comment behind the end record.
  public var comment: [UInt8] = []
  /// The length of the comment as it is told.
  public var commentLength: Int?
  /// Bytes behind the archive.
  public var suffix: [UInt8] = []
  /// Bytes between the directory and the end record.
  public var gapBeforeEnd: [UInt8] = []
  /// The number of entries that the end record tells.
  public var count: Int?
  /// The number of this disk.
  public var disk = 0
  /// Where the end record says that the directory stands.
  public var directoryOffset: Int?
  /// The size of the directory that the end record tells.
  public var directorySize: Int?
  /// Whether a ZIP64 end record and its locator stand before the end record.
  public var hasLongEnd = false

  /// An archive of these entries.
  public init(_ entries: [Entry] = []) {
    self.entries = entries
  }

  /// The whole archive.
  public func finish() -> [UInt8] {
    var bytes = prefix
    let base = offsetsCountPrefix ? 0 : prefix.count
    var offsets: [Int] = []
    for entry in entries {
      bytes += entry.gap
      offsets.append(bytes.count - base)
      if !entry.isOnlyListed { bytes += Self.localPart(of: entry) }
    }
    let start = bytes.count
    for (entry, offset) in zip(entries, offsets) {
      bytes += Self.record(of: entry, offset: entry.offset ?? offset)
    }
    let size = bytes.count - start
    bytes += gapBeforeEnd
    bytes += end(start: directoryOffset ?? start - base, size: directorySize ?? size, bytes.count)
    return bytes + comment + suffix
  }

  private func end(start: Int, size: Int, _ place: Int) -> [UInt8] {
    let count = count ?? entries.count
    var end: [UInt8] = []
    if hasLongEnd {
      end += Self.number(0x0606_4B50, 4) + Self.number(44, 8) + Self.number(45, 2)
      end += Self.number(45, 2) + Self.number(disk, 4) + Self.number(disk, 4)
      end += Self.number(count, 8) + Self.number(count, 8)
      end += Self.number(size, 8) + Self.number(start, 8)
      end += Self.number(0x0706_4B50, 4) + Self.number(disk, 4) + Self.number(place, 8)
      end += Self.number(1, 4)
    }
    let (short, long) = hasLongEnd ? (0xFFFF, 0xFFFF_FFFF) : (count, size)
    end += Self.number(0x0605_4B50, 4) + Self.number(hasLongEnd ? 0xFFFF : disk, 2)
    end += Self.number(hasLongEnd ? 0xFFFF : disk, 2)
    end += Self.number(short, 2) + Self.number(short, 2) + Self.number(long, 4)
    end += Self.number(hasLongEnd ? 0xFFFF_FFFF : start, 4)
    return end + Self.number(commentLength ?? comment.count, 2)
  }

  private static func localPart(of entry: Entry) -> [UInt8] {
    let name = entry.localName ?? entry.name
    let isLong = entry.isLong
    let compressed = entry.compressedSize ?? entry.data.count
    let size = entry.localSize ?? entry.declaredSize ?? entry.size
    let extra = (isLong ? longExtra([size, compressed]) : []) + entry.localExtra
    var header = number(0x0403_4B50, 4) + number(isLong ? 45 : 20, 2)
    header += number(entry.localFlags ?? entry.flags, 2)
    header += number(entry.localMethod ?? entry.method, 2) + number(0x5821 << 16, 4)
    header += number(Int(entry.localCRC ?? entry.crc), 4)
    header += number(isLong ? 0xFFFF_FFFF : compressed, 4)
    header += number(isLong ? 0xFFFF_FFFF : size, 4)
    header += number(name.count, 2) + number(extra.count, 2)
    return header + name + extra + entry.data + entry.descriptor
  }

  private static func record(of entry: Entry, offset: Int) -> [UInt8] {
    let isLong = entry.isLong
    let compressed = entry.compressedSize ?? entry.data.count
    let size = entry.declaredSize ?? entry.size
    let extra = (isLong ? longExtra([size, compressed, offset]) : []) + entry.extra
    var record = number(0x0201_4B50, 4) + number(isLong ? 45 : 20, 2) + number(20, 2)
    record += number(entry.flags, 2) + number(entry.method, 2) + number(0x5821 << 16, 4)
    record += number(Int(entry.crc), 4) + number(isLong ? 0xFFFF_FFFF : compressed, 4)
    record += number(isLong ? 0xFFFF_FFFF : size, 4)
    record += number(entry.name.count, 2) + number(extra.count, 2)
    record += number(entry.comment.count, 2) + number(0, 8)
    record += number(isLong ? 0xFFFF_FFFF : offset, 4)
    return record + entry.name + extra + entry.comment
  }

  private static func longExtra(_ values: [Int]) -> [UInt8] {
    number(1, 2) + number(values.count * 8, 2) + values.flatMap { number($0, 8) }
  }

  /// A number in so many bytes, the lowest first.
  public static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
  }
}
