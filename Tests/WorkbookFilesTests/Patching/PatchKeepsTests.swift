import HebiaoCore
import HebiaoTestSupport
import OpenPackaging
import Testing
import WorkbookFiles

@Suite("What a workbook holds beside its cells, kept")
struct PatchKeepsTests {
  /// Parts that no reader here looks into, one of each kind that libraries lose.
  private static let parts = [
    ("xl/charts/chart1.xml", "<c:chartSpace xmlns:c=\"c\"><c:f>表!$A$1</c:f></c:chartSpace>"),
    ("xl/drawings/drawing1.xml", "<xdr:wsDr xmlns:xdr=\"x\"/>"),
    ("xl/media/image1.png", "\u{89}PNG not really"),
    (
      "xl/cellimages.xml",
      "<etc:cellImages xmlns:etc=\"http://www.wps.cn/officeDocument/2017/etCustomData\"/>"
    ),
    ("xl/pivotTables/pivotTable1.xml", "<pivotTableDefinition name=\"透视\"/>"),
    ("xl/pivotCache/pivotCacheDefinition1.xml", "<pivotCacheDefinition/>"),
    ("xl/slicers/slicer1.xml", "<slicers/>"),
    ("xl/vbaProject.bin", "macro"),
    ("xl/printerSettings/printerSettings1.bin", "printer"),
    ("xl/threadedComments/threadedComment1.xml", "<ThreadedComments/>"),
    ("xl/persons/person.xml", "<personList/>"),
    ("customXml/item1.xml", "<标 注/>".replacing(" ", with: "")),
  ]

  private static let around = """
    <sheetProtection sheet="1" password="CC1A" autoFilter="0"/><autoFilter ref="A1:B2"/>\
    <mergeCells count="1"><mergeCell ref="D1:E1"/></mergeCells><conditionalFormatting sqref="A1">\
    <cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>0.5</formula></cfRule>\
    </conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="B1">\
    <formula1>"√,/"</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="B2" \
    location="A1"/></hyperlinks><printOptions horizontalCentered="1"/><pageMargins left="0.4"/>\
    <pageSetup paperSize="9" r:id="rId9"/><headerFooter><oddFooter>&amp;P</oddFooter></headerFooter>\
    <rowBreaks count="1"><brk id="1"/></rowBreaks><drawing r:id="rId1"/><extLst><ext uri="{x}">\
    <x14:slicerList xmlns:x14="x"/></ext></extLst>
    """

  private func bytes() -> [UInt8] {
    let fixture = WorkbookFixture(
      sheet:
        #"<row r="1"><c r="A1" s="2"><v>0.6</v></c><c r="B1" t="e" vm="1"><v>#VALUE!</v></c></row>"#,
      afterSheetData: Self.around
    )
    return StoredZip.bytes(fixture.parts + Self.parts, method: .deflateBlocks)
  }

  @Test("every other part is the same entry, and the sheet is the same around the cell")
  func everything() throws {
    let edits = try WorkbookFixture.edits([("A1", .value(.number(0.6316)))])
    let before = bytes()
    let plan = try Workbook(bytes: before).plan(WorkbookPatch(edits: edits))
    let after = try plan.bytes()
    let sheet = "xl/sheets/a.xml"
    #expect(plan.parts.map(\.name) == [sheet])
    #expect(try storedEntries(after, but: [sheet]) == storedEntries(before, but: [sheet]))
    let names = try Package(bytes: after).directory.entries.map(\.name)
    #expect(try names == Package(bytes: before).directory.entries.map(\.name))
    #expect(
      try partText(sheet, in: after)
        == partText(sheet, in: before).replacing("<v>0.6</v>", with: "<v>0.6316</v>")
    )
  }

  @Test("a fill and a comment add to the sheet and change nothing that is there")
  func marks() throws {
    var edits = try WorkbookFixture.edits([("A1", .value(.number(0.6316)))])
    edits[0].fill = "FFEB9C"
    edits[0].comment = "原值 60.00%"
    let plan = try Workbook(bytes: bytes()).plan(WorkbookPatch(edits: edits))
    let after = try plan.bytes()
    for (name, text) in Self.parts { #expect(try partText(name, in: after) == text) }
    let sheet = try partText("xl/sheets/a.xml", in: after)
    let pieces = Self.around.replacing(
      "<drawing r:id=\"rId1\"/>",
      with: "<drawing r:id=\"rId1\"/>\u{0}"
    )
    .split(separator: "\u{0}")
    #expect(pieces.count == 2)
    #expect(pieces.allSatisfy { sheet.contains($0) })
    #expect(sheet.contains("<drawing r:id=\"rId1\"/><legacyDrawing "))
    #expect(sheet.contains("<c r=\"A1\" s=\"6\"><v>0.6316</v></c><c r=\"B1\" t=\"e\" vm=\"1\">"))
  }
}
