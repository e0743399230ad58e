import HebiaoCore
import TableBinding
import TableSchemas
import WorkbookFiles

/// Last month's file, as far as this month's is begun from it.
struct LastMonth {
  private let grids: [CellGrid]
  private let bound: [BoundSheet]

  /// Reads and binds a file.
  ///
  /// - Throws: a `DescribedError` where it cannot be read.
  init(path: String, binder: TableBinder) throws {
    (grids, bound) = try FoundWorkbook.named(path).withReadablePath { path in
      let sheets = try WorkbookChecker.contents(of: Workbook(path: path))
      return (sheets.map { CellGrid($0) }, try WorkbookChecker.tables(in: sheets, binder))
    }
  }

  /// Whether no table was recognised.
  var isEmpty: Bool { bound.allSatisfy(\.tables.isEmpty) }

  /// The tables of a definition, in reading order.
  func tables(of schema: String, _ definition: String) -> [(table: BoundTable, grid: CellGrid)] {
    zip(bound, grids).flatMap { bound, grid in
      bound.tables.filter { $0.schema.id == schema && $0.definition.id == definition }
        .map { ($0, grid) }
    }
  }

  /// How many rows the tables of a schema have, their headers counted as one each.
  func rowCount(of schema: String) -> Int {
    bound.flatMap(\.tables).filter { $0.schema.id == schema }.reduce(0) { $0 + $1.rows.count + 1 }
  }

  /// The agreement that the sheets state; nil where none does.
  var agreement: DatePeriod? { period(.agreement) }

  /// The days that the figures cover; nil where no sheet states them.
  var report: DatePeriod? { period(.report) }

  private func period(_ kind: PeriodDefinition.Kind) -> DatePeriod? {
    bound.flatMap(\.periods).first { $0.kind == kind && $0.dates?.isOrdered == true }?.dates
  }

  /// The months that stand above groups, each with what it counts.
  var months: [(month: YearMonth, weight: Rational)] {
    bound.flatMap(\.tables).flatMap(\.groups).compactMap { group in
      group.month.map { ($0, group.weight ?? .one) }
    }
  }

  /// The title of the first sheet of a schema that has one.
  func title(of schema: TableSchema) -> String? {
    for (bound, grid) in zip(bound, grids)
    where bound.tables.contains(where: { $0.schema.id == schema.id }) {
      for cell in grid.sheet.cells {
        guard case .string(let text) = cell.value, text.utf8.count <= 600 else { continue }
        let normalized = NormalizedText.header(text)
        if schema.titles.contains(where: { $0.matches(normalized) }) {
          return NormalizedText.oneLine(text)
        }
      }
    }
    return nil
  }

  /// The dates of the month after the one that the file covers.
  ///
  /// - Throws: `TemplateError` where the agreement has ended, or no dates are stated.
  func next() throws -> TemplateCalendar {
    let lastMonth = months.compactMap(\.month.ordinal).max()
    guard let start = report?.start ?? agreement?.start,
      let first = start.yearMonth.ordinal,
      let covered = report?.end?.yearMonth.ordinal ?? lastMonth
    else { throw TemplateError.noAgreement }
    let end = agreement?.end
    if let end, let limit = end.yearMonth.ordinal, covered >= limit {
      throw TemplateError.agreementOver
    }
    return try TemplateCalendar(
      agreement: DatePeriod(start: start, end: end),
      months: covered + 2 - first
    )
  }
}
