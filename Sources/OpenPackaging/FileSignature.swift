import HebiaoCore

/// What a file is by its first bytes, whatever its name says.
enum FileSignature {
  /// The line for a file that is no readable archive.
  static func error(for bytes: [UInt8]) -> PackagingError {
    if bytes.isEmpty {
      return PackagingError(
        .notAPackage,
        zh: "文件是空的 (0 字节), 请重新获取或另存一份",
        en: "the file is empty (0 bytes); get or save it again"
      )
    }
    if bytes.starts(with: compound) { return compoundFile(bytes) }
    if bytes.starts(with: Array("PK".utf8)) { return .damagedArchive }
    if bytes.starts(with: Array("%PDF".utf8)) {
      return saveAs("这是 PDF 文件", "this is a PDF file")
    }
    if bytes.starts(with: [0x09, 0x08]) || bytes.starts(with: [0x09, 0x04])
      || bytes.starts(with: [0x09, 0x02]) || bytes.starts(with: [0x09, 0x00])
    {
      return saveAs("这是旧版 Excel 工作簿 (.xls)", "this is an old Excel workbook (.xls)")
    }
    if bytes.starts(with: Array("{\\rtf".utf8)) {
      return saveAs("这是 RTF 文档", "this is an RTF document")
    }
    if bytes.starts(with: Array("Rar!".utf8)) {
      return unpack("这是压缩包 (.rar)", "this is an archive (.rar)")
    }
    if bytes.starts(with: [0x37, 0x7A, 0xBC, 0xAF]) {
      return unpack("这是压缩包 (.7z)", "this is an archive (.7z)")
    }
    if bytes.starts(with: [0x1F, 0x8B]) {
      return unpack("这是压缩包 (.gz)", "this is an archive (.gz)")
    }
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) || bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      return PackagingError(
        .notAPackage,
        zh: "这是图片, 不是工作簿, 请提供 .xlsx 原件",
        en: "this is a picture, not a workbook; the .xlsx file itself is needed"
      )
    }
    return text(bytes)
  }

  /// Whether the first bytes are those of a document that may hold archives without being one.
  static func isOtherDocument(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: compound) || bytes.starts(with: Array("%PDF".utf8))
      || bytes.starts(with: Array("{\\rtf".utf8))
  }

  private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// The line for an archive whose main part is no workbook that can be read.
  static func error(forMainType type: String, part: String) -> PackagingError? {
    let type = type.lowercased()
    if type.holds("sheet.binary") {
      return saveAs("这是二进制工作簿 (.xlsb)", "this is a binary workbook (.xlsb)")
    }
    if type.holds("wordprocessingml") || type.holds("word.") {
      return saveAs("这是 Word 文档 (.docx), 不是工作簿", "this is a Word document (.docx)")
    }
    if type.holds("presentationml") || type.holds("powerpoint.") {
      return saveAs("这是演示文稿 (.pptx), 不是工作簿", "this is a presentation (.pptx)")
    }
    if type.holds("visio") {
      return saveAs("这是 Visio 图, 不是工作簿", "this is a Visio drawing")
    }
    return nil
  }

  /// How the names of workbooks end.
  static let endings = [".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".et"]

  static func unpack(_ chinese: String, _ english: String) -> PackagingError {
    PackagingError(
      .notAPackage,
      zh: "\(chinese), 请先解压, 再核对里面的文件",
      en: "\(english); unpack it and check the files in it"
    )
  }

  static func saveAs(_ chinese: String, _ english: String) -> PackagingError {
    PackagingError(
      .notAPackage,
      zh: "\(chinese), 请在 WPS 或 Excel 中另存为 .xlsx 后再试",
      en: "\(english); save it as .xlsx in WPS or Excel and try again"
    )
  }

  private static func compoundFile(_ bytes: [UInt8]) -> PackagingError {
    func holds(_ name: String) -> Bool {
      let pattern = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      return contains(bytes, pattern)
    }
    if holds("EncryptedPackage") || holds("EncryptionInfo") {
      return PackagingError(
        .encrypted,
        zh: "工作簿有打开密码, 请在 WPS 或 Excel 中取消密码后再试",
        en: "the workbook is protected by a password; remove it in WPS or Excel and try again"
      )
    }
    if holds("WordDocument") {
      return saveAs("这是旧版 Word 文档 (.doc), 不是工作簿", "this is an old Word document (.doc)")
    }
    if holds("PowerPoint Document") {
      return saveAs("这是旧版演示文稿 (.ppt), 不是工作簿", "this is an old presentation (.ppt)")
    }
    if holds("ETExtData") || holds("WpsCustomData") {
      return saveAs("这是 WPS 表格文件 (.et)", "this is a WPS spreadsheet (.et)")
    }
    return saveAs(
      "这是旧版 Excel 97-2003 工作簿 (.xls) 或 WPS 表格 (.et)",
      "this is an Excel 97-2003 workbook (.xls) or a WPS spreadsheet (.et)"
    )
  }

  private static func text(_ bytes: [UInt8]) -> PackagingError {
    let head = bytes.prefix(2048).map { byte in
      byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
    if contains(head, Array("<html".utf8)) || contains(head, Array("<!doctype html".utf8))
      || contains(head, Array("<table".utf8))
    {
      return saveAs("这是网页 (HTML)", "this is a web page (HTML)")
    }
    if contains(head, Array("urn:schemas-microsoft-com:office:spreadsheet".utf8)) {
      return saveAs("这是 XML 表格 2003", "this is an XML Spreadsheet 2003")
    }
    if !head.contains(0) || bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return saveAs("这是文本文件 (例如 CSV)", "this is a text file, such as CSV")
    }
    return saveAs("这不是 .xlsx 工作簿", "this is not an .xlsx workbook")
  }

  private static func contains(_ bytes: [UInt8], _ pattern: [UInt8]) -> Bool {
    guard let first = pattern.first, bytes.count >= pattern.count else { return false }
    for start in 0...(bytes.count - pattern.count) where bytes[start] == first {
      if bytes[start..<start + pattern.count].elementsEqual(pattern) { return true }
    }
    return false
  }
}
