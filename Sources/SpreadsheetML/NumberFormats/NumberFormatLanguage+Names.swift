extension NumberFormatLanguage {
  /// The name of a month: `mmm` short, `mmmm` full, `mmmmm` the first letter.
  func monthName(_ month: Int, count: Int) -> String {
    let index = (month + 11) % 12
    if isChinese || self == .japanese {
      if self != .japanese && count >= 4 { return Self.chineseMonths[index] + "月" }
      return "\(month)月"
    }
    let name = Self.englishMonths[index]
    return count == 3 ? String(name.prefix(3)) : count == 5 ? String(name.prefix(1)) : name
  }

  /// The name of a weekday, 0 for Sunday: `ddd` short, `dddd` full.
  func weekdayName(_ weekday: Int, isFull: Bool) -> String {
    switch self {
    case .simplifiedChinese: (isFull ? "星期" : "周") + Self.chineseDays[weekday % 7]
    case .traditionalChinese: (isFull ? "星期" : "週") + Self.chineseDays[weekday % 7]
    case .japanese: Self.japaneseDays[weekday % 7] + (isFull ? "曜日" : "")
    case .unspecified, .other:
      isFull
        ? Self.englishDays[weekday % 7] : String(Self.englishDays[weekday % 7].prefix(3))
    }
  }

  /// The weekday of `aaa` and `aaaa`, which are East Asian in themselves.
  func chineseWeekday(_ weekday: Int, count: Int) -> String {
    if self == .japanese {
      return Self.japaneseDays[weekday % 7] + (count >= 4 ? "曜日" : "")
    }
    return (count >= 4 ? "星期" : "") + Self.chineseDays[weekday % 7]
  }

  /// The name of a half of the day.
  func meridiem(isMorning: Bool, names: NumberFormatToken.Meridiem) -> String {
    switch names {
    case .letters(let morning, let afternoon):
      return String(UnicodeScalar(isMorning ? morning : afternoon))
    case .full where self == .japanese: return isMorning ? "午前" : "午後"
    case .full where !isChinese: return isMorning ? "AM" : "PM"
    case .full, .chinese: return isMorning ? "上午" : "下午"
    }
  }

  /// The year of `e`: the era's where the language counts eras, else the calendar's.
  func eraYear(of day: CalendarDay) -> Int {
    switch self {
    case .traditionalChinese where day.year > 1911: day.year - 1911
    case .japanese: day.year - Self.japaneseEra(of: day).firstYear + 1
    default: day.year
    }
  }

  /// The name of the era of `g`, `gg`, `ggg`.
  func eraName(of day: CalendarDay, count: Int) -> String {
    switch self {
    case .traditionalChinese: return count >= 3 ? "中華民國" : "民國"
    case .japanese:
      let era = Self.japaneseEra(of: day)
      return count == 1 ? era.letter : count == 2 ? String(era.name.prefix(1)) : era.name
    case .simplifiedChinese: return "公元"
    case .unspecified, .other: return ""
    }
  }

  private static func japaneseEra(
    of day: CalendarDay
  ) -> (firstYear: Int, letter: String, name: String) {
    switch (day.year, day.month, day.day) {
    case let date where date >= (2019, 5, 1): (2019, "R", "令和")
    case let date where date >= (1989, 1, 8): (1989, "H", "平成")
    case let date where date >= (1926, 12, 25): (1926, "S", "昭和")
    case let date where date >= (1912, 7, 30): (1912, "T", "大正")
    default: (1868, "M", "明治")
    }
  }

  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let englishDays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  private static let chineseMonths = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
  ]
  private static let chineseDays = ["日", "一", "二", "三", "四", "五", "六"]
  private static let japaneseDays = ["日", "月", "火", "水", "木", "金", "土"]
}
