import HebiaoCore
import OpenPackaging
import SpreadsheetML
import XMLScanning

extension Workbook {
  /// Works out what a patch does to the file; nothing is written.
  ///
  /// ```swift
  /// let edit = CellEdit(CellLocation(sheet: "附件1-1", cell: CellReference(4, 10)), .value(.number(0.6316)))
  /// let plan = try workbook.plan(WorkbookPatch(edits: [edit]))
  /// for part in plan.parts { print(part.name, part.change) }
  /// try plan.save(to: "附件-更正.xlsx")
  /// ```
  /// - Throws: `PatchError` where more would change than is asked for, or the file cannot be changed
  ///   safely.
  public func plan(_ patch: WorkbookPatch) throws(PatchError) -> PatchPlan {
    var builder = try PatchBuilder(self, patch)
    return try builder.plan()
  }
}

/// Gathers the changes of all parts that a patch touches.
struct PatchBuilder {
  let workbook: Workbook
  let patch: WorkbookPatch
  var changes = PackageChanges()
  var cells: [PlannedCell] = []
  var notes: [LocalizedText] = []
  /// Formulas that may depend on an edit and keep their stored values.
  var keptResults: [CellLocation] = []
  /// The identifier of the person who answers conversations, once he is listed.
  var commentator: String?
  var links = PackageLinks()
  /// Whether Excel and WPS are told to compute everything.
  var recomputesOnLoad = false
  /// What scanning a sheet for some edits found.
  private var scanned: [Int: (edits: [CellEdit], rows: FoundRows)] = [:]
  private var lostFormulas: [Int: Set<CellReference>] = [:]
  private var newFormulas: [Int: Set<CellReference>] = [:]

  init(_ workbook: Workbook, _ patch: WorkbookPatch) throws(PatchError) {
    self.workbook = workbook
    self.patch = patch
    try refuseUnsafePackage()
  }

  mutating func plan() throws(PatchError) -> PatchPlan {
    let main = try mainEntry()
    let listing: WorkbookPartEditing
    do {
      listing = try WorkbookPartEditing(try bytes(ofPart: main.name)?.bytes ?? [])
    } catch let error as XMLError {
      throw .damaged(main.name, error)
    } catch {
      throw .noSheet(main.name)
    }
    var resources = try makeResources()
    let edits = try withDependents(try editsBySheet())
    for (index, edits) in edits.sorted(by: { $0.key < $1.key }) {
      let sheetID = listing.sheetIDs.indices.contains(index) ? listing.sheetIDs[index] : index + 1
      try change(index, sheetID: sheetID, edits, &resources)
    }
    try changeCalculationChain()
    let addedSheets = try addSheets(listing, &resources.styles)
    try write(resources)
    recomputesOnLoad = recomputesOnLoad || patch.recomputesOnLoad
    if recomputesOnLoad { changes.splice(main.name, listing.computingOnLoad()) }
    try links.write(into: &changes, of: self)
    return PatchPlan(
      workbook,
      changes,
      cells: cells,
      keptResults: keptResults,
      addedSheets: addedSheets,
      notes: notes,
      recomputesOnLoad: recomputesOnLoad
    )
  }

  private func editsBySheet() throws(PatchError) -> [Int: [CellEdit]] {
    var edits: [Int: [CellEdit]] = [:]
    var seen: Set<CellLocation> = []
    for edit in patch.edits {
      guard seen.insert(edit.location).inserted else { throw .twice(edit.location) }
      guard let index = workbook.sheets.firstIndex(where: { $0.name == edit.location.sheet }),
        workbook.sheets[index].kind == .worksheet
      else { throw .noSheet(edit.location.sheet) }
      edits[index, default: []].append(edit)
    }
    return edits
  }

  private func refuseUnsafePackage() throws(PatchError) {
    for entry in workbook.package.directory.entries {
      if entry.name.lowercased().hasPrefix("_xmlsignatures/") { throw .signed }
    }
    for name in workbook.package.repeatedNames where !name.isSameContent {
      throw .repeatedPart(name.name)
    }
    if let note = workbook.notes.first(where: { $0.kind == .contradictingPart }) {
      throw .contradicting(note)
    }
  }

