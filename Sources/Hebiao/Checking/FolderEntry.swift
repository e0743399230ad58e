import Glibc

/// A workbook, a folder, or another spreadsheet inside a folder.
struct FolderEntry {
  /// What an entry is for a search.
  enum Kind: Equatable {
    case workbook
    case folder
    case passedOver(PassedOverFile.Reason)
  }

  /// The name, ending with a zero byte.
  let name: [CChar]
  let kind: Kind

  /// What a search meets in a folder, by name; nil with `errno` set if it cannot be read.
  static func list(_ folder: [CChar]) -> [FolderEntry]? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    var entries: [FolderEntry] = []
    while let record = readdir(directory) {
      let start = UnsafeRawPointer(record).advanced(by: offset)
        .assumingMemoryBound(to: CChar.self)
      let name = Array(UnsafeBufferPointer(start: start, count: strlen(start) + 1))
      guard !isPassedOver(name) else { continue }
      guard let kind = kind(of: name, in: dirfd(directory)) else { continue }
      entries.append(FolderEntry(name: name, kind: kind))
    }
    return entries.sorted {
      $0.name.lexicographicallyPrecedes($1.name) {
        UInt8(bitPattern: $0) < UInt8(bitPattern: $1)
      }
    }
  }

  private static func kind(of name: [CChar], in folder: Int32) -> Kind? {
    let isWorkbook = hasExtension(name, of: extensions)
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    if status.st_mode & S_IFMT == S_IFLNK {
      guard fstatat(folder, name, &status, 0) == 0 else {
        return isWorkbook ? .passedOver(.brokenLink) : nil
      }
      if status.st_mode & S_IFMT == S_IFDIR { return nil }
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG:
      if isWorkbook { return .workbook }
      return hasExtension(name, of: otherExtensions) ? .passedOver(.format) : nil
    default: return isWorkbook ? .passedOver(.notRegular) : nil
    }
  }

  /// Whether a name is hidden, or that of the lock file beside an open workbook.
  private static func isPassedOver(_ name: [CChar]) -> Bool {
    name.first == 0x2E || name.starts(with: [0x7E, 0x24])
  }

  private static func hasExtension(_ name: [CChar], of extensions: [[UInt8]]) -> Bool {
    guard let dot = name.lastIndex(of: 0x2E) else { return false }
    let tail = name[dot...].dropLast().map { UInt8(bitPattern: $0) | 0x20 }
    return extensions.contains(tail)
  }

  private static let extensions = [".xlsx", ".xlsm", ".xltx", ".xltm"].map { Array($0.utf8) }

  private static let otherExtensions = [
    ".xls", ".xlt", ".xlsb", ".et", ".ett", ".ods", ".ots", ".fods", ".uos", ".numbers",
  ].map { Array($0.utf8) }
}
