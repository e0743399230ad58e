import Glibc
import HebiaoCore

/// An open regular file; nothing else is ever waited on.
final class RegularFile {
  let descriptor: Int32
  let size: Int
  private var isOwned = true

  init(path: String) throws(PackagingError) {
    // Opening a pipe without `O_NONBLOCK` would wait for somebody to write.
    descriptor = unsafe Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    let reason = errno
    guard descriptor >= 0 else {
      size = 0
      isOwned = false
      throw Self.openError(reason)
    }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      size = 0
      throw PackagingError(
        .unreadableFile,
        zh: "这不是普通文件 (是文件夹、管道或设备), 请指定一个 .xlsx 文件",
        en: "this is not a regular file but a folder, pipe or device; name an .xlsx file"
      )
    }
    size = Int(status.st_size)
  }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// Leaves closing to somebody else.
  func giveAway() {
    isOwned = false
  }

  func readAll() throws(PackagingError) -> [UInt8] {
    try read(size)
  }

  func readHead() throws(PackagingError) -> [UInt8] {
    try read(min(size, 1 << 16))
  }

  private func read(_ count: Int) throws(PackagingError) -> [UInt8] {
    var failed = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while initialized < count, let base = buffer.baseAddress {
        let got = unsafe pread(
          descriptor,
          base + initialized,
          count - initialized,
          off_t(initialized)
        )
        if got < 0, errno == EINTR { continue }
        if got < 0 { failed = true }
        if got <= 0 { break }
        initialized += got
      }
    }
    if failed {
      throw PackagingError(
        .unreadableFile,
        zh: "读取文件时出错, 请检查磁盘后再试",
        en: "the file could not be read; check the disk and try again"
      )
    }
    return bytes
  }

  private static func openError(_ reason: Int32) -> PackagingError {
    switch reason {
    case ENOENT, ENOTDIR:
      PackagingError(
        .unreadableFile,
        zh: "找不到这个文件, 请检查路径",
        en: "there is no such file; check the path"
      )
    case EACCES, EPERM:
      PackagingError(
        .unreadableFile,
        zh: "没有读取这个文件的权限",
        en: "no permission to read this file"
      )
    default:
      PackagingError(
        .unreadableFile,
        zh: "无法打开这个文件 (系统错误 \(reason))",
        en: "the file cannot be opened (system error \(reason))"
      )
    }
  }
}
