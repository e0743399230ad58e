/// The codes of a deflate block, as far as it takes to walk over them.
///
/// ```
/// table  │ 2,048 entries by the next 11 bits │ 16 entries by the next 4 bits │ …
///          of codes up to 11 bits              for each beginning of longer ones
/// ```
/// Source: RFC 1951, 3.2.2 (codes), 3.2.5 (lengths and distances).
struct DeflateCodes {
  /// What a code stands for.
  ///
  /// ```
  /// 31 30 │ 29 … 16                 │ 15 … 8            │ 7 … 0
  /// kind  │ bytes, or subtable      │ extra bits        │ bits of the code
  /// ```
  struct Entry {
    var bits: UInt32

    static let invalid = Entry(kind: 3, value: 0, extra: 0, length: 0)

    init(kind: UInt32, value: Int, extra: Int, length: Int) {
      bits = kind << 30 | UInt32(value) << 16 | UInt32(extra) << 8 | UInt32(length)
    }

    /// 0 literals, 1 a length, 2 the end of the block, 3 a longer code, or none.
    var kind: UInt32 { bits >> 30 }
    var value: Int { Int(bits >> 16 & 0x3FFF) }
    var extra: Int { Int(bits >> 8 & 0xFF) }
    var length: Int { Int(bits & 0xFF) }
  }

  static let primaryBits = 11
  static let secondaryBits = 4

  private(set) var literals: [Entry] = []
  private(set) var distances: [Entry] = []

  /// The codes by their lengths; false where no stream can have them.
  mutating func set(literals lengths: Span<UInt8>, distances distanceLengths: Span<UInt8>) -> Bool {
    let lit = Self.table(lengths, into: &literals) { symbol, length in
      switch symbol {
      case 0..<256: Entry(kind: 0, value: 1, extra: 0, length: length)
      case 256: Entry(kind: 2, value: 0, extra: 0, length: length)
      case 257..<286:
        Entry(
          kind: 1,
          value: Int(Self.lengthBases[symbol - 257]),
          extra: Int(Self.lengthExtras[symbol - 257]),
          length: length
        )
      default: .invalid
      }
    }
    let distance = Self.table(distanceLengths, into: &distances) { symbol, length in
      // The distance itself is of no interest: its bits are passed over.
      symbol < 30
        ? Entry(kind: 1, value: 0, extra: max(0, symbol / 2 - 1), length: length) : .invalid
    }
    guard lit, distance else { return false }
    joinLiterals()
    return true
  }

  private static let lengthBases: [UInt16] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthExtras: [UInt8] = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]

  /// Fills a table; false where the lengths are those of no code.
  static func table(
    _ lengths: Span<UInt8>,
    into table: inout [Entry],
    _ entry: (_ symbol: Int, _ length: Int) -> Entry
  ) -> Bool {
    var counts = [16 of Int](repeating: 0)
    for symbol in 0..<lengths.count { counts[Int(lengths[symbol])] += 1 }
    counts[0] = 0
    var next = [16 of Int](repeating: 0)
    var code = 0
    var left = 1
    var used = 0
    for length in 1...15 {
      code = (code + counts[length - 1]) << 1
      next[length] = code
      left = left << 1 - counts[length]
      used += counts[length]
      if left < 0 { return false }
    }
    // One code, or none, does not fill its tree; a stream then never needs the rest.
    if left > 0, used > 1 { return false }
    table.removeAll(keepingCapacity: true)
    table.append(contentsOf: repeatElement(.invalid, count: 1 << primaryBits))
    for symbol in 0..<lengths.count where lengths[symbol] != 0 {
      let length = Int(lengths[symbol])
      let code = reversed(next[length], length)
      next[length] += 1
      put(entry(symbol, length), code, length, into: &table)
    }
    return true
  }

  private static func put(
    _ entry: Entry,
    _ code: Int,
    _ length: Int,
    into table: inout [Entry]
  ) {
    guard length > primaryBits else {
      var place = code
      while place < 1 << primaryBits {
        table[place] = entry
        place += 1 << length
      }
      return
    }
    let start = code & (1 << primaryBits - 1)
    if table[start].length == 0 {
      let subtable = (table.count - 1 << primaryBits) >> secondaryBits
      table[start] = Entry(kind: 3, value: subtable, extra: 0, length: primaryBits)
      table.append(contentsOf: repeatElement(.invalid, count: 1 << secondaryBits))
    }
    let base = 1 << primaryBits + table[start].value << secondaryBits
    var place = code >> primaryBits
    while place < 1 << secondaryBits {
      table[base + place] = entry
      place += 1 << (length - primaryBits)
    }
  }

  /// Makes one entry of literals that follow one another within the bits that are looked at.
  private mutating func joinLiterals() {
    let single = literals
    for start in 0..<(1 << Self.primaryBits) where single[start].kind == 0 {
      var bits = single[start].length
      var count = 1
      while bits < Self.primaryBits {
        let next = single[start >> bits]
        guard next.kind == 0, next.length > 0, bits + next.length <= Self.primaryBits else { break }
        bits += next.length
        count += 1
      }
      literals[start] = Entry(kind: 0, value: count, extra: 0, length: bits)
    }
  }

  private static func reversed(_ code: Int, _ length: Int) -> Int {
    var (code, result) = (code, 0)
    for _ in 0..<length {
      result = result << 1 | code & 1
      code >>= 1
    }
    return result
  }
}
