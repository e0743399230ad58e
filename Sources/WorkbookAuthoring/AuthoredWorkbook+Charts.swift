import CLibXLSXWriter
import HebiaoCore

extension AuthoredWorkbook {
  /// Draws a chart on a sheet.
  package mutating func add(_ plan: ChartPlan, to sheet: Sheet) throws(AuthoringError) {
    let type =
      switch plan.form {
      case .bars: LXW_CHART_BAR
      case .stackedBars: LXW_CHART_BAR_STACKED
      case .stackedColumns: LXW_CHART_COLUMN_STACKED
      }
    guard let chart = workbook_add_chart(workbook, UInt8(type.rawValue)) else {
      throw AuthoringError(
        .refused(code: LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue, words: "workbook_add_chart")
      )
    }
    for series in plan.series { try add(series, of: plan, to: chart) }
    chart_title_set_name(chart, plan.title.clipped(to: 255))
    withFont(size: 12, isBold: true) { chart_title_set_name_font(chart, &$0) }
    chart_legend_set_position(
      chart,
      UInt8(
        (plan.series.count > 1 ? LXW_CHART_LEGEND_BOTTOM : LXW_CHART_LEGEND_NONE).rawValue
      )
    )
    chart_set_series_gap(chart, 60)
    setAxes(plan, of: chart)
    var options = lxw_chart_options()
    // What the library draws without a scale is 480 by 288 pixels.
    options.x_scale = Double(plan.width) / 480
    options.y_scale = Double(plan.height) / 288
    options.object_position = UInt8(LXW_OBJECT_MOVE_DONT_SIZE.rawValue)
    let (row, column) = try Self.position(plan.anchor)
    try AuthoringError.check(
      worksheet_insert_chart_opt(sheets[sheet.index], row, column, chart, &options)
    )
  }

  private func add(
    _ series: ChartPlan.Series,
    of plan: ChartPlan,
    to chart: UnsafeMutablePointer<lxw_chart>
  ) throws(AuthoringError) {
    guard let made = chart_add_series(chart, nil, nil) else {
      throw AuthoringError(
        .refused(code: LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue, words: "chart_add_series")
      )
    }
    let (top, left) = try Self.position(plan.categories.first)
    let (bottom, right) = try Self.position(plan.categories.last)
    chart_series_set_categories(made, plan.sheet, top, left, bottom, right)
    let (first, start) = try Self.position(series.values.first)
    let (last, end) = try Self.position(series.values.last)
    chart_series_set_values(made, plan.sheet, first, start, last, end)
    chart_series_set_name(made, series.name.clipped(to: 255))
    var fill = lxw_chart_fill()
    fill.color = series.color
    chart_series_set_fill(made, &fill)
  }

  private func setAxes(_ plan: ChartPlan, of chart: UnsafeMutablePointer<lxw_chart>) {
    let chart = chart.pointee
    withFont(size: 9, isBold: false) { font in
      chart_axis_set_num_font(chart.x_axis, &font)
      chart_axis_set_num_font(chart.y_axis, &font)
    }
    // The library calls the upright axis y, whatever it shows.
    let isUpright = plan.form == .stackedColumns
    let (categories, values) =
      isUpright ? (chart.x_axis, chart.y_axis) : (chart.y_axis, chart.x_axis)
    // Bars would begin at the bottom.
    if !isUpright { chart_axis_set_reverse(categories) }
    if let format = plan.numberFormat { chart_axis_set_num_format(values, format) }
    chart_axis_set_min(values, 0)
    var line = lxw_chart_line()
    line.color = 0xD9D9D9
    chart_axis_major_gridlines_set_line(values, &line)
  }

  private func withFont(
    size: Double,
    isBold: Bool,
    _ body: (inout lxw_chart_font) -> Void
  ) {
    "宋体".withCString { name in
      var font = lxw_chart_font()
      font.name = UnsafeMutablePointer(mutating: name)
      font.size = size
      font.bold = isBold ? 1 : UInt8(LXW_EXPLICIT_FALSE.rawValue)
      body(&font)
    }
  }
}
