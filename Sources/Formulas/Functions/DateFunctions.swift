import HebiaoCore

/// Functions of dates and times.
enum DateFunctions {
  static let all: [FormulaFunction] = [
    .values("DATE", 3...3) { call throws(FormulaStop) in
      var year = try call.whole(0)
      if (0..<1900).contains(year) { year += 1900 }
      let serial = calendar(call).serial(year, try call.whole(1), try call.whole(2))
      guard let serial else { throw .error(.number) }
      return .number(serial)
    },
    .values("YEAR", 1...1) { call throws(FormulaStop) in
      .number(Double(try day(call, 0).year))
    },
    .values("MONTH", 1...1) { call throws(FormulaStop) in
      .number(Double(try day(call, 0).month))
    },
    .values("DAY", 1...1) { call throws(FormulaStop) in .number(Double(try day(call, 0).day)) },
    .values("HOUR", 1...1) { call throws(FormulaStop) in
      .number(Double(try seconds(call) / 3600 % 24))
    },
    .values("MINUTE", 1...1) { call throws(FormulaStop) in
      .number(Double(try seconds(call) / 60 % 60))
    },
    .values("SECOND", 1...1) { call throws(FormulaStop) in .number(Double(try seconds(call) % 60))
    },
    .values("TIME", 3...3) { call throws(FormulaStop) in
      let total = try call.whole(0) * 3600 + call.whole(1) * 60 + call.whole(2)
      guard total >= 0, total < 1 << 40 else { throw .error(.number) }
      return .number(Double(total % 86_400) / 86_400)
    },
    .values("DATEVALUE", 1...1) { call throws(FormulaStop) in
      guard case .text(let text) = try call.value(0) else { throw .error(.value) }
      let serial = try call.reader.number(.text(text))
      guard text.contains(where: { "-/年".contains($0) }) else { throw .error(.value) }
      return .number(serial.rounded(.down))
    },
    .values("DAYS", 2...2) { call throws(FormulaStop) in
      .number(try serial(call, 0).rounded(.down) - serial(call, 1).rounded(.down))
    },
    .values("DATEDIF", 3...3, difference),
    .values("EDATE", 2...2) { call throws(FormulaStop) in
      let start = try day(call, 0)
      let months = try call.whole(1)
      let calendar = calendar(call)
      guard months.magnitude < 200_000, let end = calendar.endOfMonth(start, months: months),
        let last = calendar.day(end)
      else { throw .error(.number) }
      return .number(end - Double(max(0, last.day - start.day)))
    },
    .values("EOMONTH", 2...2) { call throws(FormulaStop) in
      let months = try call.whole(1)
      guard months.magnitude < 200_000,
        let end = calendar(call).endOfMonth(try day(call, 0), months: months)
      else { throw .error(.number) }
      return .number(end)
    },
    .values("WEEKDAY", 1...2) { call throws(FormulaStop) in
      let serial = try serial(call, 0).rounded(.down)
      let kind = try call.whole(1, else: 1)
      // Serial 1 of the 1900 system is a Sunday to Excel.
      let isLate = call.reader.settings.dateSystem == .from1904
      let sunday = Int(serial) + (isLate ? 1462 : 0) - 1
      let fromSunday = ((sunday % 7) + 7) % 7
      switch kind {
      case 1: return .number(Double(fromSunday + 1))
      case 2: return .number(Double((fromSunday + 6) % 7 + 1))
      case 3: return .number(Double((fromSunday + 6) % 7))
      case 11...17: return .number(Double((fromSunday - (kind - 10) % 7 + 7) % 7 + 1))
      default: throw .error(.number)
      }
    },
  ]

  private static func calendar(_ call: FunctionCall) -> SerialCalendar {
    SerialCalendar(call.reader.settings.dateSystem)
  }

  private static func serial(_ call: FunctionCall, _ position: Int) throws(FormulaStop) -> Double {
    let serial = try call.number(position)
    guard serial >= 0, serial < 2_958_466 else { throw .error(.number) }
    return serial
  }

  private static func day(
    _ call: FunctionCall,
    _ position: Int
  ) throws(FormulaStop) -> SerialCalendar.Day {
    guard let day = calendar(call).day(try serial(call, position)) else {
      throw .error(.number)
    }
    return day
  }

  /// Seconds of the day, to the nearest.
  private static func seconds(_ call: FunctionCall) throws(FormulaStop) -> Int {
    let serial = try serial(call, 0)
    let fraction = serial - serial.rounded(.down)
    return Int((fraction * 86_400).rounded()) % 86_400
  }

  /// Whole years, months or days between two dates.
  @Sendable
  private static func difference(_ call: FunctionCall) throws(FormulaStop) -> FormulaValue {
    let startSerial = try serial(call, 0).rounded(.down)
    let endSerial = try serial(call, 1).rounded(.down)
    guard startSerial <= endSerial else { throw .error(.number) }
    let start = try day(call, 0)
    let end = try day(call, 1)
    let isShort = end.day < start.day
    let months = (end.year - start.year) * 12 + end.month - start.month - (isShort ? 1 : 0)
    switch try call.text(2).uppercased() {
    case "D": return .number(endSerial - startSerial)
    case "M": return .number(Double(months))
    case "Y": return .number(Double(months / 12))
    case "YM": return .number(Double(months % 12))
    case "MD", "YD":
      throw call.refusal(
        zh: "单位 MD 和 YD 的结果在 Excel 里也不可靠",
        en: "Excel's own results for MD and YD are not reliable"
      )
    default: throw .error(.number)
    }
  }
}
