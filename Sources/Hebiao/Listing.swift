public import HebiaoCore
import WorkbookFiles

/// Writes every cell of a workbook, or of one of its sheets, as JSON Lines.
///
/// Where `recalculates` is true the formulas are computed again: a formula cell whose stored value
/// is another, or is missing, says what it should be, one that is not computed says why, in the
/// language given.
/// `sink` takes the next bytes; its false stops the writing without an error.
/// Source: the command-line contract, `hebiao dump`.
/// - Throws: a `DescribedError` where the file cannot be read, or has no such sheet.
public func dumpWorkbook(
  at path: String,
  sheet: String? = nil,
  recalculates: Bool = false,
  language: Language = .chinese,
  to sink: (Span<UInt8>) -> Bool
) throws {
  try FoundWorkbook.named(path).withReadablePath { path in
    let workbook = try Workbook(path: path)
    var recalculated: [Int: [CellReference: RecalculatedValue]] = [:]
    if recalculates {
      recalculated = try workbook.recalculatedDifferences(in: language)
    }
    try DumpWriter(workbook, sheet: sheet, recalculated: recalculated).write(to: sink)
  }
}

/// Writes the statistics of every sheet of a workbook as one JSON object.
///
/// `sink` takes the next bytes; its false stops the writing without an error.
/// Source: the command-line contract, `hebiao stats`.
/// - Throws: a `DescribedError` where the file cannot be read.
public func summarizeWorkbook(at path: String, to sink: (Span<UInt8>) -> Bool) throws {
  try FoundWorkbook.named(path).withReadablePath { path in
    try StatisticsWriter(Workbook(path: path)).write(to: sink)
  }
}
