import HebiaoCore
import TableBinding
import TableSchemas

/// What the figures of a column may be.
struct FigureKind: Sendable {
  /// Whether the cells of ordinary rows hold marks.
  let isMark: Bool
  /// What figures of closing rows may be.
  private let usual: Figure.Domain
  /// What figures of ordinary rows may be.
  private let detail: Figure.Domain
  /// What a figure may be that does not apply: it is not there to be changed.
  private let inapplicable: Figure.Domain

  /// The kinds of a table's columns; columns that are alike share one.
  static func all(of table: BoundTable) -> [FigureKind] {
    var kinds: [FigureKind] = []
    kinds.reserveCapacity(table.columns.count)
    var known: [(definition: ColumnDefinition, weight: Rational, kind: FigureKind)] = []
    for column in table.columns {
      let weight = column.group.flatMap { table.groups[$0].weight } ?? .one
      if let same = known.first(where: { $0.definition === column.definition && $0.weight == weight })
      {
        kinds.append(same.kind)
      } else {
        let kind = FigureKind(column.definition, weight: weight)
        known.append((column.definition, weight, kind))
        kinds.append(kind)
      }
    }
    return kinds
  }

  private init(_ definition: ColumnDefinition, weight: Rational) {
    let step: Rational? =
      switch definition.content {
      case .count, .ordinal, .mark: .one
      default: definition.step
      }
    isMark = definition.content == .mark
    usual = Figure.Domain(step: step, minimum: .zero)
    inapplicable = Figure.Domain(step: step, minimum: .zero, maximum: .zero)
    detail =
      switch definition.content {
      case .mark: Figure.Domain(step: step, minimum: .zero, maximum: .one)
      case .attendance: Figure.Domain(step: step, minimum: .zero, maximum: weight)
      default: usual
      }
  }

  /// What the figure of a cell may be.
  func domain(of cell: CellFacts, isDetail: Bool) -> Figure.Domain {
    if isDetail, isMark { return detail }
    if cell.kind == .notApplicable { return inapplicable }
    return isDetail ? detail : usual
  }
}
