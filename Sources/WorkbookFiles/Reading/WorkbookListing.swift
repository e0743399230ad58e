import HebiaoCore
import OpenPackaging
import SpreadsheetML
import XMLScanning

/// Parts beside the sheets that their cells need.
struct SupportingParts {
  var sharedStrings: String?
  var styles: String?
}

/// What opening a workbook finds out.
struct WorkbookListing {
  var sheets: [SheetEntry] = []
  var parts: [String?] = []
  var supportingParts = SupportingParts()
  var dateSystem = SerialDate.System.from1900
  var definedNames: [DefinedName] = []
  var notes: [ReaderNote] = []
  private var takenParts: Set<String> = []

  init(_ package: inout Package) throws(PackagingError) {
    let main = try package.mainPart()
    let stream = try package.wholeStream(main)
    let workbook: WorkbookPart
    do {
      workbook = try WorkbookPart.parse(stream.window)
    } catch {
      throw .unreadablePart(main.name, error)
    }
    var relationships: [String: Relationship] = [:]
    for relationship in try package.relationships(of: main.name) {
      let other = relationships.updateValue(relationship, forKey: relationship.id)
      if let other, other.target != relationship.target, notes.count < Self.repeatedNotes {
        let isOfSheet = workbook.sheets.contains { $0.relationship == relationship.id }
        notes.append(ReaderNote(rivals: other, relationship, holdsCells: isOfSheet))
      }
      if relationship.isExternal { continue }
      switch relationship.kind {
      case "sharedStrings": support(\.sharedStrings, by: relationship)
      case "styles": support(\.styles, by: relationship)
      default: break
      }
    }
    guard workbook.sheets.count <= package.limits.entries else {
      throw PackagingError(
        .tooLarge,
        zh: "工作表超过 \(package.limits.entries) 张, 为安全起见不予读取",
        en: "the workbook lists more than \(package.limits.entries) sheets"
      )
    }
    dateSystem = workbook.is1904 ? .from1904 : .from1900
    for (index, sheet) in workbook.sheets.enumerated() {
      let relationship = relationships[sheet.relationship]
      let kind = try Self.kind(of: relationship, &package)
      sheets.append(
        SheetEntry(name: sheet.name, index: index, state: sheet.state, kind: kind)
      )
      parts.append(part(of: relationship, sheet.name, kind, &package))
    }
    guard !sheets.isEmpty else {
      throw PackagingError(
        .damaged,
        zh: "工作簿里没有列出任何工作表, 请用 WPS 或 Excel 打开并另存为 .xlsx 后再试",
        en: "the workbook lists no sheet; open it in WPS or Excel and save it again"
      )
    }
    guard parts.contains(where: { $0 != nil }) else {
      throw PackagingError(
        .damaged,
        zh: "工作簿列出的工作表都不在文件里, 请用 WPS 或 Excel 打开原件并另存为 .xlsx 后再试",
        en: "none of the sheets that the workbook lists is in the file; save the original again"
      )
    }
    noteRepeated(package.repeatedNames, main: main.name, &package)
    definedNames = workbook.names.map { name in
      DefinedName(
        name: name.name,
        formula: name.formula,
        sheetIndex: name.sheet,
        isHidden: name.isHidden
      )
    }
  }

  /// Takes the first part of a kind; another one beside it is noted.
  private mutating func support(
    _ part: WritableKeyPath<SupportingParts, String?>,
    by relationship: Relationship
  ) {
    guard let first = supportingParts[keyPath: part] else {
      supportingParts[keyPath: part] = relationship.target
      return
    }
    if first != relationship.target, notes.count < Self.repeatedNotes {
      notes.append(ReaderNote(secondOf: first, relationship.target))
    }
  }

  /// Notes the names that stand twice: those that cells come from first, and the first of very many.
  private mutating func noteRepeated(
    _ names: [RepeatedName],
    main: String,
    _ package: inout Package
  ) {
    guard !names.isEmpty else { return }
    var sheetOfPart: [String: String] = [:]
    for (sheet, part) in zip(sheets, parts) {
      guard let part, let entry = package.entry(named: part) else { continue }
      sheetOfPart[entry.name] = sheet.name
    }
    var holding: Set<String> = [main, "[Content_Types].xml"]
    let supporting = [
      supportingParts.sharedStrings, supportingParts.styles, Package.relationshipsPart(of: main),
      Package.relationshipsPart(of: ""),
    ]
    for part in supporting.compactMap({ $0 }) {
      if let entry = package.entry(named: part) { holding.insert(entry.name) }
    }
    let repeated = names.map { name in
      let sheet = sheetOfPart[name.name] ?? sheetOfPart[name.otherName]
      return ReaderNote(
        name,
        sheet: sheet,
        holdsCells: sheet != nil || holding.contains(name.name) || holding.contains(name.otherName)
      )
    }
    for severity in Severity.allCases {
      notes += repeated.filter { $0.severity == severity }.prefix(Self.repeatedNotes)
    }
  }

  /// Notes on relationships, and on repeated names of one severity, at most.
  private static let repeatedNotes = 20

  private mutating func part(
    of relationship: Relationship?,
    _ sheet: String,
    _ kind: SheetKind,
    _ package: inout Package
  ) -> String? {
    var text = LocalizedText(
      zh: "工作簿列出了这张工作表, 但文件里没有它的内容",
      en: "the workbook lists this sheet, but the file does not hold it"
    )
    if let relationship, !relationship.isExternal,
      let entry = package.entry(named: relationship.target)
    {
      // Sheets that share one part would let a small file ask for any amount of work.
      if takenParts.insert(entry.name).inserted { return relationship.target }
      text = LocalizedText(
        zh: "这张工作表与另一张用了同一个部件, 只在先列出的那张里读取",
        en: "this sheet shares its part with another one; it is read there only"
      )
    }
    notes.append(
      ReaderNote(.missingSheet, kind == .worksheet ? .warning : .info, sheet: sheet, text)
    )
    return nil
  }

  private static func kind(
    of relationship: Relationship?,
    _ package: inout Package
  ) throws(PackagingError) -> SheetKind {
    guard let relationship, !relationship.isExternal else { return .worksheet }
    switch relationship.kind {
    case "worksheet": return .worksheet
    case "chartsheet": return .chartsheet
    case "dialogsheet": return .dialogsheet
    case "xlMacrosheet", "xlIntlMacrosheet", "macrosheet": return .macrosheet
    default:
      let type = try package.contentType(of: relationship.target) ?? ""
      if type.holds("chartsheet") { return .chartsheet }
      if type.holds("dialogsheet") { return .dialogsheet }
      if type.holds("macrosheet") { return .macrosheet }
      return .worksheet
    }
  }
}
