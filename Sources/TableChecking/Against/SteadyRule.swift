import HebiaoCore
import TableBinding
import TableSchemas

/// A figure that the agreement fixes is what it was in the earlier file.
///
/// Wrong: 协议量 70 where last month's file has 60.
/// Right: 60 in both, or a supplement to the agreement that says 70.
enum SteadyRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    for field in rule.values(.fields) {
      for figure in context.comparedFigures(field: field)
      where figure.value != figure.earlierValue {
        // A total follows its rows.
        if !context.isDetail(figure.place), hasChangedPart(figure, field: field, context) {
          continue
        }
        let name = TableLabels.field(of: figure.place, in: context.tables)
        context.report(
          figure.cell,
          at: figure.place,
          message: LocalizedText(
            zh:
              "\(name.chinese)由 \(figure.earlierValue) 改为 \(figure.value) (\(figure.source.chinese)), "
              + "如有补充协议请注明",
            en: "\(name.english) was \(figure.earlierValue) and is now \(figure.value) "
              + "(\(figure.source.english)); name the supplement to the agreement"
          ),
          earlierCell: figure.earlierCell.location
        )
      }
    }
  }

  private static func hasChangedPart(
    _ total: ComparedFigure,
    field: String,
    _ context: CheckContext
  ) -> Bool {
    context.comparedFigures(field: field).contains { part in
      part.place.table == total.place.table && part.place.column == total.place.column
        && context.isDetail(part.place) && part.value != part.earlierValue
    }
  }
}
