import HebiaoCore

/// The words of a summary.
enum SummaryText {
  static let title = LocalizedText(zh: "核对结果汇总", en: "Summary of the check")
  static let overview = LocalizedText(zh: "汇总", en: "Summary")
  static let charts = LocalizedText(zh: "图表", en: "Charts")
  static let findings = LocalizedText(zh: "问题清单", en: "Findings")
  static let unchecked = LocalizedText(zh: "未核对文件", en: "Not checked")

  static let station = LocalizedText(zh: "站点", en: "Station")
  static let rule = LocalizedText(zh: "规则", en: "Rule")
  static let pages = LocalizedText(zh: "&L&A&R第 &P 页 共 &N 页", en: "&L&A&Rpage &P of &N")
  static let faultyStations = LocalizedText(
    zh: "错误和提示最多的站点",
    en: "Stations with most errors and warnings"
  )
  static let frequentRules = LocalizedText(
    zh: "最常出问题的规则",
    en: "Rules that are broken most often"
  )
  static let laggingStations = LocalizedText(
    zh: "进度最滞后的站点 (指标项数)",
    en: "Stations that lag most (indicators)"
  )
  static let nothingToDraw = LocalizedText(
    zh: "没有错误、提示, 也没有进度可画",
    en: "There are no errors, no warnings and no pace to draw"
  )
  static let explanation = LocalizedText(
    zh: "平均完成率: 各项指标完成率的平均, 超过 100% 的按 100% 计; 时间进度: 协议期已过去的部分",
    en: "Mean completion: the mean over the indicators, each counted up to 100%; "
      + "time passed: the share of the agreement that has passed"
  )

  static func period(_ period: DatePeriod) -> String {
    let start = period.start
    guard let end = period.end else { return "\(start.isoText) –" }
    return "\(start.isoText) – \(end.isoText)"
  }

  static let unreadable = LocalizedText(zh: "无法读取", en: "unreadable")
  static let unrecognised = LocalizedText(zh: "没有认出表格", en: "no table recognised")

  static func passedOver(_ reason: PassedOverFile.Reason) -> LocalizedText {
    switch reason {
    case .format:
      LocalizedText(zh: "不是 .xlsx 文件, 请另存为 .xlsx", en: "no .xlsx file; save it as .xlsx")
    case .brokenLink: LocalizedText(zh: "链接失效", en: "a link to nowhere")
    case .backup: LocalizedText(zh: "改正前的备份", en: "a backup from before a correction")
    case .notRegular: LocalizedText(zh: "不是普通文件", en: "no regular file")
    case .sameFile:
      LocalizedText(zh: "同一文件已用另一名称核对", en: "checked under another name")
    }
  }

  static func status(_ row: StationRow) -> LocalizedText {
    switch row.status {
    case .clean: LocalizedText(zh: "无问题", en: "clean")
    case .findings where row.errors > 0: LocalizedText(zh: "需修改", en: "to correct")
    case .findings where row.warnings > 0: LocalizedText(zh: "请核对", en: "to look at")
    case .findings: LocalizedText(zh: "无错误", en: "no error")
    case .unrecognised: LocalizedText(zh: "未识别", en: "not recognised")
    case .unreadable: LocalizedText(zh: "无法读取", en: "unreadable")
    }
  }

  static func severity(_ severity: Severity) -> LocalizedText {
    switch severity {
    case .error: LocalizedText(zh: "错误", en: "error")
    case .warning: LocalizedText(zh: "提示", en: "warning")
    case .info: LocalizedText(zh: "说明", en: "note")
    }
  }

  static func standing(_ standing: IndicatorPace.Standing) -> LocalizedText {
    switch standing {
    case .completed: LocalizedText(zh: "已完成", en: "completed")
    case .onTrack: LocalizedText(zh: "达到序时进度", en: "on track")
    case .behind: LocalizedText(zh: "滞后", en: "behind")
    case .farBehind: LocalizedText(zh: "严重滞后", en: "far behind")
    }
  }

  static let uncheckedColumns = [
    SummaryColumn(title: LocalizedText(zh: "文件", en: "File"), width: 60),
    SummaryColumn(title: LocalizedText(zh: "原因", en: "Reason"), width: 90),
  ]

  static let findingColumns = [
    SummaryColumn(title: LocalizedText(zh: "序号", en: "No."), width: 7),
    SummaryColumn(title: LocalizedText(zh: "站点", en: "Station"), width: 24),
    SummaryColumn(title: LocalizedText(zh: "级别", en: "Severity"), width: 8),
    SummaryColumn(title: LocalizedText(zh: "工作表", en: "Sheet"), width: 12),
    SummaryColumn(title: LocalizedText(zh: "单元格", en: "Cell"), width: 9),
    SummaryColumn(title: LocalizedText(zh: "位置", en: "Place"), width: 34),
    SummaryColumn(title: LocalizedText(zh: "问题", en: "Message"), width: 56),
    SummaryColumn(title: LocalizedText(zh: "可能的更正", en: "Probable correction"), width: 26),
    SummaryColumn(title: LocalizedText(zh: "依据", en: "Reason"), width: 40),
    SummaryColumn(title: LocalizedText(zh: "规则", en: "Rule"), width: 20),
    SummaryColumn(title: LocalizedText(zh: "文件", en: "File"), width: 36),
  ]
}
