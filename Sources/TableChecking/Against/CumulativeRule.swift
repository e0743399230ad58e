import HebiaoCore
import TableBinding
import TableSchemas

/// A cumulative figure never falls below what the earlier file held.
///
/// A fall that a remark calls a correction, in one of the schema's `excuses`, is a warning; so is one
/// between two files of the same period, or under a name that changed. Where rows fell, the total
/// over them is not told again.
///
/// Wrong: 完成量 1735 where last month's file has 1753.
/// Right: 完成量 1790.
enum CumulativeRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    let isExcused = context.hasRemark(withAnyOf: rule.values(.excuses))
    for field in rule.values(.fields) {
      let fallen = context.comparedFigures(field: field).filter { $0.value < $0.earlierValue }
      let details = fallen.filter { context.isDetail($0.place) }
      let columns = Set(details.map { TableColumn($0.place) })
      for figure in fallen
      where context.isDetail(figure.place) || !columns.contains(TableColumn(figure.place)) {
        report(figure, isExcused: isExcused, &context)
      }
    }
  }

  private struct TableColumn: Hashable {
    var table: Int
    var column: Int

    init(_ place: TablePlace) {
      table = place.table
      column = place.column
    }
  }

  private static func report(
    _ figure: ComparedFigure,
    isExcused: Bool,
    _ context: inout CheckContext
  ) {
    let field = TableLabels.field(of: figure.place, in: context.tables)
    let isDoubtful =
      isExcused || figure.match.isRenamed || context.earlier?.succession.kind == .same
    context.report(
      figure.cell,
      at: figure.place,
      message: LocalizedText(
        zh:
          "\(field.chinese)由 \(figure.earlierValue) 降为 \(figure.value) (\(figure.source.chinese)): "
          + (isExcused ? "备注写明有更正, 请核对是否包括此数" : "累计数不应减少, 如是更正请在备注中写明"),
        en: "\(field.english) fell from \(figure.earlierValue) to \(figure.value) "
          + "(\(figure.source.english)): "
          + (isExcused
            ? "a remark tells of a correction; see whether it covers this figure"
            : "a cumulative figure does not fall; say so in the remarks if it was corrected")
      ),
      earlierCell: figure.earlierCell.location,
      severity: isDoubtful ? .warning : nil
    )
  }
}

extension CheckContext {
  /// Whether a place is in an ordinary row of a table that names its rows.
  func isDetail(_ place: TablePlace) -> Bool {
    tables[place.table].rows[place.row].kind == BoundRow.detail
  }

  /// Whether a sentence outside the tables has one of some words.
  func hasRemark(withAnyOf words: [String]) -> Bool {
    let words = words.map(NormalizedText.header)
    return sheets.contains { sheet in
      sheet.remarks.contains { remark in words.contains { remark.normalized.holds($0) } }
    }
  }
}
