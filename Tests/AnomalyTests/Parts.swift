import HebiaoTestSupport

/// The parts of a small workbook, each of which a test may replace.
struct Parts {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let package = "http://schemas.openxmlformats.org/package/2006"

  static let sheetPart = "xl/worksheets/sheet1.xml"
  static let stringsPart = "xl/sharedStrings.xml"
  static let stylesPart = "xl/styles.xml"

  /// Names and contents, in the order of the archive.
  private(set) var list: [(name: String, content: [UInt8])] = []

  /// A workbook of one sheet with these rows.
  init(rows: String = Parts.rows, beside: String = "", strings: String = "<si><t>甲</t></si>") {
    self["[Content_Types].xml"] = """
      <Types xmlns="\(Self.package)/content-types"><Default Extension="xml" \
      ContentType="application/xml"/></Types>
      """
    self["_rels/.rels"] = Self.relationships([("officeDocument", "xl/workbook.xml")])
    self["xl/workbook.xml"] = Self.workbook(sheets: ["表"])
    self["xl/_rels/workbook.xml.rels"] = Self.relationships([
      ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"),
      ("styles", "styles.xml"),
    ])
    self[Self.stringsPart] = "<sst xmlns=\"\(Self.main)\">\(strings)</sst>"
    self[Self.stylesPart] = Self.styles()
    self[Self.sheetPart] = Self.sheet(rows: rows, beside: beside)
  }

  /// A number, a text, a date and a formula.
  static let rows = """
    <row r="1"><c r="A1"><v>1.5</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" s="1"><v>45412</v></c>\
    <c r="D1"><f>A1*2</f><v>3</v></c></row>
    """

  static func sheet(rows: String, beside: String = "") -> String {
    "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData>\(beside)</worksheet>"
  }

  static func styles(formats: String = "", styles: String? = nil) -> String {
    """
    <styleSheet xmlns="\(main)"><numFmts>\(formats)</numFmts><cellXfs>\
    \(styles ?? #"<xf numFmtId="0"/><xf numFmtId="14"/>"#)</cellXfs></styleSheet>
    """
  }

  static func workbook(sheets: [String], beside: String = "") -> String {
    let list = sheets.enumerated().map {
      "<sheet name=\"\($0.element)\" sheetId=\"\($0.offset + 1)\" r:id=\"rId\($0.offset + 1)\"/>"
    }
    return """
      <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets>\(list.joined())</sheets>\(beside)\
      </workbook>
      """
  }

  static func relationships(_ targets: [(kind: String, target: String)]) -> String {
    let list = targets.enumerated().map {
      """
      <Relationship Id="rId\($0.offset + 1)" Type="\(office)/\($0.element.kind)" \
      Target="\($0.element.target)"/>
      """
    }
    return """
      <Relationships xmlns="\(package)/relationships">\(list.joined())</Relationships>
      """
  }

  /// The text of a part; setting nil leaves the part out.
  subscript(name: String) -> String? {
    get { list.first { $0.name == name }.map { String(decoding: $0.content, as: UTF8.self) } }
    set { set(name, newValue.map { Array($0.utf8) }) }
  }

  /// Puts bytes in the place of a part; nil leaves it out.
  mutating func set(_ name: String, _ content: [UInt8]?) {
    let place = list.firstIndex { $0.name == name }
    switch (place, content) {
    case (let place?, let content?): list[place].content = content
    case (let place?, nil): list.remove(at: place)
    case (nil, let content?): list.append((name, content))
    case (nil, nil): break
    }
  }

  /// Adds an entry, also where there is one of the name.
  mutating func append(_ name: String, _ content: [UInt8]) { list.append((name, content)) }

  /// The entries for an archive in which every field may lie.
  var entries: [CraftedZip.Entry] { list.map { CraftedZip.Entry($0.name, $0.content) } }

  /// The archive.
  var bytes: [UInt8] {
    var zip = StoredZip()
    for part in list { zip.add(part.name, part.content, method: .deflateBlocks) }
    return zip.finish()
  }

  /// What reading the workbook comes to.
  var outcome: Outcome { Anomaly.read(bytes) }
}
