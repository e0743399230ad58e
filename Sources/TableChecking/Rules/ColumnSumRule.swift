import HebiaoCore
import TableBinding
import TableSchemas

/// A closing row holds the sums of the rows it closes; of marks it holds their count.
///
/// A merged cell over several rows is one figure and counts once.
/// Wrong: 38 + 30 + 20 with 合计 80; three √ with 小计 2.
/// Right: 合计 88; 小计 3.
enum ColumnSumRule {
  static func lower(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let total = rule.value(.total), let parts = rule.value(.parts) else { return }
    for index in context.ruleTables {
      let table = context.tables[index]
      for row in table.rows.indices where table.rows[row].kind == total {
        let rows = partRows(of: row, kind: parts, within: rule.value(.within), in: table)
        guard !rows.isEmpty else { continue }
        // A row that could not be told may be one of the parts.
        let isNameless = { (part: UnboundPart) in
          part.kind == .row && part.location.cell.row < table.rows[row].index
        }
        if let part = table.unbound.first(where: isNameless) {
          context.skip(
            LocalizedText(
              zh: "第 \(part.location.cell.row.rawValue + 1) 行没有名称, \(table.rows[row].label)无法复核",
              en: "row \(part.location.cell.row.rawValue + 1) has no name, so "
                + "\(table.rows[row].label) cannot be checked"
            ),
            sheet: table.sheet
          )
          continue
        }
        for field in rule.values(.fields) {
          for column in table.columns(of: field) {
            lower(index, total: row, parts: rows, column: column, &context)
          }
        }
      }
    }
  }

  /// The rows that a closing row closes; where there are no subtotals, the detail rows themselves.
  static func partRows(
    of total: Int,
    kind: String,
    within: String?,
    in table: BoundTable
  ) -> [Int] {
    let rows = table.rows.indices.filter { row in
      row < total && table.rows[row].kind == kind
        && (within == nil || table.rows[row].section == table.rows[total].section)
    }
    if rows.isEmpty, kind == "subtotal" {
      return partRows(of: total, kind: BoundRow.detail, within: within, in: table)
    }
    return rows
  }

  private static func lower(
    _ index: Int,
    total: Int,
    parts: [Int],
    column: Int,
    _ context: inout CheckContext
  ) {
    let table = context.tables[index]
    guard let cell = table.cell(row: total, column: column), let value = cell.number else { return }
    var positions: [Int] = []
    var seen: Set<CellLocation> = [cell.location]
    var hasPart = false
    for row in parts {
      guard let part = table.cell(row: row, column: column),
        part.mergedRange == nil || seen.insert(part.location).inserted
      else { continue }
      // A part that cannot be read leaves the sum undecided; its own rule reports it.
      guard
        let position = context.summand(
          at: TablePlace(table: index, row: row, column: column),
          role: .input
        )
      else { return }
      hasPart = hasPart || part.isFilled
      positions.append(position)
    }
    guard hasPart || value != .zero, !positions.isEmpty else { return }
    let place = TablePlace(table: index, row: total, column: column)
    let figure = context.figure(cell, value: value, at: place, role: .total)
    context.add(.sum(total: figure, parts: positions))
  }
}
