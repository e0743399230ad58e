import Glibc

/// A workbook or a folder inside a folder.
struct FolderEntry {
  /// The name, ending with a zero byte.
  let name: [CChar]
  let isFolder: Bool

  /// The workbooks and folders of a folder, by name; nil with `errno` set if it cannot be read.
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
      var status = stat()
      guard fstatat(dirfd(directory), name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFLNK {
        guard fstatat(dirfd(directory), name, &status, 0) == 0,
          status.st_mode & S_IFMT == S_IFREG
        else { continue }
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: entries.append(FolderEntry(name: name, isFolder: true))
      case S_IFREG where hasWorkbookExtension(name):
        entries.append(FolderEntry(name: name, isFolder: false))
      default: break
      }
    }
    return entries.sorted {
      $0.name.lexicographicallyPrecedes($1.name) {
        UInt8(bitPattern: $0) < UInt8(bitPattern: $1)
      }
    }
  }

  /// Whether a name is hidden, or that of the lock file beside an open workbook.
  private static func isPassedOver(_ name: [CChar]) -> Bool {
    name.first == 0x2E || name.starts(with: [0x7E, 0x24])
  }

  private static func hasWorkbookExtension(_ name: [CChar]) -> Bool {
    let tail = name.dropLast().suffix(5).map { UInt8(bitPattern: $0) | 0x20 }
    return extensions.contains { $0 == tail }
  }

  private static let extensions = [".xlsx", ".xlsm", ".xltx", ".xltm"].map { Array($0.utf8) }
}
