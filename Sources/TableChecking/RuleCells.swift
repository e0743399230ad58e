import HebiaoCore
import TableBinding
import TableSchemas

extension CheckContext {
  /// The cells of a rule's fields that meet a condition, each once, in reading order of its table.
  func cells(
    of rule: RuleDefinition,
    where isWanted: (BoundCell, TablePlace) -> Bool
  ) -> [(cell: BoundCell, place: TablePlace)] {
    var found: [(cell: BoundCell, place: TablePlace)] = []
    var seen: Set<CellLocation> = []
    let fields = Set(rule.values(.fields))
    for index in ruleTables {
      let table = tables[index]
      let columns = table.columns.indices.filter {
        fields.contains(table.columns[$0].definition.field)
      }
      for row in table.rows.indices {
        for column in columns {
          guard
            let cell = table.rows[row].cells.indices.contains(column)
              ? table.rows[row].cells[column] : nil,
            isWanted(cell, TablePlace(table: index, row: row, column: column)),
            cell.mergedRange == nil || seen.insert(cell.location).inserted
          else { continue }
          found.append((cell, TablePlace(table: index, row: row, column: column)))
        }
      }
    }
    return found
  }

  /// The detail rows of the current rule's tables.
  func detailRows() -> [(table: Int, row: Int)] {
    ruleTables.flatMap { index in
      tables[index].rows.indices.compactMap { row in
        tables[index].rows[row].kind == BoundRow.detail ? (table: index, row: row) : nil
      }
    }
  }
}
