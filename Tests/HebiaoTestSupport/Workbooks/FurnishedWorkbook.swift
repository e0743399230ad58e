public import HebiaoCore

/// A workbook with everything beside its cells that programs put there and libraries lose.
///
/// On its first sheet: a chart and an image, conditional formats of both generations, input checks,
/// a conversation and the comment that stands for it, protection, print settings. On a sheet of its
/// own: a pivot table, and a picture in a cell as WPS keeps it. In the workbook: a macro project.
public struct FurnishedWorkbook {
  private var parts: [(name: String, bytes: [UInt8])]
  /// The cell that is talked about.
  private let discussed: CellReference

  /// The sheet that holds what has no place among the tables.
  public static let sheetName = "其他"

  /// Furnishes a workbook in the usual dialect, UTF-8 without prefixes.
  public init(_ workbook: WorkbookBuilder, discussed: CellReference) {
    var workbook = workbook
    workbook.sheets.append(Self.otherSheet)
    workbook.options.method = .deflatedStoredBlocks
    parts = workbook.parts()
    self.discussed = discussed
    furnishWorkbook(sheets: workbook.sheets.count)
    furnishFirstSheet(name: workbook.sheets[0].name)
    furnishLastSheet(number: workbook.sheets.count)
    for (name, text) in Self.settled { parts.append((name, Array(text.utf8))) }
    parts.append(("xl/media/image1.png", Self.picture))
    parts.append(("xl/media/image2.png", Self.picture))
    parts.append(("xl/vbaProject.bin", Self.macros))
    parts.append(("xl/printerSettings/printerSettings1.bin", Array(repeating: 0x41, count: 40)))
  }

  /// The file.
  public var bytes: [UInt8] {
    var zip = ZipWriter()
    for part in parts { zip.add(part.name, part.bytes, method: .deflatedStoredBlocks) }
    return zip.finished()
  }

  /// The parts that no correction of a cell has to do with.
  public static var untouchable: [String] {
    settled.map(\.name) + [
      "xl/media/image1.png", "xl/media/image2.png", "xl/vbaProject.bin",
      "xl/printerSettings/printerSettings1.bin", "xl/charts/chart1.xml",
    ]
  }

  /// The pieces of the first sheet that must stand in it afterwards as they do now.
  public static let pieces = [protection, formats, checks, footer, drawing, shapes, extensions]

  // MARK: Pieces

  private static let protection =
    #"<sheetProtection password="CC1A" sheet="1" objects="1" scenarios="1" formatCells="0"/>"#
  private static let formats = """
    <conditionalFormatting sqref="D4:D9"><cfRule type="colorScale" priority="1"><colorScale>\
    <cfvo type="min"/><cfvo type="max"/><color rgb="FFF8696B"/><color rgb="FF63BE7B"/></colorScale>\
    </cfRule></conditionalFormatting>
    """
  private static let checks = """
    <dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="D4:D9">\
    <formula1>"√,/"</formula1></dataValidation></dataValidations><printOptions horizontalCentered="1"/>
    """
  private static let footer =
    "<headerFooter><oddFooter>第&amp;P页</oddFooter></headerFooter>"
  private static let drawing = #"<drawing r:id="rIdDrawing"/>"#
  private static let shapes = #"<legacyDrawing r:id="rIdShapes"/>"#
  private static let extensions = """
    <extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" \
    xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">\
    <x14:conditionalFormattings><x14:conditionalFormatting \
    xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="dataBar" \
    id="{A1B2C3D4-0000-4000-8000-000000000001}"><x14:dataBar minLength="0" maxLength="100">\
    <x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/><x14:negativeFillColor rgb="FFFF0000"/>\
    <x14:axisColor rgb="FF000000"/></x14:dataBar></x14:cfRule><xm:sqref>E4:E9</xm:sqref>\
    </x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>
    """

  private mutating func edit(_ name: String, _ change: (inout String) -> Void) {
    guard let place = parts.firstIndex(where: { $0.name == name }) else { return }
    var text = String(decoding: parts[place].bytes, as: UTF8.self)
    change(&text)
    parts[place].bytes = Array(text.utf8)
  }

