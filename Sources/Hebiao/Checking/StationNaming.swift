import HebiaoCore
import TableBinding
import TableSchemas

/// Finds what station a workbook is about, in the titles of its sheets.
struct StationNaming {
  /// The station's name; nil where no title tells it.
  static func station(_ sheets: [SheetContent], _ bound: [BoundSheet]) -> String? {
    for (sheet, bound) in zip(sheets, bound) {
      for schema in Set(bound.tables.map(\.schema)) {
        guard let template = schema.template else { continue }
        let parts = template.title.split(
          separator: "{station}",
          maxSplits: 1,
          omittingEmptySubsequences: false
        ).map { NormalizedText.header(String($0)) }
        guard parts.count == 2 else { continue }
        for cell in sheet.cells {
          guard case .string(let text) = cell.value, text.utf8.count <= 600 else { continue }
          let normalized = NormalizedText.header(text)
          guard schema.titles.contains(where: { $0.matches(normalized) }) else { continue }
          if let name = name(in: NormalizedText.oneLine(text), before: parts[0], behind: parts[1]) {
            return name
          }
        }
      }
    }
    return nil
  }

  /// What stands in a title where the template's has the station: titles are shortened, so that only
  /// the end of what follows need be there.
  private static func name(in title: String, before: String, behind: String) -> String? {
    var name = title[...]
    if name.hasPrefix(before) { name = name.dropFirst(before.count) }
    var common = 0
    for (one, other) in zip(name.reversed(), behind.reversed()) {
      guard one == other else { break }
      common += 1
    }
    guard common >= 4, common < name.count else { return nil }
    return String(name.dropLast(common))
  }
}
