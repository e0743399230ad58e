import HebiaoCore

/// A file in a folder that somebody may have meant to be checked, and that is not.
public struct PassedOverFile: Sendable, Hashable {
  /// Why it is passed over.
  public enum Reason: Sendable, Hashable {
    /// A spreadsheet in another format than Excel's own of today.
    case format
    /// A link that leads nowhere, under the name of a workbook.
    case brokenLink
    /// A pipe or a device under the name of a workbook.
    case notRegular
    /// What a correction in place kept of a workbook, `NAME.bak.xlsx`.
    case backup
    /// Another name of a file that is taken already.
    case sameFile
  }

  /// The path for people and reports.
  public let path: String
  /// Why it is passed over.
  public let reason: Reason
}

extension LocalizedText {
  /// The files in a folder that were not checked, and what to do about them.
  package static func passedOver(_ files: [PassedOverFile], in folder: String) -> LocalizedText {
    let list = list(files, in: folder)
    return LocalizedText(
      zh: "文件夹里另有 \(files.count) 个文件没有核对: \(list.chinese)",
      en: (files.count == 1
        ? "1 more file in the folder was not checked: "
        : "\(files.count) more files in the folder were not checked: ") + list.english
    )
  }

  /// The names of files that were not checked, each with the cause; one that all share is told once,
  /// at the end.
  static func list(_ files: [PassedOverFile], in folder: String) -> LocalizedText {
    let first = files.first?.reason
    let shared = files.allSatisfy { $0.reason == first } ? first : nil
    let shown = files.prefix(5)
    let isMore = files.count > shown.count
    let names = shown.map { file in
      let name = file.name(in: folder)
      if shared != nil { return LocalizedText(verbatim: name) }
      let cause = cause(of: file.reason)
      return LocalizedText(zh: "\(name) (\(cause.chinese))", en: "\(name) (\(cause.english))")
    }
    let end = shared.map(cause(of:))
    return LocalizedText(
      zh: names.map(\.chinese).joined(separator: "、") + (isMore ? " 等" : "")
        + (end.map { "; \($0.chinese)" } ?? ""),
      en: names.map(\.english).joined(separator: ", ") + (isMore ? " …" : "")
        + (end.map { "; \($0.english)" } ?? "")
    )
  }

  private static func cause(of reason: PassedOverFile.Reason) -> LocalizedText {
    switch reason {
    case .format: LocalizedText(zh: "请另存为 .xlsx", en: "save as .xlsx")
    case .brokenLink:
      LocalizedText(zh: "链接所指的文件不存在", en: "a link to a file that does not exist")
    case .backup: LocalizedText(zh: "改正前的备份", en: "a backup from before a correction")
    case .notRegular:
      LocalizedText(zh: "是管道或设备, 不是文件", en: "a pipe or a device, no file")
    case .sameFile:
      LocalizedText(zh: "同一文件已用另一名称核对", en: "the same file was checked under another name")
    }
  }
}

extension PassedOverFile {
  /// The path from a folder on.
  fileprivate func name(in folder: String) -> String {
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    return path.hasPrefix(base) ? String(path.dropFirst(base.count)) : path
  }
}
