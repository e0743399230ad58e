import HebiaoTestSupport
import WorkbookFiles

/// A small workbook of literal parts.
struct WorkbookFixture {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let package = "http://schemas.openxmlformats.org/package/2006"

  /// The content of `<sheetData>`, or the whole part where it begins with `<?` or `<w`.
  var sheet = ""
  var afterSheetData = ""
  /// The content of `<sst>`, or the whole part where it begins with `<?`.
  var sharedStrings: String? = "<si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r></si>"
  var workbookProperties = ""
  var namespace = WorkbookFixture.main

  /// Styles: 0 General, 1 date, 2 percentage, 3 time, 4 elapsed, 5 East-Asian date.
  static let styles = """
    <styleSheet xmlns="\(main)"><numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts>\
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="20"/>\
    <xf numFmtId="164"/><xf numFmtId="31"/></cellXfs></styleSheet>
    """

  var parts: [(String, String)] {
    let part =
      sheet.hasPrefix("<?") || sheet.hasPrefix("<w")
      ? sheet
      : "<worksheet xmlns=\"\(namespace)\"><sheetData>\(sheet)</sheetData>\(afterSheetData)</worksheet>"
    var parts = [
      (
        "_rels/.rels",
        """
        <Relationships xmlns="\(Self.package)/relationships"><Relationship Id="rId1" \
        Type="\(Self.office)/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """
      ),
      (
        "xl/workbook.xml",
        """
        <workbook xmlns="\(namespace)" xmlns:r="\(Self.office)">\(workbookProperties)\
        <sheets><sheet name="表&amp;1" sheetId="1" r:id="rId1"/></sheets></workbook>
        """
      ),
      (
        "xl/_rels/workbook.xml.rels",
        """
        <Relationships xmlns="\(Self.package)/relationships">\
        <Relationship Id="rId1" Type="\(Self.office)/worksheet" Target="sheets/a.xml"/>\
        <Relationship Id="rId2" Type="\(Self.office)/sharedStrings" Target="/xl/texts.xml"/>\
        <Relationship Id="rId3" Type="\(Self.office)/styles" Target="styles.xml"/></Relationships>
        """
      ),
      ("xl/styles.xml", Self.styles),
      ("xl/sheets/a.xml", part),
    ]
    if let sharedStrings {
      let part =
        sharedStrings.hasPrefix("<?")
        ? sharedStrings : "<sst xmlns=\"\(namespace)\">\(sharedStrings)</sst>"
      parts.append(("xl/texts.xml", part))
    }
    return parts
  }

  /// A whole part in which every tag has a prefix, made of content without one and the elements around
  /// it.
  static func prefixed(
    _ content: String,
    _ prefix: String,
    within elements: [String] = ["worksheet", "sheetData"]
  ) -> String {
    let (root, others) = (elements[0], elements.dropFirst())
    let start = "<\(root) xmlns:\(prefix)=\"\(main)\">" + others.map { "<\($0)>" }.joined()
    let end = others.reversed().map { "</\($0)>" }.joined() + "</\(root)>"
    let bare = start + content + end
    var bytes = Array("<?xml version=\"1.0\"?>".utf8)
    var isTag = false
    for byte in bare.utf8 {
      if isTag, byte != UInt8(ascii: "/") {
        bytes += Array("\(prefix):".utf8)
        isTag = false
      }
      if byte == UInt8(ascii: "<") { isTag = true }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func open() throws -> Workbook {
    try Workbook(bytes: StoredZip.bytes(parts, method: .deflateBlocks))
  }

  /// The lines of the dump without the first, each without the sheet's name.
  func dump() throws -> [String] { try dumpLines(open()) }
}

func dumpLines(_ workbook: Workbook) throws -> [String] {
  var bytes: [UInt8] = []
  try DumpWriter(workbook).write { piece in
    for index in 0..<piece.count { bytes.append(piece[index]) }
    return true
  }
  let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst()
  return lines.map { String($0).replacing("\"sheet\":\"表&1\",\"ref\":", with: "") }
}
