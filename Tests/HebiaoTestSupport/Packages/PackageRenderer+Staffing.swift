import HebiaoCore

/// 附件2: one row per person, months side by side, closing rows per group and for the sheet.
extension MonthlyPackage {
  func drawStaffing(on canvas: inout TableCanvas) -> (rows: Int, columns: Int) {
    let width = firstMonthColumn + months.count * 3 + 3
    for (column, characters) in [7.0, 5, 9, 17, 17, 13].enumerated() {
      canvas.width(column, characters)
    }
    for column in 0..<months.count * 3 { canvas.width(firstMonthColumn + column, 5.5) }
    canvas.width(width - 3, 8)
    canvas.width(width - 2, 12)
    canvas.width(width - 1, 17)
    var row = drawStaffingHead(on: &canvas, row: 0, width: width)
    var rowsOnPage = 0
    for group in staff.indices {
      var people = Array(self.people(ofGroup: group))
      while !people.isEmpty {
        let room = canvas.layout.rowsPerPage.map { $0 - rowsOnPage } ?? people.count
        if room <= 0 {
          canvas.sheet.pageBreaks.insert(canvas.top + row)
          row = drawStaffingHead(on: &canvas, row: row, width: width)
          rowsOnPage = 0
          continue
        }
        let segment = people.prefix(room)
        people.removeFirst(segment.count)
        canvas.text(staff[group].label, row, 0, height: segment.count)
        for person in segment {
          draw(person, on: &canvas, row: row)
          row += 1
        }
        rowsOnPage += segment.count
      }
      if canvas.layout.hasBlankRowBeforeTotals { row += 1 }
      draw(.subtotal(group: group), "小计", on: &canvas, row: row)
      draw(
        .effective(group: group),
        staff[group].label + "有效人次小计",
        on: &canvas,
        row: row + 1
      )
      row += 2
    }
    row = drawGrandTotals(on: &canvas, row: row, width: width)
    row = drawNotes(on: &canvas, row: row)
    return (row, width)
  }

  /// 类型, 序号, 姓名, 职位, 岗位资格证/资质, 合同期限 stand before it.
  private var firstMonthColumn: Int { 6 }

  private func drawStaffingHead(on canvas: inout TableCanvas, row: Int, width: Int) -> Int {
    let top = drawHeading(
      on: &canvas,
      row: row,
      label: "附件2",
      kind: "社工到岗情况统计表",
      period: .period(.staffing),
      wrapping: { "年度服务协议时间: " + $0 },
      width: width
    )
    for (column, header) in canvas.layout.staffWording.person.enumerated() {
      canvas.header(header, top, column, height: 2)
    }
    for (index, month) in months.enumerated() {
      let column = firstMonthColumn + index * 3
      let weight = month.weight == .one ? "" : "(计\(month.weight))"
      canvas.header("\(month.year)年\(month.month)月\(weight)", top, column, width: 3)
      for (part, header) in canvas.layout.staffWording.month.enumerated() {
        canvas.header(header, top + 1, column + part)
      }
    }
    for (part, header) in canvas.layout.staffWording.closing.enumerated() {
      canvas.header(header, top, width - 3 + part, height: 2)
    }
    return top + 2
  }

  private func draw(_ person: Int, on canvas: inout TableCanvas, row: Int) {
    canvas.figure(.personField(person, field: .sequence), row, 1)
    canvas.figure(.personField(person, field: .name), row, 2)
    canvas.text(people[person].position, row, 3)
    canvas.text(people[person].qualification, row, 4)
    canvas.figure(.personField(person, field: .contract), row, 5)
    for (index, column) in staffColumns.enumerated() {
      canvas.figure(.person(person, column: column), row, firstMonthColumn + index)
    }
    canvas.figure(
      .personField(person, field: .note),
      row,
      firstMonthColumn + staffColumns.count
    )
  }

  private func draw(
    _ closing: FigurePath.Closing,
    _ label: String,
    on canvas: inout TableCanvas,
    row: Int,
    totalsHeight: Int = 1
  ) {
    canvas.text(
      canvas.layout.headerStyle.applied(to: label),
      row,
      0,
      width: firstMonthColumn,
      style: .closing
    )
    let isEffective =
      switch closing {
      case .effective, .totalEffective: true
      case .subtotal, .total: false
      }
    for (index, column) in staffColumns.enumerated() {
      let place = firstMonthColumn + index
      switch column {
      case .attendance:
        canvas.figure(
          .closing(closing, column: column),
          row,
          place,
          width: isEffective ? 3 : 1,
          style: .closing
        )
      case .insurance, .pay:
        if !isEffective {
          canvas.figure(.closing(closing, column: column), row, place, style: .closing)
        }
      case .attended, .experienced:
        if closing == .totalEffective, !canvas.layout.repeatsGrandTotal { continue }
        canvas.figure(
          .closing(closing, column: column),
          row,
          place,
          height: totalsHeight,
          style: .closing
        )
      }
    }
    canvas.text("", row, firstMonthColumn + staffColumns.count)
  }

  private func drawGrandTotals(on canvas: inout TableCanvas, row: Int, width: Int) -> Int {
    var next = row
    if canvas.layout.hasGrandTotalLine {
      canvas.text("总计", next, 0, width: width, style: .closing)
      next += 1
    }
    let prefix = canvas.layout.hasGrandTotalLine ? "" : "总计"
    draw(
      .total,
      prefix + "社工到岗情况(社保购买、工资发放、人员到位)",
      on: &canvas,
      row: next,
      totalsHeight: canvas.layout.repeatsGrandTotal ? 1 : 2
    )
    draw(
      .totalEffective,
      prefix + "有效人次(即持证社工及非持证社工有效人次)",
      on: &canvas,
      row: next + 1
    )
    next += 2
    if retention != nil {
      canvas.text(
        "社工站稳岗率(持续在岗社工数/协议要求在岗社工数*100%)",
        next,
        0,
        width: width - 3,
        style: .closing
      )
      canvas.figure(.retention, next, width - 3, width: 3, style: .closing)
      next += 1
    }
    return next
  }
}
