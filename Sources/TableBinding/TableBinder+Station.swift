import TableSchemas

extension TableBinder {
  /// Whose tables they are, by their titles, as headers are compared: `广州市青榕街社工站购买服务项目`.
  ///
  /// What stands in a title before the schema's own words, `*指标完成情况*`; nil where nothing does.
  public static func station(of sheets: [BoundSheet]) -> String? {
    for title in sheets.lazy.flatMap(\.titles) {
      for wording in title.schema.titles {
        if let station = wording.textBefore(in: title.normalized), !station.isEmpty {
          return station
        }
      }
    }
    return nil
  }
}
