import HebiaoCore
import HebiaoTestSupport
import TableBinding
import TableSchemas

/// What binding made of a drawn sheet, in lines that a test compares.
enum BoundTableText {
  /// Binds a drawn sheet by the built-in schemas.
  static func bind(
    _ text: String,
    at origin: CellReference = CellReference(0, 0)
  ) throws -> BoundSheet {
    TableBinder(schemas: try TableSchema.builtIn()).bind(SheetText.sheet(text, at: origin))
  }

  /// `districts-1 [建档] 片区1: 38 24 0.6316 · 合计: …`, one line per table.
  static func lines(_ sheet: BoundSheet) -> [String] {
    sheet.tables.map { table in
      let groups = table.groups.map { $0.path.joined(separator: "/") }.joined(separator: ", ")
      let rows = table.rows.map { row in "\(name(row)): \(values(row))" }
      return "\(table.name) [\(groups)] \(rows.joined(separator: " · "))"
    }
  }

  private static func name(_ row: BoundRow) -> String {
    let name = (row.headings + [row.label]).filter { !$0.isEmpty }.joined(separator: "/")
    return row.kind == BoundRow.detail ? name : "\(name) <\(row.kind)>"
  }

  private static func values(_ row: BoundRow) -> String {
    row.cells.enumerated().compactMap { index, cell -> String? in
      guard let cell else { return "–" }
      switch cell.value {
      case .number(let number): return "\(number)"
      case .mark(let flag): return flag ? "√" : "×"
      case .blank: return "_"
      case .notApplicable: return "/"
      case .text(let text): return index == 0 || text == row.label ? nil : text
      case .dates: return "dates"
      case .unclear: return "?"
      case .uncomputed: return "="
      case .unreadable: return "!"
      }
    }.joined(separator: " ")
  }
}
