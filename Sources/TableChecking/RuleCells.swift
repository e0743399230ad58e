import HebiaoCore
import TableBinding
import TableSchemas

/// A cell that a rule looks at: what it says, and where it stands.
struct RuleCell {
  let facts: CellFacts
  let place: TablePlace
}

extension CheckContext {
  /// The cells of a rule's fields that meet a condition, each once, in reading order of its table.
  func cells(
    of rule: RuleDefinition,
    where isWanted: (CellFacts, TableFacts, TablePlace) -> Bool
  ) -> [RuleCell] {
    var found: [RuleCell] = []
    var seen = CellSet(cellCount: cellCount)
    let fields = rule.values(.fields)
    for table in ruleTables {
      let columns = table.columns(ofAny: fields)
      for row in table.rows {
        for column in columns {
          let facts = table[row, column]
          if !facts.isPresent { continue }
          let place = table.place(row, column)
          guard isWanted(facts, table, place), !facts.isMerged || seen.insert(facts.cell) else {
            continue
          }
          found.append(RuleCell(facts: facts, place: place))
        }
      }
    }
    return found
  }

  /// Where a cell of a table stands in the workbook.
  func location(of cell: RuleCell) -> CellLocation {
    facts[cell.place.table].location(cell.place.row, cell.place.column)
  }

  /// Some cells of a rule with what is bound there.
  func bound(_ cells: [RuleCell]) -> [(cell: BoundCell, place: TablePlace)] {
    cells.compactMap { entry in cell(at: entry.place).map { ($0, entry.place) } }
  }

  /// The detail rows of the current rule's tables.
  func detailRows() -> [(table: Int, row: Int)] {
    ruleTables.flatMap { table in
      table.rows.filter { table.isDetail[$0] }.map { (table: table.index, row: $0) }
    }
  }
}
