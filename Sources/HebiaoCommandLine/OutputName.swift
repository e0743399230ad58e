import Glibc
import HebiaoCore

/// What a workbook that is to be written may be called, and whether something stands there.
enum OutputName {
  /// Holds a name to the extension that programs will open the file by.
  ///
  /// - Throws: `Trouble` where the name says that the file is something else, or no file can be put
  ///   there.
  static func check(_ path: String, isLike input: String? = nil) throws(Trouble) {
    if path == "-" { throw Trouble(path, .noWorkbookThere) }
    try checkPlace(path)
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

  /// Refuses a name where something stands that a file cannot take the place of; a pipe is not waited
  /// on.
  ///
  /// - Throws: `Trouble` that names the option behind which the name was given.
  static func checkPlace(_ path: String, option: String = "-o") throws(Trouble) {
    if path.isEmpty { throw Trouble(nil, .noName(option)) }
    switch kind(of: path) {
    case nil, S_IFREG: return
    case S_IFDIR: throw Trouble(path, .isFolder(option))
    default: throw Trouble(path, .isNoFile(option))
    }
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

extension LocalizedText {
  fileprivate static let noWorkbookThere = LocalizedText(
    zh: "工作簿不写到标准输出; 请在 -o 后写文件名 (名为 - 的文件写成 ./-)",
    en: "a workbook is not written to the standard output; name a file after -o"
  )

  fileprivate static func noName(_ option: String) -> LocalizedText {
    LocalizedText(zh: "\(option) 后没有文件名", en: "there is no file name after \(option)")
  }

  fileprivate static func isFolder(_ option: String) -> LocalizedText {
    LocalizedText(
      zh: "这是文件夹, 请在 \(option) 后写出文件名",
      en: "this is a folder; name a file after \(option)"
    )
  }

  fileprivate static func isNoFile(_ option: String) -> LocalizedText {
    LocalizedText(
      zh: "这是管道或设备, 不是普通文件; 请在 \(option) 后换一个文件名",
      en: "this is a pipe or a device and no regular file; name another file after \(option)"
    )
  }
}
