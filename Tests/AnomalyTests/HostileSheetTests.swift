import Foundation
import Hebiao
import HebiaoTestSupport
import Testing

/// Sheets, strings and styles that the standard does not allow, or that ask for more than they hold.
@Suite struct HostileSheetTests {
  /// The lines of the dump behind the sheet's own, without the sheet's name.
  private func lines(_ parts: Parts) -> [String] {
    parts.outcome.dump.split(separator: "\n").dropFirst().map { line in
      let cell = String(line).replacing("{\"sheet\":\"表\",\"ref\":", with: "")
      return cell.firstRange(of: ",\"text\"").map { cell[..<$0.lowerBound] + "}" } ?? cell
    }
  }

  fileprivate static func number(_ text: String) -> String {
    "\"A1\",\"type\":\"number\",\"value\":\(text)}"
  }
  fileprivate static let unreadable = "\"A1\",\"type\":\"error\",\"value\":\"#VALUE!\"}"

  @Test(
    "a number is the nearest double, and what is none is an error of its cell",
    arguments: [
      ("NaN", unreadable), ("INF", unreadable), ("-INF", unreadable), ("Infinity", unreadable),
      ("0x10", unreadable),
      ("1,5", unreadable), ("１２", unreadable), ("--1", unreadable), ("1 2", unreadable),
      ("1d5", unreadable), ("1e", unreadable),
      (".", unreadable), ("1e999", unreadable), ("-1e999", unreadable),
      ("1e99999999999999999999", unreadable),
      ("1.7976931348623157e308", number("1.7976931348623157e+308")), ("4.9e-324", number("5e-324")),
      ("1e-999", number("0")), ("-0", number("0")), (" 2 ", number("2")), ("1E5", number("100000")),
      ("0." + String(repeating: "0", count: 3_000) + "1", number("0")),
      (String(repeating: "0", count: 3_000) + "1", number("1")),
      (String(repeating: "0", count: 5_000) + "1", unreadable),
      ("9007199254740993", number("9007199254740992")),
    ] as [(String, String)]
  )
  func numbers(text: String, line: String) {
    #expect(lines(Parts(rows: "<row><c><v>\(text)</v></c></row>")) == [line])
  }

  @Test("a sheet of more merged ranges or rows than a sheet has is dumped and not checked")
  func overfullSheets() throws {
    let count = 1 << 20 + 1
    let merges = String(repeating: "<mergeCell ref=\"A1:B2\"/>", count: count)
    let merged = Parts(rows: Parts.rows, beside: "<mergeCells>\(merges)</mergeCells>")
    let rows = Parts(rows: Parts.rows + String(repeating: "<row/>", count: count))
    for (parts, reason) in [(merged, "too many merged ranges"), (rows, "more than 1048576 rows")] {
      let workbook = try Workbook(bytes: parts.bytes)
      #expect(try workbook.statistics(ofSheet: 0).cells == 4)
      let error = try Anomaly.check(parts.bytes).error
      #expect(error?.english.contains(reason) == true, "\(error?.english ?? "")")
    }
  }

  @Test("a report draws the beginning of what a format makes of a number")
  func endlessFormat() throws {
    var parts = Parts(rows: "<row><c s='1'><v>7</v></c></row>")
    let code = String(repeating: "0", count: 200)
    parts[Parts.stylesPart] = Parts.styles(
      formats: "<numFmt numFmtId='164' formatCode='\(code)'/>",
      styles: "<xf numFmtId='0'/><xf numFmtId='164'/>"
    )
    let folder = try FreshFolder()
    let file = try folder.file("表.xlsx", bytes: parts.bytes)
    let checker = WorkbookChecker(schemas: try .builtIn(), keepsPictures: true)
    let report = checker.check(path: file.path)
    #expect(report.pictures.map(\.cells.count) == [1])
    #expect(report.pictures[0].cells[0].text == String(repeating: "0", count: 60))
  }

