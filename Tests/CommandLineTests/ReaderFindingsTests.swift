import Foundation
import Hebiao
import HebiaoCore
import HebiaoTestSupport
import Testing

/// What the reader noted reaches the report: another program may show the file otherwise.
@Suite struct ReaderFindingsTests {
  private let folder: FreshFolder
  private let checker: WorkbookChecker

  /// The published workbook with the errors put right, as parts.
  private static let parts = StoredZip.parts(
    of: PublishedPackage.corrected.rendered(
      PublishedPackage.corrected.printed(),
      layout: PublishedPackage.layout
    ).workbook.bytes()
  )

  init() throws {
    folder = try FreshFolder()
    checker = WorkbookChecker(schemas: try .builtIn())
  }

  /// Checks the workbook after its parts were changed.
  private func check(
    _ change: (inout [(name: String, content: String)]) -> Void
  ) throws -> FileReport {
    var parts = Self.parts.map {
      (name: $0.name, content: String(decoding: $0.content, as: UTF8.self))
    }
    change(&parts)
    let file = try folder.file(
      "表.xlsx",
      bytes: StoredZip.bytes(parts.map { ($0.name, $0.content) })
    )
    return checker.check(path: file.path)
  }

  private func findings(_ report: FileReport, _ code: String) -> [String] {
    report.findings.filter { $0.rule == code }.map { finding in
      "\(finding.severity.rawValue) \(finding.sheet) \(finding.cell?.description ?? "-")"
    }
  }

  private static func replace(
    _ text: String,
    _ other: String,
    in part: String,
    of parts: inout [(name: String, content: String)]
  ) {
    for index in parts.indices where parts[index].name == part {
      #expect(parts[index].content.contains(text))
      parts[index].content = parts[index].content.replacing(text, with: other, maxReplacements: 1)
    }
  }

  /// The markup of a cell of 附件1-1 that holds a number.
  private static func cell(_ reference: String) throws -> String {
    let sheet = try #require(parts.first { $0.name == "xl/worksheets/sheet1.xml" })
    let text = String(decoding: sheet.content, as: UTF8.self)
    let start = try #require(text.firstRange(of: "<c r=\"\(reference)\""))
    let end = try #require(text[start.lowerBound...].firstRange(of: "</c>"))
    return String(text[start.lowerBound..<end.upperBound])
  }

  @Test func `a workbook without oddities has no finding of the reader`() throws {
    let report = try check { _ in }
    let codes: Set = [
      "missing-sheet", "repeated-part", "unreadable-cell", "misplaced-cell", "covered-value",
      "unknown-type",
    ]
    #expect(report.findings.filter { codes.contains($0.rule) || $0.severity == .error } == [])
    #expect(!report.findings.contains { $0.id.isEmpty })
  }

  @Test func `a cell that cannot be read is an error in a table and a warning beside it`() throws {
    let cell = try Self.cell("I5")
    let report = try check { parts in
      Self.replace(
        cell,
        "<c r=\"I5\"><v>12a</v></c>",
        in: "xl/worksheets/sheet1.xml",
        of: &parts
      )
      Self.replace(
        "</sheetData>",
        "<row r=\"900\"><c r=\"B900\" t=\"s\"><v>99999</v></c></row></sheetData>",
        in: "xl/worksheets/sheet1.xml",
        of: &parts
      )
    }
    #expect(report.status == .findings)
    #expect(report.findings.contains { $0.severity == .error && $0.cell?.description == "I5" })
    let found = findings(report, "unreadable-cell")
    // A rule about values has reported the cell; what the reader adds is no second error.
    #expect(found == ["info 附件1-1 I5", "warning 附件1-1 B900"])
  }

  @Test
  func `a repeated part is an error where figures come from it, and a note where it is the same`()
    throws
  {
    let sheet = try #require(Self.parts.first { $0.name == "xl/worksheets/sheet1.xml" })
    let text = String(decoding: sheet.content, as: UTF8.self)
    var report = try check { $0.append((sheet.name, text)) }
    #expect(findings(report, "repeated-part") == ["info 附件1-1 -"])
    report = try check { $0.append((sheet.name, text + " ")) }
    #expect(findings(report, "repeated-part") == ["error 附件1-1 -"])
    report = try check { $0.append(("docProps/app.xml", "<a/>")) }
    #expect(findings(report, "repeated-part") == ["warning  -"])
    report = try check { $0.append(("xl/sharedStrings.xml", Self.strings + " ")) }
    #expect(findings(report, "repeated-part") == ["error  -"])
  }

