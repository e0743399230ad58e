public import HebiaoCore

/// Writes a sheet in a few lines, for tests of what takes cells and not files.
///
///     | 服务片区 | 建档 | <    | <      |     < joins the cell to its left, ^ to the one above
///     | ^       | 协议 | 完成 | 百分比 |
///     | 片区1   | 38  | 24   | 63.16% |     38 is a number, 63.16% a ratio under 0.00%
///     | 合计    | '38 | 24   |        |     '38 is a text; empty cells are left out
public enum SheetText {
  /// The sheet that a text draws; its first line is row 1, its first column A.
  public static func sheet(
    _ text: String,
    name: String = "附件",
    at origin: CellReference = CellReference(0, 0)
  ) -> SheetContent {
    var sheet = SheetContent(name: name, numberFormats: formats)
    var anchors: [[CellReference]] = []
    var extents: [CellReference: CellReference] = [:]
    for (line, row) in text.split(separator: "\n").enumerated() {
      anchors.append([])
      let parts = row.split(separator: "|", omittingEmptySubsequences: false)
      let fields = parts.dropFirst().dropLast().map { trimmed($0) }
      for (column, field) in fields.enumerated() {
        let reference = CellReference(
          origin.row.rawValue + line,
          origin.column.rawValue + column
        )
        var anchor = reference
        if field == "<", column > 0 { anchor = anchors[line][column - 1] }
        if field == "^", line > 0, anchors[line - 1].indices.contains(column) {
          anchor = anchors[line - 1][column]
        }
        anchors[line].append(anchor)
        if anchor == reference {
          if let cell = cell(field, at: reference) { sheet.cells.insert(cell) }
        } else {
          extents[anchor] = reference
        }
      }
    }
    sheet.mergedRanges = extents.sorted { $0.key < $1.key }.map { CellRange($0.key, $0.value) }
    return sheet
  }

  private static let formats = [
    NumberFormatTraits.general,
    NumberFormatTraits(code: "0.00%", family: .percent, decimals: 2),
    NumberFormatTraits(code: "0%", family: .percent, decimals: 0),
  ]

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop { $0 == " " }
    let end = start.lastIndex { $0 != " " }
    return end.map { String(start[...$0]).replacing("\\n", with: "\n") } ?? ""
  }

  private static func cell(_ field: String, at reference: CellReference) -> SheetCell? {
    if field.isEmpty { return nil }
    if field.hasPrefix("'") {
      return SheetCell(reference: reference, value: .string(String(field.dropFirst())))
    }
    if field.hasSuffix("%"), let number = Double(field.dropLast()) {
      let decimals = field.contains(".") ? 1 : 2
      // The quotient of two decimal texts is the double that Excel stores for the ratio.
      let ratio = Double("\(field.dropLast())e-2") ?? number / 100
      return SheetCell(reference: reference, value: .number(ratio), format: decimals)
    }
    if let number = Double(field) {
      return SheetCell(reference: reference, value: .number(number))
    }
    return SheetCell(reference: reference, value: .string(field))
  }
}
