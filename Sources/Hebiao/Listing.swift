public import HebiaoCore
import WorkbookFiles

/// Writes every cell of a workbook, or of one of its sheets, as JSON Lines.
///
/// Where `recalculates` is true the formulas are computed again: a formula cell whose stored value
/// is another, or is missing, says what it should be, one that is not computed says why, in the
/// language given.
/// `sink` takes the next bytes; its false stops the writing without an error.
/// What is left out of the sheets that were asked for is returned, a line for each reason.
/// Source: the command-line contract, `hebiao dump`.
/// - Throws: a `DescribedError` where the file cannot be read, or has no such sheet.
@discardableResult
public func dumpWorkbook(
  at path: String,
  sheet: String? = nil,
  recalculates: Bool = false,
  language: Language = .chinese,
  to sink: (Span<UInt8>) -> Bool
) throws -> [LocalizedText] {
  try FoundWorkbook.named(path).withReadablePath { path in
    let workbook = try Workbook(path: path)
    var recalculated: [Int: [CellReference: RecalculatedValue]] = [:]
    if recalculates {
      recalculated = try workbook.recalculatedDifferences(in: language)
    }
    let writer = DumpWriter(workbook, sheet: sheet, recalculated: recalculated)
    try writer.write(to: sink)
    return leftOut(of: try writer.chosenSheets())
  }
}

/// Writes the statistics of every sheet of a workbook as one JSON object.
///
/// `sink` takes the next bytes; its false stops the writing without an error.
/// What is left out is returned, a line for each reason.
/// Source: the command-line contract, `hebiao stats`.
/// - Throws: a `DescribedError` where the file cannot be read.
@discardableResult
public func summarizeWorkbook(
  at path: String,
  to sink: (Span<UInt8>) -> Bool
) throws -> [LocalizedText] {
  try FoundWorkbook.named(path).withReadablePath { path in
    let workbook = try Workbook(path: path)
    try StatisticsWriter(workbook).write(to: sink)
    return leftOut(of: workbook.sheets)
  }
}

/// What a listing does not show of some sheets.
private func leftOut(of sheets: [SheetEntry]) -> [LocalizedText] {
  let macros = sheets.filter { $0.kind == .macrosheet }.map(\.name)
  if macros.isEmpty { return [] }
  let names = LocalizedText.names(macros)
  return [
    LocalizedText(
      zh: "宏表不读取, 没有列出它的单元格: \(names.chinese)",
      en: "macro sheets are not read, their cells are left out: \(names.english)"
    )
  ]
}