  private static var strings: String {
    let part = parts.first { $0.name == "xl/sharedStrings.xml" }
    return String(decoding: part?.content ?? [], as: UTF8.self)
  }

  @Test func `a sheet without its part is a warning`() throws {
    let report = try check { $0.removeAll { $0.name == "xl/worksheets/sheet3.xml" } }
    #expect(findings(report, "missing-sheet") == ["warning 附件2 -"])
    #expect(report.findings.allSatisfy { $0.severity != .error })
  }

  @Test func `a number that a merged range hides is a warning`() throws {
    let report = try check { parts in
      Self.replace(
        "</sheetData>",
        "<row r=\"5\"><c r=\"J5\"><v>24</v></c></row></sheetData>",
        in: "xl/worksheets/sheet1.xml",
        of: &parts
      )
      Self.replace(
        "<mergeCells",
        "<mergeCells x=\"\"><mergeCell ref=\"I5:J5\"/></mergeCells><mergeCells",
        in: "xl/worksheets/sheet1.xml",
        of: &parts
      )
    }
    #expect(findings(report, "covered-value") == ["warning 附件1-1 J5"])
  }

  @Test
  func `places and types that are wrong are told, the first of very many and the rest in one`()
    throws
  {
    let rows = (0..<50).map { "<c r=\"ZZZ\($0)\" t=\"x\"><v>1</v></c>" }.joined()
    let report = try check { parts in
      Self.replace(
        "</sheetData>",
        "<row r=\"901\">\(rows)</row></sheetData>",
        in: "xl/worksheets/sheet1.xml",
        of: &parts
      )
    }
    let misplaced = report.findings.filter { $0.rule == "misplaced-cell" }
    #expect(misplaced.count == 21)
    #expect(misplaced.allSatisfy { $0.severity == .warning })
    #expect(misplaced.contains { $0.message.chinese.hasPrefix("另有 30 处") })
    #expect(report.findings.count { $0.rule == "unknown-type" } == 21)
  }

  @Test func `of cells that stand at one place the last is read, and the place is told`() throws {
    let report = try check { parts in
      Self.replace(
        "</sheetData>",
        "<row r=\"901\"><c r=\"B901\"><v>1</v></c><c r=\"B901\"><v>2</v></c></row></sheetData>",
        in: "xl/worksheets/sheet1.xml",
        of: &parts
      )
    }
    let misplaced = report.findings.filter { $0.rule == "misplaced-cell" }
    #expect(misplaced.map { $0.cell?.description } == ["B901"])
    #expect(misplaced.first?.message.chinese.contains("以最后一个为准") == true)
  }

  @Test func `in a workbook that no schema recognises nothing of it weighs`() throws {
    let bytes = StoredZip.parts(of: Workbooks.unrecognised())
    var parts = bytes.map { ($0.name, String(decoding: $0.content, as: UTF8.self)) }
    let sheet = try #require(parts.first { $0.0 == "xl/worksheets/sheet1.xml" })
    parts.append((sheet.0, sheet.1 + " "))
    let file = try folder.file("表.xlsx", bytes: StoredZip.bytes(parts))
    let report = checker.check(path: file.path)
    #expect(report.status == .unrecognised)
    #expect(report.findings.map(\.severity) == [.warning, .info])
    #expect(report.findings.map(\.id) == ["f1", "f2"])
  }

  @Test func `the program tells of it, and its status counts errors alone`() throws {
    let binary = try BuiltBinary()
    func run(_ extra: String) throws -> BuiltBinary.Outcome {
      var parts = Self.parts.map { ($0.name, String(decoding: $0.content, as: UTF8.self)) }
      let sheet = try #require(parts.first { $0.0 == "xl/worksheets/sheet1.xml" })
      parts.append((sheet.0, sheet.1 + extra))
      try folder.file("表.xlsx", bytes: StoredZip.bytes(parts))
      return try binary.run(["check", "表.xlsx"], in: folder.url)
    }
    let same = try run("")
    #expect(same.status == 0 && same.output.contains("内容相同"))
    let other = try run(" ")
    #expect(other.status == 1 && other.output.contains("两个内容不同的"))
  }
}
