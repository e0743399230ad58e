import HebiaoCore
import WorkbookAuthoring

/// The sheet of charts, with the figures that they show.
extension SummaryWriting {
  /// Bars that a chart has room for.
  private static let barLimit = 15
  /// Units: characters of the default font.
  private static let nameWidth = 40.0

  private static let severities: [(name: LocalizedText, color: UInt32)] = [
    (SummaryText.severity(.error), 0xC00000), (SummaryText.severity(.warning), 0xFFC000),
  ]

  /// Draws what there is to draw: stations with errors, rules that are broken often, stations that lag.
  mutating func writeCharts() throws(AuthoringError) {
    let names = StationNames.names(of: rows)
    let faulty = Array(
      rows.enumerated().filter { $0.element.errors + $0.element.warnings > 0 }
        .sorted { left, right in
          (right.element.errors, right.element.warnings, left.offset)
            < (left.element.errors, left.element.warnings, right.offset)
        }.prefix(Self.barLimit)
    )
    let paced = Array(
      rows.enumerated().filter { !$0.element.standings.isEmpty }.sorted { left, right in
        let (one, other) = (left.element.lag, right.element.lag)
        return one != other ? one > other : left.offset < right.offset
      }.prefix(Self.barLimit)
    )
    let often = Array(
      rules.filter { $0.value.errors + $0.value.warnings > 0 }.sorted { left, right in
        let one = left.value.errors + left.value.warnings
        let other = right.value.errors + right.value.warnings
        return one != other ? one > other : left.key < right.key
      }.prefix(Self.barLimit)
    )
    var tables: [ChartTable] = []
    if !faulty.isEmpty {
      tables.append(
        ChartTable(
          title: SummaryText.faultyStations,
          category: SummaryText.station,
          series: Self.severities,
          rows: faulty.map { (names[$0.offset], [$0.element.errors, $0.element.warnings]) }
        )
      )
    }
    if !often.isEmpty {
      tables.append(
        ChartTable(
          title: SummaryText.frequentRules,
          category: SummaryText.rule,
          series: Self.severities,
          rows: zip(ruleTitles(often.map(\.key)), often).map { title, rule in
            (title, [rule.value.errors, rule.value.warnings])
          }
        )
      )
    }
    if !paced.isEmpty {
      let colors: [UInt32] = [0x548235, 0xA9D18E, 0xFFC000, 0xC00000]
      tables.append(
        ChartTable(
          title: SummaryText.laggingStations,
          category: SummaryText.station,
          series: Array(
            zip(IndicatorPace.Standing.allCases.map(SummaryText.standing), colors)
          ),
          rows: paced.map { offset, row in
            (names[offset], IndicatorPace.Standing.allCases.map { row.standings[$0] ?? 0 })
          }
        )
      )
    }
    var top = 0
    for table in tables { top = try write(table, top: top) }
    if tables.isEmpty {
      try workbook.write(
        .text(SummaryText.nothingToDraw[language]),
        at: CellReference(0, 0),
        format: SummaryLook.subtitle,
        in: charts
      )
    }
    var layout = SheetLayout()
    layout.columnWidths = [ColumnIndex(0): Self.nameWidth]
    for column in 1...4 { layout.columnWidths[ColumnIndex(column)] = 13 }
    layout.showsGridlines = false
    // Charts that are cut by the end of a page are of no use.
    layout.isLandscape = false
    layout.fitsOnePage = true
    layout.pageFooter = SummaryText.pages[language]
    try workbook.set(layout, of: charts)
  }

  /// The names of rules, with the code where several have the same name.
  private func ruleTitles(_ codes: [String]) -> [String] {
    let names = codes.map { ruleNames.name(of: $0, in: language) }
    let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
    return zip(codes, names).map { code, name in
      counts[name, default: 0] > 1 ? ruleNames.named(code, in: language) : name
    }
  }

  private struct ChartTable {
    var title: LocalizedText
    var category: LocalizedText
    var series: [(name: LocalizedText, color: UInt32)]
    var rows: [(name: String, values: [Int])]
  }

  /// Writes a table with its chart beside it; says where the next one begins.
  private mutating func write(_ table: ChartTable, top: Int) throws(AuthoringError) -> Int {
    try workbook.write(
      .text(table.title[language]),
      at: CellReference(top, 0),
      format: SummaryLook.title.with { $0.fontSize = 12 },
      in: charts
    )
    try header(
      [SummaryColumn(title: table.category, width: Self.nameWidth)]
        + table.series.map { SummaryColumn(title: $0.name, width: 13) },
      row: top + 1,
      in: charts
    )
    let first = top + 2
    for (index, row) in table.rows.enumerated() {
      let place = CellReference(first + index, 0)
      let columns = [SummaryColumn(title: table.category, width: Self.nameWidth)]
      try setHeight(ofRow: first + index, showing: [row.name], columns, in: charts)
      try workbook.write(.text(row.name), at: place, format: SummaryLook.text, in: charts)
      for (column, value) in row.values.enumerated() {
        try workbook.write(
          .number(Double(value)),
          at: CellReference(first + index, column + 1),
          format: SummaryLook.number,
          in: charts
        )
      }
    }
    let last = first + table.rows.count - 1
    let height = 120 + 26 * table.rows.count
    let chart = ChartPlan(
      form: .stackedBars,
      title: table.title[language],
      sheet: SummaryText.charts[language],
      categories: CellRange(CellReference(first, 0), CellReference(last, 0)),
      series: table.series.enumerated().map { index, series in
        ChartPlan.Series(
          name: series.name[language],
          values: CellRange(
            CellReference(first, index + 1),
            CellReference(last, index + 1)
          ),
          color: series.color
        )
      },
      anchor: CellReference(top, 6),
      width: 640,
      height: height
    )
    try workbook.add(chart, to: charts)
    // A row is about 20 pixels high.
    return max(last + 3, top + height / 20 + 3)
  }
}

extension StationRow {
  /// How far a station lags: a lag that is far counts more than all others.
  fileprivate var lag: Int {
    (standings[.farBehind] ?? 0) * 1_000 + (standings[.behind] ?? 0)
  }
}
