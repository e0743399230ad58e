import Glibc
import HebiaoCore

/// A file that appears at its place only when it is whole and on the disk.
///
/// It is written without a name where the system allows that, so that a program that is killed
/// leaves nothing behind, else under a hidden name beside its place.
package final class FileOutput {
  private let path: String
  private let descriptor: Int32
  private let temporary: String
  private var hasName: Bool
  private var isOpen = true

  /// Prepares a file at a path; nothing stands there until it is finished.
  ///
  /// - Throws: `PackagingError.Kind.unwritableFile` where no file can be written there.
  package init(path: String, mode: UInt32 = 0o666) throws(PackagingError) {
    self.path = path
    temporary = Self.temporaryName(beside: path)
    let folder = Self.folder(of: path)
    let unnamed = unsafe open(folder, O_RDWR | O_CLOEXEC | Self.unnamedFile, mode)
    if unnamed >= 0 {
      descriptor = unnamed
      hasName = false
      return
    }
    descriptor = unsafe open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    let reason = errno
    hasName = descriptor >= 0
    guard descriptor >= 0 else {
      isOpen = false
      throw .unwritable(reason)
    }
  }

  deinit {
    discard()
  }

  /// Writes bytes at a place.
  func write(_ bytes: Span<UInt8>, at place: Int) throws(PackagingError) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe pwrite(
          descriptor,
          buffer.baseAddress?.advanced(by: done),
          buffer.count - done,
          off_t(place + done)
        )
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .unwritable(errno) }
      done += count
    }
  }

  /// Puts the file at its place, in the place of one that stands there.
  ///
  /// `beforehand` runs once everything is on the disk and nothing has been replaced yet.
  /// - Throws: `PackagingError` where the disk is full or gone; nothing has changed then.
  package func finish(
    beforehand: () throws(PackagingError) -> Void = { () throws(PackagingError) in }
  ) throws(PackagingError) {
    guard fsync(descriptor) == 0 else { throw .unwritable(errno) }
    try beforehand()
    if !hasName {
      let source = "/proc/self/fd/\(descriptor)"
      guard unsafe linkat(AT_FDCWD, source, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) == 0 else {
        throw .unwritable(errno)
      }
      hasName = true
    }
    guard unsafe rename(temporary, path) == 0 else { throw .unwritable(errno) }
    hasName = false
    discard()
    Self.syncFolder(of: path)
  }

  /// Makes sure that a folder's list of names is on the disk; a system that cannot need not.
  static func syncFolder(of path: String) {
    let folder = unsafe open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    _ = fsync(folder)
    close(folder)
  }

  private func discard() {
    if hasName { unsafe unlink(temporary) }
    hasName = false
    if isOpen { close(descriptor) }
    isOpen = false
  }

  /// `O_TMPFILE`, a macro that is not imported.
  private static var unnamedFile: Int32 { 0o20_000_000 | O_DIRECTORY }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func temporaryName(beside path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? "workbook"
    let prefix = path.contains("/") ? folder(of: path) + "/" : ""
    return "\(prefix).\(name.prefix(40)).\(getpid()).part"
  }
}

extension PackagingError {
  /// A file that cannot be written, by the system's reason.
  package static func unwritable(_ code: Int32) -> PackagingError {
    let text =
      switch code {
      case ENOENT, ENOTDIR:
        LocalizedText(
          zh: "文件夹不存在, 请先建立",
          en: "the folder does not exist; create it first"
        )
      case EACCES, EPERM, EROFS:
        LocalizedText(
          zh: "没有写入权限, 请换一个文件夹",
          en: "permission denied; choose another folder"
        )
      case EISDIR:
        LocalizedText(zh: "这是文件夹, 请写出文件名", en: "this is a folder; name a file")
      case ENOSPC, EDQUOT, EFBIG:
        LocalizedText(
          zh: "磁盘已满, 结果没有写出; 请清理后重试",
          en: "the disk is full, nothing was written; free some space and try again"
        )
      default:
        LocalizedText(
          zh: "无法写入 (系统错误 \(code)), 请检查磁盘",
          en: "cannot be written (system error \(code)); check the disk"
        )
      }
    return PackagingError(.unwritableFile, text)
  }
}
