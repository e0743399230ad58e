import HebiaoCore

/// What stations are called where each file needs a name of its own.
///
/// ```
/// 甲街社工站                        one file of the station
/// 乙街社工站 2024-03, 2024-04        two months of it
/// 丙街社工站 (月报.xlsx)              two files of a month, or no month known
/// ```
enum StationNames {
  /// A name for each row, in the order of the rows.
  static func names(of rows: [StationRow]) -> [String] {
    var names = rows.map(\.station)
    extend(&names) { row in
      month(row).map { " \($0)" }
    } of: {
      rows[$0]
    }
    extend(&names) { row in
      " (\(fileName(row.path)))"
    } of: {
      rows[$0]
    }
    extend(&names) { row in
      " (\(row.path))"
    } of: {
      rows[$0]
    }
    return names
  }

  /// Adds something to every name that several rows have.
  private static func extend(
    _ names: inout [String],
    _ addition: (StationRow) -> String?,
    of row: (Int) -> StationRow
  ) {
    let counts = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
    for index in names.indices where counts[names[index], default: 0] > 1 {
      // A file that is called as its station is named so already.
      guard let text = addition(row(index)), !text.contains("(\(names[index]))") else { continue }
      names[index] += text
    }
  }

  /// The month that a file's figures end in, `2024-04`.
  private static func month(_ row: StationRow) -> String? {
    (row.period?.end ?? row.period?.start).map { String($0.isoText.prefix(7)) }
  }

  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
