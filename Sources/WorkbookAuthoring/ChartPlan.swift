package import HebiaoCore

/// A chart over cells of the workbook.
package struct ChartPlan: Hashable, Sendable {
  /// A form of chart.
  package enum Form: Hashable, Sendable {
    /// Bars from left to right, the series on one another.
    case stackedBars
    /// Bars from left to right.
    case bars
    /// Columns, the series on one another.
    case stackedColumns
  }

  /// Values of one colour.
  package struct Series: Hashable, Sendable {
    package var name: String
    package var values: CellRange
    /// Units: 0xRRGGBB.
    package var color: UInt32

    package init(name: String, values: CellRange, color: UInt32) {
      self.name = name
      self.values = values
      self.color = color
    }
  }

  package var form: Form
  package var title: String
  /// The sheet that holds the values.
  package var sheet: String
  package var categories: CellRange
  package var series: [Series]
  /// Where its upper left corner stands.
  package var anchor: CellReference
  /// Units: pixels.
  package var width: Int
  package var height: Int
  /// The number format of the values' axis.
  package var numberFormat: String?

  package init(
    form: Form,
    title: String,
    sheet: String,
    categories: CellRange,
    series: [Series],
    anchor: CellReference,
    width: Int,
    height: Int,
    numberFormat: String? = nil
  ) {
    self.form = form
    self.title = title
    self.sheet = sheet
    self.categories = categories
    self.series = series
    self.anchor = anchor
    self.width = width
    self.height = height
    self.numberFormat = numberFormat
  }
}
