import HebiaoCore
import HebiaoTestSupport
import Testing
import WorkbookFiles

extension WorkbookFixture {
  static let sheetName = "表&1"

  /// The fixture with edits made, as the sheet part reads afterwards.
  func patchedSheet(_ edits: [(String, CellEdit.Content)]) throws -> String {
    try text(of: "xl/sheets/a.xml", after: WorkbookPatch(edits: Self.edits(edits)))
  }

  /// A part as it reads once a patch is made.
  func text(of part: String, after patch: WorkbookPatch) throws -> String {
    try partText(part, in: open().plan(patch).bytes())
  }

  static func edits(_ edits: [(String, CellEdit.Content)]) throws -> [CellEdit] {
    try edits.map { name, content in
      CellEdit(CellLocation(sheet: sheetName, cell: try #require(CellReference(name))), content)
    }
  }
}
