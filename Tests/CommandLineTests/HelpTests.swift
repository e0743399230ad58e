import Foundation
import HebiaoTestSupport
import Testing

@Suite struct HelpTests {
  private func run(_ arguments: [String], locale: String) throws -> BuiltBinary.Outcome {
    let folder = try FreshFolder()
    return try BuiltBinary().run(arguments, in: folder.url, environment: ["LC_ALL": locale])
  }

  @Test(arguments: [[], ["--help"], ["help"], ["check", "-h"], ["help", "schema", "lint"]])
  func helpIsInTheUsersLanguage(arguments: [String]) throws {
    let chinese = try run(arguments, locale: "zh_CN.UTF-8")
    let english = try run(arguments, locale: "en_US.UTF-8")
    #expect(chinese.status == 0)
    #expect(english.status == 0)
    #expect(chinese.output.contains("用法: hebiao"))
    #expect(english.output.contains("USAGE: hebiao"))
    for word in ["OVERVIEW", "USAGE", "OPTIONS", "ARGUMENTS", "SUBCOMMANDS", "Show ", "default"] {
      #expect(!chinese.output.contains(word))
    }
    #expect(!english.output.unicodeScalars.contains { $0.properties.isIdeographic })
  }

  @Test(arguments: [
    (["chekc", "a.xlsx"], "chekc", "check"), (["anotate"], "anotate", "annotate"),
    (["schema", "lnt", "a.yaml"], "lnt", "lint"),
  ])
  func aCommandThatIsNoneIsNamedWithTheNearest(
    arguments: [String],
    name: String,
    near: String
  ) throws {
    let outcome = try run(arguments, locale: "zh_CN.UTF-8")
    #expect(outcome.status == 2)
    #expect(outcome.errors == "hebiao: 没有命令 \(name), 是否指 \(near)?\n")
    let none = try run(["月报.xlsx"], locale: "en_US.UTF-8")
    #expect(none.errors.hasPrefix("hebiao: there is no command 月报.xlsx; there are check, "))
  }

  @Test func completionScriptIsTheSameInEveryLanguage() throws {
    let chinese = try run(["--generate-completion-script", "bash"], locale: "zh_CN.UTF-8")
    #expect(chinese.status == 0)
    #expect(chinese.output.contains("--require-schema"))
    #expect(
      chinese.output
        == (try run(["--generate-completion-script", "bash"], locale: "en_US.UTF-8")).output
    )
  }

  @Test(arguments: [["version"], ["--version"], ["version", "--lang", "en"]])
  func versionIsOneLine(arguments: [String]) throws {
    let outcome = try run(arguments, locale: "C")
    #expect(outcome.status == 0)
    #expect(outcome.output.wholeMatch(of: /hebiao \d+\.\d+\.\d+\n/) != nil)
  }
}
