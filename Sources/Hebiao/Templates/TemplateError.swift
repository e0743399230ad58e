import HebiaoCore

/// A fresh workbook cannot be made as it is asked for.
struct TemplateError: DescribedError, Hashable {
  let text: LocalizedText

  /// What another error says, with the file that it is about.
  static func about(_ file: String, _ error: any Error) -> TemplateError {
    let text = (error as? any DescribedError)?.text ?? LocalizedText(verbatim: "\(error)")
    return TemplateError(
      text: LocalizedText(zh: "\(file): \(text.chinese)", en: "\(file): \(text.english)")
    )
  }

  static func unknownSchema(_ name: String, known: [String]) -> TemplateError {
    let nearest = Spelling.nearest(to: name, among: known)
    let list = known.joined(separator: ", ")
    return TemplateError(
      text: LocalizedText(
        zh: "没有表样 \(name)" + (nearest.map { ", 是不是 \($0)?" } ?? "; 可用: \(list)"),
        en: "there is no schema \(name)"
          + (nearest.map { "; did you mean \($0)?" } ?? "; there are \(list)")
      )
    )
  }

  static func noTemplate(_ name: String) -> TemplateError {
    TemplateError(
      text: LocalizedText(
        zh: "表样 \(name) 没有写空白表怎样印 (template), 不能生成; 请在表样里补上",
        en: "the schema \(name) does not say how a fresh sheet is printed; add a template to it"
      )
    )
  }

  static func repeated(_ name: String) -> TemplateError {
    TemplateError(
      text: LocalizedText(
        zh: "表样 \(name) 写了两次, 请去掉一个",
        en: "the schema \(name) is named twice; leave one out"
      )
    )
  }

  static func unknownRows(_ name: String, known: [String]) -> TemplateError {
    let list = known.isEmpty ? "—" : known.joined(separator: ", ")
    return TemplateError(
      text: LocalizedText(
        zh: "这些表里没有可定行数的 \(name); 可用: \(list)",
        en: "no rows of these sheets are called \(name); there are: \(list)"
      )
    )
  }

  static func wrongRows(_ name: String, sections: Int) -> TemplateError {
    TemplateError(
      text: LocalizedText(
        zh: "\(name) 有 \(sections) 段, 行数应写 \(sections) 个 1 至 500 的整数, 以逗号分开",
        en: "\(name) has \(sections) sections; give \(sections) numbers from 1 to 500, "
          + "separated by commas"
      )
    )
  }

  static let months = TemplateError(
    text: LocalizedText(
      zh: "月份数应为 1 至 36",
      en: "the number of months goes from 1 to 36"
    )
  )

  /// More months than the agreement has.
  static func months(within agreement: DatePeriod, count: Int) -> TemplateError {
    let period = TemplateCalendar.text(of: agreement)
    return TemplateError(
      text: LocalizedText(
        zh: "协议期 \(period) 只有 \(count) 个月; 请改 --months, 或用 --end 写明结束日期",
        en:
          "the agreement, \(period), has \(count) months only; change --months, or state its last day "
          + "with --end"
      )
    )
  }

  static let noAgreement = TemplateError(
    text: LocalizedText(
      zh: "不知道协议期, 请用 --start 写明开始日期, 如 --start 2024-01-25",
      en: "the agreement is not known; state its first day, as in --start 2024-01-25"
    )
  )

  static let agreement = TemplateError(
    text: LocalizedText(
      zh: "协议期的开始不能晚于结束, 请检查日期",
      en: "the agreement ends before it begins; check the dates"
    )
  )

  static let nothingToCarry = TemplateError(
    text: LocalizedText(
      zh: "没有认出所要的表, 无法沿用; 请检查是否选对了文件",
      en: "none of the tables asked for is in it, so nothing can be taken over; "
        + "check that it is the right file"
    )
  )

  /// Last month's tables have more rows than a fresh sheet is made for.
  static func tooManyRows(_ count: Int, limit: Int) -> TemplateError {
    TemplateError(
      text: LocalizedText(
        zh: "表里有 \(count) 行, 一张空白表最多沿用 \(limit) 行; 请检查是否选对了文件",
        en: "its tables have \(count) rows, and a fresh sheet takes over no more than \(limit); "
          + "check that it is the right file"
      )
    )
  }

  /// A total adds up more sections than one formula of Excel can.
  static func tooManySections(_ count: Int, limit: Int) -> TemplateError {
    TemplateError(
      text: LocalizedText(
        zh: "表里有 \(count) 段小计, 总计的公式最多合计 \(limit) 段; 请检查是否选对了文件",
        en:
          "its table has \(count) sections with a subtotal, and the formula of a total adds up no "
          + "more than \(limit); check that it is the right file"
      )
    )
  }

  static let agreementOver = TemplateError(
    text: LocalizedText(
      zh: "上月的表已到协议期末, 没有下一个月; 新协议请用 --start 另起",
      en: "last month's file reaches the end of its agreement; begin the next one with --start"
    )
  )
}
