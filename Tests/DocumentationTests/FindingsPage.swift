import HebiaoCore
import TableSchemas

/// The page that lists every finding: `docs/findings.md`, generated from schemas and doc comments.
struct FindingsPage {
  /// The schemas that come with hebiao.
  var schemas: [TableSchema]
  /// What each check's doc comment says.
  var checks: [RuleCheck: DocComment]
  /// The findings that no schema states.
  var fixed: [FixedFinding]

  /// A finding whose code stands in the sources.
  struct FixedFinding {
    var code: String
    var severity: Severity
    var comment: DocComment
  }

  var text: String {
    var lines = Self.introduction
    lines += [
      "", "## All codes", "", "| Code | Severity | In | 名称 | Name |", "|---|---|---|---|---|",
    ]
    lines += overview
    for schema in schemas { lines += section(schema) }
    lines += ["", "## Findings that no schema states"]
    for finding in fixed { lines += section(finding) }
    lines += ["", "## Checks", "", Self.checksIntroduction]
    for check in RuleCheck.allCases { lines += section(check) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let introduction = [
    "# Findings",
    "",
    "<!-- Generated from schemas/*.yaml and the doc comments of the checks. To renew it, run",
    "     RECORD_SNAPSHOTS=1 bin/test --filter FindingsPageTests -->",
    "",
    "核表报告的每一种问题: 代码、轻重、理由、如何核对, 各举一个错的和一个对的例子。",
    "代码不会改变, 可以在程序里依赖; `error` 表示一定填错, `warning` 请人看一看, `info` 是提示。",
    "",
    "What `hebiao check` may report. A code never changes its meaning; programs may rely on it.",
    "An `error` is certainly wrong, a `warning` is for somebody to look at, an `info` is a hint.",
    "Rules stand in `schemas/*.yaml`; [schema-format.md](schema-format.md) explains their keys.",
  ]

  private static let checksIntroduction =
    "What a rule computes. The examples are cells of a table, wrong and right."

  private var overview: [String] {
    var rows: [String] = []
    for schema in schemas {
      for rule in schema.rules {
        rows.append(
          "| `\(rule.code)` | \(rule.severity.rawValue) | \(schema.id) | \(rule.name.chinese) "
            + "| \(rule.name.english) |"
        )
      }
    }
    return rows
      + fixed.map {
        "| `\($0.code)` | \($0.severity.rawValue) | every workbook | | \($0.comment.title) |"
      }
  }

  private func section(_ schema: TableSchema) -> [String] {
    var lines = [
      "", "## \(schema.id): \(schema.name.chinese)", "", "The table of \(schema.name.english).",
    ]
    for rule in schema.rules {
      lines += ["", "### `\(rule.code)` \(rule.name.chinese) · \(rule.name.english)", ""]
      lines.append(
        "- **\(rule.severity.rawValue)**, by check [`\(rule.check.rawValue)`](#check-\(rule.check.rawValue))"
      )
      lines.append("- 理由: \(rule.reason.chinese)")
      lines.append("- Reason: \(rule.reason.english)")
      let tables = schema.tables.filter { rule.tables.contains($0.id) }
      if tables.isEmpty {
        lines.append("- Figures: the periods that the sheets of a workbook state")
        continue
      }
      let names = tables.map { "\($0.name.chinese) (`\($0.id)`)" }
      lines.append("- Tables: \(names.joined(separator: ", "))")
      lines.append("- Figures: \(parameters(rule, tables).joined(separator: "; "))")
    }
    return lines
  }

  private func parameters(_ rule: RuleDefinition, _ tables: [TableDefinition]) -> [String] {
    (rule.check.requiredParameters + rule.check.optionalParameters).compactMap { parameter in
      let values = rule.values(parameter)
      if values.isEmpty { return nil }
      let named = values.map { value -> String in
        guard let name = name(of: value, parameter, tables) else { return "`\(value)`" }
        return "\(name) (`\(value)`)"
      }
      return "\(parameter.rawValue) = \(named.joined(separator: ", "))"
    }
  }

  /// What a sheet calls the thing that a parameter names.
  private func name(
    of value: String,
    _ parameter: RuleParameter,
    _ tables: [TableDefinition]
  ) -> String? {
    let field = tables.lazy.compactMap { $0.column(value)?.name.chinese }.first
    let rowClass = tables.lazy.compactMap { table in
      table.rows?.classes.first { $0.id == value }?.labels.first?.source
    }.first.map(Self.literal)
    let group = tables.lazy.compactMap(\.group).first { $0.id == value }?.name.chinese
    switch parameter.names {
    case .field: return field
    case .rowClass: return value == "detail" ? "普通行" : rowClass
    case .fieldOrRowClass: return value == "detail" ? "普通行" : rowClass ?? field
    case .group: return group
    case .section: return "同一段之内"
    case .number, .words, .relation: return nil
    }
  }

  /// A label as a schema writes it; Markdown would take the asterisks of a pattern for its own.
  private static func literal(_ label: String) -> String {
    label.contains("*") ? "`\(label)`" : label
  }

  private func section(_ finding: FixedFinding) -> [String] {
    ["", "### `\(finding.code)`", "", "- **\(finding.severity.rawValue)**", ""]
      + finding.comment.paragraphs
  }

  private func section(_ check: RuleCheck) -> [String] {
    let comment = checks[check] ?? DocComment(lines: [])
    return ["", "### Check `\(check.rawValue)`", ""] + comment.paragraphs
  }
}
