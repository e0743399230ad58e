import HebiaoCore

/// The name of a workbook that begins with a dash, where an option is expected.
///
/// The parser takes each of its letters for an option: the h in `-march.xlsx` would print the help and
/// end as if all were well.
struct DashedName {
  /// The name as it was written.
  let name: String

  private static let endings = [".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et"]

  /// The first such name among the arguments of the program, up to `--`.
  static func first(in arguments: [String]) -> DashedName? {
    arguments.prefix { $0 != "--" }.first { argument in
      argument.hasPrefix("-") && !argument.hasPrefix("--") && !argument.contains("=")
        && endings.contains(where: argument.lowercased().hasSuffix)
    }.map(DashedName.init)
  }

  /// What is wrong, and how the name is written instead.
  var text: LocalizedText {
    LocalizedText(
      zh: "没有选项 \(name); 文件名以 - 开头时, 写成 ./\(name)",
      en: "there is no option \(name); a file name that begins with - is written ./\(name)"
    )
  }
}
