package import HebiaoCore

/// Dates, months and periods as people write them.
package enum DateTexts {
  /// What a text that should state a period states.
  package enum PeriodText: Hashable, Sendable {
    case period(DatePeriod)
    /// It looks like one, but the dates do not exist or are not all there.
    case malformed
    /// It does not look like one.
    case none
  }

  private static let openEnds = ["无固定", "长期", "至今", "永久", "不定期", "无期限", "今"]

  /// `2016/5/16-无固定期`, `2024/4/25-2025/4/24`, `(2024年1月25日至2024年4月30日)`.
  package static func period(in text: String) -> PeriodText {
    period(inNormalized: NormalizedText.header(text))
  }

  /// The same of a text that `NormalizedText.header` has normalised.
  static func period(inNormalized normalized: String) -> PeriodText {
    statement(inNormalized: normalized).period
  }

  /// What a text, normalised, states where a period should be, and whether it looks like one rather than
  /// one day: `(2024年1月25日至4月30日)`.
  static func statement(
    inNormalized normalized: String
  ) -> (period: PeriodText, looksLikePeriod: Bool) {
    guard hasYear(normalized) else {
      let hasDigit = normalized.utf8.contains { (48...57).contains($0) }
      return (hasDigit ? .malformed : .none, false)
    }
    let found = dates(in: normalized)
    guard let only = found.only else { return (period(between: found), found.count >= 2) }
    let tail = String(decoding: normalized.utf8.dropFirst(only.end), as: UTF8.self)
    return (period(from: only, tail), looksLikePeriod(normalized, tail))
  }

  /// The period of a text with no full date, or several.
  private static func period(between found: FoundDates) -> PeriodText {
    guard found.count == 2, let start = found.first?.date, let end = found.second?.date else {
      return .malformed
    }
    return .period(DatePeriod(start: start, end: end))
  }

  /// The period of a text with one full date, and what stands behind that.
  private static func period(from only: FoundDate, _ tail: String) -> PeriodText {
    guard let start = only.date else { return .malformed }
    // `2024年1月25日至4月30日`: the second date is of the same year.
    if let last = events(in: tail).first, last.year == nil, let day = last.day {
      guard let end = CalendarDate(year: start.year, month: last.month, day: day) else {
        return .malformed
      }
      return .period(DatePeriod(start: start, end: end))
    }
    if openEnds.contains(where: tail.holds) {
      return .period(DatePeriod(start: start, end: nil))
    }
    return .malformed
  }

  /// Whether a text with one full date states a period, by what stands behind the date.
  private static func looksLikePeriod(_ normalized: String, _ tail: String) -> Bool {
    ["至", "到", "~"].contains(where: normalized.holds)
      || (["-", "—", "–"].contains(where: tail.hasPrefix) && !events(in: tail).isEmpty)
  }

  /// Whether four digits in a row stand somewhere, as in every full date.
  private static func hasYear(_ normalized: String) -> Bool {
    var digits = 0
    for byte in normalized.utf8 {
      digits = (48...57).contains(byte) ? digits + 1 : 0
      if digits == 4 { return true }
    }
    return false
  }

  /// The days named in a text such as `2024年4月22日调岗`, each with the words after it.
  ///
  /// A date without a year, `3月19日离职`, has none; a month without a day has day nil.
  package static func events(in text: String) -> [DatedEvent] {
    let normalized = NormalizedText.header(text)
    let cursor = ByteCursor(normalized.utf8Span.span)
    let found = looseDates(in: cursor)
    return found.enumerated().map { index, date in
      let end = index + 1 < found.count ? found[index + 1].start : cursor.bytes.count
      return DatedEvent(
        year: date.year,
        month: date.month,
        day: date.day,
        words: cursor.text(date.end..<max(date.end, end)),
        wordsBefore: cursor.text((index == 0 ? 0 : found[index - 1].end)..<date.start)
      )
    }
  }

  /// The month that a heading names, and what it counts: `2024年1月(计0.5)`.
  package static func month(in text: String) -> (month: YearMonth, weight: Rational?)? {
    let normalized = NormalizedText.header(text)
    guard let first = normalized.utf8.first, mayBeginMonth(first) else { return nil }
    var cursor = ByteCursor(normalized.utf8Span.span)
    if let named = monthName(&cursor) {
      return (YearMonth(year: nil, month: named), weight(after: cursor))
    }
    guard var number = cursor.number(maximumDigits: 4) else { return nil }
    var month: YearMonth?
    // `24年1月`: nobody plans for the first century.
    if cursor.position == 2, cursor.word(among: yearSign) != nil { number += 2000 }
    if number >= 1900, number <= 2199 {
      let separated = cursor.skip(anyOf: yearEnds)
      if separated, let second = cursor.number(maximumDigits: 2), (1...12).contains(second) {
        month = YearMonth(year: number, month: second)
        _ = cursor.skip(anyOf: monthSigns)
      }
    } else if (1...12).contains(number), cursor.skip(anyOf: monthSigns) {
      month = YearMonth(year: nil, month: number)
    }
    guard let month else { return nil }
    return (month, weight(after: cursor))
  }

  /// Whether a month may begin with a byte: a digit, or the first one of 一 to 十.
  private static func mayBeginMonth(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || byte == 0xE4 || byte == 0xE5
  }

  private static let yearSign: [ByteWord] = ["年"]
  private static let yearEnds: [ByteWord] = ["年", ".", "-", "/"]
  private static let monthSigns: [ByteWord] = ["月份", "月"]
  private static let monthEnds: [ByteWord] = ["月", ".", "-", "/"]
  private static let looseMonthEnds: [ByteWord] = ["月份", "月", ".", "-", "/"]
  private static let daySigns: [ByteWord] = ["日", "号"]
  private static let monthNames: [ByteWord] = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
  ]

  /// `一月`, `十二月份` as a month.
  private static func monthName(_ cursor: inout ByteCursor) -> Int? {
    if cursor.isAtDigit { return nil }
    let start = cursor.position
    let ahead = ByteWord.ahead(in: cursor.bytes, at: start)
    for index in monthNames.indices.reversed()
    where monthNames[index].stands(in: cursor.bytes, at: start, ahead: ahead) {
      cursor.position = start + monthNames[index].count
      if cursor.skip(anyOf: monthSigns) { return index + 1 }
      cursor.position = start
    }
    return nil
  }

  private static func weight(after cursor: ByteCursor) -> Rational? {
    var cursor = cursor
    while !cursor.isAtEnd {
      if let text = cursor.decimal(), let decimal = DecimalText(text) { return decimal.value }
      cursor.advance()
    }
    return nil
  }

  private struct FoundDate {
    var date: CalendarDate?
    var end: Int
  }

  /// The full dates of a text: most have one or two, which take no list.
  private struct FoundDates {
    private(set) var first: FoundDate?
    private(set) var second: FoundDate?
    private(set) var count = 0

    /// The only one; nil where there are none or several.
    var only: FoundDate? { count == 1 ? first : nil }

    mutating func append(_ date: FoundDate) {
      count += 1
      if count == 1 { first = date }
      if count == 2 { second = date }
    }
  }

  /// The full dates of a normalised text, the impossible ones as nil.
  private static func dates(in normalized: String) -> FoundDates {
    var cursor = ByteCursor(normalized.utf8Span.span)
    var found = FoundDates()
    while !cursor.isAtEnd {
      guard cursor.isAtDigit else {
        cursor.advance()
        continue
      }
      let start = cursor.position
      if let compact = compactDate(&cursor) {
        found.append(FoundDate(date: compact, end: cursor.position))
        continue
      }
      guard let year = cursor.number(maximumDigits: 4) else {
        cursor.advance()
        continue
      }
      guard cursor.position - start == 4, cursor.skip(anyOf: yearEnds),
        let month = cursor.number(maximumDigits: 2)
      else { continue }
      guard cursor.skip(anyOf: monthEnds), let day = cursor.number(maximumDigits: 2) else {
        found.append(FoundDate(date: nil, end: cursor.position))
        continue
      }
      _ = cursor.skip(anyOf: daySigns)
      found.append(
        FoundDate(
          date: CalendarDate(year: year, month: month, day: day),
          end: cursor.position
        )
      )
    }
    return found
  }

  /// `20240125`: eight digits that are a day of our time; others may be any number.
  private static func compactDate(_ cursor: inout ByteCursor) -> CalendarDate? {
    let start = cursor.position
    guard let digits = cursor.number(maximumDigits: 8), cursor.position - start == 8,
      (1900...2199).contains(digits / 10_000),
      let date = CalendarDate(
        year: digits / 10_000,
        month: digits / 100 % 100,
        day: digits % 100
      )
    else {
      cursor.position = start
      return nil
    }
    return date
  }

  private struct LooseDate {
    var year: Int?
    var month: Int
    var day: Int?
    var start: Int
    var end: Int
  }

  private static func looseDates(in text: ByteCursor) -> [LooseDate] {
    var cursor = text
    var found: [LooseDate] = []
    while !cursor.isAtEnd {
      guard cursor.isAtDigit else {
        cursor.advance()
        continue
      }
      let start = cursor.position
      guard let first = cursor.number(maximumDigits: 4) else {
        cursor.advance()
        continue
      }
      let isYear = cursor.position - start == 4 && (1900...2199).contains(first)
      var year: Int?
      var month = first
      if isYear {
        guard cursor.skip(anyOf: yearEnds),
          let second = cursor.number(maximumDigits: 2)
        else { continue }
        year = first
        month = second
      }
      guard (1...12).contains(month) else { continue }
      let hasMonthSign =
        cursor.skip(anyOf: isYear ? looseMonthEnds : monthSigns)
      guard hasMonthSign || isYear else { continue }
      var date = LooseDate(
        year: year,
        month: month,
        day: nil,
        start: start,
        end: cursor.position
      )
      let beforeDay = cursor.position
      if let day = cursor.number(maximumDigits: 2), (1...31).contains(day) {
        date.day = day
        _ = cursor.skip(anyOf: daySigns)
        date.end = cursor.position
      } else {
        cursor.position = beforeDay
      }
      found.append(date)
    }
    return found
  }
}

/// A day or a month that a remark names, with the words around it.
package struct DatedEvent: Hashable, Sendable {
  package var year: Int?
  package var month: Int
  package var day: Int?
  package var words: String
  package var wordsBefore: String
}
