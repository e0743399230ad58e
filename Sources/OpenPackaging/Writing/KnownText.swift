/// Stretches of a part's text that are kept while it goes by, around the places that will change.
///
/// With them the part need not be inflated once more to be written: of its compressed data only the
/// blocks around a change are made anew.
@safe
package struct KnownText: Sendable {
  /// A piece of the text.
  struct Stretch: Sendable {
    /// Where it begins.
    var offset: Int
    var bytes: [UInt8]
    /// The checksum of all text before it.
    var checksumBefore: UInt32

    var end: Int { offset + bytes.count }
  }

  /// What is kept so far, in order; pieces that touch are one.
  private(set) var stretches: [Stretch] = []
  private var recent: [Stretch] = []
  private var wanted: [Range<Int>] = []
  private var spare: [UInt8] = []
  private var place = 0
  private var checksum: UInt32 = 0
  private var isGivenUp = false

  /// Bytes before and behind a change that its blocks may reach to.
  ///
  /// A block of the usual compressors holds 16,384 codes, in a sheet some 200 KB of text.
  private static let reach = 1 << 20
  /// Bytes that are kept before it is given up: then the whole part is compressed again.
  private static let longest = 24 << 20

  /// Nothing has gone by.
  package init() {
    want(0..<0)
  }

  /// Says where the text will change; not more than a window before what has gone by.
  package mutating func want(_ range: Range<Int>) {
    let reached = max(0, range.lowerBound - Self.reach)..<range.upperBound + Self.reach
    if let last = wanted.last, reached.lowerBound <= last.upperBound {
      wanted[wanted.count - 1] =
        min(last.lowerBound, reached.lowerBound)..<max(last.upperBound, reached.upperBound)
    } else {
      wanted.append(reached)
    }
  }

  /// Takes the next bytes of the text.
  package mutating func pass(_ bytes: Span<UInt8>) {
    guard !isGivenUp, bytes.count > 0 else { return }
    var kept: [UInt8] = []
    swap(&kept, &spare)
    kept.removeAll(keepingCapacity: true)
    unsafe bytes.withUnsafeBufferPointer { unsafe kept.append(contentsOf: $0) }
    recent.append(Stretch(offset: place, bytes: kept, checksumBefore: checksum))
    checksum = Checksum.continued(checksum, with: bytes)
    place += bytes.count
    while let oldest = recent.first, oldest.end < place - Self.reach { letGo(oldest) }
  }

  /// Ends the text; its end may change too.
  package mutating func finish() {
    guard !isGivenUp else { return }
    want(place..<place)
    while let oldest = recent.first { letGo(oldest) }
    (spare, wanted) = ([], [])
  }

  /// The stretch that holds a range of the text; nil where none does.
  func stretch(holding range: Range<Int>) -> Stretch? {
    stretches.last { $0.offset <= range.lowerBound && range.upperBound <= $0.end }
  }

  private mutating func letGo(_ oldest: Stretch) {
    recent.removeFirst()
    guard wanted.contains(where: { $0.overlaps(oldest.offset..<oldest.end) }) else {
      spare = oldest.bytes
      return
    }
    if let last = stretches.last, last.end == oldest.offset {
      stretches[stretches.count - 1].bytes += oldest.bytes
    } else {
      stretches.append(oldest)
    }
    guard stretches.reduce(0, { $0 + $1.bytes.count }) > Self.longest else { return }
    (stretches, recent, isGivenUp) = ([], [], true)
  }
}
