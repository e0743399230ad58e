import HebiaoCore
import TableBinding
import TableSchemas

/// Finds what station a workbook is about, in the titles of its sheets.
struct StationNaming {
  /// What stands for the station in the title of a template.
  private static let placeholder = "{station}"

  /// The station's name; nil where no title tells it.
  static func station(_ sheets: [BoundSheet]) -> String? {
    for sheet in sheets {
      for title in sheet.titles {
        guard let template = title.schema.template,
          sheet.tables.contains(where: { $0.schema === title.schema })
        else { continue }
        guard let offset = template.title.utf8Offset(of: placeholder) else { continue }
        let bytes = template.title.utf8
        let before = String(decoding: bytes.prefix(offset), as: UTF8.self)
        let behind = String(
          decoding: bytes.dropFirst(offset + placeholder.utf8.count),
          as: UTF8.self
        )
        let text = NormalizedText.oneLine(title.text)
        if let name = name(
          in: text,
          before: NormalizedText.header(before),
          behind: NormalizedText.header(behind)
        ) {
          return name
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
