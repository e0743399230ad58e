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
    let within = rule.value(.within)
    var positions: [Int] = []
    for table in context.ruleTables {
      let bound = table.bound
      let columns = table.columns(of: rule.values(.fields))
      positions.reserveCapacity(table.rows.count)
      for row in table.rows where bound.rows[row].kind == total {
        let rows = partRows(of: row, kind: parts, within: within, in: bound)
        guard !rows.isEmpty else { continue }
        // A row that could not be told may be one of the parts.
        let isNameless = { (part: UnboundPart) in
          part.kind == .row && part.location.cell.row < bound.rows[row].index
        }
        if let part = bound.unbound.first(where: isNameless) {
          context.skip(
            LocalizedText(
              zh: "第 \(part.location.cell.row.rawValue + 1) 行没有名称, \(bound.rows[row].label)无法复核",
              en: "row \(part.location.cell.row.rawValue + 1) has no name, so "
                + "\(bound.rows[row].label) cannot be checked"
            ),
            sheet: bound.sheet
          )
          continue
        }
        for column in columns {
          lower(table, total: row, parts: rows, column: column, &positions, &context)
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
    var rows: [Int] = []
    rows.reserveCapacity(total)
    let section = table.rows[total].section
    for row in 0..<total
    where table.rows[row].kind == kind && (within == nil || table.rows[row].section == section) {
      rows.append(row)
    }
    if rows.isEmpty, kind == "subtotal" {
      return partRows(of: total, kind: BoundRow.detail, within: within, in: table)
    }
    return rows
  }

  /// Lowers the sum of one column; the positions of its parts' figures are only room for them.
  private static func lower(
    _ table: TableFacts,
    total: Int,
    parts: [Int],
    column: Int,
    _ positions: inout [Int],
    _ context: inout CheckContext
  ) {
    let closing = table[total, column]
    guard closing.kind == .number else { return }
    positions.removeAll(keepingCapacity: true)
    var merged: [Int32] = []
    var hasPart = false
    for row in parts {
      let part = table[row, column]
      if !part.isPresent { continue }
      if part.isMerged {
        if part.cell == closing.cell || merged.contains(part.cell) { continue }
        merged.append(part.cell)
      }
      // A part that cannot be read leaves the sum undecided; its own rule reports it.
      guard let position = context.summand(in: table, row, column) else { return }
      hasPart = hasPart || part.isFilled
      positions.append(position)
    }
    guard hasPart || closing.amount != .zero, !positions.isEmpty else { return }
    let figure = context.figure(
      closing,
      value: closing.amount,
      in: table,
      total,
      column,
      role: .total
    )
    context.add(.sum(total: figure, parts: positions))
  }
}
