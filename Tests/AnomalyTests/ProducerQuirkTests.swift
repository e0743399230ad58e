import Hebiao
import HebiaoTestSupport
import Testing

/// What real programs write although the standard does not, or allows it and few do: read as Excel
/// reads it, never refused for being unusual.
///
/// | Quirk | Where it is held |
/// |---|---|
/// | namespaces, prefixes, encodings, names and places of parts, sheets that are no worksheets | here |
/// | cells without references, rows out of order, ISO dates, East-Asian formats, errors of every age | here |
/// | blanks in `<v>`, `_xHHHH_`, phonetic runs, shared formulas, data tables, negative serials | `DumpTests` |
/// | plain and odd ways of writing the same cells | `DumpTests.agreesOnPlainCells` |
/// | data descriptors, ZIP64, bytes before and behind, folders, repeated names | `ZipDirectoryTests` |
/// | choices of markup compatibility, CDATA, carriage returns, UTF-16 in pieces | `XMLScannerTests` |
/// | number text to the nearest double; shown text | `DecimalTextTests`, `ShownNumberTests`, `ShownDateTests`, `ExcelQuirkTests` |
/// | values under merged ranges, unreadable cells, sheets without their part, as findings | `ReaderFindingsTests` |
/// | DOCTYPE, other encodings, NaN and INF, two lists of rows, encrypted entries | `HostileMarkupTests`, `HostileSheetTests`, `HostileArchiveTests` |
@Suite struct ProducerQuirkTests {
  /// A workbook as some program writes it, which holds what the plain one holds.
  struct Way: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let change: @Sendable (inout Parts) -> Void