  // MARK: Sheets

  private mutating func change(
    _ index: Int,
    sheetID: Int,
    _ edits: [CellEdit],
    _ resources: inout PatchResources
  ) throws(PatchError) {
    let sheet = workbook.sheets[index].name
    guard let entry = workbook.entry(ofSheet: index) else { throw .noSheet(sheet) }
    let found = try rows(ofSheet: index, edits)
    scanned[index] = nil
    changes.knownTexts[entry.name] = found.known
    var editing = try SheetEditing(sheet: sheet, found: found)
    try refuseTableHeadings(entry.name, edits)
    changes.splice(entry.name, try editing.splices(&resources))
    changes.splice(entry.name, try comment(edits, on: entry.name, editing.skeleton))
    cells += editing.cells
    if editing.hasDataTable, edits.contains(where: { $0.content != .unchanged }) {
      leaveToExcel(.dataTable(on: sheet))
    }
    if !editing.lostFormulas.isEmpty { lostFormulas[sheetID] = editing.lostFormulas }
    if !editing.newFormulas.isEmpty { newFormulas[sheetID] = editing.newFormulas }
  }

  /// The rows of a sheet that change; the sheet is scanned once for the same edits.
  mutating func rows(
    ofSheet index: Int,
    _ edits: [CellEdit]
  ) throws(PatchError) -> FoundRows {
    if let known = scanned[index], known.edits == edits { return known.rows }
    let sheet = workbook.sheets[index].name
    guard let entry = workbook.entry(ofSheet: index) else { throw .noSheet(sheet) }
    var patcher = SheetPatcher(sheet: sheet, edits: edits)
    var stream = try reading { () throws(PackagingError) in
      try workbook.package.stream(entry, isLarge: true)
    }
    try patcher.scan(&stream, keepsText: entry.compressedSize >= SheetPatcher.leastData)
    let found = patcher.found()
    scanned[index] = (edits, found)
    return found
  }

  private func refuseTableHeadings(
    _ part: String,
    _ edits: [CellEdit]
  ) throws(PatchError) {
    let changed = edits.filter { $0.content != .unchanged }
    guard !changed.isEmpty else { return }
    for relationship in try relationships(of: part) where relationship.kind == "table" {
      guard let bytes = try bytes(ofPart: relationship.target)?.bytes,
        let outline = try? MarkupOutline(bytes, depth: 1), let root = outline.root,
        let range = outline.attribute("ref", of: root).flatMap({ CellRange($0.value) }),
        outline.attribute("headerRowCount", of: root)?.value != "0"
      else { continue }
      for edit in changed
      where range.contains(edit.location.cell) && edit.location.cell.row == range.first.row {
        throw .tableHeading(edit.location)
      }
    }
  }

  // MARK: Parts beside the sheets

  private mutating func makeResources() throws(PatchError) -> PatchResources {
    var bytes: [UInt8]?
    if let name = workbook.supportingParts.styles { bytes = try self.bytes(ofPart: name)?.bytes }
    let styles: StylesEditing
    do {
      styles = try StylesEditing(bytes ?? StylesEditing.minimal)
    } catch {
      throw .damaged(workbook.supportingParts.styles ?? "styles", error)
    }
    let needsTexts = patch.edits.contains { edit in
      if case .value(.string) = edit.content { true } else { false }
    }
    return PatchResources(
      styles: styles,
      texts: SharedTexts(count: needsTexts ? try sharedStrings()?.editing.count : nil)
    )
  }

