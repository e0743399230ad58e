import HebiaoCore
import HebiaoTestSupport
import OpenPackaging
import Testing
import WorkbookFiles

@Suite("Workbooks changed in place")
struct PatchTests {
  @Test("nothing asked for, nothing changed: the file is the same byte for byte")
  func nothing() throws {
    let bytes = StoredZip.bytes(WorkbookFixture(sheet: "<row r=\"1\"/>").parts)
    let plan = try Workbook(bytes: bytes).plan(WorkbookPatch())
    #expect(plan.isEmpty)
    #expect(plan.parts.isEmpty)
    #expect(try plan.bytes() == bytes)
  }

  @Test("one cell changes; every other entry stays as it is stored")
  func oneCell() throws {
    let fixture = WorkbookFixture(
      sheet:
        #"<row r="1"><c r="A1"><v>1</v></c></row><row r="5"><c r="A5" s="2"><v>0.6</v></c></row>"#,
      afterSheetData: #"<mergeCells count="1"><mergeCell ref="A5:B6"/></mergeCells>"#
    )
    let bytes = StoredZip.bytes(fixture.parts, method: .deflateBlocks)
    let edits = try WorkbookFixture.edits([("A5", .value(.number(0.6316)))])
    let plan = try Workbook(bytes: bytes).plan(WorkbookPatch(edits: edits))
    #expect(plan.parts.map(\.name) == ["xl/sheets/a.xml"])
    #expect(plan.untouchedParts == 5)
    let changed = try plan.bytes()
    #expect(
      try storedEntries(changed, but: ["xl/sheets/a.xml"])
        == storedEntries(bytes, but: ["xl/sheets/a.xml"])
    )
    let before = try partText("xl/sheets/a.xml", in: bytes)
    #expect(
      try partText("xl/sheets/a.xml", in: changed)
        == before.replacing("<v>0.6</v>", with: "<v>0.6316</v>")
    )
    #expect(
      try Workbook(bytes: changed).value(at: CellReference(4, 0), ofSheet: 0) == .number(0.6316)
    )
  }

  @Test(
    "rows and cells that are not there are put in their place",
    arguments: [
      ("", "<row r=\"2\"><c r=\"B2\"><v>9</v></c></row>"),
      (
        "<row r=\"1\"/><row r=\"4\"/>",
        "<row r=\"1\"/><row r=\"2\"><c r=\"B2\"><v>9</v></c></row><row r=\"4\"/>"
      ),
      ("<row r=\"1\"/>", "<row r=\"1\"/><row r=\"2\"><c r=\"B2\"><v>9</v></c></row>"),
      ("<row/><row/>", "<row/><row><c r=\"B2\"><v>9</v></c></row>"),
      (
        "<row r=\"3\"><c><v>1</v></c></row>",
        "<row r=\"2\"><c r=\"B2\"><v>9</v></c></row><row r=\"3\"><c><v>1</v></c></row>"
      ),
    ]
  )
  func absentRows(rows: String, expected: String) throws {
    let sheet = try WorkbookFixture(sheet: rows).patchedSheet([("B2", .value(.number(9)))])
    #expect(sheet.contains("<sheetData>\(expected)</sheetData>"))
  }

  @Test("an element for rows that is one tag opens; the declared extent widens")
  func emptySheet() throws {
    let fixture = WorkbookFixture(
      sheet: #"<worksheet><dimension ref="A1"/><sheetData/><pageMargins/></worksheet>"#
    )
    #expect(
      try fixture.patchedSheet([("C3", .value(.bool(true)))])
        == #"<worksheet><dimension ref="A1:C3"/><sheetData><row r="3"><c r="C3" t="b"><v>1</v></c>"#
        + "</row></sheetData><pageMargins/></worksheet>"
    )
  }

  @Test("a text goes to the shared strings, whose counts stay right")
  func sharedText() throws {
    var fixture = WorkbookFixture(sheet: #"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#)
    fixture.sharedStrings = "<si><t>甲</t></si>"
    let patch = WorkbookPatch(
      edits: try WorkbookFixture.edits([("A1", .value(.string("乙"))), ("B1", .value(.string("乙")))])
    )
    let bytes = try fixture.open().plan(patch).bytes()
    #expect(
      try partText("xl/texts.xml", in: bytes).hasSuffix("<si><t>甲</t></si><si><t>乙</t></si></sst>")
    )
    let content = try Workbook(bytes: bytes).content(ofSheet: 0)
    #expect(content.cells.map(\.value) == [.string("乙"), .string("乙")])
  }

  @Test("a cell takes on the format of its row or column; a fill is a format of its own")
  func formats() throws {
    let fixture = WorkbookFixture(
      sheet: """
        <worksheet xmlns="\(WorkbookFixture.main)"><cols><col min="2" max="3" style="2"/></cols>\
        <sheetData><row r="1"/><row r="2" s="1" customFormat="1"/></sheetData></worksheet>
        """
    )
    var edits = try WorkbookFixture.edits([
      ("B1", .value(.number(0.5))), ("B2", .value(.number(1))), ("A1", .value(.number(3))),
    ])
    edits[2].fill = "FFEB9C"
    let bytes = try fixture.open().plan(WorkbookPatch(edits: edits)).bytes()
    let sheet = try partText("xl/sheets/a.xml", in: bytes)
    #expect(sheet.contains(#"<c r="B1" s="2"><v>0.5</v></c>"#))
    #expect(sheet.contains(#"<c r="B2" s="1"><v>1</v></c>"#))
    #expect(sheet.contains(#"<c r="A1" s="6"><v>3</v></c>"#))
  }

  @Test("the first cell of a shared formula hands it to the next")
  func sharedFormula() throws {
    let sheet = #"""
      <row r="1"><c r="B1"><f t="shared" ref="B1:C3" si="0">A1*$A$9&amp;"A1"</f><v>1</v></c>\#
      <c r="C1"><f t="shared" si="0"/><v>2</v></c></row><row r="2"><c r="B2"><v>3</v></c></row>\#
      <row r="3"><c r="B3"><f t="shared" si="0"/><v>4</v></c></row>
      """#
    let fixture = WorkbookFixture(sheet: sheet)
    let result = try fixture.patchedSheet([("B1", .value(.number(9))), ("C1", .value(.number(8)))])
    #expect(
      result.contains(
        #"<row r="1"><c r="B1"><v>9</v></c><c r="C1"><v>8</v></c></row>"#
          + #"<row r="2"><c r="B2"><v>3</v></c></row><row r="3"><c r="B3">"#
          + #"<f t="shared" ref="B3" si="0">A3*$A$9&amp;&quot;A1&quot;</f><v>4</v></c></row>"#
      )
    )
    let next = try fixture.patchedSheet([("B1", .value(.number(9)))])
    #expect(
      next.contains(#"<f t="shared" ref="B1:C3" si="0">B1*$A$9&amp;&quot;A1&quot;</f><v>0A1</v>"#)
    )
  }

  @Test("cells that cannot be changed alone are refused by name")
  func refusals() throws {
    let fixture = WorkbookFixture(
      sheet: #"""
        <row r="1"><c r="A1"><f t="array" ref="A1:B1">C1:D1</f><v>1</v></c><c r="B1"><v>2</v></c>\#
        <c r="C1"><f t="array" ref="C1">SUM(D1:E1*2)</f><v>1</v></c></row>
        """#,
      afterSheetData: #"<mergeCells><mergeCell ref="D5:E6"/></mergeCells>"#
    )
    #expect(kind { try fixture.patchedSheet([("B1", .value(.number(1)))]) } == .arrayFormula)
    #expect(kind { try fixture.patchedSheet([("E6", .value(.number(1)))]) } == .coveredCell)
    #expect(
      try fixture.patchedSheet([("C1", .value(.number(7)))]).contains(#"<c r="C1"><v>7</v></c>"#)
    )
    #expect(
      try fixture.patchedSheet([("D5", .value(.number(7)))]).contains(#"<c r="D5"><v>7</v></c>"#)
    )
    let twice: [(String, CellEdit.Content)] = [("A5", .value(.empty)), ("A5", .value(.empty))]
    #expect(kind { try fixture.patchedSheet(twice) } == .editedTwice)
    let other = CellEdit(CellLocation(sheet: "无", cell: CellReference(0, 0)), .value(.empty))
    #expect(kind { try fixture.open().plan(WorkbookPatch(edits: [other])) } == .noSuchSheet)
  }

  @Test("a signed workbook is refused")
  func signed() throws {
    var parts = WorkbookFixture(sheet: "").parts
    parts.append(("_xmlsignatures/sig1.xml", "<Signature/>"))
    let workbook = try Workbook(bytes: StoredZip.bytes(parts))
    #expect(kind { try workbook.plan(WorkbookPatch()) } == .signed)
  }

  @Test("the calculation chain loses a formula, or goes with its last one")
  func calculationChain() throws {
    let formulas =
      #"<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>A1</f><v>2</v></c></row>"#
    var parts = WorkbookFixture(sheet: formulas).parts
    parts.append(("xl/calcChain.xml", #"<calcChain><c r="A1" i="1"/><c r="B1"/></calcChain>"#))
    parts.append(
      (
        "[Content_Types].xml",
        #"<Types><Override PartName="/xl/calcChain.xml" ContentType="c"/></Types>"#
      )
    )
    parts[2].1 = parts[2].1.replacing(
      "</Relationships>",
      with:
        "<Relationship Id=\"rId7\" Type=\"\(WorkbookFixture.office)/calcChain\" Target=\"calcChain.xml\"/></Relationships>"
    )
    let bytes = StoredZip.bytes(parts)
    let one = try WorkbookFixture.edits([("A1", .value(.number(3)))])
    let fewer = try Workbook(bytes: bytes).plan(WorkbookPatch(edits: one)).bytes()
    #expect(
      try partText("xl/calcChain.xml", in: fewer) == #"<calcChain><c i="1" r="B1"/></calcChain>"#
    )
    let both = try WorkbookFixture.edits([("A1", .value(.number(3))), ("B1", .value(.number(3)))])
    let plan = try Workbook(bytes: bytes).plan(WorkbookPatch(edits: both))
    #expect(plan.parts.contains { $0.name == "xl/calcChain.xml" && $0.change == .removed })
    let none = try plan.bytes()
    #expect(try partText("[Content_Types].xml", in: none) == "<Types></Types>")
    #expect(try !partText("xl/_rels/workbook.xml.rels", in: none).contains("calcChain"))
  }

  @Test(
    "every manner of writing a workbook takes an edit and keeps the rest",
    arguments: [
      { (options: inout WorkbookBuilder.Options) in options.prefix = "x" },
      { $0.isStrict = true },
      { $0.writesReferences = false },
      { $0.encoding = .utf16 },
      { $0.encoding = .utf8WithMark },
      { $0.strings = .inline },
      { $0.method = .deflatedStoredBlocks },
    ] as [@Sendable (inout WorkbookBuilder.Options) -> Void]
  )
  func manners(change: @Sendable (inout WorkbookBuilder.Options) -> Void) throws {
    var options = WorkbookBuilder.Options()
    change(&options)
    var sheet = SheetBuilder(name: "甲")
    for row in 0..<4 {
      for column in 0..<4 where column != 2 {
        sheet.set(
          row,
          column,
          column == 1 ? .text("文\(row) 😀") : .number(Double(row * 10 + column))
        )
      }
    }
    let bytes = WorkbookBuilder(sheets: [sheet], options: options).bytes()
    let before = try Workbook(bytes: bytes).content(ofSheet: 0)
    let places: [(CellReference, CellValue)] = [
      (CellReference(1, 0), .number(7)), (CellReference(2, 1), .string("新 😀")),
      (CellReference(3, 3), .bool(false)), (CellReference(9, 9), .number(0.25)),
    ]
    let edits = places.map { CellEdit(CellLocation(sheet: "甲", cell: $0), .value($1)) }
    let changed = try Workbook(bytes: bytes).plan(WorkbookPatch(edits: edits)).bytes()
    let after = try Workbook(bytes: changed).content(ofSheet: 0)
    for (cell, value) in places { #expect(after["\(cell)"]?.value == value) }
    for cell in before.cells where !places.contains(where: { $0.0 == cell.reference }) {
      #expect(after["\(cell.reference)"] == cell)
    }
    #expect(after.cells.count == before.cells.count + 1)
  }

  /// What kind of trouble a body throws; nil where it throws none.
  private func kind(_ body: () throws -> some Any) -> PatchError.Kind? {
    do {
      _ = try body()
      return nil
    } catch {
      return (error as? PatchError)?.kind
    }
  }
}
