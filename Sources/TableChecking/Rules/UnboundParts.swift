import HebiaoCore
import TableBinding
import TableSchemas

/// Says what no column or row of a schema stands for: nothing is skipped in silence.
package enum UnboundParts {
  /// A header within a table that no column is worded like; its column is not checked.
  ///
  /// Wrong: 协议量 | 完成量 | 百分比 | 督导评分, where no schema speaks of 督导评分.
  /// Right: the header by its usual name, or its wording added to the schema.
  static let headerCode = "unbound-header"
  /// A row of a table that has figures but no name; it is not checked.
  ///
  /// Wrong: 服务片区 blank beside 协议量 20 and 完成量 12.
  /// Right: 服务片区 片区3 beside them.
  static let rowCode = "unbound-row"

  /// Fields that stand side by side as in a table, but without the columns that name its rows.
  ///
  /// Wrong: 协议量 | 完成量 | 百分比 with no column 服务片区 beside them.
  /// Right: the column 服务片区 in front, or its wording added to the schema.
  static let tableCode = "unbound-table"

  /// A table whose header is there, but no row of figures.
  ///
  /// Wrong: 服务片区 片区1 beside blank cells all along.
  /// Right: figures, or / where nothing was agreed.
  static let emptyCode = "empty-table"
  /// A sheet with most headers of a table, but not those that make it one; it is not checked.
  ///
  /// Wrong: 序号 | 姓名 | 职位 | 合同期限, the row 人员到位 | 社保购买 | 工资发放 deleted.
  /// Right: both header rows.
  static let sheetCode = "unbound-sheet"
  /// A header that is worded like nothing known, taken for the column that names the rows.
  ///
  /// Wrong: 驻点 | 投入社工人数 | 协议量 …, where no schema speaks of 驻点.
  /// Right: 服务片区, or the wording 驻点 added to the schema.
  static let assumedCode = "assumed-header"

  /// All of these codes.
  package static let codes = [
    headerCode, rowCode, tableCode, emptyCode, sheetCode, assumedCode,
  ]

  static func report(_ context: inout CheckContext) {
    let parts = context.tables.flatMap(\.unbound) + context.sheets.flatMap(\.unbound)
    for part in parts {
      switch part.kind {
      case .header: context.findings.append(header(part))
      case .row: context.findings.append(row(part))
      case .table: context.findings.append(table(part))
      case .assumed: context.findings.append(assumed(part))
      case .empty: context.findings.append(empty(part))
      case .sheet: context.findings.append(sheet(part))
      }
    }
  }

  private static func empty(_ part: UnboundPart) -> Finding {
    Finding(
      rule: emptyCode,
      severity: .warning,
      sheet: part.location.sheet,
      cell: part.location.cell,
      message: LocalizedText(
        zh: "这张表 (\(part.nearest ?? "")) 的表头下面没有填数, 没有可核对的",
        en: "there are no figures below this header; nothing could be checked"
      ),
      cells: [part.location]
    )
  }

  private static func sheet(_ part: UnboundPart) -> Finding {
    let missing = part.text.isEmpty ? "" : ", 没有找到表头: \(part.text)"
    return Finding(
      rule: sheetCode,
      severity: .warning,
      sheet: part.location.sheet,
      message: LocalizedText(
        zh: "这个工作表像“\(part.nearest ?? "")”, 但没有认出来\(missing); 整个工作表没有核对",
        en: "this sheet resembles one of the tables but was not recognised"
          + (part.text.isEmpty ? "" : ": no header \(part.text)") + "; none of it was checked"
      ),
      cells: []
    )
  }

  private static func assumed(_ part: UnboundPart) -> Finding {
    let name = part.nearest ?? ""
    return Finding(
      rule: assumedCode,
      severity: .info,
      sheet: part.location.sheet,
      cell: part.location.cell,
      message: LocalizedText(
        zh: "表头 “\(part.text)” 不认识, 已当作“\(name)”核对",
        en: "the header \"\(part.text)\" is not known; it was taken for \"\(name)\""
      ),
      actual: .text(part.text),
      cells: [part.location]
    )
  }

  private static func table(_ part: UnboundPart) -> Finding {
    Finding(
      rule: tableCode,
      severity: .warning,
      sheet: part.location.sheet,
      cell: part.location.cell,
      message: LocalizedText(
        zh: "从 “\(part.text)” 起像一张表的表头, 但没有找到命名各行的列 (如 服务片区、姓名), 这张表没有核对",
        en:
          "from \"\(part.text)\" on this looks like a table's header, but no column names its rows; "
          + "it was not checked"
      ),
      actual: .text(part.text),
      cells: [part.location]
    )
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
        zh: "这一行有数而没有名称, 没有核对; 请补上名称",
        en: "this row has figures but no name; it was not checked"
      ),
      actual: .text(part.text),
      cells: [part.location]
    )
  }
}
