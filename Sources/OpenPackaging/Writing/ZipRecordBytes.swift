import HebiaoCore

/// A local header or a record of the directory as it is stored, to be written again.
///
/// Source: APPNOTE.TXT 6.3.10, 4.3.7 (local header), 4.3.12 (directory).
struct ZipRecordBytes {
  private var bytes: [UInt8]

  /// The year 1980 begins: a part that is made anew has no time of its own.
  private static let noTime: [UInt8] = [0, 0, 0x21, 0]

  init(_ stored: [UInt8]) throws(PackagingError) {
    bytes = stored
  }

  /// The local header of a part that is new.
  init(newEntry name: String) {
    bytes = [0x50, 0x4B, 3, 4, 20, 0, 0, 8, 8, 0] + Self.noTime
    bytes.append(contentsOf: repeatElement(0, count: 12))
    bytes.append(name.utf8.count, bytes: 2)
    bytes.append(0, bytes: 2)
    bytes += name.utf8
  }

  /// The record of a part that is new.
  init(newRecord name: String) {
    bytes = [0x50, 0x4B, 1, 2, 20, 0, 20, 0, 0, 8, 8, 0] + Self.noTime
    bytes.append(contentsOf: repeatElement(0, count: 12))
    bytes.append(name.utf8.count, bytes: 2)
    bytes.append(contentsOf: repeatElement(0, count: 16))
    bytes += name.utf8
  }

  /// The local header of other bytes; sizes stand in it, so that no descriptor follows.
  func localHeader(_ summary: PartSummary) -> [UInt8] {
    let header = bytes.span
    let nameEnd = 30 + header.number16(at: 26)
    let extra = Self.withoutLongSizes(Array(bytes[nameEnd...]))
    var result = Array(bytes[..<nameEnd])
    result.set(Self.flags(header.number16(at: 6)), at: 6, bytes: 2)
    result.set(summary, at: 14)
    result.set(extra.count, at: 28, bytes: 2)
    return result + extra
  }

  /// The record of other bytes at another place.
  func changed(_ summary: PartSummary, offset: Int) throws(PackagingError) -> [UInt8] {
    guard offset < 0xFFFF_FFFF else { throw .tooLargeToWrite }
    let record = bytes.span
    let nameEnd = 46 + record.number16(at: 28)
    let extraEnd = nameEnd + record.number16(at: 30)
    let extra = Self.withoutLongSizes(Array(bytes[nameEnd..<extraEnd]))
    var result = Array(bytes[..<nameEnd])
    result.set(Self.flags(record.number16(at: 8)), at: 8, bytes: 2)
    result.set(summary, at: 16)
    result.set(extra.count, at: 30, bytes: 2)
    result.set(offset, at: 42, bytes: 4)
    return result + extra + bytes[extraEnd...]
  }

  /// The record of the same bytes at another place.
  func moved(to offset: Int) throws(PackagingError) -> [UInt8] {
    guard offset < 0xFFFF_FFFF else { throw .tooLargeToWrite }
    var result = bytes
    let record = bytes.span
    guard record.number32(at: 42) == 0xFFFF_FFFF else {
      result.set(offset, at: 42, bytes: 4)
      return result
    }
    // The offset stands behind the sizes that are written long too.
    let longFields = [20, 24].count { record.number32(at: $0) == 0xFFFF_FFFF }
    let extraStart = 46 + record.number16(at: 28)
    let extraEnd = extraStart + record.number16(at: 30)
    var place = extraStart
    while place + 4 <= extraEnd {
      if record.number16(at: place) == 1 {
        let field = place + 4 + 8 * longFields
        guard field + 8 <= extraEnd else { break }
        result.set(offset, at: field, bytes: 8)
        return result
      }
      place += 4 + record.number16(at: place + 2)
    }
    throw .damagedArchive
  }

  /// Neither a descriptor nor a word on how hard the data was compressed.
  private static func flags(_ flags: Int) -> Int {
    flags & ~(ZipEntry.Flag.descriptorFollows | 0b110)
  }

  /// The extra fields but for the one that holds sizes of eight bytes.
  private static func withoutLongSizes(_ extra: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    let fields = extra.span
    var place = 0
    while place + 4 <= fields.count {
      let end = place + 4 + fields.number16(at: place + 2)
      guard end <= fields.count else { break }
      if fields.number16(at: place) != 1 { kept += extra[place..<end] }
      place = end
    }
    return kept + extra[place...]
  }
}

extension [UInt8] {
  /// Appends a number, the lowest byte first.
  mutating func append(_ number: Int, bytes count: Int) {
    for index in 0..<count { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
  }

  fileprivate mutating func set(_ number: Int, at place: Int, bytes count: Int) {
    for index in 0..<count {
      self[place + index] = UInt8(truncatingIfNeeded: number >> (8 * index))
    }
  }

  fileprivate mutating func set(_ summary: PartSummary, at place: Int) {
    set(Int(summary.crc), at: place, bytes: 4)
    set(summary.compressedSize, at: place + 4, bytes: 4)
    set(summary.size, at: place + 8, bytes: 4)
  }
}
