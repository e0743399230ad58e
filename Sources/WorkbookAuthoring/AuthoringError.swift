import CLibXLSXWriter
package import HebiaoCore

/// A fresh workbook could not be written; nothing has been put in its place.
package struct AuthoringError: DescribedError, Hashable {
  /// What went wrong.
  package enum Kind: Hashable, Sendable {
    /// The disk is full, that of the output or that of temporary files.
    case diskFull
    /// The output cannot be written there, in the words of what writes files.
    case output(LocalizedText)
    /// Temporary files cannot be made in a folder.
    case temporaryFolder(String)
    /// Something stands there that must not be replaced.
    case exists
    /// What was written does not read back, with the reader's own words.
    case damaged(LocalizedText)
    /// The writing library refused something, with its number and its words.
    case refused(code: UInt32, words: String)
    /// A name of a sheet, a text, or a number of cells that Excel does not take.
    case limit(LocalizedText)
  }

  package var kind: Kind

  package init(_ kind: Kind) {
    self.kind = kind
  }

  /// The line for the user.
  package var text: LocalizedText {
    switch kind {
    case .diskFull:
      LocalizedText(
        zh: "磁盘已满, 没有写出; 请清理后重试",
        en: "the disk is full, nothing was written; free some space and try again"
      )
    case .temporaryFolder(let folder):
      LocalizedText(
        zh: "无法在 \(folder) 建立临时文件, 请清理该处, 或用环境变量 TMPDIR 另指一处",
        en: "no temporary file can be made in \(folder); free it, or name another by TMPDIR"
      )
    case .exists:
      LocalizedText(
        zh: "已有此文件, 没有覆盖; 请换一个文件名, 确要覆盖时加 --force",
        en: "the file exists and was not replaced; name another, or add --force"
      )
    case .damaged:
      LocalizedText(
        zh: "写出的工作簿读不回来, 没有保存; 多半是临时文件夹 (TMPDIR) 所在的磁盘已满, 请清理后重试",
        en: "what was written does not read back and was not kept; most likely the disk of the "
          + "temporary folder (TMPDIR) is full: free some space and try again"
      )
    case .refused(let code, let words):
      LocalizedText(
        zh: "程序内部错误: libxlsxwriter \(code) \(words), 请反馈给开发者",
        en: "internal error: libxlsxwriter \(code) \(words); please report it"
      )
    case .limit(let text), .output(let text): text
    }
  }

  /// Throws what a return code of the library means, unless it is that of success.
  static func check(_ code: lxw_error) throws(AuthoringError) {
    guard code != LXW_NO_ERROR else { return }
    switch code {
    case LXW_ERROR_CREATING_TMPFILE, LXW_ERROR_READING_TMPFILE:
      throw AuthoringError(.temporaryFolder(TemporaryFolder.path))
    case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE:
      throw AuthoringError(
        .limit(
          LocalizedText(
            zh: "超出 Excel 的 1,048,576 行或 16,384 列, 请分几次生成",
            en: "more than Excel's 1,048,576 rows or 16,384 columns; split the work"
          )
        )
      )
    default:
      let words = lxw_strerror(code).map { String(cString: $0) } ?? ""
      throw AuthoringError(.refused(code: code.rawValue, words: words))
    }
  }
}
