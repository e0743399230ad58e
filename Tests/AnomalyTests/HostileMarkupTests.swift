import Hebiao
import HebiaoTestSupport
import Testing

/// XML that is made to do harm, or is none.
@Suite struct HostileMarkupTests {
  static let partNames = Parts().list.map(\.name)
  static let laughs =
    "<!DOCTYPE a [<!ENTITY a \"ha\">"
    + (1..<12).map { "<!ENTITY a\($0) \"&a\($0 - 1);&a\($0 - 1);\">" }.joined() + "]>"

  @Test(
    "a document type is refused in every part, whatever it declares",
    arguments: partNames,
    [
      "<!DOCTYPE a>", laughs, "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">",
      "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/\"> %p;]>",
      "<?xml version='1.0'?> <!DOCTYPE a>",
      "<!-- a --><!DOCTYPE a>",
    ]
  )
  func documentType(part: String, type: String) {
    var parts = Parts()
    parts[part] = type + (parts[part] ?? "")
    if part == "[Content_Types].xml" {
      // Read only where nothing else tells what a part is; then it is refused as well.
      parts["_rels/.rels"] = nil
    }
    #expect(parts.outcome.line.contains("DOCTYPE"))
  }

  @Test(
    "what XML does not allow is refused, and nothing is replaced in silence",
    arguments: [
      "&a;", "&#0;", "&#xD800;", "&#x110000;", "&#99999999999999999999;", "&#;", "&#x;", "&", "&lt",
      "\u{1}", "\u{FFFE}", "]]>", "<", "<!", "<!-- -- -->", "<![CDATA[a", "<b></c>", "</a>",
      "<a b=c/>",
      "<a b='1' b='2'/>", "<a b='<'/>", "<a b/>", "<1/>", "< a/>", "<a b='1'c='2'/>",
      "<!ENTITY a 'b'>", "<![IGNORE[a]]>", "<a x:b='1' x:b='2'/>",
    ]
  )
  func malformed(text: String) {
    #expect(
      Parts(rows: "<row><c t='inlineStr'><is><t>\(text)</t></is></c></row>").outcome.isRefused
    )
  }

  static let badBytes: [[UInt8]] = [
    [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE4, 0xB8], [0x80],
    [0xF8, 0x88, 0x80, 0x80, 0x80], [0xC3, 0x28], [0xD6, 0xD0],
  ]

  @Test(
    "text that is not UTF-8 is refused with its part and place",
    arguments: badBytes,
    [Parts.sheetPart, Parts.stringsPart, "xl/workbook.xml"]
  )
  func invalidText(bytes: [UInt8], part: String) {
    var parts = Parts(
      rows: "<row><c t='inlineStr'><is><t>@</t></is></c></row>",
      strings: "<si><t>@</t></si>"
    )
    parts["xl/workbook.xml"] = Parts.workbook(sheets: ["@"])
    let content = Array((parts[part] ?? "").utf8)
    parts.set(part, Array(content.split(separator: 0x40).joined(separator: bytes)))
    let line = parts.outcome.line
    #expect(line.contains("invalid UTF-8") && line.contains("byte") && line.contains(part))
  }

  @Test(
    "encodings other than UTF-8 and UTF-16 are refused by name",
    arguments: ["GBK", "gb18030", "ISO-8859-1", "windows-1252", "UTF-32", "Big5", "UTF-7", "x"]
  )
  func encodings(name: String) {
    var parts = Parts()
    let text = "<?xml version=\"1.0\" encoding=\"\(name)\"?>" + (parts[Parts.sheetPart] ?? "")
    parts[Parts.sheetPart] = text
    #expect(parts.outcome.line.contains("encoding"))
    // Whatever its bytes are: 片 in GBK, which is not UTF-8.
    parts.set(Parts.sheetPart, Array(text.utf8) + [0xC6, 0xAC])
    #expect(parts.outcome.line.contains("encoding"))
  }

  /// A token much longer than any workbook's, and what becomes of it.
  static let longTokens: [(name: String, rows: String, isRead: Bool)] = {
    let long = String(repeating: "a", count: 9 << 20)
    let passed = String(repeating: "a", count: 1 << 20)
    let cell = "<row r='9'><c r='A9'><v>7</v></c></row>"
    return [
      ("an attribute", "<row a='\(long)'>\(cell)</row>", false),
      ("a name", "<\(long)/>\(cell)", false),
      ("an attribute that never ends", "<row a='\(long)", false),
      (
        "white space in a tag", "<row " + String(repeating: " ", count: 9 << 20) + "/>\(cell)",
        false
      ),
      ("a comment", "<!--\(passed)-->\(cell)", true),
      ("an instruction", "<?a \(passed)?>\(cell)", true),
      ("text between cells", "\(passed)\(cell)", true),
      ("a section between cells", "<![CDATA[\(passed)]]>\(cell)", true),
      ("elements that mean nothing", String(repeating: "<x/>", count: 100_000) + cell, true),
    ]
  }()

  @Test("a token of any length is passed over or refused", arguments: longTokens.map(\.name))
  func longToken(name: String) throws {
    let token = try #require(Self.longTokens.first { $0.name == name })
    // Those that are refused have to be long, and take their time.
    guard token.isRead || name == "an attribute" || Anomaly.depth > 1 else { return }
    var parts = Parts()
    parts[Parts.sheetPart] = Parts.sheet(rows: token.rows)
    let workbook = try Workbook(bytes: parts.bytes)
    let seven = Result { try workbook.value(at: CellReference(8, 0), ofSheet: 0) }
    switch seven {
    case .success(let value): #expect(token.isRead && value == .number(7))
    case .failure: #expect(!token.isRead)
    }
  }

  @Test("a text longer than any cell's is refused", .enabled(if: Anomaly.depth > 1))
  func longText() {
    let long = String(repeating: "a", count: 17 << 20)
    let text = "<![CDATA[\(long)]]>a"
    let parts = Parts(rows: "<row><c t='inlineStr'><is><t>\(text)</t></is></c></row>")
    #expect(parts.outcome.line.contains("too long"))
  }

  @Test("a tag with too many attributes, too many namespaces or too many levels is refused")
  func tooMany() {
    let attributes = (0..<66_000).map { " a\($0)=''" }.joined()
    let namespaces = (0..<300).map { " xmlns:a\($0)=''" }.joined()
    let levels = String(repeating: "<a>", count: 1_001)
    for (rows, word) in [
      ("<row\(attributes)/>", "attributes"), ("<row\(namespaces)/>", "namespace"),
      (levels, "nested"),
    ] {
      #expect(Parts(rows: rows).outcome.line.contains(word))
    }
  }

  @Test("choices of markup compatibility may be nested, and the last fallback is read")
  func nestedChoices() {
    let uri = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    let open = String(
      repeating: "<mc:AlternateContent xmlns:mc='\(uri)'><mc:Choice Requires='x'/><mc:Fallback>",
      count: 200
    )
    let close = String(repeating: "</mc:Fallback></mc:AlternateContent>", count: 200)
    let dump = Parts(rows: open + "<row><c><v>7</v></c></row>" + close).outcome.dump
    #expect(dump.contains("\"value\":7"))
  }
}
