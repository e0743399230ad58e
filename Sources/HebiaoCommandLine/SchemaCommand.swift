import ArgumentParser
import Hebiao
import HebiaoCore

/// The command `hebiao schema`, which holds what is done with schemas.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: text(zh: "检查、列出和显示表样。", en: "Checks, lists and shows schemas."),
    subcommands: [SchemaLintCommand.self, SchemaListCommand.self, SchemaShowCommand.self]
  )
}

/// The command `hebiao schema lint`.
struct SchemaLintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: text(zh: "检查表样文件的写法。", en: "Checks schema files for mistakes.")
  )

  @Argument(
    help: help(
      zh: "表样文件 (*.yaml) 或其文件夹。",
      en: "Schema files (*.yaml) or folders of them.",
      valueName: "path"
    )
  )
  var paths: [String]

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    let language = languageOptions.language
    var isSound = true
    for path in paths {
      let problems = try reportingTrouble(of: path) { try lintSchemas(at: [path]) }
      for problem in problems {
        isSound = false
        let place = [problem.file, problem.line.map(String.init), problem.column.map(String.init)]
          .compactMap { $0 }.joined(separator: ":")
        StandardError.write(Trouble(place, problem.text).line(in: language) + "\n")
      }
    }
    if !isSound { throw ExitCode(ExitStatus.trouble) }
    let count = try paths.reduce(0) { count, path in
      try reportingTrouble(of: path) { count + (try schemaFileCount(at: path)) }
    }
    let sound = LocalizedText(
      zh: "\(count) 个表样, 没有问题",
      en: count == 1 ? "1 schema, no problem" : "\(count) schemas, no problem"
    )
    try StandardOutput.write(sound[language] + "\n")
  }
}

/// The command `hebiao schema list`.
struct SchemaListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: text(zh: "列出表样。", en: "Lists the schemas.")
  )

  @OptionGroup var source: SchemaSource
  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    let schemas = try source.load()
    let output = try ReportOutput(path: nil)
    for schema in schemas.summaries {
      output.write("\(schema.identifier)\t\(schema.title[languageOptions.language])\n")
    }
    try output.finish()
  }
}

/// The command `hebiao schema show`.
struct SchemaShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: text(zh: "显示一个表样的全文。", en: "Shows the text of a schema.")
  )

  @Argument(help: help(zh: "表样的标识。", en: "The schema's identifier.", valueName: "schema"))
  var identifier: String

  @OptionGroup var source: SchemaSource
  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    let schemas = try source.load()
    guard let text = schemas.source(of: identifier) else {
      throw Trouble(
        identifier,
        LocalizedText(
          zh: "没有这个表样; 用 hebiao schema list 查看全部",
          en: "no such schema; see hebiao schema list"
        )
      )
    }
    let output = try ReportOutput(path: nil)
    output.write(text)
    try output.finish()
  }
}

/// The schemas that a command works with.
struct SchemaSource: ParsableArguments {
  @Option(
    help: help(
      zh: "使用此文件夹 (或单个文件) 中的表样 (*.yaml), 代替内置表样。",
      en: "Use the schemas (*.yaml) of this folder or this file, not the built-in ones.",
      valueName: "folder"
    )
  )
  var schemas: String?

  func load() throws -> SchemaCollection {
    try reportingTrouble(of: schemas) {
      try schemas.map { try SchemaCollection.load(directory: $0) } ?? SchemaCollection.builtIn()
    }
  }
}
