import ArgumentParser
import Glibc
import Hebiao
import HebiaoCore

/// The command `hebiao template`.
struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: text(
      zh: "生成空白表, 公式、下拉框和输入检查都已写好。",
      en: "Writes a fresh workbook to fill in, with formulas, lists and input checks."
    ),
    discussion: text(
      zh: "写几个表样, 就有几张表, 如每月一份: hebiao template indicator-completion "
        + "project-completion staffing -o 4月.xlsx --from 3月.xlsx",
      en: "One sheet per schema, as for a month: hebiao template indicator-completion "
        + "project-completion staffing -o april.xlsx --from march.xlsx"
    )
  )

  @Argument(
    help: help(
      zh: "表样, 见 hebiao schema list。",
      en: "Schemas, see hebiao schema list.",
      valueName: "schema"
    )
  )
  var names: [String]

  @Option(
    name: .shortAndLong,
    help: help(zh: "写到这个文件 (.xlsx)。", en: "The file to write (.xlsx).", valueName: "file")
  )
  var output: String

  @Option(
    help: help(
      zh: "上月的表: 沿用协议量、片区、指标和人员, 日期顺延一个月。",
      en: "Last month's file, whose agreed figures, rows and people are taken over, "
        + "a month later.",
      valueName: "file"
    )
  )
  var from: String?

  @Option(help: help(zh: "站名, 印在标题里。", en: "The station's name in the title.", valueName: "name"))
  var station: String?

  @Option(
    help: help(
      zh: "协议开始日期, 如 2024-01-25; 不写为今年 1 月 1 日。",
      en: "First day of the agreement, as 2024-01-25; 1 January of this year if not given.",
      valueName: "date"
    ),
    transform: OptionValue.day
  )
  var start: CalendarDate?

  @Option(
    help: help(
      zh: "协议结束日期; 不写为开始那年的 12 月 31 日。",
      en: "Last day of the agreement; the end of its first year if not given.",
      valueName: "date"
    ),
    transform: OptionValue.day
  )
  var end: CalendarDate?

  @Option(
    parsing: .unconditional,
    help: help(
      zh: "统计到协议期的第几个月; 不写为 1, 沿用上月的表时多一个月。",
      en: "Months that the figures cover; 1 if not given, one more than in last month's file.",
      valueName: "number"
    ),
    transform: { try OptionValue.whole($0, in: TemplateRequest.mostMonths) }
  )
  var months: Int?

  @Option(
    help: help(
      zh: "片区数, 或以逗号分开的片区名称; 即 --rows districts=…。",
      en: "Number of districts, or their names with commas between; --rows districts=….",
      valueName: "number"
    )
  )
  var districts: String?

  @Option(
    help: help(
      zh: "各类人员的行数, 以逗号分开, 如 17,8; 即 --rows staff=…。",
      en: "Rows for each type of staff with commas between, as 17,8; --rows staff=….",
      valueName: "numbers"
    )
  )
  var staff: String?

  @Option(
    help: help(
      zh: "表样里名为 NAME 的行的数目或名称: --rows NAME=5。",
      en: "Number or names of the rows that a schema calls NAME: --rows NAME=5.",
      valueName: "name=number"
    )
  )
  var rows: [String] = []

  @OptionGroup var source: SchemaSource

  @Flag(help: help(zh: "已有此文件时覆盖。", en: "Replace the file if it exists."))
  var force = false

  @OptionGroup var languageOptions: LanguageOptions

  func validate() throws {
    for entry in rows where !entry.contains("=") {
      throw ValidationError(
        text(zh: "--rows 应写成 名称=数目, 如 districts=5", en: "--rows takes name=number: districts=5")
      )
    }
    if start == nil, end != nil {
      throw ValidationError(text(zh: "写了 --end, 还要写 --start", en: "--end needs --start"))
    }
  }

  func run() throws {
    let language = languageOptions.language
    try OutputName.check(output)
    let schemas = try source.load()
    var request = TemplateRequest(schemas: names, months: months)
    request.station = station
    request.lastMonth = from
    request.language = language
    request.producer = "hebiao \(Version.current)"
    request.agreement = try agreement()
    if from == nil, months == nil { request.months = 1 }
    let given = [("districts", districts), ("staff", staff)]
    for (name, value) in given { request.rows[name] = value.map(Self.rows) }
    for entry in rows {
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      request.rows[String(parts[0])] = Self.rows(String(parts[1]))
    }
    if let from, FoundWorkbook.containsFile(at: output, in: FoundWorkbook.find([from])) {
      throw Trouble(output, .isLastMonth)
    }
    let receipt = try reportingTrouble(of: nil) {
      try writeTemplate(request, schemas: schemas, to: output, replacing: force)
    }
    StandardOutput.tell(
      Self.summary(receipt, file: output)[language] + "\n",
      of: output,
      in: language
    )
  }

  /// The agreement that the options state, else the current year; nil for last month's.
  private func agreement() throws -> DatePeriod? {
    if from != nil, start == nil { return nil }
    guard let start = start ?? Self.newYear() else { return nil }
    return DatePeriod(
      start: start,
      end: end ?? CalendarDate(year: start.year, month: 12, day: 31)
    )
  }

  private static func newYear() -> CalendarDate? {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return CalendarDate(year: Int(parts.tm_year) + 1900, month: 1, day: 1)
  }

  /// `3`, `17,8`, or names.
  private static func rows(_ text: String) -> TemplateRequest.Rows {
    let parts = text.split { $0 == "," || $0 == "，" || $0 == "、" }
      .map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
    let numbers = parts.map { Int($0) }
    let counts = numbers.compactMap { $0 }
    return counts.count == parts.count ? .counts(counts) : .names(parts)
  }

  private static func summary(_ receipt: TemplateReceipt, file: String) -> LocalizedText {
    let end = receipt.period.end.map { "\($0)" } ?? ""
    let isoEnd = receipt.period.end?.isoText ?? ""
    var zh = "已写出 \(file): \(receipt.sheets.joined(separator: "、")), "
    zh += "统计期 \(receipt.period.start)至\(end)"
    var en = "wrote \(file): \(receipt.sheets.joined(separator: ", ")), "
    en += "period \(receipt.period.start.isoText) to \(isoEnd)"
    if receipt.carried > 0 {
      zh += "; 沿用上月 \(receipt.carried) 格"
      en += "; \(receipt.carried) cells taken over from last month"
    }
    return LocalizedText(zh: zh, en: en)
  }
}

extension LocalizedText {
  fileprivate static let isLastMonth = LocalizedText(
    zh: "这是上月的表, 不能用空白表覆盖; 请在 -o 后换一个文件名",
    en: "this is last month's file, a fresh one must not replace it; name another after -o"
  )
}
