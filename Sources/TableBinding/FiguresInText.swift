import HebiaoCore

/// Finds the figure that a sentence in a cell states: 3 in `共建协议*3份`, 2 in `新增2个社区社会组织`.
enum FiguresInText {
  struct Figure: Hashable {
    var value: Rational
    var decimals: Int
    var unit: String?
    var isMarked: Bool
    var isInChineseNumerals = false
  }

  /// The words of a table's definition that say what a figure is.
  struct Words: Sendable {
    /// Units of figures, the longest first.
    fileprivate let units: [ByteWord]
    /// What makes a number before it a part of a name.
    fileprivate let namingWords: [ByteWord]

    init(units: [String], namingWords: [String]) {
      self.units = units.filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }
        .map { ByteWord($0) }
      self.namingWords = namingWords.filter { !$0.isEmpty }.map { ByteWord($0) }
    }
  }

  private static let markers: [ByteWord] = [
    "*", "×", "x", "共计", "合计", "累计", "总计", "共", ":",
  ]
  private static let rangeSigns: [ByteWord] = ["-", "~", "—", "–", "至", "到"]
  private static let tenThousand: [ByteWord] = ["万"]

  /// The figures that may be meant; exactly one where the text is clear.
  ///
  /// A number before a naming word (`17类`, `2024年`) is part of a name. Among the others, one after
  /// `*` or `共计` wins, then one with the unit of the figure it is compared with, then one before a
  /// unit, then the only one there is.
  static func find(
    in normalized: String,
    words: Words,
    preferredUnit: String?
  ) -> [Figure] {
    let candidates = figures(in: normalized, words)
    let marked = candidates.filter(\.isMarked)
    if marked.count == 1 { return marked }
    if let preferredUnit {
      let alike = candidates.filter { $0.unit == preferredUnit }
      if alike.count == 1 { return alike }
    }
    let withUnit = candidates.filter { $0.unit != nil }
    if !withUnit.isEmpty { return withUnit }
    return candidates
  }

  private static func figures(in normalized: String, _ words: Words) -> [Figure] {
    let bytes = normalized.utf8Span.span
    var cursor = ByteCursor(bytes)
    var found: [Figure] = []
    /// The place behind `5-` of `5-6次`: what stands there closes a range that the last figure begins.
    var rangeEnd: Int?
    while !cursor.isAtEnd {
      let start = cursor.position
      guard let text = thousands(&cursor) ?? cursor.decimal() else {
        if let figure = chineseFigure(&cursor, words) {
          found.append(figure)
        } else {
          cursor.advance()
        }
        continue
      }
      let followsLetter = start > 0 && isLatinLetter(bytes[start - 1]) && !isMark(bytes, start)
      guard let decimal = DecimalText(text), !followsLetter else { continue }
      var value = decimal.value
      if cursor.skip(anyOf: tenThousand), let larger = value.multiplied(by: Rational(10_000)) {
        value = larger
      }
      let closesRange = rangeEnd == start
      rangeEnd = endOfRangeSign(cursor)
      let unit = cursor.word(among: words.units)?.text
      // `3个` beats `个月`, and `17类` is a name unless 类 is a unit here.
      if unit == nil, cursor.word(among: words.namingWords) != nil { continue }
      found.append(
        Figure(
          value: value,
          decimals: decimal.decimals,
          unit: unit,
          isMarked: isMark(bytes, start)
        )
      )
      // Both ends of a range are of one unit, and neither is the figure alone.
      if closesRange, found.count >= 2, found[found.count - 2].unit == nil {
        found[found.count - 2].unit = unit
        found[found.count - 1].isMarked = found[found.count - 2].isMarked
      }
    }
    return found
  }

  /// The place behind a sign for "up to" that a figure stands after; nil where there is none.
  private static func endOfRangeSign(_ cursor: ByteCursor) -> Int? {
    var cursor = cursor
    return cursor.skip(anyOf: rangeSigns) ? cursor.position : nil
  }

  private static func thousands(_ cursor: inout ByteCursor) -> String? {
    let start = cursor.position
    guard let leading = cursor.decimal(), leading.utf8.count <= 3 else {
      cursor.position = start
      return nil
    }
    var digits = leading
    var groups = 0
    while !cursor.isAtEnd, cursor.bytes[cursor.position] == 44 {
      let comma = cursor.position
      cursor.advance()
      guard let group = cursor.decimal(), group.utf8.count == 3 else {
        cursor.position = comma
        break
      }
      digits += group
      groups += 1
    }
    if groups == 0 {
      cursor.position = start
      return nil
    }
    return digits
  }

  private static func isMark(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    markers.contains { start >= $0.count && $0.stands(in: bytes, at: start - $0.count) }
  }

  private static func isLatinLetter(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (65...90).contains(byte)
  }

  /// `三次`, `十二场`, `两个`: Chinese numerals count only right before a unit.
  private static func chineseFigure(
    _ cursor: inout ByteCursor,
    _ words: Words
  ) -> Figure? {
    let start = cursor.position
    var value = 0
    var count = 0
    var last = 0
    while count < longestNumeral,
      let digit = chineseDigit(in: cursor.bytes, at: start + 3 * count)
    {
      if digit == 10 {
        value = (value == 0 ? 1 : value) * 10
      } else if count > 0, last != 10 {
        return nil
      } else {
        value += digit
      }
      last = digit
      count += 1
    }
    guard count > 0 else { return nil }
    cursor.position += count * 3
    guard let unit = cursor.word(among: words.units)?.text else {
      cursor.position = start
      return nil
    }
    return Figure(
      value: Rational(value),
      decimals: 0,
      unit: unit,
      isMarked: isMark(cursor.bytes, start),
      isInChineseNumerals: true
    )
  }

  /// Chinese numerals of more characters are not read.
  private static let longestNumeral = 3

  /// The number that the character at a place stands for; each of these has three bytes.
  private static func chineseDigit(in bytes: Span<UInt8>, at place: Int) -> Int? {
    guard place + 3 <= bytes.count, bytes[place] >= 0xE3 else { return nil }
    let character =
      UInt32(bytes[place]) << 16 | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2])
    switch character {
    case 0xE3_8087, 0xE9_9BB6: return 0  // 〇 零
    case 0xE4_B880: return 1  // 一
    case 0xE4_BA8C, 0xE4_B8A4: return 2  // 二 两
    case 0xE4_B889: return 3  // 三
    case 0xE5_9B9B: return 4  // 四
    case 0xE4_BA94: return 5  // 五
    case 0xE5_85AD: return 6  // 六
    case 0xE4_B883: return 7  // 七
    case 0xE5_85AB: return 8  // 八
    case 0xE4_B99D: return 9  // 九
    case 0xE5_8D81: return 10  // 十
    default: return nil
    }
  }
}
