/// Where the blocks of a deflate stream begin, found without inflating it.
///
/// ```
/// │ header │ codes of literals and matches … │ end │ header │ codes …
///  ^ bit, and the bytes of text before it           ^ the next block
/// ```
/// Only the bits of the codes are passed over: their lengths say where the next one begins, and how
/// many bytes they stand for. That costs a fraction of inflating.
/// Source: RFC 1951, 3.2.3.
@safe
struct DeflateBlocks {
  /// The beginning of a block.
  struct Block: Hashable {
    /// Its first bit, in bits from the beginning of the stream.
    var bit: Int
    /// Bytes of text that the blocks before it hold.
    var textOffset: Int
  }

  /// The blocks in order.
  private(set) var blocks: [Block] = []
  /// Bytes of text that the stream holds.
  private(set) var textCount = 0

  private var codes = DeflateCodes()
  private var input: [UInt8] = []
  /// Where in the stream `input` begins.
  private var inputStart = 0
  private var next = 0
  private var bits: UInt64 = 0
  private var bitCount = 0
  /// Whether `input` holds the rest of the stream, and zeros behind it.
  private var isAtEnd = false
  private let count: Int

  /// Bytes that are read at a time.
  private static let chunk = 1 << 18
  /// Bytes that must be at hand wherever a header or a code begins.
  private static let slack = 512

  /// Walks over a stream of `count` bytes, which `read` gives from an offset on.
  ///
  /// Complexity: linear in the stream; memory follows the number of blocks.
  /// - Throws: what `read` throws.
  /// - Returns: nil where the stream does not end where its last block does, or is none.
  init?(
    count: Int,
    _ read: (Range<Int>) throws(PackagingError) -> [UInt8]
  ) throws(PackagingError) {
    self.count = count
    var isLast = false
    while !isLast {
      try fill(read)
      blocks.append(Block(bit: position, textOffset: textCount))
      refill()
      isLast = take(1) == 1
      switch take(2) {
      case 0:
        guard try passStored(read) else { return nil }
      case 1:
        guard setFixedCodes(), try passCodes(read) else { return nil }
      case 2:
        guard readCodes(), try passCodes(read) else { return nil }
      default: return nil
      }
    }
    guard (position + 7) / 8 == count else { return nil }
  }

  /// Walks over the data of an entry.
  init?(_ package: borrowing Package, _ entry: ZipEntry) throws(PackagingError) {
    let bytes = package.archiveBytes
    try self.init(count: entry.data.count) { range throws(PackagingError) in
      let start = entry.data.lowerBound
      return try bytes.bytes(start + range.lowerBound..<start + range.upperBound)
    }
  }

  /// The bit that comes next.
  private var position: Int { (inputStart + next) * 8 - bitCount }

  // MARK: Input

  /// Makes sure that a header or some codes are at hand.
  private mutating func fill(
    _ read: (Range<Int>) throws(PackagingError) -> [UInt8]
  ) throws(PackagingError) {
    guard !isAtEnd, input.count - next < Self.slack else { return }
    input.removeSubrange(..<next)
    inputStart += next
    next = 0
    let place = inputStart + input.count
    let end = min(count, place + Self.chunk)
    input += try read(place..<end)
    if end == count || inputStart + input.count < end {
      isAtEnd = true
      input.append(contentsOf: repeatElement(0, count: Self.slack))
    }
  }

  /// Fills the bits up to 56 at least.
  private mutating func refill() {
    while bitCount <= 56, next < input.count {
      bits |= UInt64(input[next]) << UInt64(bitCount)
      next += 1
      bitCount += 8
    }
  }

  private mutating func take(_ count: Int) -> Int {
    let value = Int(bits & (1 << UInt64(count) - 1))
    bits >>= UInt64(count)
    bitCount -= count
    return value
  }

  // MARK: Blocks

  private mutating func passStored(
    _ read: (Range<Int>) throws(PackagingError) -> [UInt8]
  ) throws(PackagingError) -> Bool {
    _ = take(bitCount & 7)
    refill()
    let length = take(16)
    guard length == ~take(16) & 0xFFFF else { return false }
    let end = position / 8 + length
    guard end <= count else { return false }
    textCount += length
    (bits, bitCount) = (0, 0)
    if end <= inputStart + input.count {
      next = end - inputStart
    } else {
      input.removeAll(keepingCapacity: true)
      (inputStart, next) = (end, 0)
    }
    return true
  }

  private mutating func setFixedCodes() -> Bool {
    var lengths = [UInt8](repeating: 8, count: 288)
    for symbol in 144..<256 { lengths[symbol] = 9 }
    for symbol in 256..<280 { lengths[symbol] = 7 }
    let distances = [UInt8](repeating: 5, count: 32)
    return codes.set(literals: lengths.span, distances: distances.span)
  }

