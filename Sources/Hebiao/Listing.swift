import HebiaoCore
import WorkbookFiles

/// Writes every cell of a workbook, or of one of its sheets, as JSON Lines.
///
/// `sink` takes the next bytes; its false stops the writing without an error.
/// Source: the command-line contract, `hebiao dump`.
/// - Throws: a `DescribedError` where the file cannot be read, or has no such sheet.
public func dumpWorkbook(
  at path: String,
  sheet: String? = nil,
  to sink: (Span<UInt8>) -> Bool
) throws {
  try FoundWorkbook.named(path).withReadablePath { path in
    try DumpWriter(Workbook(path: path), sheet: sheet).write(to: sink)
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
