import XMLScanning

/// How the tags of plain cells and strings are written: with a prefix before each name, `<x:c>`, or without.
///
/// Every function looks at bytes that lie in the span, and says 0 where they are no such tags.
protocol PlainMarkup {
  /// Bytes of the prefix and its colon.
  var count: Int { get }
  /// Eight bytes that hold `<` at one of them, without the prefix that stands behind it.
  ///
  /// Where none stands there, nothing is left of them from `<` on.
  @unsafe func unprefixed(_ word: UInt64, _ less: Int, _ bytes: RawSpan, at place: Int) -> UInt64
  /// Bytes of `</f><v>`.
  @unsafe func formulaEnd(_ bytes: RawSpan, at place: Int) -> Int
  /// Bytes of `</v></c>`.
  @unsafe func cellEnd(_ bytes: RawSpan, at place: Int) -> Int
  /// Bytes of `inlineStr"><is><t>`.
  @unsafe func inlineStart(_ bytes: RawSpan, at place: Int) -> Int
  /// Bytes of `</t></is></c>`.
  @unsafe func inlineEnd(_ bytes: RawSpan, at place: Int) -> Int
  /// Bytes of `<si><t>`.
  @unsafe func itemStart(_ bytes: RawSpan, at place: Int) -> Int
  /// Bytes of `</t></si>`.
  @unsafe func itemEnd(_ bytes: RawSpan, at place: Int) -> Int
}

/// Tags without a prefix, as nearly all files have them.
struct BareMarkup: PlainMarkup {
  @inline(__always)
  var count: Int { 0 }

  @inline(__always) @unsafe
  func unprefixed(_ word: UInt64, _ less: Int, _ bytes: RawSpan, at place: Int) -> UInt64 { word }

  @inline(__always) @unsafe
  func formulaEnd(_ bytes: RawSpan, at place: Int) -> Int {
    unsafe bytes.word(at: place) & 0xFF_FFFF_FFFF_FFFF == 0x3E_763C_3E66_2F3C ? 7 : 0
  }

  @inline(__always) @unsafe
  func cellEnd(_ bytes: RawSpan, at place: Int) -> Int {
    unsafe bytes.word(at: place) == 0x3E63_2F3C_3E76_2F3C ? 8 : 0
  }

  @inline(__always) @unsafe
  func inlineStart(_ bytes: RawSpan, at place: Int) -> Int {
    guard unsafe bytes.word(at: place) == 0x7453_656E_696C_6E69,
      unsafe bytes.word(at: place + 8) == 0x3C3E_7369_3C3E_2272,
      unsafe bytes.word(at: place + 16) & 0xFFFF == 0x3E74
    else { return 0 }
    return 18
  }

  @inline(__always) @unsafe
  func inlineEnd(_ bytes: RawSpan, at place: Int) -> Int {
    guard unsafe bytes.word(at: place) == 0x7369_2F3C_3E74_2F3C,
      unsafe bytes.word(at: place + 8) & 0xFF_FFFF_FFFF == 0x3E_632F_3C3E
    else { return 0 }
    return 13
  }

  @inline(__always) @unsafe
  func itemStart(_ bytes: RawSpan, at place: Int) -> Int {
    unsafe bytes.word(at: place) & 0xFF_FFFF_FFFF_FFFF == 0x3E_743C_3E69_733C ? 7 : 0
  }

  @inline(__always) @unsafe
  func itemEnd(_ bytes: RawSpan, at place: Int) -> Int {
    guard unsafe bytes.word(at: place) == 0x6973_2F3C_3E74_2F3C,
      unsafe bytes.byte(at: place + 8) == UInt8(ascii: ">")
    else { return 0 }
    return 9
  }
}

/// Tags with a prefix, as the Open XML SDK writes them.
struct PrefixedMarkup: PlainMarkup, Sendable {
  /// The prefix and its colon.
  let text: [UInt8]
  /// The same, the first of them lowest, and the bytes that count.
  private let word: UInt64
  private let mask: UInt64
  let count: Int

  /// No prefix that is taken here is longer, its colon included.
  static let longest = 6

  /// The prefix of the tag that begins at a place of a window; nil where it has none, or a long one.
  init?(_ window: Span<UInt8>, tagAt place: Int) {
    let start = place + 1
    var end = start
    while end < window.count, end < start + Self.longest, window[end] != UInt8(ascii: ":") {
      end += 1
    }
    guard end > start, end < min(window.count, start + Self.longest) else { return nil }
    var text: [UInt8] = []
    for index in start...end { text.append(window[index]) }
    self.text = text
    count = text.count
    word = text.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    mask = 1 << UInt64(8 * text.count) - 1
  }

