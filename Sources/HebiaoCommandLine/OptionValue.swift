import ArgumentParser
import HebiaoCore

/// Values of options that say what they may be where they are something else.
enum OptionValue {
  /// A whole number of a range.
  static func whole(_ text: String, in range: ClosedRange<Int>) throws -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw ValidationError(
        HebiaoCommandLine.text(
          zh: "须为 \(range.lowerBound) 至 \(range.upperBound) 的整数",
          en: "it takes a whole number from \(range.lowerBound) to \(range.upperBound)"
        )
      )
    }
    return number
  }

  /// A share of one.
  static func share(_ text: String) throws -> Double {
    guard let number = Double(text), (0...1).contains(number) else {
      throw ValidationError(
        HebiaoCommandLine.text(
          zh: "须为 0 到 1 之间的数, 如 0.9",
          en: "it takes a number from 0 to 1, as 0.9"
        )
      )
    }
    return number
  }

  /// A day, as `2024-01-25` or `2024/1/25`.
  static func day(_ text: String) throws -> CalendarDate {
    let parts = text.split { $0 == "-" || $0 == "/" || $0 == "." }.map { Int($0) }
    if parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
      let date = CalendarDate(year: year, month: month, day: day)
    {
      return date
    }
    throw ValidationError(
      HebiaoCommandLine.text(
        zh: "须为 1900 至 2199 年间的日期, 如 2024-01-25",
        en: "it takes a date from 1900 to 2199, as 2024-01-25"
      )
    )
  }
}

/// How many files a command checks at the same time.
struct JobOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: help(
      zh: "同时核对的文件数 (1 至 256); 默认为处理器核数。",
      en: "Files checked at the same time (1 to 256); as many as cores if not given.",
      valueName: "number"
    ),
    transform: { try OptionValue.whole($0, in: 1...256) }
  )
  var jobs: Int?
}
