import HebiaoCore
import XMLScanning

/// One record of the central directory, as it is written, before it is held against the entry itself.
struct ZipRecord {
  /// Bytes of the record.
  let length: Int
  private let rawName: [UInt8]
  private let flags: Int
  private let method: Int
  private let crc: UInt32
  private let compressedSize: Int
  private let size: Int
  private let offset: Int

  /// The record at a place; nil where it is none, or does not fit.
  init?(_ directory: Span<UInt8>, at place: Int, prefix: Int) {
    guard directory.number32(at: place) == 0x0201_4B50 else { return nil }
    // All of it stands on one disk; 0xFFFF leaves the number to a ZIP64 field.
    guard [0, 0xFFFF].contains(directory.number16(at: place + 34)) else { return nil }
    let nameLength = directory.number16(at: place + 28)
    let extraLength = directory.number16(at: place + 30)
    let nameStart = place + 46
    length = 46 + nameLength + extraLength + directory.number16(at: place + 32)
    guard place + length <= directory.count else { return nil }
    flags = directory.number16(at: place + 8)
    method = directory.number16(at: place + 10)
    crc = UInt32(truncatingIfNeeded: directory.number32(at: place + 16))
    var name: [UInt8] = []
    name.append(contentsOf: directory, nameStart..<nameStart + nameLength)
    rawName = name
    var long = ZipLongFields(
      directory.extracting(
        nameStart + nameLength..<nameStart + nameLength + extraLength
      )
    )
    guard let size = long.take(directory.number32(at: place + 24)),
      let compressedSize = long.take(directory.number32(at: place + 20)),
      let offset = long.take(directory.number32(at: place + 42))
    else { return nil }
    self.size = size
    self.compressedSize = compressedSize
    let (sum, overflows) = offset.addingReportingOverflow(prefix)
    guard !overflows else { return nil }
    self.offset = sum
  }

  /// The entry, once its local header agrees.
  ///
  /// - Throws: `PackagingError` where it does not, or where the entry is refused for what it is.
  func entry(
    index: Int,
    recordStart: Int,
    limit: Int,
    _ archive: ArchiveBytes
  ) throws(PackagingError) -> ZipEntry {
    let name = PartName.normalised(PartName.text(of: rawName))
    try refuse(name)
    guard offset <= limit - 30 else { throw .damagedArchive }
    let bytes = try archive.bytes(offset..<min(offset + 30 + rawName.count, limit))
    let header = bytes.span
    guard header.count == 30 + rawName.count, header.number32(at: 0) == 0x0403_4B50,
      header.number16(at: 26) == rawName.count, bytes[30...].elementsEqual(rawName),
      header.number16(at: 8) == method,
      (header.number16(at: 6) ^ flags) & Self.refusedFlags == 0
    else { throw .differingHeader(name) }
    let extraStart = offset + 30 + rawName.count
    let dataStart = extraStart + header.number16(at: 28)
    guard dataStart <= limit, compressedSize <= limit - dataStart else { throw .damagedArchive }
    let data = dataStart..<dataStart + compressedSize
    var end = data.upperBound
    if (header.number16(at: 6) | flags) & ZipEntry.Flag.descriptorFollows != 0 {
      // Sizes stand behind the data; before it, programs write zeros or what they hoped for.
      end += try descriptorLength(at: end, limit, archive)
    } else {
      let extra = try archive.bytes(extraStart..<dataStart)
      guard agrees(header, extra.span) else { throw .differingHeader(name) }
    }
    return ZipEntry(
      name: name,
      rawName: rawName,
      index: index,
      flags: flags,
      method: method,
      crc: crc,
      size: size,
      stored: offset..<end,
      data: data,
      record: recordStart..<recordStart + length
    )
  }

  private static let refusedFlags =
    ZipEntry.Flag.encrypted | ZipEntry.Flag.stronglyEncrypted | ZipEntry.Flag.maskedHeader

  private func refuse(_ name: String) throws(PackagingError) {
    if flags & Self.refusedFlags != 0 || method == ZipEntry.Method.aes {
      throw .encryptedArchive
    }
    if rawName.contains(0) || PartName.leavesRoot(name) { throw .unsafeName(name) }
  }

  /// Whether the local header says the same of the content.
  private func agrees(_ header: Span<UInt8>, _ extra: Span<UInt8>) -> Bool {
    var long = ZipLongFields(extra)
    return header.number32(at: 14) == Int(crc) && long.take(header.number32(at: 22)) == size
      && long.take(header.number32(at: 18)) == compressedSize
  }

  /// Bytes of the descriptor behind the data, in any of its four forms; folders may lack it.
  private func descriptorLength(
    at place: Int,
    _ limit: Int,
    _ archive: ArchiveBytes
  ) throws(PackagingError) -> Int {
    let bytes = try archive.bytes(place..<min(place + 24, limit))
    let found = bytes.span
    for start in [4, 0] where start == 0 || found.count >= 4 && found.number32(at: 0) == 0x0807_4B50
    {
      guard found.count >= start + 12, found.number32(at: start) == Int(crc) else { continue }
      if found.number32(at: start + 4) == compressedSize, found.number32(at: start + 8) == size {
        return start + 12
      }
      if found.count >= start + 20, found.number64(at: start + 4) == compressedSize,
        found.number64(at: start + 12) == size
      {
        return start + 20
      }
    }
    if compressedSize == 0 { return 0 }
    throw .damagedArchive
  }
}

/// The fields that a ZIP64 extra field holds, in the order in which they are asked for.
///
/// Source: APPNOTE.TXT 6.3.10, 4.5.3.
struct ZipLongFields: ~Escapable {
  private let extra: Span<UInt8>
  private var place = 0
  private var end = 0

  @_lifetime(copy extra)
  init(_ extra: Span<UInt8>) {
    self.extra = extra
    var start = 0
    while start + 4 <= extra.count {
      let length = extra.number16(at: start + 2)
      guard start + 4 + length <= extra.count else { return }
      if extra.number16(at: start) == 1 {
        place = start + 4
        end = place + length
        return
      }
      start += 4 + length
    }
  }

  /// The value of a field, taken from the extra field where it says so; nil where it is not there.
  mutating func take(_ short: Int) -> Int? {
    guard short == 0xFFFF_FFFF else { return short }
    guard end - place >= 8 else { return nil }
    defer { place += 8 }
    return extra.number64(at: place)
  }
}
