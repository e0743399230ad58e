import Foundation
import Hebiao
import Testing

@Suite("The library, as its users see it")
struct LibraryTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let published = root.appending(path: "samples/fail/monthly/published.xlsx").path

  @Test(
    "has examples in its documentation that compile",
    arguments: [
      ("README.md", 3), ("Sources/Hebiao/Hebiao.docc/Hebiao.md", 1),
      ("Sources/Hebiao/Hebiao.docc/ChangingWorkbooks.md", 5),
      ("Sources/Hebiao/Hebiao.docc/ReadingWorkbooks.md", 5),
    ]
  )
  func examplesCompile(page: String, count: Int) throws {
    let text = try String(contentsOf: Self.root.appending(path: page), encoding: .utf8)
    let code = try String(
      contentsOf: Self.root.appending(path: "Tests/HebiaoTests/Examples.swift"),
      encoding: .utf8
    )
    let examples = text.components(separatedBy: "```swift\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
    #expect(examples.count == count)
    for example in examples {
      #expect(Self.lines(code).contains(Self.lines(example)), "not in Examples.swift: \(example)")
    }
  }

  private static func lines(_ code: String) -> String {
    code.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.hasPrefix("import ") }.joined(separator: "\n")
  }

  @Test("streams the same values that it keeps and looks up")
  func agrees() throws {
    let workbook = try Workbook(path: Self.published)
    #expect(!workbook.sheets.isEmpty)
    for sheet in workbook.sheets {
      let content = try workbook.content(ofSheet: sheet.index)
      var streamed: [CellReference: CellValue] = [:]
      var isConsistent = true
      try workbook.forEachRow(ofSheet: sheet.index) { row in
        for position in 0..<row.count {
          let reference = row.reference(position)
          let value = row.value(position)
          streamed[reference] = value
          let text = row.withText(position) { bytes in
            String(decoding: (0..<bytes.count).map { bytes[$0] }, as: UTF8.self)
          }
          isConsistent =
            isConsistent && reference.row == row.index && row.value(in: reference.column) == value
          switch value {
          case .string(let string): isConsistent = isConsistent && text == string
          case .number(let number): isConsistent = isConsistent && row.number(position) == number
          default: isConsistent = isConsistent && text == nil
          }
        }
        return true
      }
      #expect(isConsistent)
      #expect(content.cells.count == streamed.count)
      for cell in content.cells {
        #expect(streamed[cell.reference] == cell.value)
        #expect(content[cell.reference] == cell)
      }
      let last = try #require(content.cells.last)
      #expect(try workbook.value(at: last.reference, ofSheet: sheet.index) == last.value)
      #expect(content["XFD1048576"] == nil)
    }
  }

  @Test("stops where it is told to")
  func stops() throws {
    let workbook = try Workbook(path: Self.published)
    var rows = 0
    try workbook.forEachRow(ofSheet: 0) { _ in
      rows += 1
      return rows < 3
    }
    #expect(rows == 3)
  }

  @Test("says what went wrong as a value", arguments: [-1, 99, Int.max, .min])
  func refusesSheets(index: Int) throws {
    let workbook = try Workbook(path: Self.published)
    #expect(throws: WorkbookError.self) { try workbook.content(ofSheet: index) }
    do {
      try workbook.forEachRow(ofSheet: index) { _ in true }
      Issue.record("there is no such sheet")
    } catch {
      #expect(error.kind == .noSuchSheet)
    }
  }

  @Test("runs the examples of reading")
  func runsExamples() throws {
    let workbook = try Examples.list(path: Self.published)
    #expect(try Examples.stream(workbook) != 0)
    try Examples.keep(workbook)
    try Examples.lookUp(workbook)
    Examples.limit(path: Self.published)
  }
}
