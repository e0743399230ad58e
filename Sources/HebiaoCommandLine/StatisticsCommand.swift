import ArgumentParser
import Hebiao
import HebiaoCore

/// The command `hebiao stats`.
struct StatisticsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: text(
      zh: "统计工作簿各表的单元格数。",
      en: "Counts the cells of a workbook, sheet by sheet."
    )
  )

  /// The forms that the figures are printed in.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case json
  }

  @Argument(help: help(zh: "工作簿。", en: "The workbook.", valueName: "file"))
  var file: String

  @Option(help: help(zh: "输出格式。", en: "Form of the output."))
  var format: Format = .json

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    try reportingTrouble(of: file) {
      let output = try ReportOutput(path: nil)
      let notes = try summarizeWorkbook(at: file) { output.write($0) }
      try output.finish()
      for note in notes { Trouble(file, note).tell(in: languageOptions.language) }
    }
  }
}
