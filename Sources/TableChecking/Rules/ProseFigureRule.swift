import FaultLocating
import HebiaoCore
import TableBinding
import TableSchemas

/// A figure in a remark that plainly speaks of an indicator goes with the indicator's total.
///
/// The schema says which words before a figure mean which indicator, and whether the figure is the
/// total itself (`equal`) or one of several that make up a part of it (`at-most`). A figure that is
/// one typing slip away from the total is for somebody to look at; one further away may mean
/// something else, and is only pointed out. An indicator named in full is compared by `stated-twice`.
///
/// Wrong: “本期为17类群体新建档案1735份” beside 17类…建档 合计 1753.
/// Right: 1753 in both.
enum ProseFigureRule {
  static func inspect(_ rule: RuleDefinition, _ context: inout CheckContext) {
    guard let total = rule.value(.total) else { return }
    let tables = context.ruleTables.filter { !context.sheets[$0.sheet].remarks.isEmpty }
    guard !tables.isEmpty else { return }
    let wording = ProseWording(rule)
    for (sheet, tables) in Dictionary(grouping: tables, by: \.sheet).sorted(by: { $0.key < $1.key })
    {
      let totals = totals(of: tables, row: total, fields: rule.values(.fields), wording, context)
      if totals.isEmpty { continue }
      let remarks = context.sheets[sheet].remarks.map { remark in
        (remark, wording.figures(in: remark.normalized))
      }
      for namesakes in totals {
        for (remark, figures) in remarks where !figures.isEmpty {
          compare(remark, figures, meant(by: remark, among: namesakes), wording, &context)
        }
      }
    }
  }

  /// A total that remarks may speak of.
  private struct TableFigure {
    var cell: BoundCell
    var place: TablePlace
    var value: Rational
    var name: String
    /// Where its table begins.
    var top: RowIndex
  }

  /// The totals that the wording means, those of one name and field together, from the top.
  private static func totals(
    of tables: [TableFacts],
    row kind: String,
    fields: [String],
    _ wording: ProseWording,
    _ context: CheckContext
  ) -> [[TableFigure]] {
    var totals: [[TableFigure]] = []
    var positions: [[String]: Int] = [:]
    for table in tables {
      let bound = table.bound
      guard let row = bound.rows.lastIndex(where: { $0.kind == kind }) else { continue }
      for group in bound.groups where wording.isMeant(group) {
        for field in fields {
          guard let column = group.columns[field], let value = table[row, column].number,
            let cell = table.cell(row, column), context.fault(at: cell.location) == nil
          else { continue }
          let figure = TableFigure(
            cell: cell,
            place: table.place(row, column),
            value: value,
            name: group.normalizedPath.last ?? "",
            top: bound.columns.first?.header.row ?? bound.rows[row].index
          )
          if let position = positions[group.normalizedPath + [field]] {
            totals[position].append(figure)
          } else {
            positions[group.normalizedPath + [field]] = totals.count
            totals.append([figure])
          }
        }
      }
    }
    return totals
  }

  /// Of totals of one name that of the last table that begins no lower than a remark: on a sheet of
  /// many pages each remark speaks of its own.
  private static func meant(by remark: Remark, among namesakes: [TableFigure]) -> TableFigure {
    let below = namesakes.partitioningIndex { $0.top > remark.location.cell.row }
    return namesakes[max(below - 1, 0)]
  }

  private static func compare(
    _ remark: Remark,
    _ figures: [ProseFigure],
    _ total: TableFigure,
    _ wording: ProseWording,
    _ context: inout CheckContext
  ) {
    let figures = figures.filter { !$0.clause.holds(total.name) }
    guard !figures.isEmpty else { return }
    switch wording.relation {
    case .equal:
      for figure in figures where figure.value != total.value {
        reportDifferent(figure, total, remark, &context)
      }
    case .atMost:
      var sum = Rational.zero
      for figure in figures { sum = sum.adding(figure.value) ?? sum }
      if sum > total.value { reportExceeding(figures, sum, total, remark, &context) }
    }
  }

  private static func reportDifferent(
    _ figure: ProseFigure,
    _ total: TableFigure,
    _ remark: Remark,
    _ context: inout CheckContext
  ) {
    let isSlip = TypingSlip.turns(total.value, into: figure.value)
    let label = TableLabels.label(of: total.place, in: context.tables)
    let place = total.cell.location.text(from: remark.location.sheet)
    context.report(
      sheet: remark.location.sheet,
      cell: remark.location.cell,
      label: label,
      message: LocalizedText(
        zh: "文字写的是 \(figure.value) (“\(figure.text)”), 表中 \(place) 为 \(total.value), "
          + (isSlip ? "只差一处录入, 请核对哪个对" : "若说的是同一个数, 请核对"),
        en: "the text says \(figure.value), \(place) of the table \(total.value): "
          + (isSlip ? "one typing slip apart; please check" : "please check if they mean the same")
      ),
      actual: .number(figure.value),
      expected: .number(total.value),
      cells: [remark.location, total.cell.location],
      severity: isSlip ? nil : .info
    )
  }

  private static func reportExceeding(
    _ figures: [ProseFigure],
    _ sum: Rational,
    _ total: TableFigure,
    _ remark: Remark,
    _ context: inout CheckContext
  ) {
    let place = total.cell.location.text(from: remark.location.sheet)
    let parts = FigureTexts.sum(figures.map(\.value))
    let working = figures.count > 1 ? "\(parts) = \(sum)" : parts
    context.report(
      sheet: remark.location.sheet,
      cell: remark.location.cell,
      label: TableLabels.label(of: total.place, in: context.tables),
      message: LocalizedText(
        zh: "文字里的 \(working) 多于表中 \(place) 的 \(total.value), 请核对",
        en: "\(working) in the text is more than \(total.value) in \(place); please check"
      ),
      actual: .number(sum),
      cells: [remark.location, total.cell.location]
    )
  }
}
