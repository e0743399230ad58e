import Foundation
import Hebiao
import HebiaoTestSupport
import Testing

/// A workbook of the published tables, with everything beside their cells, is changed.
@Suite("What a workbook holds beside its tables is kept")
struct KeepsEverythingTests {
  private static let firstSheet = "xl/worksheets/sheet1.xml"
  private let folder: FreshFolder
  private let before: [UInt8]
  private let discussed: CellReference

  init() throws {
    folder = try FreshFolder()
    discussed = try #require(CellReference("K5"))
    let tables = PublishedPackage.package.rendered(
      PublishedPackage.figures(),
      layout: PackageLayout()
    )
    before = FurnishedWorkbook(tables.workbook, discussed: discussed).bytes
    try folder.file("月报.xlsm", bytes: before)
  }

  private var path: String { folder.url.appendingPathComponent("月报.xlsm").path }

  private func corrected(
    _ change: (inout CorrectionOptions) -> Void = { _ in }
  ) throws -> (
    bytes: [UInt8], receipt: CorrectionReceipt
  ) {
    var options = CorrectionOptions()
    change(&options)
    let checker = WorkbookChecker(schemas: try .builtIn())
    let plan = try WorkbookCorrector(checker: checker, options: options).plan(path: path)
    return (try plan.patch.bytes(), plan.receipt())
  }

  /// Holds what must be the same in any result, but for the parts that are named.
  private func expectKept(_ after: [UInt8], edited: Set<String>) throws {
    #expect(try danglingReferences(in: after) == [])
    let old = try storedEntries(before, but: edited)
    let new = try storedEntries(after, but: edited)
    for (name, stored) in old { #expect(new[name] == stored, "\(name)") }
    for name in FurnishedWorkbook.untouchable { #expect(old[name] != nil, "\(name)") }
    let sheet = try partText(Self.firstSheet, in: after)
    for piece in FurnishedWorkbook.pieces {
      #expect(sheet.components(separatedBy: piece).count == 2, "\(piece)")
    }
  }

  @Test("the workbook itself is sound, and nothing asked for changes nothing")
  func untouched() throws {
    #expect(try danglingReferences(in: before) == [])
    #expect(try Workbook(bytes: before).plan(WorkbookPatch()).bytes() == before)
  }

  @Test("patching one cell touches its sheet alone")
  func patched() throws {
    let cell = CellLocation(sheet: "附件1-1", cell: discussed)
    let patch = WorkbookPatch(edits: [CellEdit(cell, .value(.number(0.6316)))])
    let plan = try Workbook(bytes: before).plan(patch)
    #expect(plan.parts.map(\.name) == [Self.firstSheet])
    try expectKept(plan.bytes(), edited: [Self.firstSheet])
  }

  @Test(
    "patching the sheet with the pivot table and the picture in a cell touches that sheet alone"
  )
  func patchedBesidePivot() throws {
    let cell = CellLocation(sheet: FurnishedWorkbook.sheetName, cell: CellReference(1, 1))
    let patch = WorkbookPatch(edits: [CellEdit(cell, .value(.number(25)))])
    let plan = try Workbook(bytes: before).plan(patch)
    // The picture in a cell depends on no cell.
    #expect(plan.keptResults.isEmpty && !plan.recomputesOnLoad)
    let after = try plan.bytes()
    try expectKept(after, edited: ["xl/worksheets/sheet4.xml"])
    let sheet = try partText("xl/worksheets/sheet4.xml", in: after)
    #expect(
      sheet.contains("_xlfn.DISPIMG(&quot;ID_0A1B&quot;,1)</f><v>=DISPIMG(&quot;ID_0A1B&quot;,1)")
    )
  }

  @Test(
    "correcting without marks touches the sheets whose cells change, and their texts",
    arguments: [false, true]
  )
  func corrected(restoresFormulas: Bool) throws {
    let (after, receipt) = try corrected {
      $0.marks = false
      $0.restoresFormulas = restoresFormulas
    }
    #expect(receipt.changed.count == 3 && receipt.errorsAfter == 0)
    let sheets = Set((1...3).map { "xl/worksheets/sheet\($0).xml" })
    try expectKept(
      after,
      edited: sheets.union(["xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"])
    )
    #expect(try storedEntries(after).keys.sorted() == storedEntries(before).keys.sorted())
  }

  @Test("correcting and marking keep what is there and add to it", arguments: [false, true])
  func marked(onlyMarks: Bool) throws {
    let (after, receipt) = try corrected { $0.onlyMarks = onlyMarks }
    #expect(onlyMarks ? receipt.changed.isEmpty : receipt.changed.count == 3)
    let edited = Set(
      receipt.parts.compactMap { part in if case .edited = part.change { part.name } else { nil } }
    )
    #expect(edited.isDisjoint(with: FurnishedWorkbook.untouchable))
    try expectKept(after, edited: edited)
    let threads = try partText("xl/threadedComments/threadedComment1.xml", in: after)
    let people = try partText("xl/persons/person.xml", in: after)
    let person = try #require(people.firstMatch(of: /displayName="核表 hebiao" id="([^"]+)"/)).1
    #expect(threads.contains("personId=\"\(person)\""))
    #expect(threads.contains("这个百分比对吗?</text></threadedComment><threadedComment ref=\"K5\""))
    #expect(threads.contains("parentId=\"{11111111-1111-4111-8111-111111111111}\""))
    let comments = try partText("xl/comments1.xml", in: after)
    #expect(
      comments.contains("批注:\n    这个百分比对吗?</t><")
        || comments.contains("这个百分比对吗?</t></text>") == false
    )
    #expect(comments.components(separatedBy: "ref=\"K5\"").count == 2)
    let shapes = try partText("xl/drawings/vmlDrawing1.vml", in: after)
    #expect(shapes.contains("id=\"_x0000_s1025\""))
    #expect(shapes.components(separatedBy: "<x:Row>4</x:Row><x:Column>10</x:Column>").count == 2)
    let names = try Workbook(bytes: after).sheets.map(\.name)
    #expect(names == ["附件1-1", "附件1-2", "附件2", FurnishedWorkbook.sheetName, "更正说明"])
  }
}
