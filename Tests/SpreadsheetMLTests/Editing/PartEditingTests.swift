import HebiaoCore
import SpreadsheetML
import Testing
import XMLScanning

@Suite("Parts beside the sheets, changed in place")
struct PartEditingTests {
  private func text(_ splices: [ByteSplice], of part: String) -> String {
    String(decoding: splices.applied(to: Array(part.utf8)), as: UTF8.self)
  }

  @Test(
    "a replacement is as short as can be, and never cuts a character",
    arguments: [
      ("<v>0.6</v>", "<v>0.6316</v>", 6..<6, "316"), ("<v>1</v>", "<v>2</v>", 3..<4, "2"),
      ("甲乙丙", "甲丁丙", 3..<6, "丁"), ("aa", "aaa", 2..<2, "a"), ("中", "个", 0..<3, "个"),
    ]
  )
  func shortest(old: String, new: String, range: Range<Int>, text: String) throws {
    let splice = try #require(ByteSplice(changing: Array(old.utf8), at: 10, to: Array(new.utf8)))
    #expect(splice == ByteSplice(range.lowerBound + 10..<range.upperBound + 10, text))
  }

  @Test("formats are added behind the others, each made from another one")
  func styles() throws {
    let part = """
      <styleSheet><fills count='2'><fill/><fill/></fills><cellXfs count="2"><xf numFmtId="0"/>\
      <xf numFmtId="10" fillId="0" applyFill="0"><alignment/></xf></cellXfs></styleSheet>
      """
    var editing = try StylesEditing(Array(part.utf8))
    #expect(editing.splices().isEmpty)
    #expect(editing.format(like: 1, StylesEditing.Change(fill: "FFEB9C")) == 2)
    #expect(editing.format(like: 1, StylesEditing.Change(fill: "FFEB9C")) == 2)
    #expect(editing.format(like: 0, StylesEditing.Change(numberFormat: 10)) == 3)
    #expect(
      text(editing.splices(), of: part) == """
        <styleSheet><fills count='3'><fill/><fill/><fill><patternFill patternType="solid">\
        <fgColor rgb="FFFFEB9C"/><bgColor indexed="64"/></patternFill></fill></fills>\
        <cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="10" fillId="0" applyFill="0">\
        <alignment/></xf><xf numFmtId="10" fillId="2" applyFill="1"><alignment/></xf>\
        <xf applyNumberFormat="1" numFmtId="10"/></cellXfs></styleSheet>
        """
    )
  }

  @Test("lists that a styles part lacks are made with what their first indices mean")
  func stylesWithoutLists() throws {
    let part = "<x:styleSheet xmlns:x=\"a\"><x:numFmts/></x:styleSheet>"
    var editing = try StylesEditing(Array(part.utf8))
    #expect(editing.format(like: 0, StylesEditing.Change(fill: "FFEB9C")) == 1)
    let made = text(editing.splices(), of: part)
    #expect(
      made.contains(
        "<x:numFmts/><x:fills count=\"3\"><x:fill><x:patternFill patternType=\"none\"/>"
      )
    )
    #expect(made.contains("<x:cellXfs count=\"2\"><x:xf numFmtId=\"0\""))
    #expect(made.contains("fillId=\"2\""))
  }

  @Test("texts go to the end of the shared strings, and both counts stay right")
  func sharedStrings() throws {
    let part = #"<sst count="9" uniqueCount="2"><si><t>甲</t></si><si><r><t>乙</t></r></si></sst>"#
    var scanner = SharedStringsEditingScanner()
    #expect(try scanner.scan(Array(part.utf8).span, isLast: true))
    #expect(scanner.editing.count == 2)
    #expect(
      text(scanner.editing.appending(["丙 "], references: -1), of: part)
        == #"<sst count="8" uniqueCount="3"><si><t>甲</t></si><si><r><t>乙</t></r></si>"#
        + #"<si><t xml:space="preserve">丙 </t></si></sst>"#
    )
    var empty = SharedStringsEditingScanner()
    #expect(try empty.scan(Array("<sst/>".utf8).span, isLast: true))
    #expect(
      text(empty.editing.appending(["丁"], references: 1), of: "<sst/>")
        == "<sst><si><t>丁</t></si></sst>"
    )
  }

  @Test("a cell leaves the calculation chain, and those after it keep their sheet")
  func calculationChain() throws {
    let part = #"<calcChain><c r="A1" i="2"/><c r="B1"/><c r="A1" i="1" l="1"/></calcChain>"#
    let editing = try CalculationChainEditing(Array(part.utf8))
    let first = try #require(CellReference("A1"))
    let second = try #require(CellReference("B1"))
    let removed = try #require(
      editing.changing(removing: [2: [first]], adding: [1: [first, second]])
    )
    #expect(
      text(removed, of: part)
        == #"<calcChain><c i="2" r="B1"/><c r="A1" i="1" l="1"/><c r="B1" i="1"/></calcChain>"#
    )
    #expect(editing.changing(removing: [2: [first, second], 1: [first]], adding: [:]) == nil)
  }

  @Test("the workbook part lists another sheet and asks for a computation")
  func workbookPart() throws {
    let part = """
      <workbook xmlns:o="http://purl.oclc.org/ooxml/officeDocument/relationships"><sheets>\
      <sheet name="甲" sheetId="4" o:id="rId1"/></sheets><definedNames/><oleSize ref="A1"/></workbook>
      """
    var editing = try WorkbookPartEditing(Array(part.utf8))
    #expect(editing.isStrict)
    let isAdded = editing.add(sheet: "更<正", relationship: "rId9")
    #expect(isAdded)
    let splices = editing.addedSheets()
    #expect(
      text(splices + editing.computingOnLoad(), of: part) == """
        <workbook xmlns:o="http://purl.oclc.org/ooxml/officeDocument/relationships"><sheets>\
        <sheet name="甲" sheetId="4" o:id="rId1"/><sheet name="更&lt;正" sheetId="5" o:id="rId9"/>\
        </sheets><definedNames/><calcPr fullCalcOnLoad="1"/><oleSize ref="A1"/></workbook>
        """
    )
  }
}
