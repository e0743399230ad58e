import HebiaoCore
import HebiaoTestSupport
import Testing
import WorkbookFiles

@Suite("The dump of a workbook")
struct DumpTests {
  static let cells: [(String, [String])] = [
    // Values.
    ("<row r='1'><c r='A1'><v>2</v></c></row>", ["{\"A1\",\"type\":\"number\",\"value\":2}"]),
    (
      "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>1</v></c></row>",
      ["{\"B2\",\"type\":\"string\",\"value\":\"乙丙\"}"]
    ),
    ("<row><c t='s'><v>0 </v></c></row>", ["{\"A1\",\"type\":\"string\",\"value\":\"甲\"}"]),
    (
      "<row><c t='inlineStr'><is><t>a</t><rPh sb='0' eb='1'><t>x</t></rPh></is></c></row>",
      ["{\"A1\",\"type\":\"string\",\"value\":\"a\"}"]
    ),
    ("<row><c t='b'><v>1</v></c></row>", ["{\"A1\",\"type\":\"bool\",\"value\":true}"]),
    ("<row><c t='e'><v>#N/A</v></c></row>", ["{\"A1\",\"type\":\"error\",\"value\":\"#N/A\"}"]),
    (
      "<row><c t='str'><f>A2&amp;\"x\"</f><v>&lt;\"&gt;</v></c></row>",
      ["{\"A1\",\"type\":\"string\",\"value\":\"<\\\">\",\"formula\":\"A2&\\\"x\\\"\"}"]
    ),
    (
      "<row><c><f>A2</f></c></row>",
      ["{\"A1\",\"type\":\"empty\",\"value\":null,\"formula\":\"A2\"}"]
    ),
    ("<row><c s='1'/><c s='1'><v/></c></row>", []),
    // Unreadable values are errors of their cells, never another value.
    ("<row><c t='s'><v>2</v></c></row>", ["{\"A1\",\"type\":\"error\",\"value\":\"#VALUE!\"}"]),
    ("<row><c t='s'><v>x</v></c></row>", ["{\"A1\",\"type\":\"error\",\"value\":\"#VALUE!\"}"]),
    ("<row><c><v>NaN</v></c></row>", ["{\"A1\",\"type\":\"error\",\"value\":\"#VALUE!\"}"]),
    ("<row><c><v>1e999</v></c></row>", ["{\"A1\",\"type\":\"error\",\"value\":\"#VALUE!\"}"]),
    // Strings.
    (
      "<row><c t='inlineStr'><is><t> a\u{3000}\n</t></is></c></row>",
      ["{\"A1\",\"type\":\"string\",\"value\":\"a\u{3000}\"}"]
    ),
    (
      "<row><c t='inlineStr'><is><t xml:space='preserve'> a </t></is></c></row>",
      ["{\"A1\",\"type\":\"string\",\"value\":\" a \"}"]
    ),
    (
      "<row><c t='inlineStr'><is><t>_x005F_x0030_ _xC1EF_ _xD83D__xDE00_ _xZZZZ_</t></is></c></row>",
      ["{\"A1\",\"type\":\"string\",\"value\":\"_x0030_ \u{C1EF} 😀 _xZZZZ_\"}"]
    ),
    // Dates.
    (
      "<row><c s='1'><v>45412</v></c></row>",
      ["{\"A1\",\"type\":\"date\",\"value\":\"2024-04-30\",\"text\":\"2024/4/30\"}"]
    ),
    (
      "<row><c s='5'><v>45412</v></c></row>",
      ["{\"A1\",\"type\":\"date\",\"value\":\"2024-04-30\",\"text\":\"2024年4月30日\"}"]
    ),
    (
      "<row><c s='1'><v>-1</v></c></row>",
      ["{\"A1\",\"type\":\"number\",\"value\":-1,\"text\":\"########\"}"]
    ),
    (
      "<row><c s='4'><v>1.5</v></c></row>",
      ["{\"A1\",\"type\":\"date\",\"value\":\"PT36H\",\"text\":\"36:00\"}"]
    ),
    (
      "<row><c s='3' t='d'><v>10:59:59.9999999999999984025</v></c></row>",
      ["{\"A1\",\"type\":\"date\",\"value\":\"11:00:00\",\"text\":\"11:00\"}"]
    ),
    (
      "<row><c s='1' t='d'><v>1900-03-01</v></c></row>",
      ["{\"A1\",\"type\":\"date\",\"value\":\"1900-03-01\",\"text\":\"1900/3/1\"}"]
    ),
    // Shown text.
    (
      "<row><c s='2'><v>0.6</v></c></row>",
      ["{\"A1\",\"type\":\"number\",\"value\":0.6,\"text\":\"60.00%\"}"]
    ),
    // Places.
    (
      "<row r='3'><c r='c3'><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
      [
        "{\"C3\",\"type\":\"number\",\"value\":1}", "{\"D3\",\"type\":\"number\",\"value\":2}",
        "{\"A4\",\"type\":\"number\",\"value\":3}",
      ]
    ),
    (
      "<row r='2'><c r='A2'><v>2</v></c></row><row r='1'><c r='B1'><v>1</v></c></row>"
        + "<row r='2'><c r='A2'><v>3</v></c></row>",
      ["{\"B1\",\"type\":\"number\",\"value\":1}", "{\"A2\",\"type\":\"number\",\"value\":3}"]
    ),
    (
      "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
      ["{\"XFD1048576\",\"type\":\"number\",\"value\":1}"]
    ),
    // Shared and other formulas.
    (
      "<row r='1'><c r='A1'><f t='shared' si='0' ref='A1:A2'>$B1+C$1</f><v>1</v></c></row>"
        + "<row r='2'><c r='A2'><f t='shared' si='0'/><v>2</v></c></row>",
      [
        "{\"A1\",\"type\":\"number\",\"value\":1,\"formula\":\"$B1+C$1\"}",
        "{\"A2\",\"type\":\"number\",\"value\":2,\"formula\":\"$B2+C$1\"}",
      ]
    ),
    (
      "<row><c><f t='dataTable' ref='A1:A2' r1='B1'/><v>7</v></c></row>",
      ["{\"A1\",\"type\":\"number\",\"value\":7}"]
    ),
    (
      "<row><c><f>1+1</f><f>2</f><v>1</v><v>2</v></c></row>",
      ["{\"A1\",\"type\":\"number\",\"value\":2,\"formula\":\"2\"}"]
    ),
  ]

