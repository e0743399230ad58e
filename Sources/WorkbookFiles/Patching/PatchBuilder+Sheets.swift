import HebiaoCore
import OpenPackaging
import SpreadsheetML

extension PatchBuilder {
  /// Puts new sheets behind the others; the names that they got.
  ///
  /// A workbook whose structure is locked gets none, which is noted.
  mutating func addSheets(
    _ listing: WorkbookPartEditing,
    _ styles: inout StylesEditing
  ) throws(PatchError) -> [String] {
    guard !patch.sheets.isEmpty else { return [] }
    guard !listing.isStructureLocked else {
      notes.append(
        LocalizedText(
          zh: "工作簿的结构受保护, 因此没有添加工作表",
          en: "the workbook's structure is locked, so no sheet was added"
        )
      )
      return []
    }
    let main = try mainEntry().name
    let related = try relationships(of: main)
    var names: [String] = []
    var listing = listing
    for sheet in patch.sheets {
      let name = Self.freeName(sheet.name, among: listing.sheetNames)
      let part = links.freeName(try folder("worksheets"), "sheet", ".xml", in: workbook)
      let id = links.link(
        main,
        to: part,
        type: "worksheet",
        isStrict: listing.isStrict,
        existing: related
      )
      let heading = sheet.frozenRows > 0 ? sheet.frozenRows : nil
      guard listing.add(sheet: name, relationship: id, repeatedRow: heading) else {
        throw .noSheet(name)
      }
      changes.add(part, Self.part(sheet, isStrict: listing.isStrict, &styles))
      links.declare(part, ContentType.worksheet)
      names.append(name)
    }
    changes.splice(main, listing.addedSheets())
    return names
  }

  private static func part(
    _ sheet: AddedSheet,
    isStrict: Bool,
    _ styles: inout StylesEditing
  ) -> [UInt8] {
    var writer = NewSheetWriter(columnWidths: sheet.columnWidths)
    for row in sheet.rows {
      writer.add(
        row.map { cell in
          switch cell.style {
          case .title: (cell.text, .title, nil)
          case .note: (cell.text, .note, nil)
          case .heading: (cell.text, .heading, nil)
          case .body: (cell.text, .body(fill: nil), nil)
          case .short: (cell.text, .short, nil)
          case .filled(let color): (cell.text, .body(fill: color), nil)
          case .link(let location): (cell.text, .link, place(location))
          }
        },
        &styles
      )
    }
    return writer.part(
      frozenRows: sheet.frozenRows,
      isStrict: isStrict
    )
  }

  private static func place(_ location: CellLocation) -> String {
    "'\(location.sheet.replacing("'", with: "''"))'!\(location.cell)"
  }

  private static func freeName(_ name: String, among names: [String]) -> String {
    let taken = Set(names.map { $0.lowercased() })
    var number = 1
    var candidate = name
    while taken.contains(candidate.lowercased()) {
      number += 1
      candidate = "\(name) (\(number))"
    }
    return candidate
  }
}
