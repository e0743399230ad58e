import ArgumentParser
import Glibc
import Hebiao
import HebiaoCore

/// The command `hebiao report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: text(
      zh: "核对许多站点的表, 汇总成一个工作簿。",
      en: "Checks the workbooks of many stations and sums them up in one workbook."
    ),
    discussion: text(
      zh: "汇总有四张表: 每站一行的汇总, 图表, 可筛选的问题清单 (点单元格即打开原表该处), "
        + "没有核对的文件及原因。",
      en: "The summary has four sheets: a row per station, charts, a list of findings to filter, "
        + "each linked to its cell, and the files that were not checked."
    )
  )

  @Argument(
    help: help(
      zh: "文件夹 (含子文件夹), 或工作簿。",
      en: "Folders that are searched for workbooks, or workbooks.",
      valueName: "path"
    )
  )
  var paths: [String]

  @Option(
    name: .shortAndLong,
    help: help(zh: "写到这个文件 (.xlsx)。", en: "The file to write (.xlsx).", valueName: "file")
  )
  var output: String

  @OptionGroup var source: SchemaSource

  @OptionGroup var jobOptions: JobOptions

  @Flag(
    inversion: .prefixedNo,
    help: help(
      zh: "隐去人名 (林**); 默认隐去。",
      en: "Mask people's names; they are masked if nothing is said."
    )
  )
  var maskNames = true

  @Flag(help: help(zh: "已有此文件时覆盖。", en: "Replace the file if it exists."))
  var force = false

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    let language = languageOptions.language
    try OutputName.check(output)
    var checker = WorkbookChecker(schemas: try source.load())
    checker.masksNames = maskNames
    var passedOver: [PassedOverFile] = []
    var found = FoundWorkbook.find(ManyPaths.unfolded(paths)) { passedOver += $1 }
    if FoundWorkbook.containsFile(at: output, in: found) {
      guard force else { throw Trouble(output, .isInput) }
      // Only what holds no table, as a summary of last time does, may be replaced.
      guard checker.check(path: output).status == .unrecognised else {
        throw Trouble(output, .isStation)
      }
      found.removeAll { FoundWorkbook.containsFile(at: output, in: [$0]) }
    }
    if passedOver.isEmpty, let first = found.first, let problem = first.problem,
      found.allSatisfy({ $0.problem != nil })
    {
      throw Trouble(first.path, problem)
    }
    var run = SummaryRun(checker: checker)
    run.jobs = jobOptions.jobs ?? max(1, min(256, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    run.language = language
    run.passedOver = passedOver
    run.producer = "hebiao \(Version.current)"
    let receiver = SummaryReceiver(fileCount: found.count, language: language)
    if StandardError.isTerminal { receiver.showProgress() }
    let outcome = try reportingTrouble(of: output) {
      defer { receiver.finish() }
      return try run.run(found, to: output, replacing: force, progress: receiver)
    }
    StandardOutput.tell(Self.line(outcome, file: output)[language] + "\n", of: output, in: language)
  }

  private static func line(_ outcome: SummaryRun.Outcome, file: String) -> LocalizedText {
    var zh = "已写出 \(file): \(outcome.files) 个文件, "
    zh += "错误 \(outcome.errors) 处, 提示 \(outcome.warnings) 处"
    var en = "wrote \(file): \(outcome.files) files, "
    en += "\(outcome.errors) errors, \(outcome.warnings) warnings"
    if outcome.unchecked > 0 {
      zh += "; \(outcome.unchecked) 个没有核对, 原因见表内"
      en += "; \(outcome.unchecked) not checked, the reasons are in it"
    }
    return LocalizedText(zh: zh, en: en)
  }
}

extension LocalizedText {
  fileprivate static let isStation = LocalizedText(
    zh: "这是要核对的工作簿之一, 不是上次的汇总, 加 --force 也不覆盖; 请在 -o 后换一个文件名",
    en: "this is one of the workbooks to check and no summary, so --force does not replace it; "
      + "name another file after -o"
  )

  fileprivate static let isInput = LocalizedText(
    zh: "这是要核对的工作簿之一; 若是上次的汇总, 请加 --force 覆盖, 否则在 -o 后换一个文件名",
    en: "this is one of the workbooks to check; if it is the last summary, add --force, "
      + "else name another file after -o"
  )
}
