import ArgumentParser
import Testing

@testable import HebiaoCommandLine

@Suite struct ManyPathsTests {
  private static let paths = (1...1000).map { "2024/\($0) 站.xlsx" }

  private func command(_ arguments: [String]) throws -> CheckCommand {
    let parsed = try HebiaoCommand.parseAsRoot(ManyPaths.folded(["check"] + arguments))
    return try #require(parsed as? CheckCommand)
  }

  @Test func `a thousand paths arrive as they were given`() throws {
    let command = try command(Self.paths)
    #expect(command.paths.count < 10)
    #expect(ManyPaths.unfolded(command.paths) == Self.paths)
  }

  @Test func `an option keeps its value, wherever it stands among the paths`() throws {
    var arguments = Self.paths
    arguments.insert(contentsOf: ["-o", "out.json"], at: 200)
    arguments.insert(contentsOf: ["--jobs", "2"], at: 100)
    arguments.append("--verbose")
    let command = try command(arguments)
    #expect(command.jobOptions.jobs == 2)
    #expect(command.output == "out.json")
    #expect(command.verbose)
    #expect(ManyPaths.unfolded(command.paths) == Self.paths)
  }

  @Test func `an empty path stays one`() throws {
    let paths = Self.paths.prefix(40) + [""] + Self.paths.suffix(3)
    #expect(ManyPaths.unfolded(try command(Array(paths)).paths) == Array(paths))
  }

  @Test func `few paths and other commands are left alone`() {
    let few = ["check", "a.xlsx", "--jobs", "2", "b.xlsx"]
    #expect(ManyPaths.folded(few) == few)
    #expect(ManyPaths.folded(["dump"] + Self.paths) == ["dump"] + Self.paths)
  }
}
