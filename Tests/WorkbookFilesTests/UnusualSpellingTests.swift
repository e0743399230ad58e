import HebiaoCore
import HebiaoTestSupport
import Testing
import WorkbookFiles

/// What may be spelled otherwise than programs usually do, and means the same.
@Suite("What is spelled in an unusual way")
struct UnusualSpellingTests {
  static let cells: [(odd: String, plain: String)] = [
    ("<c r='A1' t='&#115;'><v>0</v></c>", "<c r='A1' t='s'><v>0</v></c>"),
    ("<c r='A1' s='&#49;'><v>45412</v></c>", "<c r='A1' s='1'><v>45412</v></c>"),
    ("<c r='&#67;1'><v>1</v></c>", "<c r='C1'><v>1</v></c>"),
    ("<c r='A1' s=' 1 '><v>45412</v></c>", "<c r='A1' s='1'><v>45412</v></c>"),
    (
      "<c r='A1' t='inlineStr'><is><t xml:space='&#112;reserve'> x </t></is></c>",
      "<c r='A1' t='inlineStr'><is><t xml:space='preserve'> x </t></is></c>"
    ),
    (
      "<c r='A1'><f t='&#115;hared' si='&#48;' ref='A1:B1'>C1</f><v>1</v></c>"
        + "<c r='B1'><f t='shared' si='0'/><v>1</v></c>",
      "<c r='A1'><f>C1</f><v>1</v></c><c r='B1'><f>D1</f><v>1</v></c>"
    ),
  ]

  @Test("references in the attributes of cells and formulas are replaced", arguments: cells)
  func attributesOfCells(cell: (odd: String, plain: String)) throws {
    let plain = try WorkbookFixture(sheet: "<row r='1'>\(cell.plain)</row>").dump()
    #expect(!plain.isEmpty)
    #expect(try WorkbookFixture(sheet: "<row r='1'>\(cell.odd)</row>").dump() == plain)
  }

  @Test("references in the number of a row are replaced")
  func attributesOfRows() throws {
    let lines = try WorkbookFixture(sheet: "<row r='&#55;'><c><v>1</v></c></row>").dump()
    #expect(lines == ["{\"A7\",\"type\":\"number\",\"value\":1}"])
  }

  /// Rows of which the first use a shared formula that a later one has.
  private static func earlyUses(_ rows: Int) -> String {
    var sheet = ""
    for row in 1..<rows {
      sheet += "<row r='\(row)'><c r='A\(row)'><f t='shared' si='0'/><v>1</v></c></row>"
    }
    return sheet
      + "<row r='\(rows)'><c r='A\(rows)'><f t='shared' si='0' ref='A1:A\(rows)'>B\(rows)*2</f>"
      + "<v>1</v></c></row>"
  }

  @Test("a shared formula may be used before the cell that has its text", arguments: [3, 140_000])
  func sharedFormulaUsedEarly(rows: Int) throws {
    let workbook = try WorkbookFixture(sheet: Self.earlyUses(rows)).open()
    let lines = try dumpLines(workbook)
    #expect(lines.count == rows)
    #expect(lines[0] == "{\"A1\",\"type\":\"number\",\"value\":1,\"formula\":\"B1*2\"}")
    #expect(lines[1].hasSuffix("\"formula\":\"B2*2\"}"))
    #expect(lines[rows - 1].hasSuffix("\"formula\":\"B\(rows)*2\"}"))
    let content = try workbook.content(ofSheet: 0)
    #expect(content.cells.formula(at: 0) == "B1*2")
    #expect(content.cells.formula(at: 1) == "B2*2")
    #expect(content.cells.formula(at: rows - 1) == "B\(rows)*2")
  }

  @Test("the same with rows from the last to the first")
  func sharedFormulaInRowsOutOfOrder() throws {
    let sheet =
      "<row r='2'><c r='A2'><f t='shared' si='0'/><v>1</v></c></row>"
      + "<row r='1'><c r='A1'><f t='shared' si='0' ref='A1:A2'>B1</f><v>1</v></c></row>"
    let workbook = try WorkbookFixture(sheet: sheet).open()
    #expect(try dumpLines(workbook).last?.hasSuffix("\"formula\":\"B2\"}") ?? false)
    let content = try workbook.content(ofSheet: 0)
    #expect(content.cells.formula(at: 0) == "B1" && content.cells.formula(at: 1) == "B2")
  }

  @Test("truth values and numbers of the workbook part may have blanks around them, or be wrapped")
  func workbookProperties() throws {
    let compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    for properties in [
      "<workbookPr date1904='1'/>", "<workbookPr date1904=' true '/>",
      "<mc:AlternateContent xmlns:mc='\(compatibility)'><mc:Choice Requires='x' xmlns:x='urn:x'/>"
        + "<mc:Fallback><workbookPr date1904='1'/></mc:Fallback></mc:AlternateContent>",
    ] {
      let fixture = WorkbookFixture(
        sheet: "<row r='1'><c r='A1' s='1'><v>0</v></c></row>",
        workbookProperties: properties
      )
      #expect(try fixture.dump().first?.contains("1904-01-01") ?? false)
    }
  }

  @Test(
    "two parts that programs could read one of are told, and nothing is patched",
    arguments: [
      ("sharedStrings\" Target=\"/xl/texts.xml\"/>", "rId9", "styles.xml", "sharedStrings"),
      ("worksheet\" Target=\"sheets/a.xml\"/>", "rId1", "sheets/b.xml", "worksheet"),
    ]
  )
  func rivalParts(place: String, id: String, target: String, kind: String) throws {
    var parts = WorkbookFixture(sheet: "<row r='1'><c r='A1'><v>1</v></c></row>").parts
    let index = try #require(parts.firstIndex { $0.0 == "xl/_rels/workbook.xml.rels" })
    let rival =
      "<Relationship Id=\"\(id)\" Type=\"\(WorkbookFixture.office)/\(kind)\" Target=\"\(target)\"/>"
    #expect(parts[index].1.contains(place))
    parts[index].1 = parts[index].1.replacing(place, with: place + rival)
    parts.append(("xl/sheets/b.xml", "<worksheet xmlns=\"\(WorkbookFixture.main)\"/>"))
    let workbook = try Workbook(bytes: StoredZip.bytes(parts))
    let notes = workbook.notes
    let note = try #require(notes.first(where: { $0.kind == ReaderNote.Kind.contradictingPart }))
    #expect(note.severity == .error && note.text.chinese.contains(target))
    let edits = try WorkbookFixture.edits([("A1", .value(.number(2)))])
    #expect(throws: PatchError.self) { _ = try workbook.plan(WorkbookPatch(edits: edits)) }
  }

  @Test("what a terminal would obey is escaped", arguments: [false, true])
  func steeringCharacters(isLong: Bool) throws {
    let before = isLong ? "√“长”" : ""
    let sheet =
      "<row r='1'><c r='A1' t='inlineStr'><is><t>\(before)\u{9B}31m\u{A0}\u{202E}\u{2028}é</t></is></c></row>"
    let lines = try WorkbookFixture(sheet: sheet).dump()
    #expect(
      lines == [
        "{\"A1\",\"type\":\"string\",\"value\":\"\(before)\\u009b31m\u{A0}\\u202e\\u2028é\"}"
      ]
    )
  }
}