  @inline(__always) @unsafe
  private func stands(_ bytes: RawSpan, at place: Int) -> Bool {
    unsafe bytes.word(at: place) & mask == word
  }

  @inline(__always) @unsafe
  func unprefixed(_ word: UInt64, _ less: Int, _ bytes: RawSpan, at place: Int) -> UInt64 {
    let bits = UInt64(8 * less)
    let before = word & (1 &<< bits &- 1)
    guard word &>> bits & 0xFF == 0x3C, unsafe stands(bytes, at: place + less + 1) else {
      return before
    }
    let behind = unsafe bytes.word(at: place + less + 1 + count)
    return before | 0x3C &<< bits | behind &<< (bits + 8)
  }

  /// The eight bytes of an end tag at a place, without its prefix; 0 where none stands there.
  @inline(__always) @unsafe
  private func endTag(_ bytes: RawSpan, at place: Int) -> UInt64 {
    guard unsafe bytes.word(at: place) & 0xFFFF == 0x2F3C, unsafe stands(bytes, at: place + 2)
    else {
      return 0
    }
    let behind = unsafe bytes.word(at: place + 2 + count)
    return 0x2F3C | behind &<< 16
  }

  @unsafe
  func formulaEnd(_ bytes: RawSpan, at place: Int) -> Int {
    guard unsafe endTag(bytes, at: place) & 0xFFFF_FFFF == 0x3E66_2F3C else { return 0 }
    let value = place + 4 + count
    let tag = unsafe unprefixed(bytes.word(at: value), 0, bytes, at: value)
    return tag & 0xFF_FFFF == 0x3E_763C ? 7 + 2 * count : 0
  }

  @unsafe
  func cellEnd(_ bytes: RawSpan, at place: Int) -> Int {
    guard unsafe endTag(bytes, at: place) & 0xFFFF_FFFF == 0x3E76_2F3C,
      unsafe endTag(bytes, at: place + 4 + count) & 0xFFFF_FFFF == 0x3E63_2F3C
    else { return 0 }
    return 8 + 2 * count
  }

  @unsafe
  func inlineStart(_ bytes: RawSpan, at place: Int) -> Int {
    guard unsafe bytes.word(at: place) == 0x7453_656E_696C_6E69,
      unsafe bytes.word(at: place + 8) & 0xFFFF_FFFF == 0x3C3E_2272,
      unsafe stands(bytes, at: place + 12),
      unsafe bytes.word(at: place + 12 + count) & 0xFFFF_FFFF == 0x3C3E_7369,
      unsafe stands(bytes, at: place + 16 + count),
      unsafe bytes.word(at: place + 16 + 2 * count) & 0xFFFF == 0x3E74
    else { return 0 }
    return 18 + 2 * count
  }

  @unsafe
  func inlineEnd(_ bytes: RawSpan, at place: Int) -> Int {
    let (item, cell) = (place + 4 + count, place + 9 + 2 * count)
    guard unsafe endTag(bytes, at: place) & 0xFFFF_FFFF == 0x3E74_2F3C,
      unsafe endTag(bytes, at: item) & 0xFF_FFFF_FFFF == 0x3E_7369_2F3C,
      unsafe endTag(bytes, at: cell) & 0xFFFF_FFFF == 0x3E63_2F3C
    else { return 0 }
    return 13 + 3 * count
  }

  @unsafe
  func itemStart(_ bytes: RawSpan, at place: Int) -> Int {
    let item = unsafe unprefixed(bytes.word(at: place), 0, bytes, at: place)
    let text = place + 4 + count
    guard item & 0xFFFF_FFFF == 0x3E69_733C,
      unsafe unprefixed(bytes.word(at: text), 0, bytes, at: text) & 0xFF_FFFF == 0x3E_743C
    else { return 0 }
    return 7 + 2 * count
  }

  @unsafe
  func itemEnd(_ bytes: RawSpan, at place: Int) -> Int {
    guard unsafe endTag(bytes, at: place) & 0xFFFF_FFFF == 0x3E74_2F3C,
      unsafe endTag(bytes, at: place + 4 + count) & 0xFF_FFFF_FFFF == 0x3E_6973_2F3C
    else { return 0 }
    return 9 + 2 * count
  }
}
