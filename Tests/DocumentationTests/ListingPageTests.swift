import Foundation
import HebiaoTestSupport
import Testing

/// `docs/listing.md` names the keys and types that `dump` and `stats` print, and no others.
struct ListingPageTests {
  private typealias Object = [String: Any]

  @Test func `docs/listing.md explains the keys of a dump`() throws {
    let lines = try dumped()
    let sheets = lines.filter { $0["ref"] == nil }
    let cells = lines.filter { $0["ref"] != nil }
    #expect(try keys(below: "## dump: 工作表") == keys(of: sheets))
    let recalculated = cells.compactMap { $0["recalculated"] as? Object }
    #expect(try keys(below: "## dump: 单元格") == keys(of: cells))
    #expect(try keys(below: "`recalculated` 是一个对象") == keys(of: recalculated))
    let types = Set((cells + recalculated).compactMap { $0["type"] as? String })
    #expect(try keys(below: "| `type` | `value` |").union(["refused"]) == types)
    #expect(try page().contains("`refused`"))
  }

  @Test func `docs/listing.md explains the keys of statistics`() throws {
    let object = try #require(try outputs(["stats"]).first)
    let sheets = try #require(object["sheets"] as? [Object])
    #expect(try keys(below: "## stats") == keys(of: [object]))
    #expect(try keys(below: "每张表") == keys(of: sheets))
  }

  private func dumped() throws -> [Object] { try outputs(["dump", "--recalculate"]) }

  private func outputs(_ arguments: [String]) throws -> [Object] {
    let folder = try FreshFolder()
    try folder.file("表.xlsm", bytes: ListedWorkbook.bytes())
    let outcome = try BuiltBinary().run(arguments + ["表.xlsm"], in: folder.url)
    #expect(outcome.status == 0)
    return try outcome.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? Object)
    }
  }

  private func keys(of objects: [Object]) -> Set<String> {
    Set(objects.flatMap(\.keys))
  }

  /// The first words of the rows of the first table behind a line, without those that head it.
  private func keys(below start: String) throws -> Set<String> {
    let lines = try page().split(separator: "\n", omittingEmptySubsequences: false)
    let index = try #require(lines.firstIndex { $0.hasPrefix(start) })
    let rows = lines[index...].drop { !$0.hasPrefix("|---") }.dropFirst()
      .prefix { $0.hasPrefix("|") }
    return Set(rows.compactMap { $0.firstMatch(of: /^\| `(\w+)`/).map { String($0.output.1) } })
  }

  private func page() throws -> String {
    try String(
      contentsOf: FindingsPageTests.root.appending(path: "docs/listing.md"),
      encoding: .utf8
    )
  }
}
