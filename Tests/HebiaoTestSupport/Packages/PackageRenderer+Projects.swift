import HebiaoCore

/// 附件1-2: sections of triples side by side, a row of headers and a row of texts each.
extension MonthlyPackage {
  func drawProjects(on canvas: inout TableCanvas) -> (rows: Int, columns: Int) {
    let width = 1 + (sections.map(\.items.count).max() ?? 1) * 3
    var row = drawHeading(
      on: &canvas,
      row: 0,
      label: "附件1-2",
      kind: "指标完成情况统计表",
      period: .period(.projects),
      wrapping: canvas.layout.periodStyle.applied,
      width: width
    )
    canvas.width(0, 11)
    for column in 1..<width { canvas.width(column, column % 3 == 0 ? 11 : 17) }
    var number = 0
    for section in sections {
      canvas.text(section.label ?? "", row, 0, height: 2, style: .header)
      for (index, item) in section.items.enumerated() {
        let column = 1 + index * 3
        for (part, header) in ["指标要求", "完成情况", "完成百分比"].enumerated() {
          canvas.header(header, row, column + part)
        }
        for part in FigurePath.Part.allCases {
          canvas.figure(.project(number, part: part), row + 1, column + part.rawValue)
        }
        if item.actual != nil { canvas.sheet.rowHeights[canvas.top + row + 1] = 44 }
        number += 1
      }
      row += 2 + canvas.layout.blankRowsBetween
    }
    row = drawNotes(on: &canvas, row: row)
    return (row, width)
  }
}
