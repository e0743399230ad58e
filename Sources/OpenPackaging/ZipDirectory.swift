import HebiaoCore

/// The entries of an archive: its central directory, walked once and held against the local headers.
///
/// An archive whose two descriptions differ would be another one to another reader, so it is refused;
/// so are entries that overlap, which let a small file expand to any size.
///
/// Source: APPNOTE.TXT 6.3.10, 4.3.7 (local header), 4.3.9 (descriptor), 4.3.12 (directory).
/// Complexity: linear in the bytes of the directory, n log n in its entries.
package struct ZipDirectory: Sendable {
  /// The entries in the order of the directory.
  package let entries: [ZipEntry]
  /// The central directory; what follows it is the end of the archive.
  package let range: Range<Int>
  /// Bytes before the archive; every offset in it counts from behind them.
  package let prefix: Int

  private static let recordSize = 46

  init(_ archive: ArchiveBytes, _ limits: PackageLimits) throws(PackagingError) {
    guard let end = try ZipEndRecord.find(in: archive) else {
      throw FileSignature.error(for: try Self.head(of: archive))
    }
    if end.prefix > 0 {
      // A document of another kind may hold an archive; it is still that document.
      let head = try Self.head(of: archive)
      if FileSignature.isOtherDocument(head) { throw FileSignature.error(for: head) }
    }
    guard end.count <= limits.entries else { throw .tooManyEntries(limits.entries) }
    guard end.directory.count <= limits.directory else {
      throw .overLimit(LocalizedText(zh: "压缩包的目录", en: "the archive's directory"), limits.directory)
    }
    if end.prefix > 0 {
      // Some readers would take the directory at the offset as declared; there must be none.
      let declared = end.directory.lowerBound - end.prefix
      let bytes = try archive.bytes(declared..<declared + 4)
      if bytes.count == 4, bytes.span.number32(at: 0) == 0x0201_4B50 { throw .damagedArchive }
    }
    range = end.directory
    prefix = end.prefix
    entries = try Self.walk(archive, end)
    try Self.refuseOverlaps(entries)
  }

  private static func head(of archive: ArchiveBytes) throws(PackagingError) -> [UInt8] {
    try archive.bytes(0..<min(archive.count, 1 << 16))
  }

  private static func walk(
    _ archive: ArchiveBytes,
    _ end: ZipEndRecord
  ) throws(PackagingError) -> [ZipEntry] {
    let bytes = try archive.bytes(end.directory)
    let directory = bytes.span
    guard directory.count == end.directory.count else { throw .damagedArchive }
    var entries: [ZipEntry] = []
    entries.reserveCapacity(min(end.count, directory.count / recordSize))
    var place = 0
    while place < directory.count {
      guard directory.count - place >= recordSize, entries.count < end.count,
        let record = ZipRecord(directory, at: place, prefix: end.prefix)
      else { throw .damagedArchive }
      entries.append(
        try record.entry(
          index: entries.count,
          recordStart: end.directory.lowerBound + place,
          limit: end.directory.lowerBound,
          archive
        )
      )
      place += record.length
    }
    guard entries.count == end.count else { throw .damagedArchive }
    return entries
  }

  private static func refuseOverlaps(_ entries: [ZipEntry]) throws(PackagingError) {
    var order = Array(entries.indices)
    order.sort { entries[$0].stored.lowerBound < entries[$1].stored.lowerBound }
    var previous: ZipEntry?
    for index in order {
      let entry = entries[index]
      if let previous, previous.stored.upperBound > entry.stored.lowerBound {
        throw .overlappingEntries(previous.name, entry.name)
      }
      previous = entry
    }
  }
}
