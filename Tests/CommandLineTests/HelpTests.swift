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

  @Test(arguments: [
    (["help", "frob"], "没有命令 frob; 可用: check, "), (["help", "chekc"], "没有命令 chekc, 是否指 check?"),
    (["help", "schema", "frob"], "没有命令 frob; 可用: lint, "),
    (["help", "dump", "frob"], "dump 之下没有命令 frob; 用法见 hebiao help dump"),
    (["frob", "--help"], "没有命令 frob; 可用: check, "),
    (["help", "dump", "--lang", "fr"], "fr 不能用于 --lang <lang>, 可用: zh, en"),
    (["--lang", "fr", "dump", "a.xlsx"], "fr 不能用于 --lang <lang>, 可用: zh, en"),
    (["check", "a.xlsx", "-xh"], "没有选项 -xh; "),
  ])
  func helpOnWhatIsNoCommandIsOneLineAndEndsWithTwo(arguments: [String], words: String) throws {
    let outcome = try run(arguments, locale: "zh_CN.UTF-8")
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("hebiao: \(words)"), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test(arguments: [
    ["help", "dump", "--lang", "en"], ["help", "--lang=en", "dump"], ["help", "schema", "lint"],
    ["--lang", "en", "help", "dump"], ["--lang=en", "dump", "--help"],
  ])
  func helpOnACommandTakesTheLanguage(arguments: [String]) throws {
    let outcome = try run(arguments, locale: arguments.contains("lint") ? "en_US.UTF-8" : "C")
    #expect(outcome.status == 0)
    #expect(
      outcome.output.contains(
        "USAGE: hebiao \(arguments.contains("lint") ? "schema lint" : "dump") "
      )
    )
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
