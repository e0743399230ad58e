package import HebiaoCore
package import XMLScanning

/// A package, or a part of it, that cannot be read.
package struct PackagingError: DescribedError, Hashable {
  /// What kind of trouble it was.
  package enum Kind: Sendable, Hashable {
    /// The file is missing, not a regular file, or may not be read.
    case unreadableFile
    /// The bytes are no package.
    case notAPackage
    /// The package is protected by a password.
    case encrypted
    /// The archive or a part of it is broken.
    case damaged
    /// A limit is exceeded.
    case tooLarge
    /// A file cannot be written.
    case unwritableFile
    /// A file stands there that is not to be replaced.
    case fileExists
    /// A part that is referred to is not there.
    case missingPart
  }

  /// What kind of trouble it was.
  package var kind: Kind
  /// One line: what is wrong, and what to do.
  package var text: LocalizedText

  /// An error of a kind, told in one line.
  package init(_ kind: Kind, _ text: LocalizedText) {
    self.kind = kind
    self.text = text
  }

  /// An error of a kind, told in both languages.
  package init(_ kind: Kind, zh chinese: String, en english: String) {
    self.init(kind, LocalizedText(zh: chinese, en: english))
  }

  /// A part's name as a message shows it: on one line, and no longer than a person would read.
  package static func shown(_ name: String) -> String { PartName.shown(name) }

  /// A part that is broken at some place.
  package static func damagedPart(_ part: String, _ cause: LocalizedText) -> PackagingError {
    let part = PartName.shown(part)
    return PackagingError(
      .damaged,
      zh: "部件 \(part) 已损坏: \(cause.chinese), 请用 WPS 或 Excel 打开并另存为 .xlsx 后再试",
      en: "part \(part) is damaged: \(cause.english); open it in WPS or Excel and save it again"
    )
  }

  /// A part that cannot be read as XML: it is broken, or has more of something than is read.
  package static func unreadablePart(_ part: String, _ error: XMLError) -> PackagingError {
    let name = PartName.shown(part)
    if error.problem == .notUnderstood {
      return PackagingError(
        .damaged,
        zh: "部件 \(name) \(error.text.chinese), 请用写它的程序另存为普通的 .xlsx 后再试",
        en:
          "part \(name) has \(error.text.english); save it as a plain .xlsx in the program that wrote it"
      )
    }
    guard error.problem.isLimit else { return damagedPart(part, error.text) }
    return PackagingError(
      .tooLarge,
      zh: "部件 \(name) 超过上限: \(error.text.chinese), 为安全起见不予读取, 请拆分后再试",
      en: "part \(name) exceeds what is read: \(error.text.english); split it and try again"
    )
  }

  /// Shared strings that take more memory than is granted.
  package static func overKeptText(_ limit: Int) -> PackagingError {
    overLimit(LocalizedText(zh: "共享文本", en: "the text of the shared strings"), limit)
  }

  static func overLimit(_ what: LocalizedText, _ limit: Int) -> PackagingError {
    let size = shownSize(limit)
    return PackagingError(
      .tooLarge,
      zh: "\(what.chinese)超过上限 \(size.chinese), 为安全起见不予读取, 请拆分后再试",
      en: "\(what.english) exceeds the limit of \(size.english); split the file and try again"
    )
  }

  /// A number of bytes in the largest unit of which it is a whole number.
  private static func shownSize(_ bytes: Int) -> LocalizedText {
    for (unit, name) in [(1 << 20, "MB"), (1 << 10, "KB")]
    where bytes >= unit && bytes.isMultiple(of: unit) {
      return LocalizedText(zh: "\(bytes / unit) \(name)", en: "\(bytes / unit) \(name)")
    }
    return LocalizedText(zh: "\(bytes) 字节", en: bytes == 1 ? "1 byte" : "\(bytes) bytes")
  }
}
