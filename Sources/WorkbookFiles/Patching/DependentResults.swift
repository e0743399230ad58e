import Formulas
import HebiaoCore

/// What becomes of the stored values of formulas that depend on edits.
struct DependentResults {
  /// The edits of each sheet, with those of the results.
  private(set) var edits: [Int: [CellEdit]]
  /// Formulas that may depend on an edit and keep their stored values.
  private(set) var kept: [CellLocation] = []
  /// Formulas that certainly depend on an edit and lose their stored values.
  private(set) var dropped: [CellLocation] = []
  private var places: [CellLocation: Int] = [:]

  /// Cells that a note names.
  private static let namedCells = 5

  init(_ edits: [Int: [CellEdit]]) {
    self.edits = edits
    for own in edits.values {
      for (place, edit) in own.enumerated() { places[edit.location] = place }
    }
  }

  /// Decides on one formula.
  mutating func take(_ dependent: DependentCell, in sheet: SheetContent, named name: String) {
    let cell = dependent.cell
    let location = CellLocation(sheet: name, cell: cell.cell.reference)
    switch cell.outcome {
    case .value(let value):
      if cell.isCurrent != true { set(value.cellValue, at: location, sheet.index) }
    case .refused:
      guard cell.stored != .empty, !isEdited(location, sheet.index) else { return }
      guard dependent.dependence == .certain else {
        kept.append(location)
        return
      }
      dropped.append(location)
      set(.empty, at: location, sheet.index)
      // An array formula's other cells hold a part of the same result.
      guard let filled = sheet.arrayFormulas[location.cell], filled.first != filled.last else {
        return
      }
      for other in sheet.cells where filled.contains(other.reference) && other.formula == nil {
        set(.empty, at: CellLocation(sheet: name, cell: other.reference), sheet.index)
      }
    }
  }

  private func isEdited(_ location: CellLocation, _ sheet: Int) -> Bool {
    guard let place = places[location], let edit = edits[sheet]?[place] else { return false }
    return edit.content != .unchanged
  }

  private mutating func set(_ value: CellValue, at location: CellLocation, _ sheet: Int) {
    guard let place = places[location] else {
      places[location] = edits[sheet]?.count ?? 0
      edits[sheet, default: []].append(CellEdit(location, .result(value)))
      return
    }
    if edits[sheet]?[place].content == .unchanged { edits[sheet]?[place].content = .result(value) }
  }

  // MARK: Notes

  /// Tells of the values that are gone; nil where none is.
  var droppedNote: LocalizedText? {
    guard !dropped.isEmpty else { return nil }
    let cells = Self.list(dropped)
    return LocalizedText(
      zh: "\(dropped.count) 个公式取决于改动的单元格, 无法在此重算, 旧结果已去掉, "
        + "打开时由 Excel 或 WPS 重算: \(cells.chinese)",
      en: "\(dropped.count) formulas depend on what changed and cannot be computed here; their old "
        + "results are gone, Excel or WPS will compute them on opening: \(cells.english)"
    )
  }

  /// Tells of the values that may be out of date; nil where none is.
  var keptNote: LocalizedText? {
    guard !kept.isEmpty else { return nil }
    let cells = Self.list(kept)
    return LocalizedText(
      zh: "\(kept.count) 个公式可能取决于改动的单元格, 无法在此判断, 结果暂时照旧, "
        + "打开时由 Excel 或 WPS 重算: \(cells.chinese)",
      en: "\(kept.count) formulas may depend on what changed, which cannot be told here; their "
        + "results stay until Excel or WPS compute them on opening: \(cells.english)"
    )
  }

  private static func list(_ cells: [CellLocation]) -> LocalizedText {
    let names = cells.prefix(namedCells).map { "\($0.sheet)!\($0.cell)" }
    let more = cells.count > namedCells
    return LocalizedText(
      zh: names.joined(separator: "、") + (more ? "…" : ""),
      en: names.joined(separator: ", ") + (more ? "…" : "")
    )
  }
}
