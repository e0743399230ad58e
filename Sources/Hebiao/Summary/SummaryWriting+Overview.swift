import HebiaoCore
import TableSchemas
import WorkbookAuthoring

/// The first sheet: what all files add up to, and a row for each.
extension SummaryWriting {
  /// The row of the overview's header; stations stand below it.
  static let overviewHeader = 3

  mutating func writeOverview(uncheckedCount: Int) throws(AuthoringError) {
    try workbook.setHeight(28, ofRow: 0, in: overview)
    try workbook.write(
      .text(SummaryText.title[language]),
      at: CellReference(0, 0),
      format: SummaryLook.title,
      in: overview
    )
    let lines = [totals(uncheckedCount: uncheckedCount), SummaryText.explanation]
    for (index, line) in lines.enumerated() {
      try workbook.write(
        .text(line[language]),
        at: CellReference(index + 1, 0),
        format: SummaryLook.subtitle,
        in: overview
      )
    }
    let columns = overviewColumns
    try workbook.setHeight(44, ofRow: Self.overviewHeader, in: overview)
    try header(columns, row: Self.overviewHeader, in: overview)
    for (index, row) in rows.enumerated() {
      try write(row, number: index + 1)
    }
    var layout = SheetLayout()
    for (index, column) in columns.enumerated() {
      layout.columnWidths[ColumnIndex(index)] = column.width
    }
    layout.paper = .a3
    layout.frozenRows = Self.overviewHeader + 1
    layout.frozenColumns = 2
    layout.repeatedRows = Self.overviewHeader...Self.overviewHeader
    layout.filteredRange = CellRange(
      CellReference(Self.overviewHeader, 0),
      CellReference(Self.overviewHeader + max(rows.count, 1), columns.count - 1)
    )
    layout.pageFooter = SummaryText.pages[language]
    layout.showsGridlines = false
    try workbook.set(layout, of: overview)
  }

  private func totals(uncheckedCount: Int) -> LocalizedText {
    let errors = rows.reduce(0) { $0 + $1.errors }
    let warnings = rows.reduce(0) { $0 + $1.warnings }
    let faulty = rows.count { $0.errors > 0 }
    var zh = "共 \(rows.count) 个文件, \(faulty) 个有错误; 错误 \(errors) 处, 提示 \(warnings) 处"
    var en = "\(rows.count) files, \(faulty) with errors; \(errors) errors, \(warnings) warnings"
    if uncheckedCount > 0 {
      zh += "; \(uncheckedCount) 个没有核对, 见“\(SummaryText.unchecked.chinese)”"
      en += "; \(uncheckedCount) not checked, see \"\(SummaryText.unchecked.english)\""
    }
    if leftOutCount > 0 {
      zh += "; 问题太多, 清单未列其中 \(leftOutCount) 处"
      en += "; \(leftOutCount) findings are not listed, there are too many"
    }
    return LocalizedText(zh: zh, en: en)
  }

  private var overviewColumns: [SummaryColumn] {
    var columns = [
      SummaryColumn(title: LocalizedText(zh: "序号", en: "No."), width: 7),
      SummaryColumn(title: LocalizedText(zh: "站点", en: "Station"), width: 26),
      SummaryColumn(title: LocalizedText(zh: "统计期", en: "Period"), width: 25),
      SummaryColumn(title: LocalizedText(zh: "状态", en: "Status"), width: 10),
      SummaryColumn(title: SummaryText.severity(.error), width: 8),
      SummaryColumn(title: SummaryText.severity(.warning), width: 8),
      SummaryColumn(title: SummaryText.severity(.info), width: 8),
    ]
    for schema in schemas {
      columns.append(
        SummaryColumn(
          title: LocalizedText(
            zh: "\(schema.name.chinese)\n完成项/指标项",
            en: "\(schema.name.english)\ncompleted/all"
          ),
          width: 15
        )
      )
      columns.append(
        SummaryColumn(
          title: LocalizedText(
            zh: "\(schema.name.chinese)\n平均完成率",
            en: "\(schema.name.english)\nmean completion"
          ),
          width: 15
        )
      )
    }
    columns.append(
      SummaryColumn(title: LocalizedText(zh: "时间进度", en: "Time passed"), width: 10)
    )
    for standing in IndicatorPace.Standing.allCases {
      columns.append(SummaryColumn(title: SummaryText.standing(standing), width: 10))
    }
    for (_, definition) in figures {
      columns.append(SummaryColumn(title: definition.name, width: 11))
    }
    columns.append(SummaryColumn(title: LocalizedText(zh: "文件", en: "File"), width: 36))
    return columns
  }

  private mutating func write(_ row: StationRow, number: Int) throws(AuthoringError) {
    let status =
      switch row.status {
      case .clean: SummaryLook.good
      case .findings where row.errors > 0: SummaryLook.error
      case .findings where row.warnings > 0: SummaryLook.warning
      case .findings: SummaryLook.good
      case .unrecognised, .unreadable: SummaryLook.warning
      }
    let isChecked = row.status == .clean || row.status == .findings
    func count(_ number: Int) -> AuthoredContent { isChecked ? .number(Double(number)) : .blank }
    var cells: [(AuthoredContent, CellFormat)] = [
      (.number(Double(number)), SummaryLook.short),
      (.text(row.station), SummaryLook.text),
      (.text(row.period.map(SummaryText.period) ?? ""), SummaryLook.short),
      (.text(SummaryText.status(row)[language]), status),
      (count(row.errors), row.errors > 0 ? SummaryLook.error : SummaryLook.short),
      (count(row.warnings), row.warnings > 0 ? SummaryLook.warning : SummaryLook.short),
      (count(row.notes), SummaryLook.short),
    ]
    for schema in schemas {
      let own = row.completion[schema.id]
      cells.append(
        (.text(own.map { "\($0.completed)/\($0.indicators)" } ?? ""), SummaryLook.short)
      )
      cells.append((own?.mean.map { .number($0.double) } ?? .blank, SummaryLook.percent))
    }
    cells.append((row.elapsed.map { .number($0.double) } ?? .blank, SummaryLook.percent))
    for standing in IndicatorPace.Standing.allCases {
      let number = row.standings[standing] ?? 0
      let isKnown = !row.standings.isEmpty
      let look =
        number > 0 && standing == .farBehind
        ? SummaryLook.error
        : number > 0 && standing == .behind ? SummaryLook.warning : SummaryLook.short
      cells.append((isKnown ? .number(Double(number)) : .blank, look))
    }
    for (key, definition) in figures {
      let look = definition.isPercentage ? SummaryLook.percent : SummaryLook.number
      cells.append((row.figures[key].map { .number($0.double) } ?? .blank, look))
    }
    let isLinked = number <= AuthoredWorkbook.linkLimit
    cells.append(
      isLinked
        ? (link(to: row.path, cell: nil, text: row.path), SummaryLook.link)
        : (.text(row.path), SummaryLook.text)
    )
    let columns = overviewColumns
    if let name = columns.dropFirst().first, let path = columns.last {
      try setHeight(
        ofRow: Self.overviewHeader + number,
        showing: [row.station, row.path],
        [name, path],
        in: overview
      )
    }
    for (column, cell) in cells.enumerated() {
      try workbook.write(
        cell.0,
        at: CellReference(Self.overviewHeader + number, column),
        format: cell.1,
        in: overview
      )
    }
  }
}
