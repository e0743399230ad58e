import Foundation
import Hebiao
import HebiaoCore
import HebiaoTestSupport
import Testing

/// Walks `samples/` itself: what stands there is checked, listed nowhere else.
///
/// Beside a failing workbook stands what the checker says about it; `RECORD_SNAPSHOTS=1` writes it
/// anew.
@Suite struct SampleFindingsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "samples")

  /// Paths below `samples` that end like this, in order.
  private static func paths(_ prefix: String, _ suffix: String) -> [String] {
    let files = FileManager.default.enumerator(atPath: folder.path) ?? .init()
    return files.compactMap { $0 as? String }.filter {
      $0.hasPrefix(prefix) && $0.hasSuffix(suffix)
    }.sorted()
  }

  private static let failing = paths("fail/", ".xlsx")
  private static let passing = paths("pass/", ".xlsx")
  private static let pairs = paths("pairs/", "/after.xlsx")
  private static let expectations = paths("", ".findings.txt")

  /// Checks a sample; the later one of a pair against the earlier one.
  private static func check(_ sample: String) throws -> FileReport {
    var checker = try WorkbookChecker(schemas: .builtIn())
    if let folder = sample.firstRange(of: "/after.xlsx").map({ sample[..<$0.lowerBound] }) {
      let before = Self.folder.appending(path: "\(folder)/before.xlsx").path
      checker.earlier = try EarlierWorkbooks.read(before, with: checker)
    }
    return checker.check(path: folder.appending(path: sample).path)
  }

  @Test(arguments: failing + pairs)
  func `A failing sample has the findings that stand beside it`(sample: String) throws {
    let report = try Self.check(sample)
    try #require(report.error == nil)
    let lines = (report.findings.map(\.line) + report.skippedRules.map(\.line)).map { $0 + "\n" }
      .joined()
    let place = Self.folder.appending(path: Self.expectation(of: sample))
    let expected = try? String(contentsOf: place, encoding: .utf8)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      if expected == lines { return }
      try lines.write(to: place, atomically: true, encoding: .utf8)
      Issue.record("\(place.lastPathComponent) was written anew; read it and run again")
      return
    }
    #expect(lines == expected, "\(sample): run the tests with RECORD_SNAPSHOTS=1")
  }

  @Test func `Failing samples and expected findings go together one to one`() {
    #expect((Self.failing + Self.pairs).map(Self.expectation) == Self.expectations)
  }

  /// `fail/<schema>/<code>.xlsx`, or in `monthly` also `<code>-<schema>.xlsx`.
  @Test(arguments: failing)
  func `A failing sample breaks the rule that it is named after`(sample: String) throws {
    let findings = try Self.check(sample).findings
    try #require(!findings.isEmpty)
    let name = sample.split(separator: "/").last?.dropLast(".xlsx".count) ?? ""
    if name == "published" { return }
    let isNamed = findings.contains { finding in
      name == finding.rule || name.hasPrefix(finding.rule + "-")
    }
    #expect(isNamed, "\(sample) has \(Set(findings.map(\.rule)))")
  }

  /// `pairs/<code>/after.xlsx`, or `<code>-<schema>`, or `<code>-corrected`.
  @Test(arguments: pairs)
  func `A pair breaks the rule that its folder is named after`(sample: String) throws {
    let findings = try Self.check(sample).findings
    let name = sample.split(separator: "/").dropLast().last ?? ""
    if name == "month-after-month" {
      #expect(findings.filter { $0.severity != .info }.map(\.line) == [])
      return
    }
    let named = findings.filter { name == $0.rule || name.hasPrefix($0.rule + "-") }
    #expect(!named.isEmpty, "\(sample) has \(Set(findings.map(\.rule)))")
    if name.hasSuffix("-corrected") { #expect(named.allSatisfy { $0.severity == .warning }) }
  }

  @Test(arguments: passing)
  func `A passing sample has no error and no warning`(sample: String) throws {
    let report = try Self.check(sample)
    #expect(report.status == .clean || report.status == .findings)
    #expect(report.findings.filter { $0.severity != .info }.map(\.line) == [])
  }

  @Test func `Every rule of every schema is broken by a sample`() throws {
    var missing = try Set(SchemaRule.all())
    for sample in Self.failing + Self.pairs {
      let report = try Self.check(sample)
      for finding in report.findings {
        let schemas = report.sheets.filter { $0.name == finding.sheet }.compactMap(\.schema)
        for schema in schemas { missing.remove(SchemaRule(schema: schema, code: finding.rule)) }
      }
    }
    #expect(missing.map(\.description).sorted() == [])
  }

  @Test func `Every schema has a passing and a failing sample of its own`() throws {
    for schema in try SchemaCollection.builtIn().identifiers {
      #expect(Self.passing.contains { $0.hasPrefix("pass/\(schema)/") }, "\(schema)")
      #expect(Self.failing.contains { $0.hasPrefix("fail/\(schema)/") }, "\(schema)")
    }
  }

  @Test func `The list of samples names every one of them`() throws {
    let list = try String(contentsOf: Self.folder.appending(path: "README.md"), encoding: .utf8)
    #expect((Self.failing + Self.pairs).filter { !list.contains("| `\($0)` |") } == [])
    let names = Self.passing.map { path in
      path.split(separator: "/").last.map { String($0.dropLast(".xlsx".count)) } ?? ""
    }
    #expect(names.filter { !list.contains("`\($0)`") } == [])
  }

  private static func expectation(of sample: String) -> String {
    sample.dropLast(".xlsx".count) + ".findings.txt"
  }
}

/// A rule of a schema in `schemas/`.
private struct SchemaRule: Hashable, CustomStringConvertible {
  var schema: String
  var code: String

  var description: String { "\(schema)/\(code)" }

  /// Every rule, by the lines of the schemas that state a code.
  static func all() throws -> [SchemaRule] {
    let schemas = try SchemaCollection.builtIn()
    return try schemas.identifiers.flatMap { identifier in
      let lines = try #require(schemas.source(of: identifier)).split(separator: "\n")
      let codes = lines.filter { $0.hasPrefix("  - code: ") }
      try #require(!codes.isEmpty)
      return codes.map {
        SchemaRule(schema: identifier, code: String($0.dropFirst("  - code: ".count)))
      }
    }
  }
}

extension Finding {
  /// The finding in one line: `error percentage 附件1-1!K5 片区1 › … › 百分比: 百分比应为 …`.
  fileprivate var line: String {
    let place = cell.map { "\(sheet)!\($0)" } ?? sheet
    let name = label.map { "\($0.chinese): " } ?? ""
    return "\(severity.rawValue) \(rule) \(place) \(name)\(message.chinese)"
      .split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

extension SkippedRule {
  /// The rule in one line: `skipped total 附件1-1 第 6 行没有名称, …`.
  fileprivate var line: String { "skipped \(rule) \(sheet) \(reason.chinese)" }
}
