import Foundation
import HebiaoCore
import Testing

@testable import TableSchemas

struct BuiltInSchemasTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "schemas")

  @Test func `the files in the folder are the ones inside the program, byte for byte`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
      .filter { $0.hasSuffix(".yaml") }
    let sources = TableSchema.builtInSources
    #expect(files.sorted() == sources.map(\.file).sorted())
    for source in sources {
      let bytes = try Data(contentsOf: Self.folder.appending(path: source.file))
      #expect(bytes == Data(source.text.utf8), "\(source.file)")
    }
  }

  @Test(arguments: TableSchema.builtInSources.map(\.file))
  func `a built-in schema loads without a mistake and is named like its file`(
    file: String
  ) throws {
    let source = try #require(TableSchema.builtInSources.first { $0.file == file })
    let schema = try TableSchema(yaml: source.text, file: file)
    #expect(schema.id + ".yaml" == file)
    #expect(schema.version >= 1)
    #expect(!schema.rules.isEmpty)
    for rule in schema.rules {
      #expect(!rule.name.chinese.isEmpty && !rule.name.english.isEmpty, "\(rule.code)")
      #expect(!rule.reason.chinese.isEmpty && !rule.reason.english.isEmpty, "\(rule.code)")
    }
  }

  @Test func `every check is used by a built-in schema`() throws {
    let used = Set(try TableSchema.builtIn().flatMap(\.rules).map(\.check))
    #expect(used == Set(RuleCheck.allCases))
  }

  @Test func `what a schema says is what the model holds`() throws {
    let staffing = try #require(try TableSchema.builtIn().first { $0.id == "staffing" })
    let people = try #require(staffing.tables.first)
    #expect(people.group?.heading == .month)
    #expect(people.column("attendance")?.step == Rational(1, over: 2))
    #expect(people.column("name")?.isRequired == true)
    #expect(people.rows?.labelField == "name")
    #expect(people.rows?.sectionField == "type")
    #expect(people.rows?.classes.first?.soleContent == .percent)
    #expect(staffing.marks.yes.contains("√"))
    #expect(staffing.marks.notApplicable.contains("——"))
    let sum = try #require(staffing.rules.first { $0.code == "column-sum" })
    #expect(sum.check == .columnSum)
    #expect(sum.values(.fields) == ["attendance", "attended", "experienced"])
    #expect(sum.value(.within) == "section")
    #expect(sum.value(.row) == nil)
  }
}
