package import XMLScanning

/// Changes the workbook part: another sheet, and whether everything is computed on opening.
package struct WorkbookPartEditing: Sendable {
  private let outline: MarkupOutline
  private let root: Int
  private let sheets: Int?
  private var added = ""
  /// The names that have new sheets print their headings on every page.
  private var addedNames = ""
  /// The `sheetId` of each sheet, in the order of the tabs.
  package private(set) var sheetIDs: [Int] = []
  /// The names of the sheets, in the order of the tabs.
  package private(set) var sheetNames: [String] = []
  /// Whether the part is written in the strict variant of the standard.
  package private(set) var isStrict = false
  /// Whether sheets may not be added.
  package private(set) var isStructureLocked = false

  /// What must come before the properties of calculation.
  ///
  /// Source: ECMA-376 part 1, 18.2.27 (CT_Workbook).
  private static let early: Set<XMLName> = [
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames",
  ]

  /// Reads the part.
  package init(_ bytes: [UInt8]) throws(XMLError) {
    outline = try MarkupOutline(bytes, depth: 3)
    guard let root = outline.root else { throw XMLError(.noRootElement, at: 0) }
    self.root = root
    sheets = outline.child("sheets", of: root)
    isStrict = outline.attributes(of: root).contains { $0.value.hasPrefix("http://purl.oclc.org/") }
    if let sheets {
      for sheet in outline.children(of: sheets) {
        sheetIDs.append(outline.attribute("sheetId", of: sheet).flatMap { Int($0.value) } ?? 0)
        sheetNames.append(outline.attribute("name", of: sheet)?.value ?? "")
      }
    }
    if let protection = outline.child("workbookProtection", of: root) {
      let lock = outline.attribute("lockStructure", of: protection)?.value
      isStructureLocked = lock == "1" || lock == "true"
    }
  }

  /// Asks for everything to be computed when the workbook is opened.
  package func computingOnLoad() -> [ByteSplice] {
    if let properties = outline.child("calcPr", of: root) {
      let value = outline.attribute("fullCalcOnLoad", of: properties)?.value
      if value == "1" || value == "true" { return [] }
      return [outline.setting("fullCalcOnLoad", to: "1", of: properties)]
    }
    var place = outline.elements[root].startTag.upperBound
    for child in outline.children(of: root) where Self.early.contains(outline.elements[child].name)
    {
      place = outline.elements[child].range.upperBound
    }
    return [
      ByteSplice(at: place, "<\(outline.prefix(of: root))calcPr fullCalcOnLoad=\"1\"/>")
    ]
  }

  /// What must come before the names that the workbook defines.
  private static let beforeNames: Set<XMLName> = early.subtracting(["definedNames"])

  /// Lists another sheet behind the last, whose row `repeatedRow` is printed on every page; false
  /// where the part lists none.
  package mutating func add(
    sheet name: String,
    relationship: String,
    repeatedRow: Int? = nil
  ) -> Bool {
    guard let sheets else { return false }
    var declaration = ""
    var lead = "r:"
    let outline = outline
    let known = outline.children(of: sheets).first.flatMap { sheet in
      outline.attributes(of: sheet).first { $0.hasPrefix && $0.name == "id" }
    }
    if let known {
      let written = outline.bytes[known.range].prefix { $0 != UInt8(ascii: ":") }
      lead = String(decoding: written, as: UTF8.self) + ":"
    } else {
      declaration =
        " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
    }
    let id = (sheetIDs.max() ?? 0) + 1
    sheetIDs.append(id)
    sheetNames.append(name)
    added +=
      "<\(outline.prefix(of: sheets))sheet\(declaration) name=\"\(MarkupText.attribute(name))\""
      + " sheetId=\"\(id)\" \(lead)id=\"\(MarkupText.attribute(relationship))\"/>"
    if let repeatedRow {
      let prefix = outline.prefix(of: root)
      let place = "'\(name.replacing("'", with: "''"))'!$\(repeatedRow):$\(repeatedRow)"
      addedNames +=
        "<\(prefix)definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(sheetIDs.count - 1)\">"
        + MarkupText.escaped(place) + "</\(prefix)definedName>"
    }
    return true
  }

  /// The splices that list the sheets that were added.
  package func addedSheets() -> [ByteSplice] {
    guard let sheets, !added.isEmpty else { return [] }
    var splices = outline.appending(added, to: sheets)
    guard !addedNames.isEmpty else { return splices }
    if let names = outline.child("definedNames", of: root) {
      return splices + outline.appending(addedNames, to: names)
    }
    var place = outline.elements[sheets].range.upperBound
    for child in outline.children(of: root)
    where Self.beforeNames.contains(outline.elements[child].name) {
      place = max(place, outline.elements[child].range.upperBound)
    }
    let prefix = outline.prefix(of: root)
    splices.append(
      ByteSplice(at: place, "<\(prefix)definedNames>\(addedNames)</\(prefix)definedNames>")
    )
    return splices
  }
}
