import HebiaoCore
import TableSchemas
import WorkbookAuthoring

extension TemplateSheet {
  /// States what may be typed into a column, in the words of the rules that will look at it.
  mutating func check(
    _ column: PlacedRows.Column,
    _ range: CellRange,
    isComputed: Bool,
    _ placed: PlacedRows
  ) {
    let block = placed.draft.block
    let title = block.headers[column.definition.field] ?? column.definition.name[language]
    if isComputed {
      add(.computed(range, title: title, language))
      return
    }
    let cell = "\(range.first)"
    let field = column.definition.field
    let hint = block.hints[field]?[language]
    if let choices = block.choices[field] {
      let isMark = column.definition.content == .mark
      let text = hint ?? listed(choices)
      add(
        InputCheck(
          range: range,
          rule: .list(choices),
          strictness: isMark ? .stop : .warning,
          hint: .init(title: title, text: text),
          refusal: .init(title: title, text: listed(choices))
        )
      )
      return
    }
    switch column.definition.content {
    case .attendance:
      let weight = column.group.map { placed.draft.groups[$0].weight } ?? .one
      let steps = Self.steps(column.definition.step ?? .one, through: weight)
      add(
        InputCheck(
          range: range,
          rule: .list(steps.map(\.description)),
          hint: .init(title: title, text: reason([.attendanceRange], field) ?? ""),
          refusal: .init(title: title, text: reason([.attendanceRange], field) ?? "")
        )
      )
    case .count, .amount:
      add(figure(column, cell, range, title: title, hint: hint, placed))
    case .name:
      let rule = draft.schema.rules.first {
        $0.check == .unique && $0.values(.fields).contains(field)
      }
      // The closing rows between have no names, so one range holds all of them.
      let first = CellReference(placed.header.upperBound, column.index)
      let last = placed.rows.last { $0.kind == PlacedRows.detail }.map { placed.cell($0, column) }
      let all = CellRange(first, last ?? first).absolute
      add(
        InputCheck(
          range: range,
          rule: rule == nil ? .anything : .formula("COUNTIF(\(all),\(cell))=1"),
          strictness: .warning,
          hint: hint.map { .init(title: title, text: $0) },
          refusal: rule.map { .init(title: title, text: $0.reason[language]) }
        )
      )
    default:
      guard let hint else { return }
      add(
        InputCheck(
          range: range,
          rule: .anything,
          hint: .init(title: title, text: hint)
        )
      )
    }
  }

  /// A count or an amount, or the mark for what does not apply.
  private func figure(
    _ column: PlacedRows.Column,
    _ cell: String,
    _ range: CellRange,
    title: String,
    hint: String?,
    _ placed: PlacedRows
  ) -> InputCheck {
    let field = column.definition.field
    var conditions = ["ISNUMBER(\(cell))", "\(cell)>=0"]
    if column.definition.content == .count { conditions.append("\(cell)=INT(\(cell))") }
    var checks: [RuleCheck] = [.wholeNumber, .readable]
    let limit = draft.schema.rules.first {
      $0.check == .limit && $0.value(.lesser) == field && $0.values(.rows).contains("detail")
    }
    if let limit, let greater = limit.value(.greater).flatMap({ placed.columns(of: $0).first }) {
      let other = CellReference(row: range.first.row, column: ColumnIndex(greater.index))
      conditions.append("\(cell)<=N(\(other))")
      checks = [.limit, .readable]
    }
    let text = reason(checks, field) ?? ""
    return InputCheck(
      range: range,
      rule: .formula(
        "OR(\(cell)=\"\(draft.template.notApplicable)\",AND(\(conditions.joined(separator: ","))))"
      ),
      hint: .init(title: title, text: hint ?? text),
      refusal: .init(title: title, text: text)
    )
  }

  /// What the rules of some kinds say about a field.
  private func reason(_ checks: [RuleCheck], _ field: String) -> String? {
    let rules = checks.compactMap { check in
      draft.schema.rules.first { rule in
        rule.check == check
          && (rule.values(.fields).contains(field) || rule.value(.lesser) == field)
      }
    }
    return rules.isEmpty ? nil : rules.map { $0.reason[language] }.joined(separator: "; ")
  }

  private func listed(_ choices: [String]) -> String {
    let list = choices.joined(separator: language == .chinese ? "、" : ", ")
    return LocalizedText(zh: "从下拉框选: \(list)", en: "choose from the list: \(list)")[language]
  }

  /// 0, 0.5, 1: the steps up to what a month counts.
  private static func steps(_ step: Rational, through limit: Rational) -> [Rational] {
    var steps = [Rational.zero]
    while let last = steps.last, let next = last.adding(step), next <= limit, steps.count < 40 {
      steps.append(next)
    }
    return steps
  }
}

extension InputCheck {
  /// Keeps a formula from being typed over, although its cell may be moved with its row.
  static func computed(_ range: CellRange, title: String, _ language: Language) -> InputCheck {
    let text = LocalizedText(
      zh: "此格由公式自动计算, 请不要改; 改动协议量、完成量等, 它会随着变",
      en: "this cell is computed; change the figures that it is computed from"
    )[language]
    return InputCheck(
      range: range,
      rule: .formula("FALSE"),
      refusal: .init(title: title, text: text)
    )
  }
}

extension CellRange {
  /// The range as a formula keeps it wherever it is copied: `$C$5:$C$21`.
  fileprivate var absolute: String {
    let corners = [first, last].map { "$\($0.column)$\($0.row.rawValue + 1)" }
    return corners.joined(separator: ":")
  }
}
