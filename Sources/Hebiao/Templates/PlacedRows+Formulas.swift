import HebiaoCore
import TableSchemas

extension PlacedRows {
  /// The formula that the schema's rules ask of a cell; nil where a figure is to be typed in.
  ///
  /// `first` is the first table of the block, which later ones repeat rows and figures of.
  func formula(
    _ row: Row,
    _ column: Column,
    first: PlacedRows?,
    schema: TableSchema,
    mark: String
  ) -> TemplateFormula? {
    let rules = schema.rules.filter { $0.tables.contains(draft.block.table) }
    if row.kind == Self.detail, let first, repeats(column, rules),
      let other = first.columns(of: column.definition.field).first,
      let index = rows(Self.detail).firstIndex(where: { $0.index == row.index }),
      first.rows(Self.detail).indices.contains(index)
    {
      return .same(first.cell(first.rows(Self.detail)[index], other))
    }
    for rule in rules {
      if let formula = formula(row, column, rule, mark: mark) { return formula }
    }
    return nil
  }

  /// Whether a later table of the block holds the same as the first: its rows, and what a rule says.
  private func repeats(_ column: Column, _ rules: [RuleDefinition]) -> Bool {
    guard column.group == nil else { return false }
    let same = rules.filter { $0.check == .sameFigure }
    return !same.isEmpty
      && (column.definition.field == draft.definition.rows?.labelField
        || same.contains { $0.values(.fields).contains(column.definition.field) })
  }

  private func formula(
    _ row: Row,
    _ column: Column,
    _ rule: RuleDefinition,
    mark: String
  ) -> TemplateFormula? {
    let field = column.definition.field
    switch rule.check {
    case .quotient where rule.value(.quotient) == field:
      guard let top = rule.value(.dividend).flatMap({ self.column($0, beside: column) }),
        let bottom = rule.value(.divisor).flatMap({ self.column($0, beside: column) })
      else { return nil }
      return .quotient(
        cell(row, top),
        cell(row, bottom),
        decimals: column.definition.precision ?? 2,
        mark: mark
      )
    case .columnSum where rule.value(.total) == row.kind && rule.values(.fields).contains(field):
      guard let parts = rule.value(.parts) else { return nil }
      let section = rule.value(.within) == nil ? nil : row.section
      let ranges = ranges(rows(parts, section: section), column)
      return ranges.isEmpty ? nil : .sum(ranges, mark: mark)
    case .rowSum where rule.value(.total) == field && rule.values(.rows).contains(row.kind):
      guard let parts = rule.value(.parts) else { return nil }
      let cells = columns(of: parts).map { CellRange(cell(row, $0), cell(row, $0)) }
      return cells.isEmpty ? nil : .sum(cells, mark: mark)
    case .markCount where rule.value(.total) == row.kind && rule.values(.fields).contains(field):
      guard let parts = rule.value(.parts),
        let range = ranges(rows(parts, section: row.section), column).first,
        let yes = draft.block.choices[field]?.first
      else { return nil }
      return .count(range, of: yes)
    case .effectiveMonths
    where rule.value(.total) == row.kind && rule.values(.fields).contains(field):
      return effective(row, column, rule)
    case .sequence where row.kind == Self.detail && rule.values(.fields).contains(field):
      guard let label = draft.definition.rows?.labelField,
        let name = columns(of: label).first
      else { return nil }
      let above = CellRange(
        CellReference(header.upperBound - 1, column.index),
        CellReference(row.index - 1, column.index)
      )
      return .nextNumber(above: above, name: cell(row, name))
    default: return nil
    }
  }

  private func effective(
    _ row: Row,
    _ column: Column,
    _ rule: RuleDefinition
  ) -> TemplateFormula? {
    guard let parts = rule.value(.parts),
      let range = ranges(rows(parts, section: row.section), column).first
    else { return nil }
    if column.group != nil {
      let marked = rule.values(.requires).compactMap { field in
        self.column(field, beside: column).map { marks in
          CellRange(
            CellReference(row: range.first.row, column: ColumnIndex(marks.index)),
            CellReference(row: range.last.row, column: ColumnIndex(marks.index))
          )
        }
      }
      guard let field = rule.values(.requires).first,
        let yes = draft.block.choices[field]?.first
      else { return nil }
      return .sumWhere(range, marked: marked, with: yes)
    }
    // Which months of a person count is told by the months; of those of the whole person it can
    // only be said where all count.
    guard let subtotal = rule.value(.subtotal).flatMap({ rows($0, section: row.section).first }),
      let attended = columns.first(where: { other in
        other.group == nil && other.index != column.index
          && draft.definition.column(other.definition.field)?.content == .amount
      })
    else { return nil }
    return .whereEqual(
      cell(row, attended),
      cell(subtotal, attended),
      then: cell(subtotal, column)
    )
  }
}