  /// Where texts can be added to the shared strings; nil where the workbook has none.
  private mutating func sharedStrings() throws(PatchError) -> (
    part: String, editing: SharedStringsEditing
  )? {
    guard let name = workbook.supportingParts.sharedStrings,
      let entry = workbook.package.entry(named: name)
    else { return nil }
    var stream = try reading { () throws(PackagingError) in
      try workbook.package.stream(entry, isLarge: true)
    }
    var scanner = SharedStringsEditingScanner()
    var known = KnownText()
    while true {
      do {
        if try scanner.scan(stream.window, isLast: stream.isAtEnd) { break }
      } catch {
        throw .damaged(entry.name, error)
      }
      let count = scanner.discardConsumed()
      known.pass(stream.window.extracting(0..<count))
      stream.consume(count)
      do { try stream.fill() } catch { throw PatchError(error) }
    }
    known.pass(stream.window)
    known.finish()
    if entry.compressedSize >= SheetPatcher.leastData, stream.encoding == .utf8 {
      changes.knownTexts[entry.name] = known
    }
    return (entry.name, scanner.editing)
  }

  private mutating func write(_ resources: PatchResources) throws(PatchError) {
    if !resources.texts.added.isEmpty, let strings = try sharedStrings() {
      changes.splice(
        strings.part,
        strings.editing.appending(
          resources.texts.added,
          references: resources.texts.references
        )
      )
    }
    let splices = resources.styles.splices()
    guard !splices.isEmpty else { return }
    if let name = workbook.supportingParts.styles, let part = try bytes(ofPart: name) {
      changes.splice(part.name, splices)
    } else {
      let main = try mainEntry().name
      let name = "xl/styles.xml"
      changes.add(name, splices.applied(to: StylesEditing.minimal))
      links.declare(name, ContentType.styles)
      _ = links.link(
        main,
        to: name,
        type: "styles",
        isStrict: false,
        existing: try relationships(of: main)
      )
    }
  }

  private mutating func changeCalculationChain() throws(PatchError) {
    guard !lostFormulas.isEmpty || !newFormulas.isEmpty else { return }
    let main = try mainEntry().name
    for relationship in try relationships(of: main) where relationship.kind == "calcChain" {
      guard let part = try bytes(ofPart: relationship.target) else { continue }
      let editing: CalculationChainEditing
      do {
        editing = try CalculationChainEditing(part.bytes)
      } catch {
        throw .damaged(part.name, error)
      }
      if let splices = editing.changing(removing: lostFormulas, adding: newFormulas) {
        changes.splice(part.name, splices)
      } else {
        changes.removed.insert(part.name)
        links.remove(relationship.id, from: main)
        links.forget(part.name)
      }
    }
  }

  // MARK: Reading parts

  func reading<Result: ~Copyable>(
    _ body: () throws(PackagingError) -> Result
  ) throws(PatchError) -> Result {
    do { return try body() } catch { throw PatchError(error) }
  }

  func mainEntry() throws(PatchError) -> ZipEntry {
    try reading { () throws(PackagingError) in try workbook.package.mainPart() }
  }

  func relationships(of part: String) throws(PatchError) -> [Relationship] {
    try reading { () throws(PackagingError) in
      try workbook.package.relationships(of: part).filter { !$0.isExternal }
    }
  }

  /// A small part as a whole, with the name of its entry; nil where there is none.
  func bytes(ofPart name: String) throws(PatchError) -> (name: String, bytes: [UInt8])? {
    guard let entry = workbook.package.entry(named: name) else { return nil }
    var bytes: [UInt8] = []
    do {
      let stream = try workbook.package.wholeStream(entry)
      bytes.append(contentsOf: stream.window, 0..<stream.window.count)
    } catch {
      throw PatchError(error)
    }
    return (entry.name, bytes)
  }
}

/// The content types of parts that are made here.
///
/// Source: ECMA-376 part 1, 12.3 and 15.2.
enum ContentType {
  private static let office = "application/vnd.openxmlformats-officedocument."
  static let styles = office + "spreadsheetml.styles+xml"
  static let worksheet = office + "spreadsheetml.worksheet+xml"
  static let comments = office + "spreadsheetml.comments+xml"
  static let shapes = office + "vmlDrawing"
  static let persons = "application/vnd.ms-excel.person+xml"
}
