import HebiaoCore

/// The record at the end of an archive that tells where the directory stands.
///
/// ```
/// entries … │directory│[ZIP64 end record│ZIP64 locator]│end record│comment│[bytes of no meaning]
///           └─────────┘ ends where the first of these begins
/// ```
/// Source: APPNOTE.TXT 6.3.10, 4.3.14 (ZIP64 end), 4.3.15 (locator), 4.3.16 (end record).
struct ZipEndRecord {
  /// Where the directory stands.
  let directory: Range<Int>
  /// How many entries it is said to hold.
  let count: Int
  /// Bytes before the archive; every offset in it counts from behind them.
  let prefix: Int

  private static let size = 22
  private static let locatorSize = 20
  private static let longSize = 56
  private static let longestComment = 0xFFFF

  /// Finds the record; nil where there is none.
  ///
  /// - Throws: `PackagingError` where the record does not fit the file.
  static func find(in archive: ArchiveBytes) throws(PackagingError) -> ZipEndRecord? {
    // Nearly every archive ends with the record itself, so that a short look does.
    for comment in [0, longestComment] {
      let tailStart = max(0, archive.count - size - comment - locatorSize - longSize)
      let tail = try archive.bytes(tailStart..<archive.count)
      guard let place = find(in: tail.span), comment > 0 || place == tail.count - size else {
        continue
      }
      return try ZipEndRecord(tail.span, at: place, tailStart: tailStart, archive)
    }
    return nil
  }

  /// The last record whose comment ends with the file, else the last whose comment fits into it.
  private static func find(in tail: Span<UInt8>) -> Int? {
    guard tail.count >= size else { return nil }
    var fitting: Int?
    var place = tail.count - size
    while place >= 0 {
      if tail[place] == 0x50, tail.number32(at: place) == 0x0605_4B50 {
        let end = place + size + tail.number16(at: place + 20)
        if end == tail.count { return place }
        if end < tail.count, fitting == nil { fitting = place }
      }
      place -= 1
    }
    return fitting
  }

  private init(
    _ tail: Span<UInt8>,
    at place: Int,
    tailStart: Int,
    _ archive: ArchiveBytes
  ) throws(PackagingError) {
    var isSplit = tail.number16(at: place + 4) | tail.number16(at: place + 6) != 0
    var countHere = tail.number16(at: place + 8)
    var count = tail.number16(at: place + 10)
    var size = tail.number32(at: place + 12)
    var offset = tail.number32(at: place + 16)
    var end = tailStart + place
    var shift: Int?
    let locator = place - Self.locatorSize
    if locator >= 0, tail.number32(at: locator) == 0x0706_4B50 {
      guard let declared = tail.number64(at: locator + 8) else { throw .damagedArchive }
      // The record stands right before its locator, unless bytes were put before the archive.
      let long = try Self.longRecord(declared, before: end - Self.locatorSize, archive)
      let record = long.bytes.span
      guard let longCountHere = record.number64(at: 24), let longCount = record.number64(at: 32),
        let longSize = record.number64(at: 40), let longOffset = record.number64(at: 48)
      else { throw .damagedArchive }
      isSplit =
        record.number32(at: 16) | record.number32(at: 20) | tail.number32(at: locator + 4) != 0
        || tail.number32(at: locator + 16) > 1
      // Both records tell; the short one says that it cannot, or the same.
      guard count == 0xFFFF || count == longCount, size == 0xFFFF_FFFF || size == longSize,
        offset == 0xFFFF_FFFF || offset == longOffset
      else { throw .damagedArchive }
      (countHere, count, size, offset) = (longCountHere, longCount, longSize, longOffset)
      end = long.place
      shift = long.place - declared
    }
    guard !isSplit, countHere == count else { throw .splitArchive }
    guard size <= end, offset <= end - size else { throw .damagedArchive }
    self.count = count
    directory = end - size..<end
    prefix = end - size - offset
    // A locator that leads elsewhere leads another reader to another directory; bytes before the
    // archive may be counted or not.
    guard shift == nil || shift == 0 || shift == prefix else { throw .damagedArchive }
  }

  private static func longRecord(
    _ declared: Int,
    before locator: Int,
    _ archive: ArchiveBytes
  ) throws(PackagingError) -> (place: Int, bytes: [UInt8]) {
    for place in [declared, locator - longSize] where place >= 0 && place <= locator - longSize {
      let bytes = try archive.bytes(place..<place + longSize)
      if bytes.count == longSize, bytes.span.number32(at: 0) == 0x0606_4B50,
        let rest = bytes.span.number64(at: 4), rest <= locator, place + 12 + rest == locator
      {
        return (place, bytes)
      }
    }
    throw .damagedArchive
  }
}
