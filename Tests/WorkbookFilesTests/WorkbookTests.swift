import HebiaoCore
import HebiaoTestSupport
import OpenPackaging
import Testing
import WorkbookFiles

@Suite("A workbook")
struct WorkbookTests {
  @Test("keeps cells, merged ranges, widths, heights and what is hidden")
  func keepsContent() throws {
    let workbook = try WorkbookFixture(
      sheet: "<row r='2' ht='18.5' hidden='1'><c r='B2' s='2'><v>0.5</v></c></row>",
      afterSheetData: "<mergeCells><mergeCell ref='B2:C3'/></mergeCells>"
    ).open()
    let sheet = try workbook.content(ofSheet: 0)
    #expect(sheet.name == "表&1")
    #expect(sheet.cells.map(\.reference.description) == ["B2"])
    #expect(sheet.cells.map(\.value) == [.number(0.5)])
    #expect(sheet.mergedRanges.map(\.description) == ["B2:C3"])
    #expect(sheet.hiddenRows == [RowIndex(1)])
    #expect(sheet.rowHeights == [RowIndex(1): 18.5])
    let cell = try #require(sheet.cells.first)
    #expect(sheet.numberFormats[cell.format].family == .percent)
    #expect(workbook.shownText(of: cell, in: sheet) == "50.00%")
  }

  @Test(
    "keeps a merged range however it is written",
    arguments: ["B1:A2", "$A$1:$B$2", "a1:b2", "A1&#58;B2", "A1:B2' x='1"]
  )
  func keepsMergedRanges(reference: String) throws {
    var fixture = WorkbookFixture(sheet: "<row><c><v>1</v></c></row>")
    fixture.afterSheetData = "<mergeCells><mergeCell ref='\(reference)'/></mergeCells>"
    let content = try fixture.open().content(ofSheet: 0)
    #expect(content.mergedRanges.map(\.description) == ["A1:B2"])
  }

  @Test("keeps the same heights and merged ranges of plain markup as of any other")
  func agreesOnPlainLayout() throws {
    var plain = WorkbookFixture()
    var odd = WorkbookFixture()
    let attributes = [
      "", " ht=\"18.5\"", " ht=\"20\" customHeight=\"1\"", " spans=\"1:3\" ht=\"7.25\"",
      " ht=\"21\" customHeight=\"0\"", " ht=\"22\" hidden=\"1\"", " ht=\"x\"", " ht=\"\"",
      " ht=\" 3 \"", " ht=\"-4\"", " ht=\"1e3\"", " ht=\"12345678901234567890123\"",
      " spans=\"1:3\" ht=\"0.123456789012345678\" customHeight=\"1\"", " customHeight=\"1\"",
      " ht=\"5\" customHeight=\"1\" ht=\"6\"",
    ]
    for (index, text) in attributes.dropLast().enumerated() {
      let cell = "<c r=\"B\(index + 1)\"><v>1</v></c></row>"
      plain.sheet += "<row r=\"\(index + 1)\"\(text)>\(cell)"
      odd.sheet += "<row  r=\"\(index + 1)\"\(text)>\(cell)"
    }
    let ranges = [
      "A1:B2", "B2:A1", "XFD1048576:A1", "C3:XFE4", "A0:B1", "A1048577:B2", "A1:B2:C3", "AAAA1:B2",
      "A01:B2", "A00000001:B2", "D4", "", "a5:b6", "$A$7:B8", "A9:", ":A9", "E10:F11",
    ]
    for range in ranges {
      plain.afterSheetData += "<mergeCell ref=\"\(range)\"/>"
      odd.afterSheetData += "<mergeCell  ref=\"\(range)\"/>"
    }
    for list in ["mergeCells", "cols"] {
      var (some, other) = (plain, odd)
      some.afterSheetData = "<\(list)>\(plain.afterSheetData)</\(list)>"
      other.afterSheetData = "<\(list)>\(odd.afterSheetData)</\(list)>"
      let found = try some.open().content(ofSheet: 0)
      let expected = try other.open().content(ofSheet: 0)
      #expect(found.rowHeights == expected.rowHeights && found.rowHeights.count == 10)
      #expect(found.hiddenRows == expected.hiddenRows)
      #expect(found.cells.map(\.reference) == expected.cells.map(\.reference))
      #expect(found.mergedRanges == expected.mergedRanges && found.mergedRanges.count > 5)
    }
    plain.sheet += "<row r=\"90\"\(attributes.last ?? "")></row>"
    let repeated = try plain.open()
    #expect(throws: WorkbookError.self) { try repeated.content(ofSheet: 0) }
  }

