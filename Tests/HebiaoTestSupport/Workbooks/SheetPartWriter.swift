import HebiaoCore

/// Writes one worksheet part.
struct SheetPartWriter {
  let sheet: SheetBuilder
  let options: WorkbookBuilder.Options
  let dialect: Dialect

  mutating func written(styles: inout StyleTable, strings: inout SharedStringTable) -> String {
    var body = dialect.open("worksheet", declaringRelationships: true)
    body += dialect.start("sheetPr") + dialect.empty("pageSetUpPr", [("fitToPage", "1")])
    body += dialect.end("sheetPr")
    if options.writesDimension { body += dialect.empty("dimension", [("ref", dimension)]) }
    body += dialect.start("sheetViews")
    body += dialect.empty("sheetView", [("workbookViewId", "0")]) + dialect.end("sheetViews")
    body += dialect.empty("sheetFormatPr", [("defaultRowHeight", "15")])
    body += columns + dialect.start("sheetData")
    body += rows(styles: &styles, strings: &strings) + dialect.end("sheetData")
    if !sheet.mergedRanges.isEmpty {
      body += dialect.start("mergeCells", [("count", "\(sheet.mergedRanges.count)")])
      for range in sheet.mergedRanges {
        body += dialect.empty("mergeCell", [("ref", "\(range)")])
      }
      body += dialect.end("mergeCells")
    }
    let margins = [("left", "0.4"), ("right", "0.4"), ("top", "0.5"), ("bottom", "0.5")]
    body += dialect.empty(
      "pageMargins",
      margins + [("header", "0.3"), ("footer", "0.3")]
    )
    body += dialect.empty(
      "pageSetup",
      [
        ("paperSize", "9"), ("orientation", sheet.isLandscape ? "landscape" : "portrait"),
        ("fitToHeight", "0"),
      ]
    )
    if !sheet.pageBreaks.isEmpty {
      let count = "\(sheet.pageBreaks.count)"
      body += dialect.start("rowBreaks", [("count", count), ("manualBreakCount", count)])
      for row in sheet.pageBreaks.sorted() {
        body += dialect.empty("brk", [("id", "\(row)"), ("max", "16383"), ("man", "1")])
      }
      body += dialect.end("rowBreaks")
    }
    return body + dialect.end("worksheet")
  }

  private var dimension: String {
    let rows = sheet.cells.keys.map(\.row.rawValue)
    let columns = sheet.cells.keys.map(\.column.rawValue)
    guard let top = rows.min(), let bottom = rows.max(), let left = columns.min(),
      let right = columns.max()
    else { return "A1" }
    return CellRange(CellReference(top, left), CellReference(bottom, right)).description
  }

  private var columns: String {
    let numbers = Set(sheet.columnWidths.keys).union(sheet.hiddenColumns).sorted()
    guard !numbers.isEmpty else { return "" }
    var body = dialect.start("cols")
    for number in numbers {
      var attributes = [
        ("min", "\(number + 1)"), ("max", "\(number + 1)"),
        ("width", numberText(sheet.columnWidths[number] ?? 8.43)), ("customWidth", "1"),
      ]
      if sheet.hiddenColumns.contains(number) { attributes.append(("hidden", "1")) }
      body += dialect.empty("col", attributes)
    }
    return body + dialect.end("cols")
  }

  private func rows(styles: inout StyleTable, strings: inout SharedStringTable) -> String {
    var byRow: [Int: [(Int, SheetBuilder.Cell)]] = [:]
    for (reference, cell) in sheet.cells {
      byRow[reference.row.rawValue, default: []].append((reference.column.rawValue, cell))
    }
    for row in Set(sheet.rowHeights.keys).union(sheet.hiddenRows) where byRow[row] == nil {
      byRow[row] = []
    }
    var body = ""
    var nextRow = 0
    for (row, unsorted) in byRow.sorted(by: { $0.key < $1.key }) {
      // Without references a row or a cell is where its place in the file puts it.
      while !options.writesReferences, nextRow < row {
        body += dialect.empty("row")
        nextRow += 1
      }
      nextRow = row + 1
      var attributes: [(String, String)] = []
      if options.writesReferences { attributes.append(("r", "\(row + 1)")) }
      if let height = sheet.rowHeights[row] {
        attributes += [("ht", numberText(height)), ("customHeight", "1")]
      }
      if sheet.hiddenRows.contains(row) { attributes.append(("hidden", "1")) }
      body += dialect.start("row", attributes)
      var nextColumn = 0
      for (column, cell) in unsorted.sorted(by: { $0.0 < $1.0 }) {
        while !options.writesReferences, nextColumn < column {
          body += dialect.empty("c")
          nextColumn += 1
        }
        nextColumn = column + 1
        let reference = CellReference(row, column)
        body += cellElement(cell, at: reference, styles: &styles, strings: &strings)
      }
      body += dialect.end("row")
    }
    return body
  }

  private func cellElement(
    _ cell: SheetBuilder.Cell,
    at reference: CellReference,
    styles: inout StyleTable,
    strings: inout SharedStringTable
  ) -> String {
    var attributes: [(String, String)] = []
    if options.writesReferences { attributes.append(("r", "\(reference)")) }
    let style = styles.index(of: cell.style)
    if style != 0 { attributes.append(("s", "\(style)")) }
    var formula = ""
    var content = cell.content
    let isFormula: Bool
    if case .formula(let text, let cached) = content {
      formula = dialect.start("f") + escaped(text) + dialect.end("f")
      content = cached
      isFormula = true
    } else {
      isFormula = false
    }
    func element(type: String?, value: String) -> String {
      if let type { attributes.append(("t", type)) }
      return dialect.start("c", attributes) + formula + value + dialect.end("c")
    }
    func valueElement(_ text: String) -> String {
      dialect.start("v") + escaped(text) + dialect.end("v")
    }
    switch content {
    case .blank: return isFormula ? element(type: nil, value: "") : dialect.empty("c", attributes)
    case .number(let number): return element(type: nil, value: valueElement(numberText(number)))
    case .date(let year, let month, let day):
      let serial = serialNumber(
        year: year,
        month: month,
        day: day,
        countsFrom1904: options.countsFrom1904
      )
      return element(type: nil, value: valueElement("\(serial)"))
    case .bool(let flag): return element(type: "b", value: valueElement(flag ? "1" : "0"))
    case .error(let code): return element(type: "e", value: valueElement(code))
    case .text(let text) where isFormula: return element(type: "str", value: valueElement(text))
    case .text(let text) where options.strings == .inline:
      let value = dialect.start("is") + textElement(dialect, text) + dialect.end("is")
      return element(type: "inlineStr", value: value)
    case .text(let text):
      return element(type: "s", value: valueElement("\(strings.index(of: text))"))
    // A cached value is never itself a formula.
    case .formula: return dialect.empty("c", attributes)
    }
  }
}

/// The shortest text that reads back as the same number; whole numbers without `.0`.
func numberText(_ number: Double) -> String {
  let text = number.description
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// The serial number of a day.
///
/// Source: ECMA-376 part 1, 18.17.4.1; the Gregorian day count starts years in March.
func serialNumber(year: Int, month: Int, day: Int, countsFrom1904: Bool) -> Int {
  let shifted = month > 2 ? year : year - 1
  let monthFromMarch = (month + 9) % 12
  let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
  let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear
  // 693,899 is 30 December 1899 in the same count; 1904 counts 1,462 days later.
  return days - 693_899 - (countsFrom1904 ? 1_462 : 0)
}
