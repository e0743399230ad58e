import HebiaoCore

/// Values that merged ranges hide.
enum CoveredValues {
  /// Findings of one sheet at most.
  private static let limit = 20
  /// Rows of merged ranges that are looked through; no sheet of people comes near.
  private static let rowLimit = 100_000

  /// The hidden values of a sheet's tables, in the order of the merged ranges.
  ///
  /// Complexity: linear in the rows of the merged ranges, each with a search among the cells.
  static func findings(in sheet: SheetContent, _ tables: TableAreas) -> [Finding] {
    var findings: [Finding] = []
    var budget = rowLimit
    for range in sheet.mergedRanges where range.first != range.last {
      var row = range.first.row
      while row <= range.last.row, budget > 0, findings.count < limit {
        budget -= 1
        let start = CellReference(row: row, column: range.first.column)
        var place = sheet.cells.firstPosition(from: start)
        guard place < sheet.cells.count else { break }
        // Rows without cells are passed over at once.
        row = max(row, sheet.cells.reference(at: place).row)
        guard row <= range.last.row else { break }
        while place < sheet.cells.count, findings.count < limit {
          let reference = sheet.cells.reference(at: place)
          guard reference.row == row, reference.column <= range.last.column else { break }
          if range.contains(reference), reference != range.first, tables.contains(reference),
            let finding = finding(sheet.cells[place], range, sheet.name)
          {
            findings.append(finding)
          }
          place += 1
        }
        row = RowIndex(row.rawValue + 1)
      }
    }
    return findings
  }

  private static func finding(
    _ cell: SheetCell,
    _ range: CellRange,
    _ sheet: String
  ) -> Finding? {
    let severity: Severity
    let actual: ReportedValue
    switch cell.value {
    case .empty: return nil
    case .number(let number):
      severity = .warning
      actual = Rational(number).map(ReportedValue.number) ?? .text("\(number)")
    case .string(let text):
      guard text.contains(where: { !$0.isWhitespace }) else { return nil }
      severity = .info
      actual = .text(text)
    case .bool(let truth):
      severity = .info
      actual = .text(truth ? "TRUE" : "FALSE")
    case .error(let code):
      severity = .info
      actual = .text(code)
    case .date(let date):
      severity = .info
      actual = .text(date.iso8601 ?? "\(date.serial)")
    }
    let isNumber = severity == .warning
    return Finding(
      rule: ReaderFindings.coveredValue,
      severity: severity,
      sheet: sheet,
      cell: cell.reference,
      message: LocalizedText(
        zh: "被合并单元格 \(range) 遮住, 表上看不见, 文件里仍存有\(isNumber ? "数, 求和公式会把它算进去" : "内容")",
        en: "hidden under the merged range \(range), but still in the file"
          + (isNumber ? ": sums count it" : "")
      ),
      actual: actual,
      cells: [CellLocation(sheet: sheet, cell: cell.reference)]
    )
  }
}
