import Hebiao
import HebiaoTestSupport
import Testing

/// Cost grows in step with what a file holds, whatever there is much of.
@Suite(.serialized) struct GrowthTests {
  /// Something that a workbook may hold much of.
  struct Kind: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let size: Int
    let parts: @Sendable (Int) -> Parts

    init(_ name: String, _ size: Int, _ parts: @escaping @Sendable (Int) -> Parts) {
      testDescription = name
      self.size = size
      self.parts = parts
    }
  }

  private static func repeated(_ count: Int, _ body: (Int) -> String) -> String {
    (0..<count).map(body).joined()
  }

  static let kinds = [
    Kind("rows", 600) { count in
      Parts(rows: repeated(count) { "<row r='\($0 + 1)'><c r='A\($0 + 1)'><v>\($0)</v></c></row>" })
    },
    Kind("cells of one row", 1_500) { count in
      Parts(rows: "<row>" + repeated(count) { "<c><v>\($0)</v></c>" } + "</row>")
    },
    Kind("rows from below", 500) { count in
      Parts(
        rows: repeated(count) { "<row r='\(count - $0)'><c r='A\(count - $0)'><v>1</v></c></row>" }
      )
    },
    Kind("cells that stand twice", 500) { count in
      Parts(rows: repeated(count) { _ in "<row r='1'><c r='A1'><v>1</v></c></row>" })
    },
    Kind("inline texts", 500) { count in
      Parts(rows: repeated(count) { "<row><c t='inlineStr'><is><t>片区\($0)</t></is></c></row>" })
    },
    Kind("shared texts", 500) { count in
      Parts(
        rows: "<row><c t='s'><v>\(count - 1)</v></c></row>",
        strings: repeated(count) { "<si><t>片区\($0)</t></si>" }
      )
    },
    Kind("runs of one text", 800) { count in
      Parts(strings: "<si>" + repeated(count) { _ in "<r><t>片</t></r>" } + "</si>")
    },
    Kind("escapes of one text", 1_500) { count in
      Parts(strings: "<si><t>" + repeated(count) { _ in "_x0041_" } + "</t></si>")
    },
    Kind("references of one text", 3_000) { count in
      Parts(strings: "<si><t>" + repeated(count) { _ in "&amp;" } + "</t></si>")
    },
    Kind("merged ranges", 500) { count in
      let merged = repeated(count) { "<mergeCell ref='A\($0 + 1):B\($0 + 1)'/>" }
      return Parts(beside: "<mergeCells>\(merged)</mergeCells>")
    },
    Kind("merged ranges over everything", 500) { count in
      let merged = repeated(count) { _ in "<mergeCell ref='A1:XFD1048576'/>" }
      return Parts(beside: "<mergeCells>\(merged)</mergeCells>")
    },
    Kind("number formats", 150) { count in
      var parts = Parts(
        rows: "<row>" + repeated(count) { "<c s='\($0)'><v>1.5</v></c>" } + "</row>"
      )
      parts[Parts.stylesPart] = Parts.styles(
        formats: repeated(count) { "<numFmt numFmtId='\($0 + 164)' formatCode='0.0\"a\($0)\"'/>" }
          .replacing("\"", with: "&quot;"),
        styles: repeated(count) { "<xf numFmtId='\($0 + 164)'/>" }
      )
      return parts
    },
    Kind("cell styles", 600) { count in
      var parts = Parts()
      parts[Parts.stylesPart] = Parts.styles(styles: repeated(count) { _ in "<xf numFmtId='14'/>" })
      return parts
    },
    Kind("sheets", 25) { count in
      var parts = Parts()
      parts["xl/workbook.xml"] = Parts.workbook(sheets: (0..<count).map { "S\($0)" })
      parts["xl/_rels/workbook.xml.rels"] = Parts.relationships(
        (1...count).map { ("worksheet", "worksheets/sheet\($0).xml") }
      )
      for index in 1...count {
        parts["xl/worksheets/sheet\(index).xml"] = Parts.sheet(rows: "<row><c><v>1</v></c></row>")
      }
      return parts
    },
    Kind("defined names", 400) { count in
      var parts = Parts()
      let names = repeated(count) { "<definedName name='n\($0)'>表!$A$\($0 + 1)</definedName>" }
      parts["xl/workbook.xml"] = Parts.workbook(
        sheets: ["表"],
        beside: "<definedNames>\(names)</definedNames>"
      )
      return parts
    },
    Kind("other relationships", 400) { count in
      var parts = Parts()
      parts["xl/_rels/workbook.xml.rels"] = Parts.relationships(
        [(kind: "worksheet", target: "worksheets/sheet1.xml")]
          + (0..<count).map { (kind: "image", target: "media/\($0).png") }
      )
      return parts
    },
    Kind("other entries", 100) { count in
      var parts = Parts()
      for index in 0..<count { parts.append("media/\(index).png", [1]) }
      return parts
    },
    Kind("entries of one name", 100) { count in
      var parts = Parts()
      for index in 0..<count { parts.append("media/a.png", [UInt8(index % 7)]) }
      return parts
    },
    Kind("attributes of a tag", 600) { count in
      Parts(rows: "<row" + repeated(count) { " a\($0)=''" } + "/>")
    },
    Kind("long attributes", 20) { count in
      Parts(rows: repeated(count) { _ in "<x a='\(String(repeating: "a", count: 2_000))'/>" })
    },
    Kind("a tag's bytes", 40) { count in
      Parts(rows: "<x a='\(String(repeating: "a", count: count * 1_000))'/>")
    },
    Kind("a comment's bytes", 40) { count in
      Parts(rows: "<!--\(String(repeating: "a", count: count * 1_000))-->")
    },
    Kind("levels", 100) { count in
      Parts(rows: String(repeating: "<x>", count: count) + String(repeating: "</x>", count: count))
    },
    Kind("shared formulas", 250) { count in
      let first = "<row r='1'><c r='A1'><f t='shared' si='0' ref='A1:A9'>B1+1</f><v>1</v></c></row>"
      return Parts(
        rows: first
          + repeated(count) {
            "<row r='\($0 + 2)'><c r='A\($0 + 2)'><f t='shared' si='0'/><v>1</v></c></row>"
          }
      )
    },
    Kind("problems of cells", 400) { count in
      Parts(rows: repeated(count) { _ in "<row><c r='ZZZZ0' t='x'><v>y</v></c></row>" })
    },
  ]

  @Test("reading grows in step with", arguments: kinds)
  func reading(kind: Kind) throws {
    let ratio = try Growth.ratio(of: kind.size * Anomaly.depth) {
      kind.parts($0).bytes
    } work: { bytes in
      let workbook = try Workbook(bytes: bytes)
      for sheet in workbook.sheets { _ = try workbook.content(ofSheet: sheet.index) }
      try DumpWriter(workbook).write { _ in true }
    }
    #expect(ratio < Growth.limit)
  }

  /// The program of the measure itself: a square must be seen as one.
  @Test("a cost that grows with the square is told from one that does not")
  func square() {
    func work(_ rounds: Int) {
      var sum = 0
      for round in 0..<rounds { sum &+= round &* sum &+ 1 }
      #expect(sum != 42)
    }
    #expect(Growth.ratio(of: 400, prepare: { $0 }, work: { work($0 * $0) }) > Growth.limit)
    #expect(Growth.ratio(of: 100_000, prepare: { $0 }, work: { work($0) }) < Growth.limit)
  }
}
