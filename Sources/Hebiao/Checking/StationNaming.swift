import HebiaoCore
import TableBinding
import TableSchemas

/// Finds what station a workbook is about, in the titles of its sheets.
struct StationNaming {
  /// The station's name; nil where no title tells it.
  static func station(_ sheets: [BoundSheet]) -> String? {
    for sheet in sheets {
      for title in sheet.titles {
        guard let template = title.schema.template,
          sheet.tables.contains(where: { $0.schema === title.schema })
        else { continue }
        let parts = template.title.split(
          separator: "{station}",
          maxSplits: 1,
          omittingEmptySubsequences: false
        ).map { NormalizedText.header(String($0)) }
        guard parts.count == 2 else { continue }
        let text = NormalizedText.oneLine(title.text)
        if let name = name(in: text, before: parts[0], behind: parts[1]) { return name }
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
