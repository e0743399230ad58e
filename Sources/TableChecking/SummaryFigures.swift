import HebiaoCore
import TableBinding
import TableSchemas

/// Takes out of tables the figures that stand for a workbook in a summary of many.
enum SummaryFigures {
  /// The figures that the schemas of some sheets ask for, as far as the tables say them.
  ///
  /// Complexity: linear in the rows.
  static func figures(of sheets: [BoundSheet]) -> [SummaryFigure] {
    let tables = sheets.flatMap(\.tables)
    var seen: Set<String> = []
    let schemas = tables.map(\.schema).filter { seen.insert($0.id).inserted }
    return schemas.flatMap { schema in
      schema.summary.enumerated().compactMap { position, definition in
        let own = tables.filter {
          $0.schema.id == schema.id && $0.definition.id == definition.table
        }
        return value(of: definition, in: own).map {
          SummaryFigure(schema: schema.id, position: position, value: $0)
        }
      }
    }
  }

  private static func value(of definition: SummaryDefinition, in tables: [BoundTable]) -> Rational?
  {
    let values = tables.compactMap { value(of: definition.source, in: $0) }
    guard let first = values.first, values.count == 1 || !definition.isPercentage else {
      return nil
    }
    return values.dropFirst().reduce(first) { sum, value in sum?.adding(value) }
  }

  private static func value(
    of source: SummaryDefinition.Source,
    in table: BoundTable
  ) -> Rational? {
    switch source {
    case .count(let field):
      guard let column = table.column(field) else { return nil }
      let count = table.rows.count { row in
        guard row.kind == BoundRow.detail, let cell = row.cells[column] else { return false }
        return !cell.isBlank && cell.value != .notApplicable
      }
      return Rational(count)
    case .figure(let kind, let field):
      guard let column = table.column(field), let row = table.rows.last(where: { $0.kind == kind })
      else { return nil }
      return row.cells[column]?.number
    case .sole(let kind):
      guard let cell = table.rows.last(where: { $0.kind == kind })?.sole, let number = cell.number
      else { return nil }
      // A bare number beyond one is a percentage without its sign.
      return cell.isBarePercent && number > .one ? number.divided(by: Rational(100)) : number
    }
  }
}
