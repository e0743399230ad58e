import HebiaoCore
import TableBinding
import TableSchemas

/// What the figures of a column may be.
///
/// An object, since columns that are alike share one.
final class FigureKind: Sendable {
  /// Whether the cells of ordinary rows hold marks.
  private let isMark: Bool
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
    let weights = table.groups.indices.map { table.groups[$0].weight ?? .one }
    // The first column of each kind, its definition and its weight.
    var known: [(column: Int, definition: ObjectIdentifier, weight: Rational)] = []
    for column in table.columns.indices {
      let definition = table.columns[column].definition
      let identity = ObjectIdentifier(definition)
      let weight = table.columns[column].group.map { weights[$0] } ?? .one
      let same = known.first { $0.definition == identity && $0.weight == weight }
      if let same {
        kinds.append(kinds[same.column])
      } else {
        known.append((column, identity, weight))
        kinds.append(FigureKind(definition, weight: weight))
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
