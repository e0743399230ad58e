import HebiaoCore
import TableBinding
import TableChecking

/// What to say where the earlier workbook seems to be somebody else's.
enum OtherStation {
  /// The titles of the earlier file name another station; the figures were compared all the same.
  ///
  /// Wrong: 青榕街社工站's April checked against 红棉街社工站's March.
  /// Right: both files of one station.
  static let code = "against-other-station"

  /// The finding for a workbook; nil where both are of one station, or one of them names none.
  static func finding(for sheets: [BoundSheet], against earlier: EarlierWorkbook?) -> Finding? {
    guard let earlier, let own = TableBinder.station(of: sheets),
      let other = TableBinder.station(of: earlier.sheets), own != other,
      let sheet = sheets.first(where: { !$0.titles.isEmpty })
    else { return nil }
    return Finding(
      rule: code,
      severity: .warning,
      sheet: sheet.name,
      message: LocalizedText(
        zh: "上期文件是 “\(other)” 的, 这份是 “\(own)” 的, 请确认没有拿错文件",
        en: "the earlier file is by \"\(other)\" and this one by \"\(own)\": is it the right one?"
      )
    )
  }
}
