import SpreadsheetML
import Testing

@Suite("Rows with some of their cells changed")
struct RowMarkupTests {
  /// Puts every text into a table that has seven already, or into the cells.
  struct Texts: TextPlacing {
    var hasTable = true
    var texts: [String] = []

    mutating func sharedIndex(of text: String) -> Int? {
      guard hasTable else { return nil }
      texts.append(text)
      return 6 + texts.count
    }
  }

  private func patched(
    _ row: String,
    _ patches: CellPatch...,
    index: Int = 4,
    hasTable: Bool = true
  ) throws -> String {
    var texts = Texts(hasTable: hasTable)
    let row = try RowMarkup(Array(row.utf8), index: index)
    return String(decoding: try row.patched(patches, texts: &texts), as: UTF8.self)
  }

  @Test("a number takes the place of a number, and nothing else of the row moves")
  func number() throws {
    let row =
      #"<row r="5"  ht='18'><c r="A5" s="3"><v>1</v></c> <c r="B5" s="4"><v>2</v></c></row>"#
    #expect(
      try patched(row, CellPatch(column: 1, content: .number(0.6316)))
        == #"<row r="5"  ht='18'><c r="A5" s="3"><v>1</v></c> <c r="B5" s="4"><v>0.6316</v></c></row>"#
    )
  }

  @Test(
    "each kind of content is written with its type",
    arguments: [
      (CellContent.number(-3), #"<c r="B5"><v>-3</v></c>"#),
      (.number(1e-7), #"<c r="B5"><v>1E-07</v></c>"#),
      (.bool(true), #"<c r="B5" t="b"><v>1</v></c>"#),
      (.error("#N/A"), #"<c r="B5" t="e"><v>#N/A</v></c>"#),
      (.isoDate("2024-04-30"), #"<c r="B5" t="d"><v>2024-04-30</v></c>"#),
      (.text("甲 & 乙"), #"<c r="B5" t="s"><v>7</v></c>"#),
      (.blank, #"<c r="B5"/>"#),
      (
        .formula("A5&\"<\"", cached: .text("1<")),
        #"<c r="B5" t="str"><f>A5&amp;&quot;&lt;&quot;</f><v>1&lt;</v></c>"#
      ),
    ]
  )
  func kinds(content: CellContent, cell: String) throws {
    let result = try patched(
      #"<row r="5"><c r="B5" t="s"><v>2</v></c></row>"#,
      CellPatch(column: 1, content: content)
    )
    #expect(result == "<row r=\"5\">\(cell)</row>")
  }

  @Test("a text stays in the cell where it is kept there, and goes there where no table is")
  func inlineTexts() throws {
    let inline = #"<row r="5"><c r="B5" s="2" t="inlineStr"><is><t>6</t></is></c></row>"#
    #expect(
      try patched(inline, CellPatch(column: 1, content: .text(" 7_x000D_")))
        == #"<row r="5"><c r="B5" s="2" t="inlineStr"><is>"#
        + #"<t xml:space="preserve"> 7_x005F_x000D_</t></is></c></row>"#
    )
    let plain = #"<row r="5"><c r="B5"><v>1</v></c></row>"#
    #expect(
      try patched(plain, CellPatch(column: 1, content: .text("七")), hasTable: false)
        == #"<row r="5"><c r="B5" t="inlineStr"><is><t>七</t></is></c></row>"#
    )
  }

  @Test(
    "a cell that is not there is put where its column belongs",
    arguments: [
      (0, #"<row r="5" spans="1:4"><c r="A5"><v>9</v></c><c r="B5"/><c r="D5"><v>1</v></c></row>"#),
      (2, #"<row r="5" spans="2:4"><c r="B5"/><c r="C5"><v>9</v></c><c r="D5"><v>1</v></c></row>"#),
      (6, #"<row r="5" spans="2:7"><c r="B5"/><c r="D5"><v>1</v></c><c r="G5"><v>9</v></c></row>"#),
    ]
  )
  func absentCell(column: Int, expected: String) throws {
    let row = #"<row r="5" spans="2:4"><c r="B5"/><c r="D5"><v>1</v></c></row>"#
    #expect(try patched(row, CellPatch(column: column, content: .number(9))) == expected)
  }

  @Test("rows of one tag open, prefixes are kept, cells without an address are counted")
  func oddRows() throws {
    #expect(
      try patched(#"<x:row r="5" />"#, CellPatch(column: 1, content: .number(9)))
        == #"<x:row r="5" ><x:c r="B5"><x:v>9</x:v></x:c></x:row>"#
    )
    #expect(
      try patched(
        "<row><c><v>1</v></c><c t=\"s\"><v>2</v></c></row>",
        CellPatch(column: 1, content: .number(3)),
        CellPatch(column: 2, content: .number(4), style: 5)
      ) == #"<row><c><v>1</v></c><c><v>3</v></c><c r="C5" s="5"><v>4</v></c></row>"#
    )
  }

  @Test("another look leaves the content as it is written")
  func style() throws {
    let row = #"<row r="5"><c r="B5" s='2' t="s" ph="1"><f>A1</f> <v>2</v><extLst/></c></row>"#
    #expect(
      try patched(row, CellPatch(column: 1, style: 8))
        == #"<row r="5"><c r="B5" s="8" t="s" ph="1"><f>A1</f><v>2</v><extLst/></c></row>"#
    )
  }

  @Test("a refreshed value keeps the formula as it is written, and an empty one goes")
  func cached() throws {
    let row = #"<row r="5"><c r="B5" t="str"><f t="shared" si="0"/><v>旧</v></c></row>"#
    #expect(
      try patched(row, CellPatch(column: 1, content: .cached(.number(2))))
        == #"<row r="5"><c r="B5"><f t="shared" si="0"/><v>2</v></c></row>"#
    )
    #expect(
      try patched(row, CellPatch(column: 1, content: .cached(.blank)))
        == #"<row r="5"><c r="B5"><f t="shared" si="0"/></c></row>"#
    )
  }

  @Test("what can be read in two ways is refused")
  func refusals() {
    #expect(throws: EditingError.cellStandsTwice) {
      try patched(
        #"<row r="5"><c r="B5"><v>1</v></c><c r="B5"><v>2</v></c></row>"#,
        CellPatch(column: 1, content: .number(3))
      )
    }
    #expect(throws: EditingError.cellOfAnotherRow) {
      try patched(
        #"<row r="5"><c r="B6"><v>1</v></c></row>"#,
        CellPatch(column: 1, content: .number(3))
      )
    }
    #expect(throws: EditingError.unreadableMarkup) {
      try patched("<row r=\"5\"><c r=\"B5\">", CellPatch(column: 1, content: .number(3)))
    }
  }
}