  @Test("a row of long texts or many cells is read, and what exceeds a limit is not called damaged")
  func longRow() throws {
    let text = String(repeating: "核", count: 32_767)
    let cell = "<c t='inlineStr'><is><t>\(text)</t></is></c>"
    let long = Parts(rows: "<row>\(String(repeating: cell, count: 200))</row>")
    #expect(try Workbook(bytes: long.bytes).statistics(ofSheet: 0).strings == 200)
    let crowd = String(repeating: "<c r='A1'><v>1</v></c>", count: 2 * 16_384)
    #expect(lines(Parts(rows: "<row>\(crowd)</row>")) == [Self.number("1")])
    let more = Parts(rows: "<row>\(crowd)<c r='A1'><v>2</v></c></row>").outcome.line
    #expect(more.contains("exceeds what is read: a row that holds too much"), "\(more)")
    let name = String(repeating: "x", count: 70_000)
    let refused = Parts(rows: "<row><\(name)/></row>").outcome.line
    #expect(refused.contains("exceeds what is read: a name that is too long"), "\(refused)")
  }

  @Test(
    "a day or a time that does not exist stays the text that it is",
    arguments: [
      "2024-02-30", "2023-02-29", "2100-02-29", "2024-04-31", "2024-13-01", "2024-01-00",
      "2024-01-25T25:00:00", "2024-01-25T10:61:00", "10:61:00", "24:01:00",
    ]
  )
  func impossibleDates(text: String) {
    let found = lines(Parts(rows: "<row><c t='d'><v>\(text)</v></c></row>"))
    #expect(found == ["\"A1\",\"type\":\"string\",\"value\":\"\(text)\"}"])
  }

  @Test("the last days of months are dates", arguments: ["2024-02-29", "2000-02-29", "2024-04-30"])
  func lastDays(text: String) {
    let found = lines(Parts(rows: "<row><c t='d'><v>\(text)</v></c></row>"))
    #expect(found == ["\"A1\",\"type\":\"date\",\"value\":\"\(text)\"}"])
  }

  @Test(
    "a text that is not there is an error of its cell, never another text",
    arguments: ["-1", "1", "99999999999999999999", "18446744073709551616", "x", "1.5", "NaN"]
  )
  func stringIndexes(index: String) {
    #expect(lines(Parts(rows: "<row><c t='s'><v>\(index)</v></c></row>")) == [Self.unreadable])
  }

  @Test(
    "a reference that names no cell is read in its order",
    arguments: [
      "A0", "XFE1", "A1048577", "ZZZZZ9", "", "A", "1", "A-1", "A1:B2", "A99999999999999999999",
      "é1",
    ]
  )
  func references(reference: String) {
    let found = lines(Parts(rows: "<row r='1'><c r='\(reference)'><v>1</v></c></row>"))
    #expect(found == [Self.number("1")])
  }

  @Test("one cell in the last corner costs one cell, whatever extent and merged ranges say")
  func lastCorner() throws {
    var parts = Parts(
      rows: "<row r='1048576'><c r='XFD1048576'><v>7</v></c></row>",
      beside: "<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>"
    )
    parts[Parts.sheetPart] = parts[Parts.sheetPart]?
      .replacing("<sheetData>", with: "<dimension ref='A1:XFD1048576'/><sheetData>")
    #expect(lines(parts) == ["\"XFD1048576\",\"type\":\"number\",\"value\":7}"])
    let content = try Workbook(bytes: parts.bytes).content(ofSheet: 0)
    #expect(content.cells.count == 1)
    try Anomaly.check(parts.bytes)
  }

  @Test("of two lists of rows both are read")
  func twoLists() {
    let second = "<sheetData><row r='2'><c r='A2'><v>2</v></c></row></sheetData>"
    let found = lines(Parts(rows: "<row r='1'><c r='A1'><v>1</v></c></row>", beside: second))
    #expect(found == [Self.number("1"), "\"A2\",\"type\":\"number\",\"value\":2}"])
  }

