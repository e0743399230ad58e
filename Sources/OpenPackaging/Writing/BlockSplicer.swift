import XMLScanning

/// Writes the compressed data of a part with some of its text replaced, and keeps every block that
/// does not have to change.
///
/// ```
/// │ block │ block │ block │ block │ block │      as it was; the change lies in the second
///  copied  ╰──── made anew ─────╯  copied
/// ```
/// Blocks refer to the 32 KB of text before them. So those are made anew that hold a change, or text
/// less than 32 KB behind one; all others are copied, bit for bit, in the same place of their bytes.
struct BlockSplicer {
  /// Blocks that are made anew.
  private struct Region {
    /// Their text as it was; the end is nil where the last block is one of them.
    var text: Range<Int>
    var firstBit: Int
    var nextBit: Int?
    var splices: [ByteSplice]
    var stretch: KnownText.Stretch
  }

  private let entry: ZipEntry
  private var regions: [Region] = []

  /// How far back the text of a block may refer.
  private static let window = 32 << 10

  /// Finds the blocks that have to change; nil where they cannot be told or the text around a change
  /// is not known.
  init?(
    _ package: borrowing Package,
    _ entry: ZipEntry,
    _ splices: [ByteSplice],
    _ known: KnownText
  ) throws(PackagingError) {
    guard entry.method == ZipEntry.Method.deflate else { return nil }
    self.entry = entry
    // Not a closure: what is borrowed cannot be captured.
    guard let walk = try DeflateBlocks(package, entry), walk.textCount == entry.size else {
      return nil
    }
    var place = 0
    while place < splices.count {
      guard let region = Self.region(from: &place, splices, walk, known) else { return nil }
      regions.append(region)
    }
  }

  private static func region(
    from place: inout Int,
    _ splices: [ByteSplice],
    _ walk: DeflateBlocks,
    _ known: KnownText
  ) -> Region? {
    let blocks = walk.blocks
    /// Of blocks that begin with the same text the last is the one that holds it.
    func block(holding offset: Int) -> Int? { blocks.lastIndex { $0.textOffset <= offset } }
    guard let start = block(holding: splices[place].range.lowerBound) else { return nil }
    let first = blocks[start]
    var own: [ByteSplice] = []
    var next: Int?
    repeat {
      own.append(splices[place])
      let settled = splices[place].range.upperBound + window
      next = blocks.firstIndex { $0.textOffset >= settled }
      place += 1
      guard place < splices.count, let next else { continue }
      // Two regions have a block between them that is copied.
      guard let other = block(holding: splices[place].range.lowerBound), other <= next else {
        break
      }
    } while place < splices.count
    let after = next.map { blocks[$0] }
    let text = first.textOffset..<(after?.textOffset ?? walk.textCount)
    guard let stretch = known.stretch(holding: text) else { return nil }
    return Region(
      text: text,
      firstBit: first.bit,
      nextBit: after?.bit,
      splices: own,
      stretch: stretch
    )
  }

  /// Writes the data; what the archive is to say of it.
  func write(
    _ package: borrowing Package,
    to output: ArchiveOutput
  ) throws(PackagingError) -> PartSummary {
    let start = output.count
    var summary = PartSummary(crc: entry.crc, size: entry.size)
    // Where in the old data copying goes on, and the difference of the checksums up to there.
    var byte = 0
    var difference: UInt32 = 0
    var textPlace = 0
    for region in regions {
      try copy(package, byte..<region.firstBit / 8, to: output)
      try output.append(try lead(package, region.firstBit))
      let old = Array(
        region.stretch.bytes[
          region.text.lowerBound - region.stretch.offset..<region.text.upperBound
            - region.stretch.offset
        ]
      )
      let new = region.splices.map { splice in
        let range = splice.range
        return ByteSplice(
          range.lowerBound - region.text.lowerBound..<range.upperBound - region.text.lowerBound,
          splice.bytes
        )
      }.applied(to: old)
      let deflater = Deflater()
      try deflater.deflate(new.span, isLast: region.nextBit == nil, endsAtByte: true) {
        made throws(PackagingError) in
        try output.append(made)
      }
      let before = Checksum.continued(
        region.stretch.checksumBefore,
        with: region.stretch.bytes.span.extracting(
          0..<region.text.lowerBound - region.stretch.offset
        )
      )
      let moved = Checksum.difference(difference, after: region.text.lowerBound - textPlace)
      difference =
        Checksum.continued(before, with: old.span)
        ^ Checksum.continued(before ^ moved, with: new.span)
      textPlace = region.text.upperBound
      summary.size += new.count - old.count
      guard let bit = region.nextBit else {
        byte = entry.data.count
        continue
      }
      byte = try writePadding(package, to: bit, output)
    }
    try copy(package, byte..<entry.data.count, to: output)
    summary.crc ^= Checksum.difference(difference, after: entry.size - textPlace)
    summary.compressedSize = output.count - start
    guard summary.size < 0xFFFF_FFFF, summary.compressedSize < 0xFFFF_FFFF else {
      throw .tooLargeToWrite
    }
    return summary
  }

  /// The bits of the byte in which a block begins that belong to the one before it, and an empty
  /// block that ends with a byte.
  private func lead(
    _ package: borrowing Package,
    _ firstBit: Int
  ) throws(PackagingError) -> [UInt8] {
    let own = firstBit & 7
    let emptyBlock: [UInt8] = [0, 0, 0xFF, 0xFF]
    guard own > 0 else { return [0] + emptyBlock }
    let stored = try byte(package, firstBit / 8)
    // The header of three bits is zero; it may reach into the next byte.
    return [stored & (1 << UInt8(own) - 1)] + (own > 5 ? [0] : []) + emptyBlock
  }

  /// Fills up to a bit of the old data, and writes the byte that it stands in; where copying goes on.
  private func writePadding(
    _ package: borrowing Package,
    to bit: Int,
    _ output: ArchiveOutput
  ) throws(PackagingError) -> Int {
    guard bit & 7 > 0 else { return bit / 8 }
    var bytes = DeflatePadding(toBit: bit & 7).bytes
    let stored = try byte(package, bit / 8)
    bytes[bytes.count - 1] |= stored & ~(1 << UInt8(bit & 7) - 1)
    try output.append(bytes)
    return bit / 8 + 1
  }

  private func byte(
    _ package: borrowing Package,
    _ offset: Int
  ) throws(PackagingError) -> UInt8 {
    let place = entry.data.lowerBound + offset
    guard let byte = try package.storedBytes(place..<place + 1).first else { throw .shrunk }
    return byte
  }

  private func copy(
    _ package: borrowing Package,
    _ range: Range<Int>,
    to output: ArchiveOutput
  ) throws(PackagingError) {
    let start = entry.data.lowerBound
    try output.copy(package, start + range.lowerBound..<start + range.upperBound)
  }
}
