import ArgumentParser

/// The version of the program.
enum Version {
  static let current = "0.1.0"
}

/// The command `hebiao version`.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version",
    abstract: text(zh: "显示版本号。", en: "Shows the version.")
  )

  @OptionGroup var languageOptions: LanguageOptions

  func run() throws {
    try StandardOutput.write("hebiao \(Version.current)\n")
  }
}