  @Test("says what each cell holds", arguments: cells)
  func saysCells(sheet: String, lines: [String]) throws {
    #expect(try WorkbookFixture(sheet: sheet).dump() == lines)
  }

  @Test(
    "is the same for any prefix and for the strict namespace",
    arguments: [
      "http://purl.oclc.org/ooxml/spreadsheetml/main", WorkbookFixture.main,
    ]
  )
  func ignoresPrefixes(namespace: String) throws {
    var fixture = WorkbookFixture(namespace: namespace)
    fixture.sheet = """
      <?xml version="1.0"?><p:worksheet xmlns:p="\(namespace)" xmlns:x="urn:x"><p:sheetData>\
      <p:row><x:c><p:v>9</p:v></x:c><p:c t="s"><p:v>1</p:v></p:c></p:row></p:sheetData></p:worksheet>
      """
    #expect(try fixture.dump() == ["{\"A1\",\"type\":\"string\",\"value\":\"乙丙\"}"])
  }

  @Test("gives dates of the 1904 system")
  func gives1904() throws {
    let fixture = WorkbookFixture(
      sheet: "<row><c s='1'><v>1</v></c></row>",
      workbookProperties: "<workbookPr date1904='1'/>"
    )
    #expect(
      try fixture.dump()
        == ["{\"A1\",\"type\":\"date\",\"value\":\"1904-01-02\",\"text\":\"1904/1/2\"}"]
    )
  }

  @Test("writes numbers as their shortest digits, again and again")
  func writesNumbers() throws {
    var numbers: [Double] = [
      0, 0.1 + 0.2, 1 / 3, -1 / 3, 1e15, -1e15, 1e15 - 1, 1e16, 1e21, .leastNonzeroMagnitude, 1e-5,
      9_007_199_254_740_992, -9_007_199_254_740_992, 9_007_199_254_740_994, 12_345_678_901_234_568,
      123_456_789_012_345, 0.000_123_456_789_012_345, 0.000_1, 99.999_99, -0.5, 1e11,
    ]
    for exponent in -20...20 {
      var power = 1.0
      for _ in 0..<exponent.magnitude { power = exponent < 0 ? power / 10 : power * 10 }
      numbers += [power, power * 1.25, power * 7 / 9, power * 123_456_789]
    }
    let cells = (numbers + numbers).map { "<row><c><v>\($0)</v></c></row>" }.joined()
    let lines = try WorkbookFixture(sheet: cells).dump()
    #expect(lines.count == numbers.count * 2)
    for (number, line) in zip(numbers + numbers, lines) {
      let isWhole = number.magnitude <= 0x1p53 && number == number.rounded()
      let digits = isWhole ? String(Int(number)) : number.description
      let value = line.split(separator: "\"value\":").last?.prefix { $0 != "," && $0 != "}" }
      #expect(value == digits[...])
    }
  }

  @Test("writes whole numbers that a double holds exactly as their digits")
  func writesWholeNumbers() throws {
    let lines = try WorkbookFixture(
      sheet: "<row><c><v>9007199254740993</v></c><c><v>1000000000000000</v></c>"
        + "<c><v>9007199254740994</v></c><c s='2'><v>-9007199254740993</v></c></row>"
    ).dump()
    let values = lines.map {
      $0.split(separator: "\"value\":").last?.prefix { $0 != "," && $0 != "}" }
    }
    #expect(
      values == [
        "9007199254740992", "1000000000000000", "9.007199254740994e+15", "-9007199254740992",
      ]
    )
  }

  @Test("is the same for a sheet that is kept and for one that goes by", arguments: [false, true])
  func agreesOnKeptCells(isOrdered: Bool) throws {
    var rows = ["<row r='9'><c r='A9'><f t='shared' si='0'>B1</f><v>1</v></c></row>"]
    for row in 10...14 {
      rows.append("<row r='\(row)'><c r='A\(row)'><f t='shared' si='0'/></c></row>")
    }
    if !isOrdered { rows.append(rows[1]) }
    // More text than is kept.
    let text = String(repeating: "長", count: 1 << 21)
    let long = "<row r='20'><c r='A20' t='inlineStr'><is><t>\(text)</t></is></c></row>"
    let few = try WorkbookFixture(sheet: rows.joined()).dump()
    let many = try WorkbookFixture(sheet: rows.joined() + long).dump()
    #expect(few.count == 6 && many.count == 7)
    #expect(few == Array(many.dropLast()))
    #expect(few.last == "{\"A14\",\"type\":\"empty\",\"value\":null,\"formula\":\"B6\"}")
  }

  @Test("is the same for a plainly written sheet and for one that is not", arguments: [1, 700])
  func agreesOnPlainCells(rows: Int) throws {
    var plain = ""
    var odd = ""
    for row in 1...rows {
      let cells = [
        ("A", "s", "1"), ("B", "n", "-0.1"), ("C", "n", "12345678901234567"), ("D", "n", "1.5E3"),
        ("E", "s", "9"), ("AA", "n", "00.50"),
        ("AF", "n", String("98765432109876543210987".prefix(row % 23 + 1))),
        ("AG", "n", "\(row).\("0123456789012345".prefix(row % 17))"),
        ("AH", "s", String("0000000000001".suffix(row % 13 + 1))),
      ]
      let spans = row.isMultiple(of: 2) ? " spans=\"1:27\"" : ""
      plain += "<row r=\"\(row)\"\(spans)>"
      odd += "<row  r='\(row)'>"
      for (column, type, value) in cells {
        plain += "<c r=\"\(column)\(row)\" s=\"2\" t=\"\(type)\"><v>\(value)</v></c>"
        odd += "<c t='\(type)' s='2' r='\(column)\(row)' ><v>&#32;\(value)</v ></c>"
      }
      for (column, formula) in [
        ("AI", "SUM(A1:B\(row))"), ("AJ", "_xlfn.CONCAT(A1)"), ("AK", "A1&amp;B1"), ("AL", ""),
        ("AM", String(repeating: "A1+", count: 50) + "A1"),
      ] {
        let content = "<f>\(formula)</f><v>\(row)</v>"
        plain += "<c r=\"\(column)\(row)\" s=\"2\">\(content)</c>"
        odd += "<c s='2' r='\(column)\(row)'>\(content)</c >"
      }
      for (column, text) in [("AB", "甲_x"), ("AC", ""), ("AD", " _x0041_ "), ("AE", "a&lt;\(row)")]
      {
        let content = "t=\"inlineStr\"><is><t>\(text)</t></is>"
        plain += "<c r=\"\(column)\(row)\" \(content)</c>"
        odd += "<c  r=\"\(column)\(row)\" \(content)</c>"
      }
      plain += "</row>"
      odd += "</row >"
    }
    let lines = try WorkbookFixture(sheet: plain).dump()
    #expect(lines.count == rows * 18)
    #expect(lines.contains { $0.contains("\"formula\":\"SUM(A1:B1)\"") })
    #expect(lines.contains { $0.contains("甲_x") } && lines.contains { $0.contains("a<1\"") })
    #expect(try WorkbookFixture(sheet: odd).dump() == lines)
    // The longest prefix that is taken plainly has five letters.
    for prefix in ["x", "sheet", "longer"] {
      let prefixed = WorkbookFixture.prefixed(plain, prefix)
      #expect(try WorkbookFixture(sheet: prefixed).dump() == lines)
    }
  }

  @Test("a prefix that a row declares anew is not taken for the sheet's")
  func prefixDeclaredAnew() throws {
    let cell = "<x:c r=\"A1\"><x:v>1</x:v></x:c>"
    let rows = [
      "<x:row r=\"1\">\(cell)</x:row>",
      "<x:row xmlns:x=\"urn:other\" r=\"2\">\(cell)</x:row>",
      "<y:row xmlns:y=\"\(WorkbookFixture.main)\" xmlns:x=\"urn:other\" r=\"3\">"
        + "\(cell)<y:c r=\"B3\"><y:v>2</y:v></y:c></y:row>",
      "<x:row r=\"4\"><x:c r=\"A4\"><y:v>9</y:v><x:v>3</x:v></x:c></x:row>",
    ]
    let part =
      "<?xml version=\"1.0\"?><x:worksheet xmlns:x=\"\(WorkbookFixture.main)\" xmlns:y=\"urn:y\">"
      + "<x:sheetData>\(rows.joined())</x:sheetData></x:worksheet>"
    let lines = try WorkbookFixture(sheet: part).dump()
    #expect(
      lines.map { String($0.prefix(6)) + String($0.suffix(10)) }
        == ["{\"A1\",\"value\":1}", "{\"B3\",\"value\":2}", "{\"A4\",\"value\":3}"]
    )
  }

  @Test("is the same for plainly written cells without references and for others")
  func agreesOnPlacelessCells() throws {
    var plain = ""
    var odd = ""
    for row in 1...40 {
      plain += "<row>"
      odd += "<row>"
      for cell in [
        " s=\"2\" t=\"s\"><v>1</v>", "/", " s=\"1\"/", "><v>-1.5</v>", " s=\"3\"><v>0.25</v>",
        " t=\"inlineStr\"><is><t>甲</t></is>", "><f>A1+\(row)</f><v>2</v>", " t=\"n\"><v>7</v>",
        " r=\"AA\(row)\"><v>8</v>", "><v>9</v>", " s=\"1\" r=\"C\(row)\"><v>10</v>",
        " x=\"1\"><v>11</v>", " t=\"b\"><v>1</v>", " t=\"e\"><v>#N/A</v>", "><v>x</v>", "><v/>",
        "><v></v>", ">",
      ] {
        let end = cell.hasSuffix("/") ? ">" : "</c>"
        plain += "<c\(cell)\(end)"
        odd += "<c \(cell)\(end)"
      }
      plain += "</row>"
      odd += "</row>"
    }
    let lines = try WorkbookFixture(sheet: plain).dump()
    #expect(lines.contains { $0.hasPrefix("{\"AB2\",\"type\":\"number\",\"value\":9") })
    #expect(try WorkbookFixture(sheet: odd).dump() == lines)
    #expect(try WorkbookFixture(sheet: WorkbookFixture.prefixed(plain, "x")).dump() == lines)
  }

  @Test("refuses no cell before the last column, and takes none behind it")
  func endsAtTheLastColumn() throws {
    let cells = String(repeating: "<c><v>1</v></c>", count: 16_390)
    let other = "<row><c r=\"A2\"><v>1</v></c></row>"
    let plain = try WorkbookFixture(sheet: "<row>\(cells)</row>\(other)").open()
    let odd = try WorkbookFixture(
      sheet: "<row>\(cells.replacing("<c>", with: "<c >"))</row>\(other)"
    ).open()
    let lines = try dumpLines(plain)
    #expect(lines.count == 16_385 && lines[16_383].hasPrefix("{\"XFD1\""))
    #expect(try dumpLines(odd) == lines)
    #expect(plain.notes.map(\.kind) == odd.notes.map(\.kind) && !plain.notes.isEmpty)
  }

  @Test("is the same for plainly written shared strings and for those that are not")
  func agreesOnPlainStrings() throws {
    var plain = ""
    var odd = ""
    var cells = ""
    for index in 0..<300 {
      for text in [
        "第 \(index) 项", "", " _x0041_ ", "a&lt;b", "x_", String(repeating: "长", count: index),
      ] {
        plain += "<si><t>\(text)</t></si>"
        odd += "<si ><t>\(text)</t></si >"
      }
    }
    for index in 0..<1801 { cells += "<row><c t='s'><v>\(index)</v></c></row>" }
    let lines = try WorkbookFixture(sheet: cells, sharedStrings: plain).dump()
    #expect(lines.count == 1801)
    #expect(
      lines[0].contains("第 0 项") && lines[1796].contains("\"value\":\"A\"")
        && lines[1797].contains("a<b")
    )
    #expect(try WorkbookFixture(sheet: cells, sharedStrings: odd).dump() == lines)
    for prefix in ["x", "sheet", "longer"] {
      let prefixed = WorkbookFixture.prefixed(plain, prefix, within: ["sst"])
      #expect(try WorkbookFixture(sheet: cells, sharedStrings: prefixed).dump() == lines)
    }
  }

  @Test("refuses a sheet that is not there by name")
  func refusesUnknownSheets() throws {
    let workbook = try WorkbookFixture().open()
    #expect(throws: WorkbookError.self) {
      try DumpWriter(workbook, sheet: "x").write { _ in true }
    }
  }
}
