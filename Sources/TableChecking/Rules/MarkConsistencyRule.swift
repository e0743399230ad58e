import HebiaoCore
import TableBinding
import TableSchemas

/// Attendance, insurance and pay go together, month by month.
///
/// Wrong: 人员到位 0 with 工资发放 √; 人员到位 1 without 社保购买.
/// Right: 人员到位 1, 社保购买 √, 工资发放 √; or ——, ——, ——.
enum MarkConsistencyRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let attendance = rule.value(.attendance) else { return }
    for (index, row) in context.detailRows() {
      let table = context.tables[index]
      for group in table.groups {
        guard let column = group.columns[attendance],
          let cell = table.cell(row: row, column: column), isReadable(cell)
        else { continue }
        let isAttended = cell.number.map { $0 > .zero } ?? false
        let odd = rule.values(.marks).compactMap { mark -> (Int, BoundCell)? in
          guard let position = group.columns[mark],
            let markCell = table.cell(row: row, column: position), isReadable(markCell)
          else { return nil }
          return (markCell.value == .mark(true)) == isAttended ? nil : (position, markCell)
        }
        guard let first = odd.first else { continue }
        let names = odd.map { table.columns[$0.0].headerText }.joined(separator: "、")
        let actual = cell.number.map { "\($0)" } ?? ""
        let message =
          isAttended
          ? LocalizedText(
            zh: "人员到位为 \(actual), 但\(names)没有打 √",
            en: "attendance is \(actual), but \(names) is not marked"
          )
          : LocalizedText(
            zh: "没有人员到位, 但\(names)打了 √" + others(group, rule, odd, table, row).chinese,
            en: "no attendance, but \(names) is marked"
              + others(group, rule, odd, table, row).english
          )
        context.report(
          first.1,
          at: TablePlace(table: index, row: row, column: first.0),
          message: message,
          others: [cell.location] + odd.dropFirst().map(\.1.location)
        )
      }
    }
  }

  /// Names the marks that are missing where another stands alone: paid, but not insured.
  private static func others(
    _ group: BoundGroup,
    _ rule: RuleDefinition,
    _ odd: [(Int, BoundCell)],
    _ table: BoundTable,
    _ row: Int
  ) -> LocalizedText {
    let missing = rule.values(.marks).compactMap { group.columns[$0] }.filter { position in
      !odd.contains { $0.0 == position }
    }
    guard !missing.isEmpty else { return LocalizedText(verbatim: "") }
    let names = missing.map { table.columns[$0].headerText }.joined(separator: "、")
    return LocalizedText(zh: ", \(names)没有打 √", en: "; \(names) is not")
  }

  private static func isReadable(_ cell: BoundCell) -> Bool {
    switch cell.value {
    case .unreadable, .uncomputed, .unclear: false
    default: true
    }
  }
}
