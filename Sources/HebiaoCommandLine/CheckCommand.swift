public import ArgumentParser
import Glibc
public import Hebiao
import HebiaoCore

/// The command `hebiao check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: text(zh: "核对工作簿中的表格。", en: "Checks the tables of workbooks."),
    discussion: text(
      zh: "退出码: 0 没有错误, 1 有错误, 2 用法错误或有文件无法读取。",
      en: "Status: 0 no error, 1 at least one error, 2 usage error or unreadable file."
    )
  )

  @Argument(
    help: help(
      zh: "工作簿, 或包含工作簿的文件夹 (含子文件夹)。",
      en: "Workbooks, or folders that are searched for them.",
      valueName: "path"
    )
  )
  var paths: [String]

  @Option(help: help(zh: "报告格式。", en: "Form of the report."))
  var format: CheckRun.Format = .text

  @Option(
    name: .shortAndLong,
    help: help(
      zh: "把报告写入文件, 而不是标准输出 (-)。",
      en: "Write the report to a file; - is the standard output.",
      valueName: "file"
    )
  )
  var output: String?

  @Option(
    help: help(
      zh: "与上期比较: 上期的工作簿, 或存有以前各期的文件夹 (按社工站和统计日期找上期)。",
      en: "Compare with an earlier month's workbook, or with a folder of them.",
      valueName: "path"
    )
  )
  var against: String?

  @OptionGroup var source: SchemaSource

  @OptionGroup var jobOptions: JobOptions

  @Flag(
    help: help(
      zh: "有文件未识别出表格时, 退出码为 2。",
      en: "End with 2 if a file is not recognised."
    )
  )
  var requireSchema = false

  @Flag(help: help(zh: "在报告中隐去人名 (林**)。", en: "Mask people's names in the report."))
  var maskNames = false

  @Flag(help: help(zh: "列出全部提示, 不折叠。", en: "List all warnings, fold none."))
  var verbose = false

  @Flag(
    help: help(
      zh: "列出每项指标的进度: 完成率、时间进度、每月还需完成多少。",
      en: "List every indicator's completion beside the time that has passed."
    )
  )
  var pace = false

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    let language = languageOptions.language
    let jobs = jobOptions.jobs ?? Self.processorCount
    let output = output == "-" ? nil : output
    if let output { try OutputName.checkPlace(output) }
    let schemas = try source.load()
    var checker = WorkbookChecker(schemas: schemas)
    checker.masksNames = maskNames
    var passedOver: [(folder: String, files: [PassedOverFile])] = []
    let files = FoundWorkbook.find(ManyPaths.unfolded(paths)) { passedOver.append(($0, $1)) }
    if let output, FoundWorkbook.containsFile(at: output, in: files) {
      throw Trouble(output, .isInput)
    }
    if let against {
      checker.earlier = try reportingTrouble(of: against) {
        try EarlierWorkbooks.read(against, with: checker, jobs: jobs)
      }
    }
    let toTerminal = output == nil && StandardOutput.isTerminal
    var run = CheckRun(
      checker: checker,
      format: format,
      jobs: jobs,
      language: language,
      isColored: output == nil && StandardOutput.wantsColors,
      terminalWidth: output == nil ? StandardOutput.terminalWidth : nil,
      isVerbose: verbose,
      listsUnreadable: !toTerminal && files.count > 1
    )
    run.showsPace = pace
    run.passedOver = passedOver.flatMap(\.files)
    let receiver = CheckReceiver(
      output: try ReportOutput(path: output),
      fileCount: files.count,
      language: language,
      isImmediate: toTerminal
    )
    if StandardError.isTerminal { receiver.showProgress() }
    let outcome = run.run(files, receiver: receiver)
    // A reader that has seen enough ends the report, not what was found until then.
    do { try receiver.finish() } catch is ClosedPipe {}
    // What a folder holds instead of workbooks is told where there are none.
    let troubled = Set(files.filter { $0.problem != nil }.map(\.path))
    for (folder, files) in passedOver where !troubled.contains(folder) {
      Trouble(folder, .passedOver(files, in: folder)).tell(in: language)
    }
    let unreadable = checker.earlier?.unreadable ?? []
    for file in unreadable { Trouble(file.path, file.reason).tell(in: language) }
    if !unreadable.isEmpty || outcome.unreadable > 0 || (requireSchema && outcome.unrecognised > 0)
    {
      throw ExitCode(ExitStatus.trouble)
    }
    if outcome.errors > 0 { throw ExitCode(ExitStatus.findings) }
  }

  private static var processorCount: Int {
    max(1, min(256, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  }
}

extension LocalizedText {
  fileprivate static let isInput = LocalizedText(
    zh: "这是要核对的工作簿, 不能用报告覆盖; 请在 -o 后换一个文件名",
    en: "this workbook is to be checked, the report must not replace it; "
      + "name another file after -o"
  )
}

extension CheckRun.Format: ExpressibleByArgument {}
