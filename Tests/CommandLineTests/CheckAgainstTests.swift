import Foundation
import HebiaoTestSupport
import Testing

/// `check --against`: an earlier month's file, or a folder of months.
@Suite struct CheckAgainstTests {
  private let binary: BuiltBinary
  private let folder: FreshFolder

  init() throws {
    binary = try BuiltBinary()
    folder = try FreshFolder()
  }

  /// The months of a station, from the second on, written under names of their own.
  private func write(seed: UInt64, name: (Int) -> String) throws -> Int {
    var number = 0
    var sequence = MonthSequence(seed: seed, number: number)
    // Stations are told by their titles and periods.
    while !sequence.layout.showsPeriod {
      number += 1
      sequence = MonthSequence(seed: seed, number: number)
    }
    for (index, package) in sequence.packages.enumerated() {
      let rendered = package.rendered(package.printed(), layout: sequence.layout)
      try folder.file(name(index), bytes: rendered.workbook.bytes())
    }
    return sequence.packages.count
  }

  private func files(_ outcome: BuiltBinary.Outcome) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require((object as? [String: Any])?["files"] as? [[String: Any]])
  }

  private func earlier(of file: [String: Any]) -> String? {
    (file["against"] as? [String: Any])?["old"] as? String
  }

  @Test func `another station's file is pointed out as such`() throws {
    _ = try write(seed: 3) { "甲站/\($0 + 1)月.xlsx" }
    _ = try write(seed: 4) { "乙站/\($0 + 1)月.xlsx" }
    func rules(_ new: String, _ old: String) throws -> [String] {
      let outcome = try binary.run(
        ["check", new, "--against", old, "--format", "json"],
        in: folder.url
      )
      let findings = try #require(files(outcome).first?["findings"] as? [[String: Any]])
      return findings.compactMap { $0["rule"] as? String }
    }
    #expect(try rules("甲站/2月.xlsx", "乙站/1月.xlsx").contains("against-other-station"))
    #expect(try !rules("甲站/2月.xlsx", "甲站/1月.xlsx").contains("against-other-station"))
  }

  @Test func `a folder of months is checked in sequence, station by station`() throws {
    let first = try write(seed: 3) { "甲站/\($0 + 1)月.xlsx" }
    let second = try write(seed: 4) { "乙站/第\($0 + 1)期.xlsx" }
    let outcome = try binary.run(
      ["check", ".", "--against", ".", "--format", "json"],
      in: folder.url
    )
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    let files = try files(outcome)
    #expect(files.count == first + second)
    for file in files {
      let path = try #require(file["path"] as? String)
      let number = try #require(Int(path.filter(\.isNumber)))
      let before = path.replacing("\(number)", with: "\(number - 1)")
      #expect(earlier(of: file) == (number == 1 ? nil : before))
      let skipped = try #require(file["skippedRules"] as? [[String: Any]])
      #expect(skipped.contains { $0["rule"] as? String == "against" } == (number == 1))
    }
  }

  @Test func `a file finds its predecessor in a folder of others`() throws {
    let count = try write(seed: 3) { $0 == 1 ? "新/本月.xlsx" : "旧/\($0 + 1).xlsx" }
    _ = try write(seed: 5) { "旧/别站\($0 + 1).xlsx" }
    try #require(count > 1)
    let outcome = try binary.run(
      ["check", "新", "--against", "旧", "--format", "json"],
      in: folder.url
    )
    #expect(outcome.status == 0)
    #expect(try files(outcome).map(earlier) == ["旧/1.xlsx"])
  }

  @Test func `a cumulative figure that fell is an error with the old cell`() throws {
    let packages = MonthSequence(seed: 8, number: 0).packages
    var random = SeededGenerator(seed: 1)
    let injection = try #require(
      SequenceInjection(.fallenFigure, earlier: packages[0], later: packages[1], using: &random)
    )
    for (name, package) in [("old.xlsx", injection.earlier), ("new.xlsx", injection.later)] {
      let rendered = package.rendered(package.printed(), layout: PackageLayout())
      try folder.file(name, bytes: rendered.workbook.bytes())
    }
    let outcome = try binary.run(
      ["check", "new.xlsx", "--against", "old.xlsx", "--format", "json"],
      in: folder.url
    )
    #expect(outcome.status == 1)
    let findings = try #require(try files(outcome)[0]["findings"] as? [[String: Any]])
    let fallen = findings.filter { $0["rule"] as? String == "cumulative" }
    #expect(fallen.count == 1)
    let cell = try #require(fallen.first?["cell"] as? String)
    #expect((fallen.first?["oldCell"] as? [String: String])?["cell"] == cell)
  }

  @Test(arguments: [
    ("无此文件.xlsx", "找不到这个文件, 请检查路径和文件名"),
    ("空.xlsx", "文件是空的"),
    ("空夹", "文件夹中没有 .xlsx 工作簿"),
  ])
  func `an earlier file that cannot be read is one line, and nothing is checked`(
    name: String,
    problem: String
  ) throws {
    _ = try write(seed: 3) { "新/\($0 + 1).xlsx" }
    try folder.file("空.xlsx", "")
    try folder.file("空夹/说明.txt", "x")
    let outcome = try binary.run(["check", "新", "--against", name], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("hebiao: \(name): "))
    #expect(outcome.errors.contains(problem))
    #expect(outcome.errors.filter(\.isNewline).count == 1)
  }

  @Test func `an unreadable file among earlier ones is told, the rest is compared`() throws {
    let count = try write(seed: 3) { "月/\($0 + 1).xlsx" }
    try folder.file("旧/坏.xlsx", "no workbook")
    try FileManager.default.copyItem(
      at: folder.url.appending(path: "月/1.xlsx"),
      to: folder.url.appending(path: "旧/1.xlsx")
    )
    let outcome = try binary.run(
      ["check", "月", "--against", "旧", "--format", "json"],
      in: folder.url
    )
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("hebiao: 旧/坏.xlsx: "))
    #expect(outcome.errors.filter(\.isNewline).count == 1)
    let compared = try files(outcome).map(earlier)
    #expect(compared == [nil] + Array(repeating: "旧/1.xlsx", count: count - 1))
  }

  @Test func `names of the earlier file are masked as well`() throws {
    let packages = MonthSequence(seed: 8, number: 0).packages
    var random = SeededGenerator(seed: 1)
    let injection = try #require(
      SequenceInjection(.missingPerson, earlier: packages[0], later: packages[1], using: &random)
    )
    for (name, package) in [("old.xlsx", injection.earlier), ("new.xlsx", injection.later)] {
      let rendered = package.rendered(package.printed(), layout: PackageLayout())
      try folder.file(name, bytes: rendered.workbook.bytes())
    }
    let outcome = try binary.run(
      ["check", "new.xlsx", "--against", "old.xlsx", "--mask-names", "--verbose"],
      in: folder.url
    )
    #expect(outcome.output.contains("上期有而本期没有的人"))
    for person in injection.earlier.staff.flatMap(\.people) {
      #expect(!outcome.output.contains(person.name))
    }
  }
}
