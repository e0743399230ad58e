import HebiaoCore
import TableBinding
import TableSchemas

/// Says what no column or row of a schema stands for: nothing is skipped in silence.
enum UnboundParts {
  /// The code of the finding about a header.
  static let headerCode = "unbound-header"
  /// The code of the finding about a row.
  static let rowCode = "unbound-row"

  static func report(_ context: inout CheckContext) {
    for table in context.tables {
      for part in table.unbound {
        switch part.kind {
        case .header: context.append(header(part))
        case .row: context.append(row(part))
        }
      }
    }
  }

  private static func header(_ part: UnboundPart) -> Finding {
    let near = part.nearest
    return Finding(
      rule: headerCode,
      severity: .info,
      sheet: part.location.sheet,
      cell: part.location.cell,
      message: LocalizedText(
        zh: "表头 “\(part.text)” 不认识, 这一列没有核对" + (near.map { "; 最接近的写法是 “\($0)”" } ?? ""),
        en: "the header \"\(part.text)\" is not known; its column was not checked"
          + (near.map { "; the nearest wording is \"\($0)\"" } ?? "")
      ),
      actual: .text(part.text),
      cells: [part.location]
    )
  }

  private static func row(_ part: UnboundPart) -> Finding {
    Finding(
      rule: rowCode,
      severity: .warning,
      sheet: part.location.sheet,
      cell: part.location.cell,
      message: LocalizedText(
        zh: "这一行有数字, 但看不出是哪一行 (“\(NormalizedText.oneLine(part.text))”), 没有核对",
        en: "this row has figures but no name (\"\(part.text)\"); it was not checked"
      ),
      actual: .text(part.text),
      cells: [part.location]
    )
  }
}
