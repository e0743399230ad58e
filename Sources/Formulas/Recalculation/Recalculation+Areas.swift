package import HebiaoCore

extension Recalculation {
  /// The areas that are read to compute what depends on edits, where the sheets hold all formula
  /// cells and need hold no others; nil where that only computing would tell.
  ///
  /// Shape: ranges by the sheet's number; they may overlap.
  /// Complexity: linear in the formulas and in the formula cells that the areas hold.
  package func areas(neededFor edits: [CellEdit]) -> [Int: [CellRange]]? {
    let cells = storedCells()
    let dependences = DependencyIndex(cells).dependences(on: edits.map(\.cell))
    var pending = dependences.indices.filter { dependences[$0] != nil }
    var isListed = dependences.map { $0 != nil }
    var areas: [Int: [CellRange]] = [:]
    var work = 0
    while let number = pending.popLast() {
      guard let formula = try? ParsedFormula(cells.cell(ofFormula: number).formula ?? "") else {
        continue
      }
      let named = cells.namedAreas(of: formula, at: cells.location(ofFormula: number))
      // A range that is computed may lie anywhere, in a name as well.
      if formula.hasComputedRange || !formula.names.isEmpty && !named.isComplete { return nil }
      for area in named.areas {
        areas[area.sheet, default: []].append(area.range)
        let sheet = cells.sheets[area.sheet]
        guard !sheet.formulas.isEmpty else { continue }
        // A formula that was never computed is computed when it is read.
        for part in sheet.positions(in: area.range) {
          work += part.count
          for position in part where sheet.content.cells[position].value == .empty {
            let other = Int(sheet.formulas[position])
            guard other >= 0, !isListed[other] else { continue }
            isListed[other] = true
            pending.append(other)
          }
        }
        if work > Self.areaWorkLimit { return nil }
      }
    }
    return areas
  }

  private static let areaWorkLimit = 20_000_000
}
