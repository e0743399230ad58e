import HebiaoCore
import Reporting

/// An indicator table as a clerk would draw it, with one wrong percentage.
enum IndicatorPicture {
  static func sheet() throws -> SheetPicture {
    var drawing = Drawing()
    drawing.put("A1", "附件1-1", .left)
    drawing.put("A2", "广州市云杉街社工站购买服务项目指标完成情况统计表", merged: "A2:W2", isBold: true)
    drawing.put("A3", "(2024年1月25日至2024年4月30日)", merged: "A3:W3")
    drawing.put("A4", "服务\n片区", merged: "A4:A5", isBold: true)
    drawing.put("B4", "投入社\n工人数", merged: "B4:B5", isBold: true)
    let groups = [
      "17类困难群众和特殊群体建档", "17类困难群众和特殊群体电访/探访服务", "非17类困难群众和特殊群体电访",
      "非17类困难群众和特殊群体入户探访", "专业个案(接案)", "专业个案(节数)", "专业个案(结案)",
    ]
    for (index, group) in groups.enumerated() {
      let first = 2 + index * 3
      drawing.put(3, first, group, merged: (3, first, 3, first + 2), isBold: true)
      for (offset, title) in ["协议数", "完成量", "百分比"].enumerated() {
        drawing.put(4, first + offset, title, isBold: true)
      }
    }
    let rows = [
      "片区1 6 800 1753 219.13% 5600 8387 149.77% 38 24 60.00% 20 12 60.00% 60 29 48.33% 300 144 "
        + "48.00% 60 29 48.33%",
      "片区2 7 - - - - - - 30 20 66.67% 20 15 75.00% - - - - - - - - -",
      "片区3 7 - - - - - - 20 15 75.00% 30 35 116.67% - - - - - - - - -",
      "合计 20 800 1753 219.13% 5600 8387 149.77% 88 59 67.05% 70 62 88.57% 60 29 48.33% 300 144 "
        + "48.00% 60 29 48.33%",
    ]
    for (index, row) in rows.enumerated() {
      for (column, text) in row.split(separator: " ").enumerated() where text != "-" {
        let isStation = index == 0 && column >= 2 && !(8...13).contains(column)
        drawing.put(
          5 + index,
          column,
          String(text),
          merged: isStation ? (5, column, 7, column) : nil,
          isBold: index == 3
        )
      }
    }
    drawing.put("A12", "注: 百分比 = 完成量 ÷ 协议数, 四舍五入保留两位小数。", .left, merged: "A12:W12")
    var picture = SheetPicture(
      name: "附件1-1",
      cells: drawing.cells.sorted { $0.reference < $1.reference },
      mergedRanges: drawing.merged
    )
    for column in 0..<23 { picture.columnWidths[ColumnIndex(column)] = 7.6 }
    picture.columnWidths[ColumnIndex(0)] = 8.5
    picture.rowHeights = [RowIndex(1): 30, RowIndex(3): 44]
    picture.hiddenRows = [RowIndex(9)]
    return picture
  }

  struct Drawing {
    var cells: [SheetPicture.Cell] = []
    var merged: [CellRange] = []

    mutating func put(
      _ name: String,
      _ text: String,
      _ alignment: SheetPicture.Cell.Alignment = .center,
      merged range: String? = nil,
      isBold: Bool = false
    ) {
      guard let reference = CellReference(name) else { return }
      cells.append(
        SheetPicture.Cell(reference: reference, text: text, alignment: alignment, isBold: isBold)
      )
      if let range = range.flatMap({ CellRange($0) }) { merged.append(range) }
    }

    mutating func put(
      _ row: Int,
      _ column: Int,
      _ text: String,
      merged range: (Int, Int, Int, Int)? = nil,
      isBold: Bool = false
    ) {
      cells.append(
        SheetPicture.Cell(
          reference: CellReference(row, column),
          text: text,
          alignment: .center,
          isBold: isBold
        )
      )
      if let range {
        merged.append(
          CellRange(CellReference(range.0, range.1), CellReference(range.2, range.3))
        )
      }
    }
  }
}
