import Formulas
import HebiaoCore
import HebiaoTestSupport
import Testing

@testable import WorkbookFiles

@Suite("Cells that are kept to compute formulas again")
struct SelectedCellsTests {
  /// Figures, sums over some of them, and what depends on the sums; the rows are out of order.
  private let fixture = WorkbookFixture(
    sheet: #"""
      <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><f>SUM(A1:A3)</f><v>9</v></c></row>\#
      <row r="3"><c r="A3"><v>5</v></c><c r="D3"><f>C1*B1+E9</f><v>7</v></c></row><row r="2"><c r="A2">\#
      <v>3</v></c><c r="B2" t="s"><v>0</v></c><c r="F2"><f>B2&amp;"x"</f></c></row><row r="9"><c r="E9">\#
      <f>A2*2</f></c><c r="Z9"><v>8</v></c></row><row r="20"><c r="H20"><v>1</v></c></row>
      """#
  )

  @Test("only formulas, the cells of the selection and the last cell are kept")
  func selection() throws {
    let workbook = try fixture.open()
    func names(_ ranges: String...) throws -> [String] {
      let selection = AreaSelection(try ranges.map { try #require(CellRange($0)) })
      let content = try workbook.content(ofSheet: 0, selecting: selection, maximum: 100)
      return try #require(content).cells.map { "\($0.reference)" }
    }
    #expect(try names() == ["C1", "F2", "D3", "E9", "H20"])
    #expect(
      try names("A1:A3", "Z1:Z20") == ["A1", "C1", "A2", "F2", "A3", "D3", "E9", "Z9", "H20"]
    )
    #expect(try names("A2:ZZ2") == ["C1", "A2", "B2", "F2", "D3", "E9", "H20"])
    #expect(try workbook.content(ofSheet: 0, selecting: AreaSelection([]), maximum: 2) == nil)
  }

  @Test(
    "what depends on an edit comes out the same from the cells that it needs",
    arguments: ["A1", "B1", "A2", "B2", "Z9", "H20"]
  )
  func sameResults(cell: String) throws {
    let workbook = try fixture.open()
    let edit = Formulas.CellEdit(
      WorkbookCell(sheet: 0, try #require(CellReference(cell))),
      .number(100)
    )
    let all = workbook.recalculation(of: [try workbook.content(ofSheet: 0)])
    func selected(_ ranges: [CellRange]) throws -> Recalculation {
      let content = try workbook.content(
        ofSheet: 0,
        selecting: AreaSelection(ranges),
        maximum: 100
      )
      return workbook.recalculation(of: [try #require(content)])
    }
    let areas = try #require(try selected([]).areas(neededFor: [edit]))
    let some = try selected(areas[0] ?? [])
    #expect(some.dependents(of: [edit]) == all.dependents(of: [edit]))
    if cell == "Z9" { #expect(areas.isEmpty) }
  }
}
