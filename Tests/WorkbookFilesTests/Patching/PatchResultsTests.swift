import HebiaoCore
import HebiaoTestSupport
import Testing
import WorkbookFiles

@Suite("Stored results of formulas after a patch")
struct PatchResultsTests {
  private let fixture = WorkbookFixture(
    sheet: #"""
      <row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1*2</f><v>2</v></c><c r="C1"><f>WEBSERVICE(A1)</f>\#
      <v>7</v></c><c r="D1"><f>INDIRECT("A1")</f><v>1</v></c><c r="E1" t="str"><f>表1[数量]</f><v>甲</v></c>\#
      <c r="F1"><f>SUM(Sheet1:Sheet3!A1)</f><v>3</v></c><c r="G1"><f>C1+1</f><v>8</v></c><c r="H1">\#
      <f>5+1</f><v>9</v></c></row><row r="2"><c r="A2"><f t="array" ref="A2:B2">A1:B1*2</f><v>2</v></c>\#
      <c r="B2"><v>4</v></c></row>
      """#
  )

  private func plan(_ cell: String = "A1") throws -> PatchPlan {
    let edits = try WorkbookFixture.edits([(cell, .value(.number(10)))])
    return try fixture.open().plan(WorkbookPatch(edits: edits))
  }

  @Test("what is computed is written, what cannot be is taken out, what only may depend stays")
  func results() throws {
    let plan = try plan()
    let sheet = try partText("xl/sheets/a.xml", in: plan.bytes())
    #expect(sheet.contains(#"<c r="B1"><f>A1*2</f><v>20</v></c>"#))
    #expect(sheet.contains(#"<c r="C1"><f>WEBSERVICE(A1)</f></c>"#))
    #expect(sheet.contains(#"<c r="D1"><f>INDIRECT("A1")</f><v>1</v></c>"#))
    #expect(sheet.contains(#"<c r="E1" t="str"><f>表1[数量]</f><v>甲</v></c>"#))
    #expect(sheet.contains(#"<c r="F1"><f>SUM(Sheet1:Sheet3!A1)</f><v>3</v></c>"#))
    #expect(sheet.contains(#"<c r="G1"><f>C1+1</f></c>"#))
    #expect(sheet.contains(#"<c r="H1">"#) && sheet.contains(#"<f>5+1</f><v>9</v></c>"#))
    // An array formula's other cells hold a part of its result.
    #expect(sheet.contains(#"<f t="array" ref="A2:B2">A1:B1*2</f></c>"#))
    #expect(sheet.contains(#"<c r="B2"/></row>"#))
    #expect(plan.keptResults.map { "\($0.cell)" } == ["D1", "E1", "F1"])
    #expect(plan.recomputesOnLoad)
    #expect(plan.notes.count == 2)
    #expect(plan.notes[0].english.hasPrefix("3 formulas depend on what changed"))
    #expect(plan.notes[1].english.hasSuffix("表&1!D1, 表&1!E1, 表&1!F1"))
  }

  @Test("an edit that nothing names keeps every result, and asks for a recalculation all the same")
  func unrelated() throws {
    let plan = try plan("Z9")
    // Nobody knows what a function that is not known reads, nor what depends on it.
    #expect(plan.keptResults.map { "\($0.cell)" } == ["C1", "D1", "E1", "F1", "G1"])
    #expect(plan.cells.count == 1)
    #expect(plan.recomputesOnLoad)
  }

  @Test("a what-if table is left to Excel, and that is said")
  func dataTable() throws {
    let fixture = WorkbookFixture(
      sheet: #"""
        <row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><f t="dataTable" ref="B2:B3" dt2D="0" \#
        dtr="0" r1="A1"/><v>4</v></c></row><row r="3"><c r="B3"><v>5</v></c></row>
        """#
    )
    let edits = try WorkbookFixture.edits([("A1", .value(.number(10)))])
    let plan = try fixture.open().plan(WorkbookPatch(edits: edits))
    #expect(plan.recomputesOnLoad)
    #expect(plan.notes.map(\.chinese) == ["工作表 表&1 有模拟运算表, 结果没有重算, 打开时由 Excel 或 WPS 重算"])
  }
}
