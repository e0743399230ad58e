import HebiaoCore
import HebiaoTestSupport
import Testing
import WorkbookFiles

@Suite("Comments and sheets that are added")
struct PatchCommentsTests {
  private let sheetRelationships = "xl/sheets/_rels/a.xml.rels"

  private func fixture(_ rest: String = "") -> WorkbookFixture {
    WorkbookFixture(
      sheet: #"<row r="1"><c r="A1"><v>1</v></c></row>"#,
      afterSheetData: "<pageMargins/>" + rest + "<tableParts/>"
    )
  }

  private func patch(_ comments: (String, String)...) throws -> WorkbookPatch {
    var edits: [CellEdit] = []
    for (name, text) in comments {
      let cell = try #require(CellReference(name))
      edits.append(
        CellEdit(CellLocation(sheet: WorkbookFixture.sheetName, cell: cell), comment: text)
      )
    }
    return WorkbookPatch(edits: edits, author: "核表", date: "2026-11-21T08:00:00")
  }

  private func bytes(_ parts: [(String, String)]) -> [UInt8] {
    StoredZip.bytes([("[Content_Types].xml", "<Types></Types>")] + parts)
  }

  private func relationships(_ links: (id: String, kind: String, target: String)...) -> String {
    let texts = links.map { link in
      let type =
        link.kind.contains(":") ? link.kind : "\(WorkbookFixture.office)/\(link.kind)"
      return #"<Relationship Id="\#(link.id)" Type="\#(type)" Target="\#(link.target)"/>"#
    }
    return "<Relationships>\(texts.joined())</Relationships>"
  }

  @Test("the first comment brings its part, its drawing and every link between them")
  func firstComment() throws {
    let plan = try Workbook(bytes: bytes(fixture().parts)).plan(patch(("A1", "原值 1 < 2")))
    let result = try plan.bytes()
    let sheet = try partText("xl/sheets/a.xml", in: result)
    #expect(sheet.contains(#"<row r="1"><c r="A1"><v>1</v></c></row>"#))
    #expect(sheet.contains("<pageMargins/><legacyDrawing xmlns:r="))
    #expect(sheet.hasSuffix(#"r:id="rId2"/><tableParts/></worksheet>"#))
    let comments = try partText("xl/comments1.xml", in: result)
    #expect(comments.contains("<authors><author>核表</author></authors>"))
    #expect(comments.contains(#"<comment ref="A1" authorId="0"><text>"#))
    #expect(comments.contains("原值 1 &lt; 2</t></r></text></comment></commentList>"))
    let shapes = try partText("xl/drawings/vmlDrawing1.vml", in: result)
    #expect(shapes.contains("<x:Row>0</x:Row><x:Column>0</x:Column>"))
    #expect(shapes.hasSuffix("</v:shape></xml>"))
    let links = try partText(sheetRelationships, in: result)
    #expect(links.contains(#"Target="../comments1.xml""#))
    #expect(links.contains(#"Id="rId2""#))
    #expect(links.contains(#"Target="../drawings/vmlDrawing1.vml""#))
    let types = try partText("[Content_Types].xml", in: result)
    #expect(types.contains(#"<Default Extension="vml""#))
    #expect(types.contains(#"<Override PartName="/xl/comments1.xml""#))
  }

