import ArgumentParser
import Hebiao
import HebiaoCore

/// The command `hebiao fix`.
struct FixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fix",
    abstract: text(zh: "更正工作簿中有把握的错误, 其余原样保留。", en: "Corrects a workbook in place of its cells."),
    discussion: text(
      zh: "只改有把握的单元格, 标出改过和待核实的单元格, 并附“更正说明”一表; 文件的其他内容逐字节保留。"
        + "退出码: 0 已写出且没有错误, 1 已写出但仍有错误, 2 没有写出。",
      en: "Changes only cells that are sure, marks them and those to be checked, adds a sheet that "
        + "lists them, and keeps every other byte. Status: 0 written and no error is left, 1 written "
        + "and some are left, 2 nothing written."
    )
  )

  @Argument(help: help(zh: "工作簿。", en: "The workbook.", valueName: "file"))
  var file: String

  @Option(
    parsing: .unconditional,
    help: help(
      zh: "把握不低于此值才更正 (0 到 1; 默认 0.9)。",
      en: "Make repairs that are at least so sure (0 to 1; 0.9 if not given).",
      valueName: "share"
    ),
    transform: OptionValue.share
  )
  var minConfidence = 0.9

  @Option(
    help: help(
      zh: "只处理涉及此规则的错误; 可重复。",
      en: "Deal only with findings of this rule; may be repeated.",
      valueName: "rule"
    )
  )
  var only: [String] = []

  @Flag(
    help: help(
      zh: "不加底色、批注和“更正说明”。",
      en: "Add no fills, comments or sheet."
    )
  )
  var noMarks = false

  @Flag(
    help: help(
      zh: "以文本形式录入的数字, 更正后存为数字。",
      en: "Turn figures that were typed as text into numbers where they are changed."
    )
  )
  var numbers = false

  @Flag(
    help: help(
      zh: "更正的百分比和合计改写为公式。",
      en: "Make percentages and totals that are changed formulas."
    )
  )
  var restoreFormulas = false

  @Flag(help: help(zh: "逐条询问后再更正。", en: "Ask about each repair."))
  var interactive = false

  @OptionGroup var destination: CorrectionDestination
  @OptionGroup var source: SchemaSource
  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    var options = CorrectionOptions()
    options.minimumConfidence = minConfidence
    let schemas = try source.load()
    options.rules = try RuleChoice.rules(only, of: schemas)
    options.marks = !noMarks
    options.writesNumbers = numbers
    options.restoresFormulas = restoreFormulas
    let language = languageOptions.language
    let checker = WorkbookChecker(schemas: schemas)
    if interactive {
      // Nobody is asked in vain.
      try destination.check(file)
      try reportingTrouble(of: file) {
        let report = checker.check(path: file)
        try CorrectionDialogue(language: language).ask(report, into: &options)
      }
    }
    let remaining = try destination.correct(file, checker, options, language)
    if remaining > 0 { throw ExitCode(ExitStatus.findings) }
  }
}

/// The command `hebiao annotate`.
struct AnnotateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: text(
      zh: "在工作簿中标出错误, 不改动数据。",
      en: "Marks what is wrong in a workbook, and changes nothing."
    ),
    discussion: text(
      zh: "退出码: 0 已写出, 2 没有写出。",
      en: "Status: 0 written, 2 nothing written."
    )
  )

  @Argument(help: help(zh: "工作簿。", en: "The workbook.", valueName: "file"))
  var file: String

  @Option(
    help: help(
      zh: "只标出此规则的错误; 可重复。",
      en: "Mark only findings of this rule; may be repeated.",
      valueName: "rule"
    )
  )
  var only: [String] = []

  @OptionGroup var destination: CorrectionDestination
  @OptionGroup var source: SchemaSource
  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    var options = CorrectionOptions()
    options.onlyMarks = true
    let schemas = try source.load()
    options.rules = try RuleChoice.rules(only, of: schemas)
    let checker = WorkbookChecker(schemas: schemas)
    _ = try destination.correct(file, checker, options, languageOptions.language)
  }
}
