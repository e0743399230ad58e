import HebiaoCore

extension PackagingError {
  /// An archive whose end, directory or entries do not fit together.
  static var damagedArchive: PackagingError {
    PackagingError(
      .damaged,
      zh: "压缩包不完整或已损坏, 请重新下载或从原件另存一份",
      en: "the archive is truncated or damaged; download or save it again"
    )
  }

  static var splitArchive: PackagingError {
    PackagingError(
      .damaged,
      zh: "这是分卷压缩包的一部分, 请合并各卷后再试",
      en: "this is one volume of a split archive; join the volumes and try again"
    )
  }

  static var encryptedArchive: PackagingError {
    PackagingError(
      .encrypted,
      zh: "压缩包已加密, 请先解除密码保护再试",
      en: "the archive is encrypted; remove the password and try again"
    )
  }

  static func tooManyEntries(_ limit: Int) -> PackagingError {
    PackagingError(
      .tooLarge,
      zh: "压缩包内的条目超过 \(limit) 个, 为安全起见不予读取",
      en: "the archive holds more than \(limit) entries, refused for safety"
    )
  }

  static func unsafeName(_ name: String) -> PackagingError {
    let name = PartName.shown(name)
    return PackagingError(
      .damaged,
      zh: "压缩包内的路径 “\(name)” 越出压缩包或含有空字符, 为安全起见不予读取",
      en: "the archive's path “\(name)” leads out of it or holds a NUL; refused for safety"
    )
  }

  static func overlappingEntries(_ first: String, _ second: String) -> PackagingError {
    let (first, second) = (PartName.shown(first), PartName.shown(second))
    return PackagingError(
      .damaged,
      zh: "压缩包内的 “\(first)” 与 “\(second)” 相互重叠, 为安全起见不予读取",
      en: "the archive's entries “\(first)” and “\(second)” overlap; refused for safety"
    )
  }

  static func differingHeader(_ name: String) -> PackagingError {
    let name = PartName.shown(name)
    return PackagingError(
      .damaged,
      zh: "压缩包目录与其中的 “\(name)” 说法不一, 为安全起见不予读取, 请从原件另存一份",
      en: """
        the archive's directory and its entry “\(name)” disagree; refused for safety: \
        save the original again
        """
    )
  }
}
