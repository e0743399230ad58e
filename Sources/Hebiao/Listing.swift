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
    return leftOut(of: try writer.chosenSheets(), workbook.notes)
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
    return leftOut(of: workbook.sheets, workbook.notes)
  }
}

/// What a listing does not show of some sheets, and where another program may show something else.
private func leftOut(of sheets: [SheetEntry], _ notes: [ReaderNote]) -> [LocalizedText] {
  func names(_ kind: ReaderNote.Kind) -> LocalizedText? {
    let noted = Set(notes.lazy.filter { $0.kind == kind }.compactMap(\.sheet))
    let found = sheets.map(\.name).filter(noted.contains)
    return found.isEmpty ? nil : LocalizedText.names(found)
  }
  let macros = sheets.filter { $0.kind == .macrosheet }.map(\.name)
  var lines: [LocalizedText] = []
  if !macros.isEmpty {
    let names = LocalizedText.names(macros)
    lines.append(
      LocalizedText(
        zh: "宏表不读取, 没有列出它的单元格: \(names.chinese)",
        en: "macro sheets are not read, their cells are left out: \(names.english)"
      )
    )
  }
  if let names = names(.missingSheet) {
    lines.append(
      LocalizedText(
        zh: "工作簿列出了这些工作表, 但没有读到它们的内容: \(names.chinese)",
        en: "the workbook lists these sheets, nothing could be read of them: \(names.english)"
      )
    )
  }
  if let names = names(.outsideCell) {
    lines.append(
      LocalizedText(
        zh: "有内容的单元格在工作表最后一行之下或最后一列之右, 没有列出: \(names.chinese)",
        en: "cells below the last row or right of the last column are left out: \(names.english)"
      )
    )
  }
  if let names = names(.misplacedCell) {
    lines.append(
      LocalizedText(
        zh: "有行号、单元格位置有误或重复, 按前后顺序列出, 同一位置取最后一个: \(names.chinese)",
        en:
          "rows or cells that say wrongly where they stand are listed in their order, of several at "
          + "one place the last: \(names.english)"
      )
    )
  }
  lines += notes.filter { $0.kind == .contradictingPart }.map(\.text)
  return lines
}
