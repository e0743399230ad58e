import Formulas
import HebiaoCore
import OpenPackaging
import SpreadsheetML

extension PatchBuilder {
  /// Cells of all sheets together that are kept to compute formulas again.
  private static let cellLimit = 3_000_000

  /// The edits of each sheet, and with them the new values of all formulas that depend on them.
  ///
  /// What certainly depends on an edit and cannot be computed here loses its value; what only may
  /// depend on one keeps it. Excel and WPS are told to compute everything when they open the
  /// workbook in both cases.
  mutating func withDependents(
    _ edits: [Int: [CellEdit]]
  ) throws(PatchError) -> [Int: [CellEdit]] {
    let changed = try changedValues(edits)
    guard !changed.isEmpty, try hasFormulas(edits) else { return edits }
    guard let sheets = try sheets(for: changed) else {
      leaveToExcel(
        LocalizedText(
          zh: "工作簿太大, 公式的结果没有重算, 打开时由 Excel 或 WPS 重算",
          en: "the workbook is too large to compute its formulas; Excel or WPS will on opening"
        )
      )
      return edits
    }
    var results = DependentResults(edits)
    for dependent in workbook.recalculation(of: sheets).dependents(of: changed) {
      let content = sheets[dependent.cell.cell.sheet]
      results.take(dependent, in: content, named: workbook.sheets[content.index].name)
    }
    keptResults = results.kept
    if let note = results.droppedNote { leaveToExcel(note) }
    if let note = results.keptNote { leaveToExcel(note) }
    return results.edits
  }

  mutating func leaveToExcel(_ note: LocalizedText) {
    recomputesOnLoad = true
    notes.append(note)
  }

  private func changedValues(
    _ edits: [Int: [CellEdit]]
  ) throws(PatchError) -> [Formulas.CellEdit] {
    let numbers = worksheetNumbers
    return edits.sorted { $0.key < $1.key }.flatMap { index, edits in
      edits.compactMap { edit -> Formulas.CellEdit? in
        guard let number = numbers[index] else { return nil }
        let cell = WorkbookCell(sheet: number, edit.location.cell)
        switch edit.content {
        case .unchanged: return nil
        case .value(let value), .formula(_, let value), .result(let value):
          return Formulas.CellEdit(cell, value)
        }
      }
    }
  }

  /// The place of each worksheet among those that are kept.
  private var worksheetNumbers: [Int: Int] {
    let worksheets = workbook.sheets.filter { $0.kind == .worksheet }
    return Dictionary(
      uniqueKeysWithValues: worksheets.enumerated().map { ($1.index, $0) }
    )
  }

  /// Bytes of sheets that are kept as a whole without much thought.
  private static let smallSize = 32 << 20

  /// The cells that it takes to compute what depends on edits, or more; nil where they are too many.
  ///
  /// Of a large workbook only the formulas are kept at first; they tell which cells they read.
  private func sheets(for changed: [Formulas.CellEdit]) throws(PatchError) -> [SheetContent]? {
    let worksheets = workbook.sheets.filter { $0.kind == .worksheet }
    let size = worksheets.reduce(0) { $0 + (workbook.entry(ofSheet: $1.index)?.size ?? 0) }
    if size <= Self.smallSize { return try keptSheets() }
    let nothing = AreaSelection([])
    guard let formulas = try selected(worksheets, { _ in nothing }) else { return nil }
    guard let areas = workbook.recalculation(of: formulas).areas(neededFor: changed) else {
      return try keptSheets()
    }
    if areas.isEmpty { return formulas }
    let selections = areas.mapValues { AreaSelection($0) }
    return try selected(worksheets) { selections[$0] ?? nothing }
  }

  private func selected(
    _ worksheets: [SheetEntry],
    _ selection: (Int) -> AreaSelection
  ) throws(PatchError) -> [SheetContent]? {
    var sheets: [SheetContent] = []
    var left = Self.cellLimit
    for (number, sheet) in worksheets.enumerated() {
      do {
        let content = try workbook.content(
          ofSheet: sheet.index,
          selecting: selection(number),
          maximum: left
        )
        guard let content else { return nil }
        left -= content.cells.count
        sheets.append(content)
      } catch {
        throw PatchError(error)
      }
    }
    return sheets
  }

  private func keptSheets() throws(PatchError) -> [SheetContent]? {
    var sheets: [SheetContent] = []
    var left = Self.cellLimit
    for sheet in workbook.sheets where sheet.kind == .worksheet {
      do {
        let content = try workbook.content(ofSheet: sheet.index, maximumCells: left)
        left -= content.cells.count
        sheets.append(content)
      } catch {
        if error.kind == .tooLarge { return nil }
        throw PatchError(error)
      }
    }
    return sheets
  }

  /// Whether any cell of the workbook has a formula.
  ///
  /// The sheets that change are scanned anyway, so they are looked at first; if there is no formula
  /// they need not be scanned again.
  private mutating func hasFormulas(_ edits: [Int: [CellEdit]]) throws(PatchError) -> Bool {
    for (index, edits) in edits.sorted(by: { $0.key < $1.key }) {
      if try rows(ofSheet: index, edits).formulas.hasFormulas { return true }
    }
    for index in workbook.sheets.indices where edits[index] == nil {
      do {
        guard var reader = try workbook.reader(ofSheet: index, keepsLayout: false) else { continue }
        while try reader.next() {
          if !reader.row.formulas.isEmpty { return true }
        }
      } catch {
        throw PatchError(error)
      }
    }
    return false
  }
}

extension LocalizedText {
  /// A what-if table's results are values that nothing here computes.
  static func dataTable(on sheet: String) -> LocalizedText {
    LocalizedText(
      zh: "工作表 \(sheet) 有模拟运算表, 结果没有重算, 打开时由 Excel 或 WPS 重算",
      en: "the sheet \(sheet) has a what-if table, which was not computed again; Excel or WPS will "
        + "on opening"
    )
  }
}
