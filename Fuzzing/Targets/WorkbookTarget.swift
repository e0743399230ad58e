import HebiaoCore
import OpenPackaging
import WorkbookFiles

/// Opens the bytes as a workbook, keeps its sheets and dumps them.
func readWorkbook(_ bytes: [UInt8]) {
  let limits = PackageLimits(
    total: 4 << 20,
    largePart: 1 << 20,
    smallPart: 1 << 20,
    entries: 200
  )
  guard let workbook = try? Workbook(bytes: bytes, limits: limits) else { return }
  for sheet in workbook.sheets.prefix(10) {
    guard let content = try? workbook.content(ofSheet: sheet.index, maximumCells: 10_000) else {
      continue
    }
    for cell in content.cells.prefix(100) { _ = workbook.shownText(of: cell, in: content) }
  }
  var count = 0
  try? DumpWriter(workbook).write { piece in
    count += piece.count
    return count < 1 << 20
  }
}
