import HebiaoCore

extension WorkbookCells {
  /// The formula cells of an area, row by row.
  func formulas(in area: CellArea) -> [WorkbookCell] {
    if area.isSingle {
      let cell = WorkbookCell(sheet: area.sheet, area.range.first)
      return formula(at: cell) == nil ? [] : [cell]
    }
    guard !sheets[area.sheet].formulas.isEmpty else { return [] }
    var found: [WorkbookCell] = []
    for part in sheets[area.sheet].positions(in: area.range) {
      for position in part where sheets[area.sheet].formulas[position] >= 0 {
        let reference = sheets[area.sheet].content.cells.reference(at: position)
        found.append(WorkbookCell(sheet: area.sheet, reference))
      }
    }
    return found
  }

  /// The areas that a formula names on whatever branch, through names as well.
  ///
  /// Not complete where a function finds its cells while it is computed, a name has no meaning, or
  /// `A1:INDEX(…)` reaches to a reference that only its value tells.
  func namedAreas(
    of formula: ParsedFormula,
    at location: WorkbookCell
  ) -> (areas: [CellArea], isComplete: Bool) {
    var isComplete = !formula.readsUnknownCells && !formula.hasComputedRange
    var areas: [CellArea] = []
    func add(_ area: AreaReference) {
      guard let number = area.sheet.map({ sheet(named: $0) }) ?? location.sheet else {
        isComplete = false
        return
      }
      areas.append(CellArea(sheet: number, range: area.range))
    }
    formula.forEachArea(add)
    var pending = formula.names.map { (name: $0.name, sheet: $0.sheet, depth: 1) }
    var steps = 0
    while let next = pending.popLast() {
      steps += 1
      let place = next.sheet.map { sheet(named: $0) } ?? location.sheet
      guard next.depth < 32, steps < 1000, let place,
        let meaning = (try? meaning(of: next.name, onSheet: place)) ?? nil
      else {
        isComplete = false
        continue
      }
      if meaning.readsUnknownCells || meaning.hasComputedRange { isComplete = false }
      meaning.forEachArea { area in
        add(
          area.moved(
            rows: location.reference.row.rawValue,
            columns: location.reference.column.rawValue
          )
        )
      }
      pending += meaning.names.map { (name: $0.name, sheet: $0.sheet, depth: next.depth + 1) }
    }
    return (areas, isComplete)
  }
}