    init(_ name: String, _ change: @escaping @Sendable (inout Parts) -> Void) {
      testDescription = name
      self.change = change
    }
  }

  private static func replace(
    _ text: String,
    _ other: String,
    in names: [String]? = nil,
    of parts: inout Parts
  ) {
    for part in parts.list where names?.contains(part.name) ?? true {
      parts[part.name] = parts[part.name]?.replacing(text, with: other)
    }
  }

  private static func rename(_ name: String, _ other: String, in parts: inout Parts) {
    let content = parts.list.first { $0.name == name }?.content ?? []
    parts.set(name, nil)
    parts.append(other, content)
  }

  private static let workbookRelationships = "xl/_rels/workbook.xml.rels"
  private static let transitional = "http://schemas.openxmlformats.org/officeDocument/2006"

  static let ways = [
    Way("strict namespaces") { parts in
      replace(Parts.main, "http://purl.oclc.org/ooxml/spreadsheetml/main", of: &parts)
      replace(transitional, "http://purl.oclc.org/ooxml/officeDocument", of: &parts)
    },
    Way("a draft's namespaces") { parts in
      replace(Parts.main, "http://schemas.openxmlformats.org/spreadsheetml/2006/5/main", of: &parts)
    },
    Way("prefixed parts, no declaration") { parts in
      for name in ["xl/workbook.xml", workbookRelationships, "[Content_Types].xml", "_rels/.rels"] {
        var text = parts[name] ?? ""
        text = text.replacing(#/<(/?)([A-Za-z])/#) { "<\($0.1)p:\($0.2)" }
        parts[name] = text.replacing("xmlns=", with: "xmlns:p=")
      }
    },
    Way("a byte order mark before every part") { parts in
      for part in parts.list { parts.set(part.name, [0xEF, 0xBB, 0xBF] + part.content) }
    },
    Way("UTF-16, the low byte first, without a mark") { utf16(&$0, isLittle: true, mark: false) },
    Way("UTF-16, the high byte first, without a mark") { utf16(&$0, isLittle: false, mark: false) },
    Way("UTF-16 behind a mark") { utf16(&$0, isLittle: true, mark: true) },
    Way("content types last") { rename("[Content_Types].xml", "[Content_Types].xml", in: &$0) },
    Way("no content types") { $0["[Content_Types].xml"] = nil },
    Way("absolute targets") { parts in
      replace("Target=\"worksheets", "Target=\"/xl/worksheets", of: &parts)
      replace("Target=\"xl/", "Target=\"/xl/", of: &parts)
    },
    Way("targets with dots") { parts in
      replace("Target=\"worksheets", "Target=\"../xl/./worksheets", of: &parts)
    },
    Way("targets with backslashes") { parts in
      replace("worksheets/sheet1", "worksheets\\sheet1", in: [workbookRelationships], of: &parts)
      replace("xl/workbook.xml", "\\xl\\workbook.xml", in: ["_rels/.rels"], of: &parts)
    },
    Way("entry names with backslashes and in other letter case") { parts in
      for part in parts.list {
        rename(part.name, part.name.lowercased().replacing("/", with: "\\"), in: &parts)
      }
    },
    Way("targets in other letter case") { parts in
      replace(
        "worksheets/sheet1.xml",
        "Worksheets/Sheet1.XML",
        in: [workbookRelationships],
        of: &parts
      )
    },
    Way("a name in exact and in other letter case") { parts in
      parts.append("xl/worksheets/SHEET1.xml", Array("<worksheet/>".utf8))
    },
    Way("escaped targets") { parts in
      rename(Parts.sheetPart, "xl/worksheets/表 1.xml", in: &parts)
      replace("sheet1.xml", "%E8%A1%A8%201.xml", in: [workbookRelationships], of: &parts)
    },
    Way("a workbook in another folder") { parts in
      for part in parts.list where part.name.hasPrefix("xl/") {
        rename(part.name, part.name.replacing("xl/", with: "wtf/"), in: &parts)
      }
      replace("xl/workbook.xml", "wtf/workbook.xml", of: &parts)
    },
    Way("all parts at the root, under other names") { parts in
      rename("xl/workbook.xml", "book.xml", in: &parts)
      rename(workbookRelationships, "_rels/book.xml.rels", in: &parts)
      rename(Parts.sheetPart, "a.xml", in: &parts)
      rename(Parts.stringsPart, "b.xml", in: &parts)
      rename(Parts.stylesPart, "c.xml", in: &parts)
      replace("xl/workbook.xml", "book.xml", in: ["_rels/.rels"], of: &parts)
      for (name, other) in [
        ("worksheets/sheet1.xml", "a.xml"), ("sharedStrings.xml", "b.xml"), ("styles.xml", "c.xml"),
      ] {
        replace("Target=\"\(name)", "Target=\"\(other)", in: ["_rels/book.xml.rels"], of: &parts)
      }
    },
    Way("comments, instructions and unknown attributes") { parts in
      for part in parts.list {
        let text = parts[part.name] ?? ""
        parts[part.name] = "<?xml version=\"1.0\"?><!-- a --><?b c?>" + text + "<!-- d --> "
      }
      replace("<row ", "<row x:dyDescent=\"0.2\" xmlns:x=\"urn:x\" customHeight=\"1\" ", of: &parts)
      replace("<Relationship ", "<!-- e --><Relationship f=\"\" ", of: &parts)
    },
    Way("choices that need something newer") { parts in
      let uri = "http://schemas.openxmlformats.org/markup-compatibility/2006"
      replace(
        "<sheetData>",
        """
        <mc:AlternateContent xmlns:mc="\(uri)"><mc:Choice Requires="x14" xmlns:x14="urn:x14"><sheetData>\
        <row><c><v>9</v></c></row></sheetData></mc:Choice><mc:Fallback><sheetPr/></mc:Fallback>\
        </mc:AlternateContent><sheetData>
        """,
        of: &parts
      )
    },
    Way("no places of cells and rows") { parts in
      parts[Parts.sheetPart] = parts[Parts.sheetPart]?.replacing(#/ r="[A-Z]?\d+"/#, with: "")
    },
    Way("places in lower case") { parts in
      parts[Parts.sheetPart] = parts[Parts.sheetPart]?.replacing(#/r="([A-D])1"/#) {
        "r=\"\($0.1.lowercased())1\""
      }
    },
    Way("a row of number 0") { replace("<row r=\"1\"", "<row r=\"0\"", of: &$0) },
    Way("an extent that lies") {
      replace("<sheetData>", "<dimension ref=\"Z9:A1\"/><sheetData>", of: &$0)
    },
    Way("parts that cells do not need missing or broken") { parts in
      replace(
        "</Relationships>",
        """
        <Relationship Id="a" Type="\(Parts.office)/theme" Target="theme/none.xml"/>\
        <Relationship Id="b" Type="\(Parts.office)/externalLink" Target="externalLinks/externalLink1.xml"/>\
        <Relationship Id="c" Type="u" Target="http://127.0.0.1:9/" TargetMode="External"/></Relationships>
        """,
        in: [workbookRelationships],
        of: &parts
      )
      parts["xl/externalLinks/externalLink1.xml"] = "<broken"
      parts["xl/worksheets/_rels/sheet1.xml.rels"] = "<broken"
      parts["docProps/app.xml"] = "<broken"
    },
    Way("values that a merged range covers") { parts in
      replace(
        "</sheetData>",
        "</sheetData><mergeCells><mergeCell ref=\"A1:D1\"/></mergeCells>",
        of: &parts
      )
    },
    Way("empty cells with a link or a style only") { parts in
      replace(
        "</row>",
        "<c r=\"E1\" s=\"1\"/><c r=\"XFC1\" s=\"1\"/></row><row r=\"9\" s=\"1\"/>",
        in: [Parts.sheetPart],
        of: &parts
      )
      replace(
        "</sheetData>",
        "</sheetData><hyperlinks><hyperlink ref=\"F1\" display=\"x\"/></hyperlinks>",
        of: &parts
      )
    },
    Way("rich text with phonetic runs") { parts in
      parts[Parts.stringsPart] = """
        <sst xmlns="\(Parts.main)" count="9" uniqueCount="7"><si><r><rPr><b/></rPr><t>甲</t></r>\
        <rPh sb="0" eb="1"><t>jia</t></rPh><phoneticPr fontId="1"/></si><si/></sst>
        """
    },
    Way("lists that count wrongly") { parts in
      replace("<cellXfs>", "<cellXfs count=\"99999999\">", of: &parts)
      replace("<sst ", "<sst count=\"-1\" uniqueCount=\"4294967295\" ", of: &parts)
    },
  ]

  private static func utf16(_ parts: inout Parts, isLittle: Bool, mark: Bool) {
    for part in parts.list {
      let text =
        (mark ? "\u{FEFF}" : "") + "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
        + String(decoding: part.content, as: UTF8.self)
      parts.set(
        part.name,
        text.utf16.flatMap { unit in
          let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
          return isLittle ? bytes : bytes.reversed()
        }
      )
    }
  }

  @Test("the same cells, however they are written", arguments: ways)
  func sameCells(way: Way) {
    let plain = Parts().outcome
    var parts = Parts()
    way.change(&parts)
    #expect(parts.outcome == plain && !plain.isRefused)
  }

  @Test("all of it stored, with descriptors, folders and marks of other programs")
  func archives() {
    var zip = CraftedZip(Parts().entries)
    zip.entries.insert(CraftedZip.Entry("xl/"), at: 0)
    for index in zip.entries.indices {
      var entry = zip.entries[index]
      entry.flags = 0x0808
      (entry.localCRC, entry.localSize) = (0, 0)
      entry.descriptor =
        CraftedZip.number(0x0807_4B50, 4) + CraftedZip.number(Int(entry.crc), 4)
        + CraftedZip.number(entry.data.count, 4) + CraftedZip.number(entry.size, 4)
      zip.entries[index] = entry
    }
    #expect(Anomaly.read(zip.finish()) == Parts().outcome)
  }

  /// A cell and what it holds: type and value, as the dump prints them.
  static let values: [(cell: String, value: String)] = [
    // Dates as text, of the strict format: rounded, never cut; before March 1900 as Excel counts.
    ("<c t='d' s='1'><v>2024-04-30</v></c>", "date\",\"value\":\"2024-04-30\""),
    ("<c t='d' s='1'><v>1976-11-22T08:30</v></c>", "date\",\"value\":\"1976-11-22T08:30:00\""),
    ("<c t='d' s='1'><v>2024-04-30T23:59:59.9999999</v></c>", "date\",\"value\":\"2024-05-01\""),
    ("<c t='d'><v>08:30</v></c>", "date\",\"value\":\"08:30:00\""),
    ("<c t='d'><v>12:00:00.000</v></c>", "date\",\"value\":\"12:00:00\""),
    ("<c t='d'><v>PT0H1M0.000S</v></c>", "date\",\"value\":\"PT1M\""),
    // Formats that a file names by number alone, as Chinese files do.
    ("<c s='2'><v>45412</v></c>", "date\",\"value\":\"2024-04-30\""),
    ("<c s='3'><v>45412</v></c>", "date\",\"value\":\"2024-04-30\""),
    ("<c s='4'><v>45412</v></c>", "date\",\"value\":\"2024-04-30\""),
    // No date is invented where there is none.
    ("<c s='1'><v>-1</v></c>", "number\",\"value\":-1"),
    ("<c s='1'><v>2958466</v></c>", "number\",\"value\":2958466"),
    // Errors of every age.
    ("<c t='e'><v>#NULL!</v></c>", "error\",\"value\":\"#NULL!\""),
    ("<c t='e'><v>#DIV/0!</v></c>", "error\",\"value\":\"#DIV/0!\""),
    ("<c t='e'><v>#GETTING_DATA</v></c>", "error\",\"value\":\"#GETTING_DATA\""),
    ("<c t='e'><v>#SPILL!</v></c>", "error\",\"value\":\"#SPILL!\""),
    ("<c t='e'><v>#CALC!</v></c>", "error\",\"value\":\"#CALC!\""),
    ("<c t='e'><v>#FIELD!</v></c>", "error\",\"value\":\"#FIELD!\""),
    ("<c t='e'><v>#BLOCKED!</v></c>", "error\",\"value\":\"#BLOCKED!\""),
    // Text in all its forms.
    ("<c t='inlineStr'><is><t>a\rb\r\nc</t></is></c>", "string\",\"value\":\"a\\nb\\nc\""),
    ("<c t='inlineStr'><is><t>a_x000D_\nb</t></is></c>", "string\",\"value\":\"a\\r\\nb\""),
    ("<c t='inlineStr'><is><t>&#x1F600;</t></is></c>", "string\",\"value\":\"😀\""),
    ("<c t='str'><v>_x0041_</v></c>", "string\",\"value\":\"A\""),
    ("<c t='inlineStr'><v>甲</v></c>", "string\",\"value\":\"甲\""),
    ("<c t='inlineStr'><is><t/></is></c>", "string\",\"value\":\"\""),
    ("<c t='b'><v>true</v></c>", "bool\",\"value\":true"),
    // Formulas: shared ones expanded, those of arrays as they stand, external ones apart.
    (
      "<c><f t='array' ref='A1:A2'>B1:B2*2</f><v>1</v></c>",
      "number\",\"value\":1,\"formula\":\"B1:B2*2\""
    ),
    ("<c><f>[1]Sheet1!A1</f><v>1</v></c>", "number\",\"value\":1,\"formula\":\"[1]Sheet1!A1\""),
    ("<c t='str'><f>\"\"</f><v></v></c>", "string\",\"value\":\"\",\"formula\":\"\\\"\\\"\""),
  ]

  @Test("a cell holds what Excel takes it for", arguments: values)
  func cellValues(cell: String, value: String) {
    var parts = Parts(rows: "<row>\(cell)</row>")
    parts[Parts.stylesPart] = Parts.styles(
      styles: [0, 14, 27, 31, 57].map { "<xf numFmtId='\($0)'/>" }.joined()
    )
    let line = parts.outcome.dump.split(separator: "\n").dropFirst().joined()
    #expect(line.contains("\"ref\":\"A1\",\"type\":\"" + value))
  }

  @Test("sheets that hold no cells are listed, hidden ones too, and the rest is read")
  func otherSheets() throws {
    var parts = Parts()
    parts["xl/workbook.xml"] = """
      <workbook xmlns="\(Parts.main)" xmlns:r="\(Parts.office)"><sheets>\
      <sheet name="图" sheetId="1" r:id="rId1"/><sheet name="框" sheetId="2" r:id="rId2" state="hidden"/>\
      <sheet name="宏" sheetId="3" r:id="rId3" state="veryHidden"/><sheet name="表" sheetId="4" r:id="rId4"/>\
      <sheet name="缺" sheetId="5" r:id="rId9"/><sheet name="模块" sheetId="6" r:id="" state="veryHidden"/>\
      </sheets></workbook>
      """
    parts[Self.workbookRelationships] = Parts.relationships([
      ("chartsheet", "chartsheets/sheet1.xml"), ("dialogsheet", "dialogsheets/sheet1.xml"),
      ("xlMacrosheet", "macrosheets/sheet1.xml"), ("worksheet", "worksheets/sheet1.xml"),
      ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml"),
    ])
    for folder in ["chartsheets", "dialogsheets", "macrosheets"] {
      parts["xl/\(folder)/sheet1.xml"] = "<chartsheet xmlns=\"\(Parts.main)\"/>"
    }
    let workbook = try Workbook(bytes: parts.bytes)
    #expect(
      workbook.sheets.map(\.kind.rawValue) == [
        "chartsheet", "dialogsheet", "macrosheet", "worksheet", "worksheet", "worksheet",
      ]
    )
    #expect(
      workbook.sheets.map(\.state.rawValue) == [
        "visible", "hidden", "veryHidden", "visible", "visible", "veryHidden",
      ]
    )
    #expect(parts.outcome.dump.contains("\"ref\":\"A1\",\"type\":\"number\",\"value\":1.5"))
    #expect(workbook.notes.map(\.kind) == [.missingSheet, .missingSheet])
  }

  @Test("no texts, or no styles, although they are named")
  func missingParts() {
    var parts = Parts()
    parts[Parts.stringsPart] = nil
    parts[Parts.stylesPart] = nil
    let dump = parts.outcome.dump
    #expect(dump.contains("\"ref\":\"A1\",\"type\":\"number\",\"value\":1.5"))
    #expect(dump.contains("\"ref\":\"B1\",\"type\":\"error\",\"value\":\"#VALUE!\""))
    #expect(dump.contains("\"ref\":\"C1\",\"type\":\"number\",\"value\":45412"))
  }

  @Test("days counted from 1904")
  func from1904() {
    var parts = Parts(rows: "<row><c s='1'><v>0</v></c><c s='1'><v>43950</v></c></row>")
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"]?
      .replacing("<sheets>", with: "<workbookPr date1904=\"true\"/><sheets>")
    let dump = parts.outcome.dump
    #expect(dump.contains("1904-01-01") && dump.contains("2024-04-30"))
  }

  @Test("a workbook protected by a password is said to be one")
  func encrypted() {
    var file = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] as [UInt8]
    file += [UInt8](repeating: 0, count: 1_016)
    file += "EncryptedPackage".utf8.flatMap { [$0, 0] } + [UInt8](repeating: 0, count: 2_000)
    #expect(Anomaly.read(file).line.contains("password"))
  }
}
