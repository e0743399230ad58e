import HebiaoCore

/// A file name that is not UTF-8, where a command cannot use its bytes.
///
/// As text such a name has other bytes, which may be those of another file: nothing is read from there,
/// and nothing written.
struct UnreadableName {
  /// The name, with signs for the bytes that are no text.
  let name: String

  /// The commands that find a file by the bytes of its name.
  private static let readers: Set<String> = ["check", "dump", "stats", "report"]
  /// The options of those commands whose values are names as well.
  private static let options: Set<String> = ["-o", "--output", "--against", "--schemas", "--sheet"]

  /// The first such name among the arguments of the program.
  static func first(in arguments: [[UInt8]]) -> UnreadableName? {
    let command = arguments.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
    let finds = readers.contains(command)
    var previous = ""
    for argument in arguments {
      let text = String(decoding: argument, as: UTF8.self)
      let isPath = finds && !text.hasPrefix("-") && !options.contains(previous)
      if !text.utf8.elementsEqual(argument), !isPath { return UnreadableName(name: text) }
      previous = text
    }
    return nil
  }

  /// What is wrong, and what to do.
  var text: LocalizedText {
    LocalizedText(
      zh: "这个名称不是 UTF-8 编码, 此处无法使用; 请先改名, 再试",
      en: "this name is not UTF-8 and cannot be used here; rename the file and try again"
    )
  }
}