  @Test("rows in any order, and cells that stand twice: in order, the last counts")
  func anyOrder() {
    let rows = (1...200).reversed().map { row in
      "<row r='\(row)'><c r='B\(row)'><v>0</v></c><c r='A\(row)'><v>\(row)</v></c><c r='B\(row)'><v>1</v></c></row>"
    }
    let expected = (1...200).flatMap { row in
      [
        "\"A\(row)\",\"type\":\"number\",\"value\":\(row)}",
        "\"B\(row)\",\"type\":\"number\",\"value\":1}",
      ]
    }
    #expect(lines(Parts(rows: rows.joined())) == expected)
  }

  @Test(
    "elements within one another that must not be are read or passed over",
    arguments: [
      "<sheetData><row><c><v>1</v></c></row></sheetData>", "<row><row><c><v>1</v></c></row></row>",
      "<row><c><c><v>1</v></c></c></row>", "<row><c><v>1<v>2</v></v></c></row>", "<c><v>1</v></c>",
      "<row><c><v>1</v><v>2</v></c></row>",
      "<row><c t='inlineStr'><is><is><t>1</t></is></is></c></row>",
      "<row><c><f><f>1</f></f></c></row>", "<row r='-1'><c r='A1'/></row>",
      "<row r='99999999999'/>",
    ]
  )
  func misplacedElements(rows: String) {
    #expect(!Parts(rows: rows).outcome.isRefused)
  }

  /// A text of a megabyte that very many cells share: it is written as often as it stands there, and
  /// made ready once.
  @Test("a long text that many cells share streams")
  func sharedLongText() throws {
    let long = String(repeating: "\"长\\", count: 15_000)
    let count = 300 * Anomaly.depth
    let rows = (0..<count).map {
      "<row><c s='\($0 % 2)' t='s'><v>0</v></c><c t='s'><v>1</v></c></row>"
    }
    let parts = Parts(rows: rows.joined(), strings: "<si><t>\(long)</t></si><si><t>短</t></si>")
    let workbook = try Workbook(bytes: parts.bytes)
    var lengths: [Int] = []
    try DumpWriter(workbook).write { piece in
      if piece.count > 60_000 { lengths.append(piece.count) }
      return true
    }
    #expect(lengths.count >= count)
    // The value, and no text beside it that says the same.
    #expect(lengths.allSatisfy { $0 > 105_000 && $0 < 110_000 })
    let report = try Anomaly.check(parts.bytes)
    #expect(report.status == .unrecognised)
  }

  @Test("a long shared text is written as any other")
  func longTextAsAnyOther() throws {
    for format in [0, 1] {
      let long = String(repeating: "\"长\\\t", count: 9_000)
      let inline =
        "<row><c s='\(format)' t='inlineStr'><is><t xml:space='preserve'>\(long)</t></is></c><c><v>1</v></c></row>"
      let shared = "<row><c s='\(format)' t='s'><v>0</v></c><c><v>1</v></c></row>"
      let text = "<si><t xml:space='preserve'>\(long)</t></si>"
      let formats = Parts.styles(
        formats: "<numFmt numFmtId='164' formatCode='&quot;a&quot;@'/>",
        styles: "<xf numFmtId='0'/><xf numFmtId='164'/>"
      )
      var first = Parts(rows: inline + inline)
      var second = Parts(rows: shared + shared, strings: text)
      first[Parts.stylesPart] = formats
      second[Parts.stylesPart] = formats
      #expect(first.outcome == second.outcome && !first.outcome.isRefused)
    }
  }

  @Test("any character at any place of a text is escaped as JSON asks")
  func escapes() throws {
    let characters = (1..<0x100).compactMap { Unicode.Scalar($0) }.map(Character.init) + ["中", "😀"]
    var texts: [String] = []
    for character in characters {
      for place in [0, 3, 7, 8, 15] {
        texts.append(String(repeating: "a", count: place) + [character] + "bcdefghij\u{7E}")
      }
    }
    let rows = texts.map { text in
      let escaped = text.unicodeScalars.map { scalar in
        scalar.value < 0x20
          ? "_x00\(scalar.value < 16 ? "0" : "")\(String(scalar.value, radix: 16))_"
          : "&#\(scalar.value);"
      }
      return
        "<row><c t='inlineStr'><is><t xml:space='preserve'>\(escaped.joined())</t></is></c></row>"
    }
    let lines = Parts(rows: rows.joined()).outcome.dump.split(separator: "\n").dropFirst()
    #expect(lines.count == texts.count)
    for (line, text) in zip(lines, texts) {
      let cell = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(cell?["value"] as? String == text)
    }
  }