  @Test("a comment that is there is kept and added to; its box stays the only one")
  func existingComment() throws {
    var parts = fixture(#"<legacyDrawing r:id="rId7"/>"#).parts
    parts.append(
      (
        sheetRelationships,
        relationships(("rId7", "vmlDrawing", "../v.vml"), ("c", "comments", "../c.xml"))
      )
    )
    // Excel's own drawings are not always well-formed.
    parts.append(("xl/v.vml", #"<xml><br><v:shape id="_x0000_s1030"/></xml>"#))
    parts.append(
      (
        "xl/c.xml",
        #"<comments><authors><author>王</author></authors><commentList><comment ref="A1" authorId="0">"#
          + #"<text><t>旧</t><phoneticPr/></text></comment></commentList></comments>"#
      )
    )
    let result = try Workbook(bytes: bytes(parts)).plan(patch(("A1", "新"), ("B2", "另"))).bytes()
    let comments = try partText("xl/c.xml", in: result)
    #expect(comments.contains("<text><t>旧</t><r>"))
    #expect(comments.contains("核表:\n新</t></r><phoneticPr/></text></comment>"))
    #expect(comments.contains(#"<comment ref="B2" authorId="1">"#))
    #expect(comments.contains("<author>王</author><author>核表</author>"))
    let shapes = try partText("xl/v.vml", in: result)
    #expect(shapes.hasPrefix(#"<xml><br><v:shape id="_x0000_s1030"/>"#))
    #expect(shapes.contains(#"id="_x0000_s1031""#))
    #expect(!shapes.contains("<x:Row>0</x:Row>"))
    #expect(shapes.contains("<x:Row>1</x:Row><x:Column>1</x:Column>"))
    #expect(try partText("xl/sheets/a.xml", in: result).contains(#"<legacyDrawing r:id="rId7"/>"#))
  }

  @Test("a conversation is answered by a person of its own")
  func conversation() throws {
    var parts = fixture(#"<legacyDrawing r:id="rId7"/>"#).parts
    let newer = "http://schemas.microsoft.com/office/2017/10/relationships"
    parts[2].1 = parts[2].1.replacing(
      "</Relationships>",
      with:
        #"<Relationship Id="p" Type="\#(newer)/person" Target="persons/p.xml"/></Relationships>"#
    )
    parts += [
      ("xl/persons/p.xml", #"<personList><person displayName="王" id="{1}"/></personList>"#),
      ("xl/v.vml", "<xml></xml>"),
      (
        "xl/c.xml",
        #"<comments><authors/><commentList><comment ref="A1"><text/></comment></commentList></comments>"#
      ),
      (
        "xl/t.xml",
        #"<ThreadedComments><threadedComment ref="A1" id="{9}"><text>甲?</text></threadedComment></ThreadedComments>"#
      ),
      (
        sheetRelationships,
        relationships(
          ("rId7", "vmlDrawing", "../v.vml"),
          ("c", "comments", "../c.xml"),
          ("t", "\(newer)/threadedComment", "../t.xml")
        )
      ),
    ]
    let result = try Workbook(bytes: bytes(parts)).plan(patch(("A1", "已改"))).bytes()
    let thread = try partText("xl/t.xml", in: result)
    #expect(thread.contains("<text>甲?</text></threadedComment><threadedComment ref=\"A1\""))
    #expect(thread.contains(#"dT="2026-11-21T08:00:00.00""#))
    #expect(
      thread.contains(#"parentId="{9}"><text>已改</text></threadedComment></ThreadedComments>"#)
    )
    #expect(
      try partText("xl/persons/p.xml", in: result).contains(#"<person displayName="核表" id="{"#)
    )
    #expect(try partText("xl/c.xml", in: result).contains("答复:\n    已改"))
  }

  @Test("a conversation in a workbook that lists nobody brings the list, and links to it once")
  func conversationOfNobody() throws {
    let newer = "http://schemas.microsoft.com/office/2017/10/relationships"
    var parts = fixture().parts
    parts += [
      (
        "xl/t.xml",
        #"<ThreadedComments><threadedComment ref="A1" id="{9}"><text>甲?</text></threadedComment></ThreadedComments>"#
      ),
      (sheetRelationships, relationships(("t", "\(newer)/threadedComment", "../t.xml"))),
    ]
    let result = try Workbook(bytes: bytes(parts)).plan(patch(("A1", "已改"))).bytes()
    let people = try partText("xl/persons/person1.xml", in: result)
    let id = try #require(people.firstMatch(of: /<person displayName="核表" id="([^"]+)"/)).1
    #expect(try partText("xl/t.xml", in: result).contains("personId=\"\(id)\""))
    let links = try partText("xl/_rels/workbook.xml.rels", in: result)
    #expect(links.contains("Type=\"\(newer)/person\" Target=\"persons/person1.xml\""))
    let types = try partText("[Content_Types].xml", in: result)
    #expect(
      types.contains(
        #"PartName="/xl/persons/person1.xml" ContentType="application/vnd.ms-excel.person+xml""#
      )
    )
  }

  @Test("a sheet that is added stands behind the others, under a name that is free")
  func addedSheet() throws {
    let cell = CellLocation(sheet: WorkbookFixture.sheetName, cell: CellReference(4, 10))
    let sheet = AddedSheet(
      name: WorkbookFixture.sheetName,
      columnWidths: [10, 40.5],
      rows: [[.init("说明", .title)], [.init("K5", .link(cell)), .init("0.6 & 0.7")]],
      frozenRows: 1
    )
    let bytes = bytes(fixture().parts)
    let plan = try Workbook(bytes: bytes).plan(WorkbookPatch(sheets: [sheet]))
    #expect(plan.addedSheets == ["表&1 (2)"])
    let workbook = try Workbook(bytes: plan.bytes())
    #expect(workbook.sheets.map(\.name) == ["表&1", "表&1 (2)"])
    #expect(
      try workbook.content(ofSheet: 1).cells.map(\.value)
        == [.string("说明"), .string("K5"), .string("0.6 & 0.7")]
    )
    // The row above which everything stays in sight is printed on every page.
    #expect(
      try partText("xl/workbook.xml", in: plan.bytes()).contains(
        #"</sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="1">'表&amp;1 (2)'!$1:$1</definedName></definedNames></workbook>"#
      )
    )
    let part = try partText("xl/worksheets/sheet1.xml", in: plan.bytes())
    #expect(part.contains(#"<hyperlink ref="A2" location="'表&amp;1'!K5" display="K5"/>"#))
    let first = try partText("xl/sheets/a.xml", in: plan.bytes())
    #expect(try first == partText("xl/sheets/a.xml", in: bytes))
  }

  @Test("a workbook whose structure is locked gets no sheet, and the plan says so")
  func lockedStructure() throws {
    var fixture = fixture()
    fixture.workbookProperties = #"<workbookProtection lockStructure="1"/>"#
    let sheet = AddedSheet(name: "说明", columnWidths: [], rows: [])
    let plan = try fixture.open().plan(WorkbookPatch(sheets: [sheet]))
    #expect(plan.addedSheets.isEmpty)
    #expect(plan.notes.count == 1)
    #expect(plan.isEmpty)
  }
}
