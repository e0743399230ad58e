/// A workbook of literal parts that holds a cell of every kind, a sheet that is out of order, one that
/// is hidden, and one of macros.
public enum ListedWorkbook {
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let microsoft = "http://schemas.microsoft.com/office/2006/relationships"

  /// The bytes of the file.
  public static func bytes() -> [UInt8] {
    StoredZip.bytes([
      (
        "_rels/.rels",
        """
        <Relationships xmlns="\(package)/relationships"><Relationship Id="rId1" \
        Type="\(office)/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """
      ),
      (
        "xl/workbook.xml",
        """
        <workbook xmlns="\(main)" xmlns:r="\(office)"><sheets>\
        <sheet name="Data" sheetId="1" r:id="rId1"/>\
        <sheet name="乱序" sheetId="2" state="hidden" r:id="rId2"/>\
        <sheet name="宏" sheetId="3" r:id="rId3"/></sheets></workbook>
        """
      ),
      (
        "xl/_rels/workbook.xml.rels",
        """
        <Relationships xmlns="\(package)/relationships">\
        <Relationship Id="rId1" Type="\(office)/worksheet" Target="data.xml"/>\
        <Relationship Id="rId2" Type="\(office)/worksheet" Target="disordered.xml"/>\
        <Relationship Id="rId3" Type="\(microsoft)/xlMacrosheet" Target="macros.xml"/>\
        <Relationship Id="rId4" Type="\(office)/styles" Target="styles.xml"/></Relationships>
        """
      ),
      (
        "xl/styles.xml",
        """
        <styleSheet xmlns="\(main)"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>\
        <xf numFmtId="10"/></cellXfs></styleSheet>
        """
      ),
      (
        "xl/data.xml",
        sheet(
          """
          <row r="1"><c r="A1"><v>2</v></c><c r="B1" s="2"><v>0.6</v></c>\
          <c r="C1" t="str"><v>甲</v></c><c r="D1" t="b"><v>1</v></c>\
          <c r="E1" t="e"><v>#N/A</v></c><c r="F1" s="1"><v>45412</v></c></row>\
          <row r="2"><c r="A2"><f>A1+1</f><v>4</v></c><c r="B2"><f>NOW()</f><v>1</v></c>\
          <c r="C2"><f>A1</f></c></row>
          """
        )
      ),
      (
        "xl/disordered.xml",
        sheet(
          """
          <row r="2"><c r="A2"><v>5</v></c><c r="B2" t="str"><f>A2&amp;""</f><v>x</v></c></row>\
          <row r="1"><c r="A1"><v>3</v></c></row>\
          <row r="2"><c r="A2"><v>7</v></c><c r="B2"><v>9</v></c></row>
          """
        )
      ),
      ("xl/macros.xml", sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")),
    ])
  }

  private static func sheet(_ rows: String) -> String {
    "<worksheet xmlns=\"\(main)\"><sheetData>\(rows)</sheetData></worksheet>"
  }
}
