import XMLScanning

/// What an archive says of a part's bytes.
struct PartSummary {
  var crc: UInt32 = 0
  var size = 0
  var compressedSize = 0
}

/// Writes one part: encoded as it was, compressed as it was.
struct PartWriter: ~Copyable {
  /// How the part's text is encoded.
  var encoding = PartEncoding.utf8
  private let output: ArchiveOutput
  private let deflater: Deflater?
  private var summary = PartSummary()
  private var encoder = UTF16Encoder()
  private var hasMark = false
  private let start: Int

  init(_ output: ArchiveOutput, method: Int) {
    self.output = output
    deflater = method == ZipEntry.Method.deflate ? Deflater() : nil
    start = output.count
  }

  /// Appends UTF-8.
  mutating func append(_ bytes: Span<UInt8>) throws(PackagingError) {
    guard case .utf16(let order, let mark) = encoding else {
      return try write(bytes, isLast: false)
    }
    if mark, !hasMark { try write(UTF16Encoder.mark(order).span, isLast: false) }
    hasMark = true
    let encoded = encoder.encode(bytes, order)
    try write(encoded.span, isLast: false)
  }

  /// Ends the part.
  mutating func finish() throws(PackagingError) -> PartSummary {
    let nothing: [UInt8] = []
    if deflater != nil { try write(nothing.span, isLast: true) }
    summary.compressedSize = output.count - start
    guard summary.size < 0xFFFF_FFFF, summary.compressedSize < 0xFFFF_FFFF else {
      throw .tooLargeToWrite
    }
    return summary
  }

  private mutating func write(_ bytes: Span<UInt8>, isLast: Bool) throws(PackagingError) {
    summary.size += bytes.count
    summary.crc = Checksum.continued(summary.crc, with: bytes)
    if let deflater {
      let output = output
      try deflater.deflate(bytes, isLast: isLast) { made throws(PackagingError) in
        try output.append(made)
      }
    } else {
      try output.append(bytes)
    }
  }
}

/// Passes a part's bytes on, with some of them replaced.
struct PartSplicer: ~Copyable {
  private let splices: [ByteSplice]
  private var next = 0
  /// Bytes of the part that have gone by.
  private var place = 0
  /// Bytes before this one are left out.
  private var skipEnd = 0

  /// Shape: the splices are in order and do not overlap.
  init(_ splices: [ByteSplice]) {
    self.splices = splices
  }

  mutating func pass(
    _ window: Span<UInt8>,
    isLast: Bool,
    to writer: inout PartWriter
  ) throws(PackagingError) {
    let end = place + window.count
    let base = place
    while true {
      if skipEnd > place { place = min(skipEnd, end) }
      guard next < splices.count, splices[next].range.lowerBound < end || isLast else { break }
      let splice = splices[next]
      let start = min(max(splice.range.lowerBound, place), end)
      try writer.append(window.extracting(place - base..<start - base))
      place = start
      try writer.append(splice.bytes.span)
      skipEnd = splice.range.upperBound
      next += 1
    }
    try writer.append(window.extracting(place - base..<end - base))
    place = end
  }
}
