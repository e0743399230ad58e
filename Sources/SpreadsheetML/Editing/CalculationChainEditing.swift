package import HebiaoCore
package import XMLScanning

/// Takes cells out of the list of cells that have formulas, and adds others.
///
/// Source: ECMA-376 part 1, 18.6 (calculation chain).
package struct CalculationChainEditing: Sendable {
  private let outline: MarkupOutline
  private let root: Int
  /// The cells in order, with the sheet that each belongs to, said or not.
  private var entries: [(element: Int, cell: CellReference?, sheet: Int, saysSheet: Bool)] = []

  /// Reads the part.
  package init(_ bytes: [UInt8]) throws(XMLError) {
    outline = try MarkupOutline(bytes, depth: 2)
    guard let root = outline.root else { throw XMLError(.noRootElement, at: 0) }
    self.root = root
    var sheet = 0
    for element in outline.children(of: root) where outline.elements[element].name == "c" {
      let own = outline.attribute("i", of: element).flatMap { Int($0.value) }
      if let own { sheet = own }
      let cell = outline.attribute("r", of: element).flatMap { CellReference($0.value) }
      entries.append((element, cell, sheet, own != nil))
    }
  }

  /// The changes of the part; nil where nothing would be left in it.
  ///
  /// Shape: cells by the `sheetId` of their sheet.
  package func changing(
    removing removed: [Int: Set<CellReference>],
    adding added: [Int: Set<CellReference>]
  ) -> [ByteSplice]? {
    var splices: [ByteSplice] = []
    var kept = 0
    var sheetSaid = 0
    var listed: Set<Place> = []
    for entry in entries {
      if let cell = entry.cell {
        if removed[entry.sheet]?.contains(cell) == true {
          splices.append(ByteSplice(outline.elements[entry.element].range, ""))
          continue
        }
        listed.insert(Place(sheet: entry.sheet, cell: cell))
      }
      kept += 1
      if entry.saysSheet {
        sheetSaid = entry.sheet
      } else if sheetSaid != entry.sheet {
        splices.append(outline.setting("i", to: "\(entry.sheet)", of: entry.element))
        sheetSaid = entry.sheet
      }
    }
    let prefix = outline.prefix(of: root)
    var text = ""
    for (sheet, cells) in added.sorted(by: { $0.key < $1.key }) {
      for cell in cells.sorted() where !listed.contains(Place(sheet: sheet, cell: cell)) {
        text += "<\(prefix)c r=\"\(cell)\" i=\"\(sheet)\"/>"
        kept += 1
      }
    }
    if !text.isEmpty { splices += outline.appending(text, to: root) }
    return kept == 0 ? nil : splices
  }

  private struct Place: Hashable {
    var sheet: Int
    var cell: CellReference
  }
}