  @Test("refuses to keep more cells than asked")
  func limitsCells() throws {
    let workbook = try WorkbookFixture(
      sheet: "<row><c><v>1</v></c></row><row><c><v>1</v></c></row>"
    ).open()
    #expect(throws: WorkbookError.self) { try workbook.content(ofSheet: 0, maximumCells: 1) }
    #expect(try workbook.content(ofSheet: 0, maximumCells: 2).cells.count == 2)
  }

  @Test("notes a text that is not there with its cell")
  func notesMissingText() throws {
    let workbook = try WorkbookFixture(
      sheet: "<row r='4'><c r='D4' t='s'><v>99</v></c></row>",
      sharedStrings: nil
    ).open()
    _ = try workbook.content(ofSheet: 0)
    #expect(workbook.notes.map(\.cell?.description) == ["D4"])
    #expect(workbook.notes.map(\.severity) == [.error])
  }

  @Test("notes a part that stands twice in the archive", arguments: [true, false])
  func notesRepeatedPart(isSame: Bool) throws {
    var parts = WorkbookFixture(sheet: "<row><c><v>1</v></c></row>").parts
    let sheet = try #require(parts.first { $0.0 == "xl/sheets/a.xml" })
    parts.append(("xl\\sheets\\a.xml", isSame ? sheet.1 : "<worksheet/>"))
    let workbook = try Workbook(bytes: StoredZip.bytes(parts))
    #expect(workbook.notes.map(\.severity) == [isSame ? .info : .error])
    #expect(try workbook.content(ofSheet: 0).cells.count == (isSame ? 1 : 0))
  }

  @Test("counts what a sheet holds")
  func counts() throws {
    let workbook = try WorkbookFixture(
      sheet: """
        <row r="3"><c r="B3"><v>1.5</v></c><c r="C3" t="s"><v>0</v></c><c r="D3" t="b"><v>1</v></c>\
        <c r="E3" t="e"><v>#REF!</v></c><c r="F3" s="1"><v>2</v></c><c r="G3"><f>B3</f><v>1</v></c>\
        </row>
        """
    ).open()
    let found = try workbook.statistics(ofSheet: 0)
    #expect(found.dimension == "B3:G3")
    #expect(found.rows == 3)
    #expect(found.cells == 6)
    #expect(found.numbers == 2)
    #expect(found.strings == 1)
    #expect(found.bools == 1)
    #expect(found.errors == 1)
    #expect(found.dates == 1)
    #expect(found.formulas == 1)
    #expect(found.sum == 2.5)
  }

  @Test("counts the formulas that a dump shows, and notes cells outside the sheet")
  func countsStatedFormulas() throws {
    let fixture = WorkbookFixture(
      sheet: """
        <row r="1"><c r="A1"><f t="shared" si="1" ref="A1:A2">B1</f><v>1</v></c>\
        <c r="C1"><f t="dataTable" ref="C1" r1="B1"/><v>1</v></c></row>\
        <row r="2"><c r="A2"><f t="shared" si="1"/><v>1</v></c><c r="B2"><f t="shared" si="9"/><v>1</v>\
        </c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c><c><v>2</v></c><c s="1"/></row>\
        <row><c><v>3</v></c></row>
        """
    )
    let workbook = try fixture.open()
    #expect(try workbook.statistics(ofSheet: 0).formulas == 2)
    #expect(try fixture.dump().count { $0.contains("\"formula\"") } == 2)
    #expect(workbook.notes.map(\.kind) == [.outsideCell, .outsideCell])
    let merged = WorkbookFixture(
      sheet: "<row><c><v>1</v></c></row>",
      afterSheetData: "<mergeCells><mergeCell ref=' A1: B2 '/></mergeCells>"
    )
    #expect(try merged.open().content(ofSheet: 0).mergedRanges.map(\.description) == ["A1:B2"])
  }

  @Test("counts of several cells at one place the last, as a dump shows them")
  func countsRepeatedCellsOnce() throws {
    let sheet = """
      <row r="2"><c r="A2"><v>5</v></c><c r="B2" t="str"><f>A2&amp;""</f><v>x</v></c></row>\
      <row r="1"><c r="A1"><v>3</v></c></row>\
      <row r="2"><c r="A2"><v>7</v></c><c r="B2"><v>9</v></c></row>
      """
    let fixture = WorkbookFixture(sheet: sheet)
    let workbook = try fixture.open()
    let found = try workbook.statistics(ofSheet: 0)
    #expect(try found.cells == fixture.dump().count && found.cells == 3)
    #expect(found.numbers == 3 && found.strings == 0 && found.formulas == 0)
    #expect(found.sum == 19)
    #expect(found.dimension == "A1:B2" && found.rows == 2)
    let same = try WorkbookFixture(
      sheet: "<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>"
    ).open().statistics(ofSheet: 0)
    #expect(same.cells == 1 && same.sum == 2)
  }

