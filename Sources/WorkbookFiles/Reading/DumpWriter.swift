package import HebiaoCore
import SpreadsheetML
import XMLScanning

/// Writes the cells of a workbook as JSON Lines.
///
/// Shape: a line per sheet, then one per cell that holds a value or a formula, row by row.
public struct DumpWriter {
  private let workbook: Workbook
  private let sheetName: String?
  private let recalculated: [Int: [CellReference: RecalculatedValue]]

  /// A writer for all sheets, or for the one named.
  public init(_ workbook: Workbook, sheet: String? = nil) {
    self.init(workbook, sheet: sheet, recalculated: [:])
  }

  /// A writer that adds what formulas recalculate to, by sheet and cell, where that is of interest.
  package init(
    _ workbook: Workbook,
    sheet: String?,
    recalculated: [Int: [CellReference: RecalculatedValue]]
  ) {
    self.workbook = workbook
    sheetName = sheet
    self.recalculated = recalculated
  }

  /// Writes all lines, a buffer at a time; stops quietly when `sink` answers false.
  ///
  /// - Throws: `WorkbookError` where a sheet is damaged or there is none of the name.
  public func write(to sink: (Span<UInt8>) -> Bool) throws(WorkbookError) {
    let chosen = try chosenSheets()
    var lines = DumpLines()
    for sheet in chosen {
      lines.begin(sheet)
      guard try write(sheet, &lines, sink) else { return }
    }
    _ = lines.flush(to: sink)
  }

  /// The sheets that are written: all, or those of the name.
  ///
  /// As in Excel, small letters and capitals are the same, unless a sheet bears the very name.
  /// - Throws: `WorkbookError` where there is none of the name.
  package func chosenSheets() throws(WorkbookError) -> [SheetEntry] {
    guard let sheetName else { return workbook.sheets }
    let exact = workbook.sheets.filter { $0.name == sheetName }
    if !exact.isEmpty { return exact }
    let folded = sheetName.lowercased()
    let similar = workbook.sheets.filter { $0.name.lowercased() == folded }
    guard similar.isEmpty else { return similar }
    let names = LocalizedText.names(workbook.sheets.map(\.name))
    throw WorkbookError(
      .noSuchSheet,
      LocalizedText(
        zh: "没有名为 “\(sheetName)” 的工作表; 有: \(names.chinese)",
        en: "there is no sheet named \"\(sheetName)\"; there are \(names.english)"
      )
    )
  }

  /// Writes one sheet's cells; false when the sink wants no more.
  ///
  /// Nothing is written before all is read: cells may stand in any order, and the end be damaged.
  private func write(
    _ sheet: SheetEntry,
    _ lines: inout DumpLines,
    _ sink: (Span<UInt8>) -> Bool
  ) throws(WorkbookError) -> Bool {
    guard var reader = try workbook.reader(ofSheet: sheet.index, keepsLayout: false) else {
      return true
    }
    let resolver = try workbook.resolver()
    var missing = SheetProblems()
    defer { workbook.note(missing, in: sheet) }
    lines.recalculated = recalculated[sheet.index] ?? [:]
    var kept = KeptCells()
    if !(try kept.read(&reader, atMost: .few)) {
      // Reading twice costs less than keeping a large sheet that turns out to be in order.
      var isOrdered = try areOrdered(&reader, after: kept.cells.last, kept.formulaOrder)
      if !kept.isOrdered { isOrdered = false }
      kept = KeptCells()
      guard let again = try workbook.reader(ofSheet: sheet.index, keepsLayout: false) else {
        return true
      }
      workbook.note(reader.problems, in: sheet)
      reader = again
      if isOrdered { return try write(&reader, &lines, resolver, &missing, sink) }
      guard try kept.read(&reader, atMost: .many) else {
        throw SheetKeeping.tooLarge(KeptCells.Limit.many.cells)
      }
    } else {
      workbook.note(reader.problems, in: sheet)
    }
    kept.order()
    for cell in kept.cells {
      Self.note(cell, resolver, &missing)
      guard lines.append(cell, kept.text, kept.formulaRange(of: cell), resolver, sink) else {
        return false
      }
    }
    return true
  }

  /// Writes the rows of a sheet that is in order as they go by; false when the sink wants no more.
  private func write(
    _ reader: inout SheetReader,
    _ lines: inout DumpLines,
    _ resolver: CellResolver,
    _ missing: inout SheetProblems,
    _ sink: (Span<UInt8>) -> Bool
  ) throws(WorkbookError) -> Bool {
    var expander = FormulaExpander()
    var text: [UInt8] = []
    while try reader.next() {
      text.removeAll(keepingCapacity: true)
      text += reader.row.text
      var next = 0
      for (index, cell) in reader.row.cells.enumerated() {
        var formula: Range<Int>?
        if cell.hasFormula, next < reader.row.formulas.count,
          reader.row.formulas[next].cell == index
        {
          formula = expander.expand(reader.row.formulas[next], cell, 0, &text)
          next += 1
        }
        Self.note(cell, resolver, &missing)
        guard lines.append(cell, text, formula, resolver, sink) else { return false }
      }
    }
    return true
  }

  /// Whether the rest of a sheet stands in order, each cell once, and each shared formula's text first.
  private func areOrdered(
    _ reader: inout SheetReader,
    after last: RawCell?,
    _ formulaOrder: SharedFormulaOrder
  ) throws(WorkbookError) -> Bool {
    var formulaOrder = formulaOrder
    var isOrdered = true
    var last = last?.order
    while try reader.next() {
      for cell in reader.row.cells {
        if let last, cell.order <= last { isOrdered = false }
        last = cell.order
      }
      for formula in reader.row.formulas { formulaOrder.note(formula) }
    }
    return isOrdered && !formulaOrder.hasEarlyUse
  }

  /// Notes a cell whose shared string is not there.
  @inline(__always)
  private static func note(
    _ cell: RawCell,
    _ resolver: CellResolver,
    _ missing: inout SheetProblems
  ) {
    guard cell.kind == .sharedString, cell.payload >= UInt64(resolver.strings.count) else { return }
    missing.add(.missingString, row: Int(cell.row), column: Int(cell.column))
  }
}

/// What a dump says of a formula besides its stored value.
package enum RecalculatedValue: Sendable {
  /// The formula gives another value than the file has stored.
  case value(CellValue)
  /// The formula is not recalculated, and why.
  case refused(String)
}
