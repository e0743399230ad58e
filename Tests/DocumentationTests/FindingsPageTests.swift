import Foundation
import HebiaoCore
import TableSchemas
import Testing

struct FindingsPageTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func `docs/findings.md is what the schemas and the doc comments say`() throws {
    let file = Self.root.appending(path: "docs/findings.md")
    let expected = try FindingsPage(root: Self.root).text
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
      try Data(expected.utf8).write(to: file)
      Issue.record("docs/findings.md was written anew; run again without RECORD_SNAPSHOTS")
      return
    }
    let actual = try String(contentsOf: file, encoding: .utf8)
    let lines = actual.split(separator: "\n", omittingEmptySubsequences: false)
    let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let place = zip(lines, wanted).enumerated().first { $0.element.0 != $0.element.1 }
    #expect(
      actual == expected,
      "line \((place?.offset ?? min(lines.count, wanted.count)) + 1): run RECORD_SNAPSHOTS=1 bin/test"
    )
  }

  @Test(arguments: RuleCheck.allCases)
  func `a check's doc comment has a wrong and a right example`(check: RuleCheck) throws {
    let comment = try #require(try FindingsPage(root: Self.root).checks[check])
    #expect(comment.title.hasSuffix("."))
    #expect(!comment.wrong.isEmpty && !comment.right.isEmpty)
    #expect(comment.wrong != comment.right)
  }

  @Test func `asterisks of patterns stand in code, so that none is taken for emphasis`() throws {
    let page = try FindingsPage(root: Self.root).text
    #expect(page.contains("`*合计*`"))
    let bare = page.split(separator: "\n").flatMap { line in
      line.replacing("**", with: "").split(separator: "`", omittingEmptySubsequences: false)
        .enumerated().filter { $0.offset.isMultiple(of: 2) && $0.element.contains("*") }
        .map(\.element)
    }
    #expect(bare.filter { !$0.contains("RECORD_SNAPSHOTS") && !$0.hasPrefix("<!--") } == [])
  }

  @Test func `findings that no schema states have codes that no schema uses`() throws {
    let page = try FindingsPage(root: Self.root)
    #expect(
      page.fixed.map(\.code) == [
        "unbound-header", "unbound-row", "unbound-table", "unbound-sheet", "empty-table",
        "assumed-header", "unrecognised", "against-other-station", "unreadable-cell",
        "repeated-part", "missing-sheet",
        "misplaced-cell", "covered-value", "unknown-type",
      ]
    )
    let stated = Set(page.schemas.flatMap(\.rules).map(\.code))
    #expect(stated.isDisjoint(with: page.fixed.map(\.code)))
    #expect(page.fixed.allSatisfy { !$0.comment.wrong.isEmpty && !$0.comment.right.isEmpty })
  }

  @Test func `a doc comment is taken apart into title, discussion and examples`() throws {
    let source = """
      import A

      /// One thing
      /// is checked.
      ///
      /// Because it matters.
      /// Wrong: 1,
      /// or 2.
      /// Right: 3.
      enum ThingRule {
      """
    let comment = try #require(DocComment(before: "enum ThingRule ", in: source))
    #expect(comment.title == "One thing is checked.")
    #expect(comment.discussion == "Because it matters.")
    #expect(comment.wrong == "1, or 2.")
    #expect(comment.right == "3.")
    #expect(DocComment(before: "import A", in: source) == nil)
  }
}