  @Test("keeps which cells an array formula fills")
  func keepsArrayFormulas() throws {
    let workbook = try WorkbookFixture(
      sheet: """
        <row r="1"><c r="A1"><f t="array" ref="A1:A2">C1:C2*2</f><v>2</v></c>\
        <c r="B1"><f ref="B1" t="array">SUM(C1:C2*2)</f><v>6</v></c>\
        <c r="C1"><f t="array" ref="x">1</f><v>1</v></c></row><row r="2"><c r="A2"><v>4</v></c></row>
        """
    ).open()
    let filled = try workbook.content(ofSheet: 0).arrayFormulas
    #expect(
      filled == [
        CellReference(0, 0): CellRange(CellReference(0, 0), CellReference(1, 0)),
        CellReference(0, 1): CellRange(CellReference(0, 1), CellReference(0, 1)),
        CellReference(0, 2): CellRange(CellReference(0, 2), CellReference(0, 2)),
      ]
    )
  }

  static let refused: [(String, String, String)] = [
    ("xl/workbook.xml", "<workbook/>", "没有列出任何工作表"),
    ("xl/_rels/workbook.xml.rels", "<Relationships/>", "不在文件里"),
    ("xl/workbook.xml", "<!DOCTYPE a><workbook/>", "DOCTYPE"),
    ("_rels/.rels", "<Relationships/>", "没有工作簿"),
  ]

  @Test("says in one line why it cannot be opened", arguments: refused)
  func saysWhy(part: String, content: String, words: String) {
    let parts = WorkbookFixture().parts.map { ($0.0, $0.0 == part ? content : $0.1) }
    do {
      _ = try Workbook(bytes: StoredZip.bytes(parts))
      Issue.record("was opened")
    } catch {
      #expect(error.text.chinese.contains(words))
      #expect(!error.text.chinese.contains("\n"))
    }
  }
}

@Suite("A damaged workbook")
struct DamagedWorkbookTests {
  static let sheet = """
    <row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="1"><v>45412.25</v></c>\
    <c r="C1" t="inlineStr"><is><t>&#x4E2D;_x0041_</t></is></c></row>\
    <row r="2"><c r="A2"><f t="shared" si="0" ref="A2:A3">B1+1</f><v>2</v></c></row>\
    <row r="3"><c r="A3"><f t="shared" si="0"/><v>3</v></c></row>
    """

  /// Reads everything there is to read; an error is an answer too.
  private func read(_ bytes: [UInt8]) {
    do {
      let workbook = try Workbook(bytes: bytes)
      for sheet in workbook.sheets { _ = try workbook.content(ofSheet: sheet.index) }
      try DumpWriter(workbook).write { _ in true }
    } catch {
      #expect(!error.text.chinese.contains("\n"))
    }
  }

  @Test("is told or refused at every truncation")
  func truncated() {
    let bytes = StoredZip.bytes(WorkbookFixture(sheet: Self.sheet).parts)
    for count in 0..<bytes.count { read(Array(bytes[..<count])) }
  }

  @Test("is told or refused for every byte that is turned")
  func flipped() {
    let bytes = StoredZip.bytes(WorkbookFixture(sheet: Self.sheet).parts, method: .deflateBlocks)
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 1 << UInt8(index % 8)
      read(damaged)
    }
  }

  @Test("is told or refused when its parts are damaged and their checksums are right")
  func damagedParts() {
    let fixture = WorkbookFixture(sheet: Self.sheet)
    let junk = Array("<>/\"'=&;#x0 \n-!?[]_:.e9".utf8)
    for (place, part) in fixture.parts.enumerated() {
      let bytes = Array(part.1.utf8)
      for index in stride(from: 0, to: bytes.count, by: 3) {
        var archive = StoredZip()
        for (other, content) in fixture.parts.enumerated() {
          var text = Array(content.1.utf8)
          if other == place {
            text[index] = junk[index % junk.count]
            if index % 3 == 0 { text.removeSubrange(index..<min(index + index % 11, text.count)) }
          }
          archive.add(content.0, text)
        }
        read(archive.finish())
      }
    }
  }
}
