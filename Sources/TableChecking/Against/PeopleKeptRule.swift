import HebiaoCore
import TableBinding
import TableSchemas

/// Whoever stands in the earlier file stands in this one, under the same name and number.
///
/// People are matched by name; of those who are left, one whose other fields and months are those
/// of one in the earlier file is the same under another name.
///
/// Wrong: 林晓岚 in last month's file, 林小岚 with the same number, post and contract in this one.
/// Right: 林晓岚 in both; whoever left stays in the table.
enum PeopleKeptRule {
  /// So many people are named before the rest is counted.
  private static let named = 6

  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let earlier = context.earlier, earlier.succession.isComparable,
      let field = rule.value(.fields)
    else { return }
    for match in earlier.people where context.applies(toTable: match.table) {
      reportRenamed(match, field, earlier, &context)
      reportMissing(match, field, earlier, &context)
      reportRenumbered(match, field, earlier, &context)
    }
  }

  private static func reportRenamed(
    _ match: MatchedPeople,
    _ field: String,
    _ earlier: EarlierMonth,
    _ context: inout CheckContext
  ) {
    let (now, before) = (context.tables[match.table], earlier.tables[match.earlierTable])
    for pair in match.pairs where pair.isRenamed {
      guard let column = now.column(field), let cell = now.cell(row: pair.new, column: column),
        let earlierColumn = before.column(field),
        let old = before.cell(row: pair.old, column: earlierColumn)
      else { continue }
      let name = FigureTexts.text(of: old)
      context.report(
        cell,
        at: TablePlace(table: match.table, row: pair.new, column: column),
        message: LocalizedText(
          zh: "上期此人名为 “\(name)” (上期 \(old.location.text(from: ""))), 其余各栏相同, 请核对姓名",
          en: "the earlier file has \"\(name)\" (\(old.location.text(from: ""))), all else alike; "
            + "please check the name"
        ),
        expected: .text(name),
        earlierCell: old.location
      )
    }
  }

  private static func reportMissing(
    _ match: MatchedPeople,
    _ field: String,
    _ earlier: EarlierMonth,
    _ context: inout CheckContext
  ) {
    let (now, before) = (context.tables[match.table], earlier.tables[match.earlierTable])
    guard !match.missing.isEmpty, let column = now.column(field),
      let earlierColumn = before.column(field)
    else { return }
    let cells = match.missing.compactMap { before.cell(row: $0, column: earlierColumn) }
    let list = cells.prefix(named).map {
      "\(FigureTexts.text(of: $0)) (\($0.location.text(from: "")))"
    }.joined(separator: "、")
    let more = cells.count > named
    let header = now.columns[column].header
    context.report(
      sheet: now.sheet,
      cell: header,
      message: LocalizedText(
        zh: "上期有而本期没有的人: \(list)\(more ? " 等 \(cells.count) 人" : ""); 累计表中离职的人也应保留",
        en: "in the earlier file but not in this one: \(list)\(more ? " and more" : ""); "
          + "whoever left stays in a cumulative table"
      ),
      earlierCell: cells.first?.location,
      cells: [CellLocation(sheet: now.sheet, cell: header)]
    )
  }

  /// Numbers that moved are worth a word, once.
  private static func reportRenumbered(
    _ match: MatchedPeople,
    _ field: String,
    _ earlier: EarlierMonth,
    _ context: inout CheckContext
  ) {
    let (now, before) = (context.tables[match.table], earlier.tables[match.earlierTable])
    guard let number = now.columns.first(where: { $0.definition.content == .ordinal }),
      let column = now.column(number.definition.field),
      let earlierColumn = before.column(number.definition.field)
    else { return }
    var moved: [(cell: BoundCell, old: BoundCell, row: Int)] = []
    for pair in match.pairs {
      guard let cell = now.cell(row: pair.new, column: column), let value = cell.number,
        let old = before.cell(row: pair.old, column: earlierColumn), let earlierValue = old.number,
        value != earlierValue
      else { continue }
      moved.append((cell, old, pair.new))
    }
    guard let first = moved.first else { return }
    let list = moved.prefix(named).map { entry in
      "\(now.rows[entry.row].label) \(FigureTexts.text(of: entry.old))→\(FigureTexts.text(of: entry.cell))"
    }.joined(separator: "、")
    let more = moved.count > named
    context.report(
      first.cell,
      at: TablePlace(table: match.table, row: first.row, column: column),
      message: LocalizedText(
        zh: "\(moved.count) 人的序号与上期不同: \(list)\(more ? " 等" : "")",
        en:
          "\(moved.count) people have other numbers than before: \(list)\(more ? " and more" : "")"
      ),
      others: moved.dropFirst().map(\.cell.location),
      earlierCell: first.old.location,
      severity: .info
    )
  }
}
