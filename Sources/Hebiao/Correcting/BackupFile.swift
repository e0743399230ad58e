import Glibc
import HebiaoCore
import WorkbookFiles

/// Keeps a file beside itself before another one takes its place.
enum BackupFile {
  /// The file itself where a path leads to it by links; the path where that is no text.
  static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(validatingCString: real) ?? path
  }

  /// What a link at a path leads to; any other path as it is.
  static func behindLink(_ path: String) -> String {
    var status = stat()
    let isLink = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    return isLink ? resolved(path) : path
  }

  /// Whether a file stands at a path that holds anything.
  static func isFilled(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size > 0
  }

  /// Gives the file a second name, `NAME.bak.xlsx`, that no file has; the name.
  ///
  /// - Throws: `PatchError` where that cannot be done; nothing has changed then.
  static func keep(_ path: String) throws(PatchError) -> String {
    for number in 1...10_000 {
      let name = name(of: path, number)
      if link(path, name) == 0 { return name }
      switch errno {
      case EEXIST: continue
      // Disks for cameras and phones know no second names.
      case EPERM, EOPNOTSUPP, EMLINK, EXDEV:
        if try copy(path, to: name) { return name }
      case ENAMETOOLONG: throw .longBackupName
      default: throw .noBackup
      }
    }
    throw .noBackup
  }

  private static func name(of path: String, _ number: Int) -> String {
    let mark = number == 1 ? ".bak" : ".bak\(number)"
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    guard let dot = path[slash...].lastIndex(of: "."), dot > slash else { return path + mark }
    return path[..<dot] + mark + path[dot...]
  }

  /// Copies the file; false where the name is taken.
  private static func copy(_ path: String, to name: String) throws(PatchError) -> Bool {
    let source = open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw .noBackup }
    defer { close(source) }
    let target = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard target >= 0 else {
      if errno == EEXIST { return false }
      throw .noBackup
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var isWhole = true
    while isWhole {
      let count = read(source, &buffer, buffer.count)
      if count == 0 { break }
      if count < 0, errno == EINTR { continue }
      isWhole = count > 0 && write(target, buffer, count) == count
    }
    isWhole = fsync(target) == 0 && isWhole
    close(target)
    guard isWhole else {
      unlink(name)
      throw .noBackup
    }
    return true
  }
}

extension PatchError {
  fileprivate static var longBackupName: PatchError {
    PatchError(
      .unwritable,
      LocalizedText(
        zh: "加上 .bak 后文件名过长, 无法保留备份, 因此没有改动; 请缩短文件名, 或用 -o 写到别处",
        en:
          "with .bak added the name would be too long to keep the original, so nothing was changed; "
          + "shorten the name, or use -o instead"
      )
    )
  }

  fileprivate static var noBackup: PatchError {
    PatchError(
      .unwritable,
      LocalizedText(
        zh: "无法在原处保留备份, 因此没有改动; 请用 -o 写到别处",
        en: "the original cannot be kept beside it, so nothing was changed; use -o instead"
      )
    )
  }
}
