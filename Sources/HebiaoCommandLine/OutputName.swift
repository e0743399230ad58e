import Glibc
import HebiaoCore

/// What a workbook that is to be written may be called, and whether something stands there.
enum OutputName {
  /// Holds a name to the extension that programs will open the file by.
  ///
  /// A device or a pipe has no such name, and needs none.
  /// - Throws: `Trouble` where the name says that the file is something else.
  static func check(_ path: String, isLike input: String? = nil) throws {
    if let found = kind(of: path), found != S_IFREG { return }
    let wanted = input.map(Self.wanted(by:)) ?? "xlsx"
    let given = Self.ending(of: path)
    if given == wanted || input != nil && kinds.contains(given) { return }
    throw Trouble(
      path,
      LocalizedText(
        zh: "写出的是 .\(wanted) 工作簿, 请在 -o 后写以 .\(wanted) 结尾的文件名",
        en: "what is written is a .\(wanted) workbook; give -o a name that ends in .\(wanted)"
      )
    )
  }

  /// What to say where a workbook is written under the extension of another kind.
  static func note(on path: String, of input: String) -> LocalizedText? {
    let wanted = Self.wanted(by: input)
    guard kinds.contains(Self.ending(of: path)), Self.ending(of: path) != wanted else { return nil }
    return LocalizedText(
      zh: "这是 .\(wanted) 工作簿, 请把新文件改以 .\(wanted) 结尾, 否则 Excel 打不开",
      en: "this is a .\(wanted) workbook: Excel opens it only under a name that ends in .\(wanted)"
    )
  }

  /// The extensions of workbooks.
  private static let kinds = ["xlsx", "xlsm", "xltx", "xltm"]

  /// A workbook with macros stays one: by another name Excel does not open it.
  private static func wanted(by input: String) -> String {
    let own = Self.ending(of: input)
    return kinds.contains(own) ? own : "xlsx"
  }

  /// The part behind the last point of a name, in small letters; empty where there is none.
  private static func ending(of path: String) -> String {
    let name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    guard let point = name.lastIndex(of: "."), point > name.startIndex else { return "" }
    return name[name.index(after: point)...].lowercased()
  }

  /// What stands at a path; nil where nothing does.
  private static func kind(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }
}