  /// The order in which the lengths of the codes of code lengths are written.
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  private mutating func readCodes() -> Bool {
    refill()
    let literals = take(5) + 257
    let distances = take(5) + 1
    let kinds = take(4) + 4
    guard literals <= 286, distances <= 30 else { return false }
    var kindLengths = [UInt8](repeating: 0, count: 19)
    for index in 0..<kinds {
      refill()
      kindLengths[Self.order[index]] = UInt8(take(3))
    }
    var table: [DeflateCodes.Entry] = []
    let isCode = DeflateCodes.table(kindLengths.span, into: &table) { symbol, length in
      DeflateCodes.Entry(kind: 0, value: symbol, extra: 0, length: length)
    }
    guard isCode else { return false }
    var lengths: [UInt8] = []
    lengths.reserveCapacity(literals + distances)
    while lengths.count < literals + distances {
      refill()
      let entry = table[Int(bits & (1 << UInt64(DeflateCodes.primaryBits) - 1))]
      guard entry.kind == 0, entry.length > 0 else { return false }
      _ = take(entry.length)
      switch entry.value {
      case 0..<16: lengths.append(UInt8(entry.value))
      case 16:
        guard let last = lengths.last else { return false }
        lengths.append(contentsOf: repeatElement(last, count: 3 + take(2)))
      case 17: lengths.append(contentsOf: repeatElement(0, count: 3 + take(3)))
      default: lengths.append(contentsOf: repeatElement(0, count: 11 + take(7)))
      }
    }
    // A block that cannot end is none.
    guard lengths.count == literals + distances, lengths[256] != 0 else { return false }
    let all = lengths.span
    return codes.set(
      literals: all.extracting(..<literals),
      distances: all.extracting(literals...)
    )
  }

  /// Passes over the codes of a block up to its end.
  private mutating func passCodes(
    _ read: (Range<Int>) throws(PackagingError) -> [UInt8]
  ) throws(PackagingError) -> Bool {
    while true {
      switch pass() {
      case .ended: return position <= count * 8
      case .invalid: return false
      case .needsInput:
        if isAtEnd { return false }
        try fill(read)
      }
    }
  }

  private enum Progress {
    case ended
    case needsInput
    case invalid
  }

  /// Passes over codes until the block or the input ends.
  ///
  /// The input and the tables are read through pointers, which halves the time. Every place that is
  /// read is one of theirs: eight bytes of input are left before each step, and indices into the
  /// tables come out of masks and of entries that `DeflateCodes` made.
  private mutating func pass() -> Progress {
    let limit = input.count - 16
    var (next, bits, bitCount) = (self.next, self.bits, UInt64(self.bitCount))
    var text = textCount
    defer {
      (self.next, self.bits, self.bitCount) = (next, bits, Int(bitCount))
      textCount = text
    }
    let primary: UInt64 = 1 << UInt64(DeflateCodes.primaryBits) - 1
    let secondary: UInt64 = 1 << UInt64(DeflateCodes.secondaryBits) - 1
    return unsafe input.withUnsafeBytes { input in
      unsafe codes.literals.withUnsafeBufferPointer { literals in
        unsafe codes.distances.withUnsafeBufferPointer { distances in
          while next <= limit {
            let word = unsafe input.loadUnaligned(fromByteOffset: next, as: UInt64.self)
            bits |= UInt64(littleEndian: word) &<< bitCount
            next &+= Int((63 &- bitCount) >> 3)
            bitCount |= 56
            var entry = unsafe literals[Int(bits & primary)]
            if entry.kind == 3 {
              guard entry.length != 0 else { return .invalid }
              let place = Int(bits >> UInt64(DeflateCodes.primaryBits) & secondary)
              entry =
                unsafe literals[
                  1 << DeflateCodes.primaryBits + entry.value << DeflateCodes.secondaryBits + place
                ]
              guard entry.kind != 3 else { return .invalid }
            }
            bits &>>= UInt64(entry.length)
            bitCount &-= UInt64(entry.length)
            if entry.kind == 0 {
              text &+= entry.value
              continue
            }
            guard entry.kind == 1 else { return .ended }
            text &+= entry.value &+ Int(bits & (1 &<< UInt64(entry.extra) &- 1))
            bits &>>= UInt64(entry.extra)
            bitCount &-= UInt64(entry.extra)
            var distance = unsafe distances[Int(bits & primary)]
            if distance.kind == 3 {
              guard distance.length != 0 else { return .invalid }
              let place = Int(bits >> UInt64(DeflateCodes.primaryBits) & secondary)
              distance =
                unsafe distances[
                  1 << DeflateCodes.primaryBits + distance.value << DeflateCodes.secondaryBits
                    + place
                ]
              guard distance.kind == 1 else { return .invalid }
            }
            let used = UInt64(distance.length &+ distance.extra)
            bits &>>= used
            bitCount &-= used
          }
          return .needsInput
        }
      }
    }
  }
}
