import HebiaoCore
import TableBinding
import TableSchemas

/// A finding about arithmetic, the place it speaks of, and the broken constraints that it tells of.
struct FaultReport {
  var finding: Finding
  var place: TablePlace
  var explained: [Int]
}

/// Closing rows that are wrong throughout: one cause, most likely a row that is missing or too many.
enum ClosingRows {
  /// So many wrong sums in one closing row are told as one.
  private static let limit = 5

  /// The findings, those of a closing row that is wrong in most of its sums put into one.
  static func merged(_ reports: [FaultReport], in context: CheckContext) -> [ArithmeticFinding] {
    struct Row: Hashable {
      var table: Int
      var row: Int
    }
    var findings: [ArithmeticFinding] = []
    var byRow: [Row: [ArithmeticFinding]] = [:]
    for report in reports {
      let told = ArithmeticFinding(finding: report.finding, explained: report.explained)
      let row = context.tables[report.place.table].rows[report.place.row]
      let check = context.constraintRules.first {
        $0.definition.code == report.finding.rule
      }?.definition.check
      if row.kind != BoundRow.detail, check == .columnSum || check == .markCount {
        byRow[Row(table: report.place.table, row: report.place.row), default: []]
          .append(told)
      } else {
        findings.append(told)
      }
    }
    for (key, own) in byRow.sorted(by: { ($0.key.table, $0.key.row) < ($1.key.table, $1.key.row) })
    {
      let row = context.tables[key.table].rows[key.row]
      let facts = context.facts[key.table]
      let figures = (0..<facts.width).count { facts[key.row, $0].isFilled }
      // Percentages follow from the sums, so two in three figures at most are sums.
      if own.count >= limit, own.count * 3 > figures {
        findings.append(
          ArithmeticFinding(
            finding: merged(own.map(\.finding), label: row.label),
            explained: own.flatMap(\.explained)
          )
        )
      } else {
        findings += own
      }
    }
    return findings
  }

  private static func merged(_ findings: [Finding], label: String) -> Finding {
    let ordered = findings.sorted {
      ($0.cell ?? CellReference(0, 0)) < ($1.cell ?? CellReference(0, 0))
    }
    var first = ordered.first ?? findings[0]
    let cells = ordered.compactMap(\.cell).map { "\($0)" }
    let list = cells.prefix(6).joined(separator: "、") + (cells.count > 6 ? " 等" : "")
    first.message = LocalizedText(
      zh: "\(label)有 \(cells.count) 处与上面各行之和不符 (\(list)), 多半是漏了一行或多了一行; 其中 "
        + first.message.chinese,
      en: "\(label) disagrees with the rows above in \(cells.count) places (\(list)), "
        + "as if a row were missing or one too many; among them "
        + first.message.english
    )
    var seen = Set(first.cells)
    for finding in ordered {
      for cell in finding.cells where seen.insert(cell).inserted { first.cells.append(cell) }
    }
    return first
  }
}
