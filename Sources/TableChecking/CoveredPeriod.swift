public import HebiaoCore
public import TableBinding
import TableSchemas

/// What a workbook covers, as its sheets state it.
public enum CoveredPeriod {
  /// The last day that most of the sheets agree on; nil where none states a period.
  public static func end(of sheets: [BoundSheet]) -> CalendarDate? {
    StatedPeriods.agreed(.report, in: sheets)?.dates?.end
  }
}
