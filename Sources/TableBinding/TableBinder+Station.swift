public import HebiaoCore
import TableSchemas

extension TableBinder {
  /// Whose tables they are, by their titles, as headers are compared: `广州市青榕街社工站购买服务项目`.
  ///
  /// What stands in a title before the schema's own words, `*指标完成情况*`; nil where nothing does.
  /// Complexity: linear in the cells above the first title found.
  public func station(of sheets: [SheetContent]) -> String? {
    for sheet in sheets {
      for cell in sheet.cells {
        guard case .string(let text) = cell.value, text.utf8.count <= 300 else { continue }
        let normalized = NormalizedText.header(text)
        for schema in schemas {
          for title in schema.titles {
            if let station = title.textBefore(in: normalized), !station.isEmpty { return station }
          }
        }
      }
    }
    return nil
  }
}
