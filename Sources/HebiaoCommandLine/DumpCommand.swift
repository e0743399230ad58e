import ArgumentParser
import Hebiao
import HebiaoCore

/// The command `hebiao dump`.
struct DumpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dump",
    abstract: text(
      zh: "逐格列出工作簿的内容 (JSON Lines)。",
      en: "Prints the cells of a workbook as JSON Lines."
    )
  )

  @Argument(help: help(zh: "工作簿。", en: "The workbook.", valueName: "file"))
  var file: String

  @Option(help: help(zh: "只列出此工作表。", en: "Only the sheet of this name.", valueName: "name"))
  var sheet: String?

  @Flag(
    help: help(
      zh: "重算公式, 列出与存储值不同的结果。",
      en: "Compute the formulas again and say where the stored value is another."
    )
  )
  var recalculate = false

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    try reportingTrouble(of: file) {
      let output = try ReportOutput(path: nil)
      let notes = try dumpWorkbook(
        at: file,
        sheet: sheet,
        recalculates: recalculate,
        language: languageOptions.language
      ) { output.write($0) }
      try output.finish()
      for note in notes { Trouble(file, note).tell(in: languageOptions.language) }
    }
  }
}
