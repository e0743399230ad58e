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

  private static let markers = ["*", "×", "x", "共计", "合计", "累计", "总计", "共", ":"]
  private static let chineseDigits: [Unicode.Scalar: Int] = [
    "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
    "八": 8, "九": 9, "十": 10,
  ]

  /// The figures that may be meant; exactly one where the text is clear.
  ///
  /// A number before a naming word (`17类`, `2024年`) is part of a name. Among the others, one after
  /// `*` or `共计` wins, then one with the unit of the figure it is compared with, then one before a
  /// unit, then the only one there is.
  static func find(
    in normalized: String,
    units: [String],
    namingWords: [String],
    preferredUnit: String?
  ) -> [Figure] {
    let longestFirst = units.sorted { $0.utf8.count > $1.utf8.count }
    let candidates = figures(in: normalized, units: longestFirst, namingWords: namingWords)
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

  private static func figures(
    in normalized: String,
    units: [String],
    namingWords: [String]
  ) -> [Figure] {
    let bytes = Array(normalized.utf8)
    var cursor = ByteCursor(bytes)
    var found: [Figure] = []
    /// The place behind `5-` of `5-6次`: what stands there closes a range that the last figure begins.
    var rangeEnd: Int?
    while !cursor.isAtEnd {
      let start = cursor.position
      guard let text = thousands(&cursor) ?? cursor.decimal() else {
        if let figure = chineseFigure(&cursor, bytes, units: units) {
          found.append(figure)
        } else {
          cursor.advance()
        }
        continue
      }
      let followsLetter = start > 0 && isLatinLetter(bytes[start - 1]) && !isMark(bytes, start)
      guard let decimal = DecimalText(text), !followsLetter else { continue }
      var value = decimal.value
      if cursor.skip(anyOf: ["万"]), let larger = value.multiplied(by: Rational(10_000)) {
        value = larger
      }
      let closesRange = rangeEnd == start
      rangeEnd = endOfRangeSign(cursor)
      let rest = cursor.rest
      let unit = units.first { rest.starts(with: $0.utf8) }
      // `3个` beats `个月`, and `17类` is a name unless 类 is a unit here.
      if unit == nil, namingWords.contains(where: { rest.starts(with: $0.utf8) }) { continue }
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
    return cursor.skip(anyOf: ["-", "~", "—", "–", "至", "到"]) ? cursor.position : nil
  }

  private static func thousands(_ cursor: inout ByteCursor) -> String? {
    let start = cursor.position
    guard let leading = cursor.decimal(), leading.utf8.count <= 3 else {
      cursor.position = start
      return nil
    }
    var digits = leading
    var groups = 0
    while cursor.rest.first == 44 {
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

  private static func isMark(_ bytes: [UInt8], _ start: Int) -> Bool {
    markers.contains { marker in
      let count = marker.utf8.count
      return start >= count && bytes[start - count..<start].elementsEqual(marker.utf8)
    }
  }

  private static func isLatinLetter(_ byte: UInt8) -> Bool {
    (97...122).contains(byte) || (65...90).contains(byte)
  }

  /// `三次`, `十二场`, `两个`: Chinese numerals count only right before a unit.
  private static func chineseFigure(
    _ cursor: inout ByteCursor,
    _ bytes: [UInt8],
    units: [String]
  ) -> Figure? {
    guard let first = cursor.rest.first, first >= 0xE3 else { return nil }
    let head = cursor.rest.prefix(9)
    var value = 0
    var count = 0
    var last = 0
    for scalar in String(decoding: head, as: UTF8.self).unicodeScalars {
      guard let digit = chineseDigits[scalar] else { break }
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
    let start = cursor.position
    cursor.position += count * 3
    let rest = cursor.rest
    guard let unit = units.first(where: { rest.starts(with: $0.utf8) }) else {
      cursor.position = start
      return nil
    }
    return Figure(
      value: Rational(value),
      decimals: 0,
      unit: unit,
      isMarked: isMark(bytes, start),
      isInChineseNumerals: true
    )
  }
}
