import Foundation
import HebiaoCore
import HebiaoTestSupport
import TableBinding
import TableSchemas
import Testing

struct SchemaFormatPageTests {
  @Test func `the complete example in docs/schema-format.md is a sound schema`() throws {
    let blocks = try page().split(separator: "```yaml\n").dropFirst()
    try #require(!blocks.isEmpty)
    for block in blocks {
      let yaml = try #require(block.split(separator: "```").first)
      let schema = try TableSchema(yaml: String(yaml), file: "docs/schema-format.md")
      #expect(!schema.rules.isEmpty)
    }
  }

  @Test func `the complete example reads the sheet that stands below it`() throws {
    let page = try page()
    let yaml = try #require(page.split(separator: "```yaml\n").last?.split(separator: "```").first)
    let schema = try TableSchema(yaml: String(yaml), file: "docs/schema-format.md")
    let rows = page.split(separator: "\n").drop { !$0.hasPrefix("| 物资名称 |") }
      .prefix { $0.hasPrefix("|") }.filter { !$0.hasPrefix("|---") }
    let sheet = SheetText.sheet(rows.joined(separator: "\n"))
    let table = try #require(TableBinder(schemas: [schema]).bind(sheet).tables.first)
    #expect(
      table.groups.map(\.month) == [
        YearMonth(year: 2024, month: 1), YearMonth(year: 2024, month: 2),
      ]
    )
    #expect(table.rows.map(\.kind) == ["detail", "total"])
    #expect(
      table.rows.map { $0.cells.compactMap { $0?.number } }
        == Array(repeating: [20, 25, 45].map(Rational.init), count: 2)
    )
    #expect(table.unbound.isEmpty)
  }

  @Test(arguments: RuleCheck.allCases)
  func `docs/schema-format.md lists a check with its parameters`(check: RuleCheck) throws {
    let required = check.requiredParameters.map { "`\($0.rawValue)`" }
    let optional = check.optionalParameters.map { "perhaps `\($0.rawValue)`" }
    let parameters = (required + optional).joined(separator: ", ")
    let row = "| [`\(check.rawValue)`](findings.md#check-\(check.rawValue)) | \(parameters) |"
    #expect(try page().contains(row))
  }

  @Test(
    arguments: ColumnDefinition.Content.allCases.map(\.rawValue)
      + GroupDefinition.Heading.allCases.map(\.rawValue)
      + RuleParameter.allCases.map(\.rawValue)
  )
  func `docs/schema-format.md explains a word of the format`(word: String) throws {
    #expect(try page().contains("`\(word)`"))
  }

  private func page() throws -> String {
    try String(
      contentsOf: FindingsPageTests.root.appending(path: "docs/schema-format.md"),
      encoding: .utf8
    )
  }
}