  private mutating func furnishWorkbook(sheets: Int) {
    edit("xl/workbook.xml") { text in
      text.replace(
        "</workbook>",
        with: #"<pivotCaches><pivotCache cacheId="1" r:id="rIdCache"/></pivotCaches></workbook>"#
      )
    }
    edit("xl/_rels/workbook.xml.rels") { text in
      let links = [
        Self.link(
          "rIdCache",
          Self.office + "pivotCacheDefinition",
          "pivotCache/pivotCacheDefinition1.xml"
        ),
        Self.link(
          "rIdMacros",
          "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
          "vbaProject.bin"
        ),
        Self.link("rIdPeople", Self.newer + "person", "persons/person.xml"),
        Self.link("rIdCells", "http://www.wps.cn/officeDocument/2020/cellImage", "cellimages.xml"),
      ]
      text.replace("</Relationships>", with: links.joined() + "</Relationships>")
    }
    edit("[Content_Types].xml") { text in
      text.replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        with: "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
      )
      let defaults = [
        ("png", "image/png"), ("bin", "application/vnd.ms-office.vbaProject"),
        ("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing"),
      ].map { "<Default Extension=\"\($0)\" ContentType=\"\($1)\"/>" }
      let overrides = Self.types.map { part, type in
        "<Override PartName=\"/\(part)\" ContentType=\"\(type)\"/>"
      }
      text.replace("<Override ", with: defaults.joined() + "<Override ", maxReplacements: 1)
      text.replace("</Types>", with: overrides.joined() + "</Types>")
    }
  }

  private mutating func furnishFirstSheet(name: String) {
    edit("xl/worksheets/sheet1.xml") { text in
      text.replace("</sheetData>", with: "</sheetData>" + Self.protection)
      text.replace("<pageMargins ", with: Self.formats + Self.checks + "<pageMargins ")
      text.replace("<pageSetup ", with: "<pageSetup r:id=\"rIdPrinter\" ")
      let end = text.firstRange(of: "<rowBreaks") ?? text.firstRange(of: "</worksheet>")
      if let end { text.insert(contentsOf: Self.footer, at: end.lowerBound) }
      text.replace(
        "</worksheet>",
        with: Self.drawing + Self.shapes + Self.extensions + "</worksheet>"
      )
    }
    let links = [
      Self.link("rIdDrawing", Self.office + "drawing", "../drawings/drawing1.xml"),
      Self.link(
        "rIdPrinter",
        Self.office + "printerSettings",
        "../printerSettings/printerSettings1.bin"
      ),
      Self.link("rIdShapes", Self.office + "vmlDrawing", "../drawings/vmlDrawing1.vml"),
      Self.link("rIdComments", Self.office + "comments", "../comments1.xml"),
      Self.link(
        "rIdThreads",
        Self.newer + "threadedComment",
        "../threadedComments/threadedComment1.xml"
      ),
    ]
    add("xl/worksheets/_rels/sheet1.xml.rels", Self.relationships(links))
    add(
      "xl/comments1.xml",
      """
      <comments xmlns="\(Self.main)"><authors><author>tc={11111111-1111-4111-8111-111111111111}\
      </author></authors><commentList><comment ref="\(discussed)" authorId="0" shapeId="0"><text><t>\
      [线程批注]\n批注:\n    这个百分比对吗?</t></text></comment></commentList></comments>
      """
    )
    add(
      "xl/threadedComments/threadedComment1.xml",
      """
      <ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">\
      <threadedComment ref="\(discussed)" dT="2024-05-06T01:00:00.00" \
      personId="{22222222-2222-4222-8222-222222222222}" id="{11111111-1111-4111-8111-111111111111}">\
      <text>这个百分比对吗?</text></threadedComment></ThreadedComments>
      """
    )
    let (row, column) = (discussed.row.rawValue, discussed.column.rawValue)
    add(
      "xl/drawings/vmlDrawing1.vml",
      """
      <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
      xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" \
      data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" \
      path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" \
      o:connecttype="rect"/></v:shapetype><v:shape id="_x0000_s1025" type="#_x0000_t202" \
      style="position:absolute;margin-left:60pt;margin-top:2pt;width:100pt;height:60pt;visibility:hidden" \
      fillcolor="#ffffe1"><v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>\
      <x:Anchor>1, 15, 0, 10, 3, 15, 4, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>\(row)</x:Row>\
      <x:Column>\(column)</x:Column></x:ClientData></v:shape></xml>
      """
    )
    add(
      "xl/persons/person.xml",
      """
      <personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">\
      <person displayName="评估员" id="{22222222-2222-4222-8222-222222222222}" userId="S::a" \
      providerId="AD"/></personList>
      """
    )
    add("xl/charts/chart1.xml", Self.chart(of: name))
  }

  private mutating func furnishLastSheet(number: Int) {
    add(
      "xl/worksheets/_rels/sheet\(number).xml.rels",
      Self.relationships([
        Self.link("rId1", Self.office + "pivotTable", "../pivotTables/pivotTable1.xml")
      ])
    )
  }

  private mutating func add(_ name: String, _ text: String) {
    parts.append(
      (name, Array(("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n" + text).utf8))
    )
  }

  // MARK: Parts

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
  private static let newer = "http://schemas.microsoft.com/office/2017/10/relationships/"
  private static let sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml."

  private static let types = [
    ("xl/drawings/drawing1.xml", "application/vnd.openxmlformats-officedocument.drawing+xml"),
    ("xl/charts/chart1.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"),
    ("xl/comments1.xml", sheetType + "comments+xml"),
    ("xl/pivotTables/pivotTable1.xml", sheetType + "pivotTable+xml"),
    ("xl/pivotCache/pivotCacheDefinition1.xml", sheetType + "pivotCacheDefinition+xml"),
    ("xl/pivotCache/pivotCacheRecords1.xml", sheetType + "pivotCacheRecords+xml"),
    ("xl/threadedComments/threadedComment1.xml", "application/vnd.ms-excel.threadedcomments+xml"),
    ("xl/persons/person.xml", "application/vnd.ms-excel.person+xml"),
    ("xl/cellimages.xml", "application/vnd.wps-officedocument.cellimage+xml"),
    ("xl/printerSettings/printerSettings1.bin", sheetType + "printerSettings"),
  ]

  private static func link(_ id: String, _ type: String, _ target: String) -> String {
    "<Relationship Id=\"\(id)\" Type=\"\(type)\" Target=\"\(target)\"/>"
  }

  private static func relationships(_ links: [String]) -> String {
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      + links.joined() + "</Relationships>"
  }

  private static var otherSheet: SheetBuilder {
    var sheet = SheetBuilder(name: sheetName)
    let rows: [(String, Double)] = [("电访", 24), ("走访", 12), ("电访", 6)]
    sheet.set(0, 0, .text("项目"))
    sheet.set(0, 1, .text("数量"))
    for (index, row) in rows.enumerated() {
      sheet.set(index + 1, 0, .text(row.0))
      sheet.set(index + 1, 1, .number(row.1))
    }
    // What the pivot table shows.
    for (index, row) in [("行标签", 0), ("电访", 30), ("走访", 12), ("总计", 42)].enumerated() {
      sheet.set(index, 3, .text(row.0))
      sheet.set(index, 4, index == 0 ? .text("求和项:数量") : .number(Double(row.1)))
    }
    sheet.set(
      6,
      0,
      .formula("_xlfn.DISPIMG(\"ID_0A1B\",1)", cached: .text("=DISPIMG(\"ID_0A1B\",1)"))
    )
    return sheet
  }

  private static func chart(of sheet: String) -> String {
    """
    <c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" \
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:plotArea><c:layout/>\
    <c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/><c:order \
    val="0"/><c:val><c:numRef><c:f>'\(sheet)'!$D$5:$D$9</c:f></c:numRef></c:val></c:ser>\
    <c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling>\
    <c:orientation val="minMax"/></c:scaling><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx>\
    <c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:axPos val="l"/>\
    <c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>
    """
  }

  /// Parts whose text depends on nothing.
  private static let settled: [(name: String, text: String)] = [
    (
      "xl/drawings/drawing1.xml",
      """
      <xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" \
      xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
      xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><xdr:twoCellAnchor>\
      <xdr:from><xdr:col>14</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff>\
      </xdr:from><xdr:to><xdr:col>20</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>12</xdr:row>\
      <xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr \
      id="2" name="图表 1"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/>\
      <a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData \
      uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart \
      xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId1"/></a:graphicData>\
      </a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor><xdr:oneCellAnchor><xdr:from>\
      <xdr:col>14</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>14</xdr:row><xdr:rowOff>0</xdr:rowOff>\
      </xdr:from><xdr:ext cx="190500" cy="190500"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="图片 1"/>\
      <xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId2"/><a:stretch><a:fillRect/>\
      </a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>\
      </xdr:pic><xdr:clientData/></xdr:oneCellAnchor></xdr:wsDr>
      """
    ),
    (
      "xl/drawings/_rels/drawing1.xml.rels",
      relationships([
        link("rId1", office + "chart", "../charts/chart1.xml"),
        link("rId2", office + "image", "../media/image1.png"),
      ])
    ),
    (
      "xl/cellimages.xml",
      """
      <etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData" \
      xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" \
      xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
      xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><etc:cellImage>\
      <xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="ID_0A1B"/><xdr:cNvPicPr/></xdr:nvPicPr>\
      <xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>\
      <xdr:spPr/></xdr:pic></etc:cellImage></etc:cellImages>
      """
    ),
    (
      "xl/_rels/cellimages.xml.rels",
      relationships([link("rId1", office + "image", "media/image2.png")])
    ),
    (
      "xl/pivotTables/pivotTable1.xml",
      """
      <pivotTableDefinition xmlns="\(main)" name="数据透视表1" cacheId="1" dataCaption="值" \
      rowHeaderCaption="行标签"><location ref="D1:E4" firstHeaderRow="1" firstDataRow="1" \
      firstDataCol="1"/><pivotFields count="2"><pivotField axis="axisRow" showAll="0"><items count="3">\
      <item x="0"/><item x="1"/><item t="default"/></items></pivotField><pivotField dataField="1" \
      showAll="0"/></pivotFields><rowFields count="1"><field x="0"/></rowFields><rowItems count="3"><i>\
      <x/></i><i><x v="1"/></i><i t="grand"><x/></i></rowItems><colItems count="1"><i/></colItems>\
      <dataFields count="1"><dataField name="求和项:数量" fld="1"/></dataFields></pivotTableDefinition>
      """
    ),
    (
      "xl/pivotTables/_rels/pivotTable1.xml.rels",
      relationships([
        link("rId1", office + "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")
      ])
    ),
    (
      "xl/pivotCache/pivotCacheDefinition1.xml",
      """
      <pivotCacheDefinition xmlns="\(main)" \
      xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1" \
      refreshOnLoad="0" recordCount="3"><cacheSource type="worksheet"><worksheetSource ref="A1:B4" \
      sheet="\(sheetName)"/></cacheSource><cacheFields count="2"><cacheField name="项目" numFmtId="0">\
      <sharedItems count="2"><s v="电访"/><s v="走访"/></sharedItems></cacheField><cacheField name="数量" \
      numFmtId="0"><sharedItems containsSemiMixedTypes="0" containsString="0" containsNumber="1" \
      containsInteger="1" minValue="6" maxValue="24"/></cacheField></cacheFields></pivotCacheDefinition>
      """
    ),
    (
      "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels",
      relationships([link("rId1", office + "pivotCacheRecords", "pivotCacheRecords1.xml")])
    ),
    (
      "xl/pivotCache/pivotCacheRecords1.xml",
      """
      <pivotCacheRecords xmlns="\(main)" count="3"><r><x v="0"/><n v="24"/></r><r><x v="1"/><n v="12"/>\
      </r><r><x v="0"/><n v="6"/></r></pivotCacheRecords>
      """
    ),
  ]

  /// A picture of one dot.
  private static let picture: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0x1F, 0x15, 0xC4,
    0x89, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0xF8, 0xCF, 0xC0, 0xF0,
    0x1F, 0x00, 0x05, 0x00, 0x01, 0xFF, 0x89, 0x99, 0x3D, 0x1D, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45,
    0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
  ]

  /// What begins as a macro project does.
  private static let macros: [UInt8] =
    [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 504)
}
