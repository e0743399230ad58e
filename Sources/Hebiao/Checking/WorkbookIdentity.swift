import HebiaoCore
import TableBinding
import TableChecking

/// What tells which station a workbook is of, and which month.
struct WorkbookIdentity: Sendable {
  /// The station by the titles of the tables; nil where they do not name one.
  var station: String?
  /// The file's name without its folder, numbers and words for months.
  var nameStem: String
  /// The last day that the workbook covers.
  var end: CalendarDate?
  /// The digest of its bytes.
  var digest: String?
  /// The path, by which a file that stands in both places is told.
  var path: String

  /// Whether the workbook can be found its predecessor.
  var isDatedStation: Bool { end != nil }

  /// By the titles where both have one, else by the file names.
  func isOfSameStation(as other: WorkbookIdentity) -> Bool {
    if let station, let named = other.station { return station == named }
    return nameStem == other.nameStem
  }

  /// Whether both are one file, or copies of one.
  func isSameFile(as other: WorkbookIdentity) -> Bool {
    path == other.path || (digest != nil && digest == other.digest)
  }

  /// `青榕街 2024年4月.xlsx` and `青榕街 2024年05月(2).xlsx` have the same stem.
  static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let base = name.split(separator: ".").dropLast().joined(separator: ".")
    let ignored: Set<Character> = [
      "年", "月", "日", "份", "第", "期", "号", "-", "_", ".", "(", ")", "~", "至", "一", "二",
      "三", "四", "五", "六", "七", "八", "九", "十",
    ]
    return NormalizedText.header(base).filter { character in
      !(character.isASCII && character.isNumber) && !ignored.contains(character)
    }
  }
}
