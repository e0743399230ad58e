import Hebiao
import HebiaoCore

extension LocalizedText {
  /// The files in a folder that were not checked, and what to do about them.
  static func passedOver(_ files: [PassedOverFile], in folder: String) -> LocalizedText {
    let shown = files.prefix(5)
    let isMore = files.count > shown.count
    let zhNames = shown.map { name(of: $0, in: folder).chinese }.joined(separator: "、")
    let enNames = shown.map { name(of: $0, in: folder).english }.joined(separator: ", ")
    var zh = "文件夹里另有 \(files.count) 个文件没有核对: \(zhNames)\(isMore ? " 等" : "")"
    var en =
      files.count == 1
      ? "1 more file in the folder was not checked: "
      : "\(files.count) more files in the folder were not checked: "
    en += enNames + (isMore ? " …" : "")
    if files.contains(where: { $0.reason == .format }) {
      zh += "; 请另存为 .xlsx"
      en += "; save them as .xlsx"
    }
    return LocalizedText(zh: zh, en: en)
  }

  private static func name(of file: PassedOverFile, in folder: String) -> LocalizedText {
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    let name = file.path.hasPrefix(base) ? String(file.path.dropFirst(base.count)) : file.path
    return switch file.reason {
    case .format: LocalizedText(zh: name, en: name)
    case .brokenLink: LocalizedText(zh: "\(name) (链接失效)", en: "\(name) (a link to nowhere)")
    case .backup: LocalizedText(zh: "\(name) (改正前的备份)", en: "\(name) (a backup)")
    case .notRegular: LocalizedText(zh: "\(name) (不是普通文件)", en: "\(name) (no regular file)")
    }
  }
}