  static let codes = [
    String(repeating: "0", count: 255), String(repeating: "?", count: 255),
    "?/" + String(repeating: "?", count: 250), "0/" + String(repeating: "9", count: 200),
    String(repeating: "[h]", count: 80), "[>1e308]0;[<-1e308]1;x", "[<1][<1][<1]0",
    String(repeating: "General", count: 30), String(repeating: "@", count: 255),
    String(repeating: "_", count: 255), String(repeating: "*", count: 255),
    "0." + String(repeating: "0", count: 253), "0E+" + String(repeating: "0", count: 250),
    String(repeating: "yyyymmddhhmmss", count: 15), "[$-FFFFFFFFFFFFF]0", "[DBNum4]0",
    "0" + String(repeating: ",", count: 254), String(repeating: "%", count: 255), "[", "]", "[$",
    String(repeating: ";", count: 255), "ss." + String(repeating: "0", count: 250), "E+E+E+",
    "[=1e400]0",
    "[Color99999999999]0",
  ]

  @Test("any number under any format is shown, and no format stops a sheet", arguments: codes)
  func formats(code: String) {
    let numbers = [
      "1e308", "-1e308", "1.5", "0", "-0.0001", "45000.123", "2958466", "-1", "1e-308",
    ]
    let cells = numbers.map { "<c s='1'><v>\($0)</v></c>" }.joined()
    var parts = Parts(rows: "<row>\(cells)<c s='1' t='s'><v>0</v></c></row>")
    parts[Parts.stylesPart] = Parts.styles(
      formats: "<numFmt numFmtId='164' formatCode='\(code.replacing("<", with: "&lt;"))'/>",
      styles: "<xf numFmtId='0'/><xf numFmtId='164'/>"
    )
    #expect(parts.outcome.dump.split(separator: "\n").count == numbers.count + 2)
  }

  static let formulas = [
    String(repeating: "(", count: 8_000) + "1" + String(repeating: ")", count: 8_000),
    "1" + String(repeating: "+1", count: 20_000), String(repeating: "-", count: 8_000) + "1",
    String(repeating: "SUM(", count: 2_000) + "1" + String(repeating: ")", count: 2_000),
    "SUM(A1:XFD1048576)", "A1:XFD1048576*2", "{" + String(repeating: "1,", count: 8_000) + "1}",
    "REPT(\"a\",32767)&amp;REPT(\"a\",32767)", "REPT(\"a\",1e308)", "FACT(1e9)", "10^1e308",
    "1e308*1e308",
    "DATE(1e300,1e300,1e300)", "ROUND(1e308,308)", "MOD(1e308,1e-308)", "MID(\"a\",-1e308,1e308)",
    "INDIRECT(\"A1\")", "WEBSERVICE(\"http://127.0.0.1:9/\")", "cmd|' /C calc'!A0", "[1]Sheet1!A1",
    "SUMPRODUCT((A1:A1048576=A1:A1048576)*1)", "OFFSET(A1,1e9,1e9)", "x", "\"", "(", ")", "{", ",",
    "A1 A1",
    "LAMBDA(x,x(x))(LAMBDA(x,x(x)))", "SUBSTITUTE(REPT(\"a\",32767),\"a\",REPT(\"b\",32767))",
  ]

  @Test("no formula costs more than its bounds or stops a check", arguments: formulas)
  func costOfFormula(formula: String) throws {
    let rows =
      "<row r='1'><c r='A1'><f>\(formula)</f><v>1</v></c><c r='B1'><f>A1+1</f><v>2</v></c></row>"
    var parts = Parts(rows: rows)
    parts["xl/workbook.xml"] = Parts.workbook(
      sheets: ["表"],
      beside: "<definedNames><definedName name='x'>x+x</definedName></definedNames>"
    )
    #expect(parts.outcome.dump.contains("\"formula\""))
    let report = try Anomaly.check(parts.bytes)
    #expect(report.status == .unrecognised)
  }

