import Formulas
import HebiaoCore
import SpreadsheetML

extension PatchBuilder {
  /// Cells of all sheets together that are kept to compute formulas again.
  private static let cellLimit = 3_000_000

  /// The edits of each sheet, and with them the new values of all formulas that depend on them.
  ///
  /// What cannot be computed here loses its value and is left to Excel and WPS, which are told to
  /// compute everything when they open the workbook.
  mutating func withDependents(
    _ edits: [Int: [CellEdit]]
  ) throws(PatchError) -> [Int: [CellEdit]] {
    let changed = try changedValues(edits)
    guard !changed.isEmpty, try hasFormulas(edits) else { return edits }
    guard let sheets = try keptSheets() else {
      leaveToExcel(
        LocalizedText(
          zh: "工作簿太大, 公式的结果没有重算, 打开时由 Excel 或 WPS 重算",
          en: "the workbook is too large to compute its formulas; Excel or WPS will on opening"
        )
      )
      return edits
    }
    let recalculation = workbook.recalculation(of: sheets)
    var edits = edits
    for cell in recalculation.dependents(of: changed) {
      guard let result = newResult(of: cell) else { continue }
      let index = sheets[cell.cell.sheet].index
      let location = CellLocation(
        sheet: workbook.sheets[index].name,
        cell: cell.cell.reference
      )
      var own = edits[index] ?? []
      if let place = own.firstIndex(where: { $0.location.cell == location.cell }) {
        guard own[place].content == .unchanged else { continue }
        own[place].content = .result(result)
      } else {
        own.append(CellEdit(location, .result(result)))
      }
      edits[index] = own
      if result == .empty {
        leaveToExcel(
          LocalizedText(
            zh: "\(location.sheet)!\(location.cell) 的公式无法在此重算, 打开时由 Excel 或 WPS 重算",
            en: "the formula of \(location.sheet)!\(location.cell) cannot be computed here; "
              + "Excel or WPS will on opening"
          )
        )
      }
    }
    return edits
  }

  /// The value that a dependent formula gets; nil where the one it has is right.
  private func newResult(of cell: RecalculatedCell) -> CellValue? {
    switch cell.outcome {
    case .value(let value): cell.isCurrent == true ? nil : value.cellValue
    case .refused: cell.stored == .empty ? nil : .empty
    }
  }

  private mutating func leaveToExcel(_ note: LocalizedText) {
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

  /// Whether any cell of the workbook has a formula; sheets that change are looked at first.
  private func hasFormulas(_ edits: [Int: [CellEdit]]) throws(PatchError) -> Bool {
    let order = workbook.sheets.indices.sorted { first, second in
      (edits[first] == nil ? 1 : 0, first) < (edits[second] == nil ? 1 : 0, second)
    }
    for index in order {
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
