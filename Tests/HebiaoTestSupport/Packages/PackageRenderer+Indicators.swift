import HebiaoCore

/// 附件1-1: blocks of indicators over one row per 片区, then the panels of the whole station.
extension MonthlyPackage {
  func drawIndicators(on canvas: inout TableCanvas) -> (rows: Int, columns: Int) {
    let blockWidths = blocks.map { block in
      2 + block.groups.reduce(0) { $0 + $1.indicators.count * 3 }
    }
    let width = max(blockWidths.max() ?? 2, overall == nil ? 2 : 11)
    var row = drawHeading(
      on: &canvas,
      row: 0,
      label: "附件1-1",
      kind: "指标完成情况统计表",
      period: .period(.indicators),
      wrapping: canvas.layout.periodStyle.applied,
      width: width
    )
    canvas.width(0, 12)
    canvas.width(1, 7)
    for column in 2..<width { canvas.width(column, column % 3 == 1 ? 9 : 7) }
    var firstIndicator = 0
    for block in blocks.indices {
      row = drawBlock(block, firstIndicator: firstIndicator, on: &canvas, row: row)
      firstIndicator += blocks[block].groups.reduce(0) { $0 + $1.indicators.count }
      row += canvas.layout.blankRowsBetween
    }
    if let overall { row = draw(overall, on: &canvas, row: row, width: width) }
    row = drawNotes(on: &canvas, row: row)
    return (row, width)
  }

  private func drawBlock(
    _ block: Int,
    firstIndicator: Int,
    on canvas: inout TableCanvas,
    row top: Int
  ) -> Int {
    canvas.header(canvas.layout.districtHeader, top, 0, height: 2)
    canvas.header(canvas.layout.headcountHeader, top, 1, height: 2)
    let firstRow = top + 2
    let totalRow = firstRow + districts.count + (canvas.layout.hasBlankRowBeforeTotals ? 1 : 0)
    for (district, name) in districts.enumerated() {
      canvas.text(name, firstRow + district, 0)
      canvas.figure(
        .headcount(block: block, row: .district(district)),
        firstRow + district,
        1,
        unit: "人"
      )
    }
    canvas.text(
      canvas.layout.headerStyle.applied(to: "合计"),
      totalRow,
      0,
      style: .closing
    )
    canvas.figure(
      .headcount(block: block, row: .total),
      totalRow,
      1,
      unit: "人",
      style: .closing
    )
    var column = 2
    var index = firstIndicator
    for group in blocks[block].groups {
      canvas.header(group.title, top, column, width: group.indicators.count * 3)
      for indicator in group.indicators {
        for part in FigurePath.Part.allCases {
          let place = column + part.rawValue
          canvas.header(indicator.headers[part.rawValue], top + 1, place)
          let unit = part == .ratio ? "" : indicator.unit
          if indicator.isStationWide {
            canvas.figure(
              .indicator(index, row: .station, part: part),
              firstRow,
              place,
              height: districts.count,
              unit: unit,
              plainOffset: canvas.layout.showsStationFiguresInMiddle ? districts.count / 2 : 0
            )
          } else {
            for district in districts.indices {
              canvas.figure(
                .indicator(index, row: .district(district), part: part),
                firstRow + district,
                place,
                unit: unit
              )
            }
          }
          canvas.figure(
            .indicator(index, row: .total, part: part),
            totalRow,
            place,
            unit: unit,
            style: .closing
          )
        }
        column += 3
        index += 1
      }
    }
    return totalRow + 1
  }

  private func draw(
    _ panel: OverallPanel,
    on canvas: inout TableCanvas,
    row top: Int,
    width: Int
  ) -> Int {
    let lines = max(panel.left.count, panel.right.count)
    // Wide tables give the texts several columns, as the print does; narrow ones a single one.
    let isWide = width >= 19
    let content = isWide ? 4 : 2
    let rightContent = isWide ? 4 : 1
    let figures = 1 + content
    let right = figures + 3
    let rightFigures = right + rightContent
    let remark = rightFigures + 3
    canvas.text("总体服务情况", top, 0, height: lines + 1, style: .header)
    canvas.header("协议内容", top, 1, width: content)
    canvas.header("协议内容", top, right, width: rightContent)
    for (part, header) in ["指标要求", "完成量", "百分比"].enumerated() {
      canvas.header(header, top, figures + part)
      canvas.header(header, top, rightFigures + part)
    }
    canvas.width(figures + 2, 9)
    canvas.width(rightFigures + 2, 9)
    canvas.text(panel.leftLabel, top + 1, 1, height: panel.left.count)
    for (line, item) in panel.left.enumerated() {
      canvas.text(item.content, top + 1 + line, 2, width: content - 1)
      for part in FigurePath.Part.allCases {
        canvas.figure(.overall(line, part: part), top + 1 + line, figures + part.rawValue)
      }
    }
    for (line, item) in panel.right.enumerated() {
      // The last line takes the rows that the left panel has more.
      let height = line == panel.right.count - 1 ? lines - line : 1
      canvas.text(item.content, top + 1 + line, right, height: height, width: rightContent)
      for part in FigurePath.Part.allCases {
        canvas.figure(
          .overall(panel.left.count + line, part: part),
          top + 1 + line,
          rightFigures + part.rawValue,
          height: height
        )
      }
    }
    if isWide {
      canvas.text(
        panel.remark,
        top,
        remark,
        height: lines + 1,
        width: width - remark,
        style: .remark,
        alwaysMerges: true
      )
      for line in 0...lines { canvas.sheet.rowHeights[canvas.top + top + line] = 30 }
      return top + lines + 1
    }
    canvas.text(
      panel.remark,
      top + lines + 1,
      0,
      width: width,
      style: .remark,
      alwaysMerges: true
    )
    return top + lines + 2
  }
}

extension Indicator {
  /// The unit that the first header names.
  var unit: String {
    for unit in ["人次", "场次", "小时", "人", "份", "节", "次", "案", "个"]
    where headers.first?.contains(unit) == true {
      return unit == "案" ? "个" : unit
    }
    return "个"
  }
}