  @Test("names that expand one another without end are refused, not followed")
  func namesWithinNames() throws {
    let names = (1...30).map { level in
      let sum = [String](repeating: "n\(level - 1)", count: 10).joined(separator: "+")
      return "<definedName name='n\(level)'>\(sum)</definedName>"
    }
    var parts = Parts(rows: "<row><c><f>n30</f><v>1</v></c></row>")
    parts["xl/workbook.xml"] = Parts.workbook(
      sheets: ["表"],
      beside: "<definedNames><definedName name='n0'>1</definedName>\(names.joined())</definedNames>"
    )
    try Anomaly.check(parts.bytes)
  }

  @Test(
    "sheet names may be anything",
    arguments: [
      String(repeating: "长", count: 32_767), "a&#10;b", "&lt;script&gt;alert(1)&lt;/script&gt;",
      "\u{202E}abc", "", "_x001B_[31m", "../../a", "=cmd|' /C calc'!A0", "\u{1F600}",
    ]
  )
  func sheetNames(name: String) throws {
    var parts = Parts()
    parts["xl/workbook.xml"] = Parts.workbook(sheets: [name])
    #expect(parts.outcome.dump.contains("\"value\":1.5"))
    try Anomaly.check(parts.bytes)
  }

  @Test("very many relationships are refused", .enabled(if: Anomaly.depth > 1))
  func manyRelationships() {
    var parts = Parts()
    let many = (0..<70_000).map { (kind: "image", target: "media/\($0)") }
    parts["xl/_rels/workbook.xml.rels"] = Parts.relationships(
      [(kind: "worksheet", target: "worksheets/sheet1.xml")] + many
    )
    #expect(parts.outcome.isRefused)
  }

  @Test("sheets that share one part are read once")
  func sharedPart() {
    var parts = Parts()
    parts["xl/workbook.xml"] = Parts.workbook(sheets: (0..<300).map { "S\($0)" })
    parts["xl/_rels/workbook.xml.rels"] = Parts.relationships(
      (0..<300).map { _ in (kind: "worksheet", target: "worksheets/sheet1.xml") }
    )
    #expect(parts.outcome.dump.components(separatedBy: "\"value\":1.5").count == 2)
  }

  @Test(
    "targets that lead out of the file lead nowhere",
    arguments: [
      "file:///etc/passwd", "http://127.0.0.1:9/a", "../../../../etc/passwd", "\\\\host\\a", "",
      "#", "%00",
    ]
  )
  func targets(target: String) {
    var parts = Parts()
    parts["xl/_rels/workbook.xml.rels"] = Parts.relationships([("worksheet", target)])
    #expect(parts.outcome.isRefused)
  }

  @Test("what a listing leaves out is said")
  func leavesOut() throws {
    let folder = try FreshFolder()
    let path = folder.url.appendingPathComponent("表.xlsx").path
    func lines(_ parts: Parts) throws -> [[String]] {
      try folder.file("表.xlsx", bytes: parts.bytes)
      return [
        try dumpWorkbook(at: path) { _ in true }.map(\.chinese),
        try summarizeWorkbook(at: path) { _ in true }.map(\.chinese),
      ]
    }
    var parts = Parts(
      rows: "<row r='1048576'><c r='A1048576'><v>1</v></c></row><row><c><v>2</v></c></row>"
    )
    let outside = "有内容的单元格在工作表最后一行之下或最后一列之右, 没有列出: 表"
    #expect(try lines(parts) == [[outside], [outside]])
    let unread = "工作簿列出了这些工作表, 但没有读到它们的内容: 表"
    for other in [Parts.styles(), "<x/>", "<worksheet xmlns='urn:x'/>"] {
      parts[Parts.sheetPart] = other
      #expect(try lines(parts) == [[unread], [unread]], "\(other)")
    }
    parts[Parts.sheetPart] = Parts.sheet(rows: Parts.rows)
    #expect(try lines(parts) == [[], []])
  }
}
