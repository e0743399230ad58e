import HebiaoCore

/// The parts around the sheets: content types, relationships, properties, the list of sheets.
extension WorkbookBuilder {
  private static let contentTypeBase = "application/vnd.openxmlformats-officedocument"
  private static let packageBase = "http://schemas.openxmlformats.org/package/2006"

  var contentTypes: String {
    func override(_ part: String, _ type: String) -> String {
      "<Override PartName=\"\(part)\" ContentType=\"\(type)\"/>"
    }
    let sheet = Self.contentTypeBase + ".spreadsheetml."
    var body = "<Types xmlns=\"\(Self.packageBase)/content-types\">"
    body += #"<Default Extension="rels" ContentType="application/"#
    body += #"vnd.openxmlformats-package.relationships+xml"/>"#
    body += #"<Default Extension="xml" ContentType="application/xml"/>"#
    body += override("/xl/workbook.xml", sheet + "sheet.main+xml")
    for index in sheets.indices {
      body += override("/xl/worksheets/sheet\(index + 1).xml", sheet + "worksheet+xml")
    }
    body += override("/xl/styles.xml", sheet + "styles+xml")
    if options.strings == .shared {
      body += override("/xl/sharedStrings.xml", sheet + "sharedStrings+xml")
    }
    body += override(
      "/docProps/core.xml",
      "application/vnd.openxmlformats-package.core-properties+xml"
    )
    body += override("/docProps/app.xml", Self.contentTypeBase + ".extended-properties+xml")
    return body + "</Types>"
  }

  func packageRelationships(_ dialect: Dialect) -> String {
    let office = dialect.relationshipBase
    return relationships([
      (office + "/officeDocument", "xl/workbook.xml"),
      (Self.packageBase + "/relationships/metadata/core-properties", "docProps/core.xml"),
      (
        office + (options.isStrict ? "/extendedProperties" : "/extended-properties"),
        "docProps/app.xml"
      ),
    ])
  }

  func workbookRelationships(_ dialect: Dialect) -> String {
    let office = dialect.relationshipBase
    var targets = sheets.indices.map {
      (office + "/worksheet", "worksheets/sheet\($0 + 1).xml")
    }
    targets.append((office + "/styles", "styles.xml"))
    if options.strings == .shared {
      targets.append((office + "/sharedStrings", "sharedStrings.xml"))
    }
    return relationships(targets)
  }

  private func relationships(_ targets: [(type: String, target: String)]) -> String {
    var body = "<Relationships xmlns=\"\(Self.packageBase)/relationships\">"
    for (index, entry) in targets.enumerated() {
      body += "<Relationship Id=\"rId\(index + 1)\" Type=\"\(entry.type)\""
      body += " Target=\"\(entry.target)\"/>"
    }
    return body + "</Relationships>"
  }

  func applicationProperties(_ dialect: Dialect) -> String {
    "<Properties xmlns=\"\(dialect.extendedPropertiesNamespace)\"><Application>"
      + escaped(properties.application) + "</Application></Properties>"
  }

  var coreProperties: String {
    let stamp = "xsi:type=\"dcterms:W3CDTF\">2024-05-06T01:00:00Z</dcterms:"
    return "<cp:coreProperties xmlns:cp=\"\(Self.packageBase)/metadata/core-properties\""
      + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\""
      + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>"
      + escaped(properties.title) + "</dc:title><dc:creator>" + escaped(properties.creator)
      + "</dc:creator><dcterms:created \(stamp)created><dcterms:modified \(stamp)modified>"
      + "</cp:coreProperties>"
  }

  func workbookPart(_ dialect: Dialect) -> String {
    var body = dialect.open("workbook", declaringRelationships: true)
    if options.countsFrom1904 { body += dialect.empty("workbookPr", [("date1904", "1")]) }
    // The first tab in front must be one that is shown.
    let front = sheets.firstIndex { $0.state == .visible } ?? 0
    body += dialect.start("bookViews")
    body += dialect.empty("workbookView", [("activeTab", "\(front)")])
    body += dialect.end("bookViews") + dialect.start("sheets")
    for (index, sheet) in sheets.enumerated() {
      var attributes = [("name", sheet.name), ("sheetId", "\(index + 1)")]
      if sheet.state != .visible { attributes.append(("state", sheet.state.rawValue)) }
      attributes.append(("r:id", "rId\(index + 1)"))
      body += dialect.empty("sheet", attributes)
    }
    return body + dialect.end("sheets") + dialect.end("workbook")
  }
}

/// The element names and namespaces of one variant of SpreadsheetML.
struct Dialect {
  private let lead: String
  private let declaration: String
  let relationshipBase: String
  let extendedPropertiesNamespace: String

  init(_ options: WorkbookBuilder.Options) {
    lead = options.prefix.map { $0 + ":" } ?? ""
    let transitional = "http://schemas.openxmlformats.org/"
    let strict = "http://purl.oclc.org/ooxml/"
    let main =
      options.isStrict
      ? strict + "spreadsheetml/main" : transitional + "spreadsheetml/2006/main"
    declaration = (options.prefix.map { "xmlns:" + $0 } ?? "xmlns") + "=\"\(main)\""
    relationshipBase =
      options.isStrict
      ? strict + "officeDocument/relationships"
      : transitional + "officeDocument/2006/relationships"
    extendedPropertiesNamespace =
      options.isStrict
      ? strict + "officeDocument/extendedProperties"
      : transitional + "officeDocument/2006/extended-properties"
  }

  func open(_ name: String, declaringRelationships: Bool = false) -> String {
    let relationships = declaringRelationships ? " xmlns:r=\"\(relationshipBase)\"" : ""
    return "<\(lead)\(name) \(declaration)\(relationships)>"
  }

  func start(_ name: String, _ attributes: [(String, String)] = []) -> String {
    "<" + lead + name + Self.text(attributes) + ">"
  }

  func empty(_ name: String, _ attributes: [(String, String)] = []) -> String {
    "<" + lead + name + Self.text(attributes) + "/>"
  }

  func end(_ name: String) -> String { "</" + lead + name + ">" }

  private static func text(_ attributes: [(String, String)]) -> String {
    attributes.map { " \($0)=\"\(escaped($1))\"" }.joined()
  }
}

/// The text with the characters that XML reserves escaped.
func escaped(_ text: String) -> String {
  guard text.utf8.contains(where: { $0 == 38 || $0 == 60 || $0 == 62 || $0 == 34 }) else {
    return text
  }
  var result = ""
  for character in text.unicodeScalars {
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    default: result.unicodeScalars.append(character)
    }
  }
  return result
}
