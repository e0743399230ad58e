import Glibc
import HebiaoCore

/// A file that appears at its place only when it is whole and on the disk.
///
/// It is written without a name where the system allows that, so that a program that is killed
/// leaves nothing behind, else under a hidden name beside its place. A link stays a link: what it
/// leads to is replaced, or made. A file that is replaced hands on who may read and write it.
package final class FileOutput {
  private let path: String
  private let descriptor: Int32
  private let temporary: String
  private let replaces: Bool
  private var hasName: Bool
  private var isOpen = true

  /// Prepares a file at a path; nothing stands there until it is finished.
  ///
  /// - Throws: `PackagingError.Kind.unwritableFile` where no file can be written there, and
  ///   `.fileExists` where one stands there that is not to be replaced.
  package init(path: String, replaces: Bool = true) throws(PackagingError) {
    var status = stat()
    let exists = unsafe stat(path, &status) == 0
    if exists {
      let kind = status.st_mode & S_IFMT
      guard kind == S_IFREG else { throw .unwritable(kind == S_IFDIR ? EISDIR : EINVAL) }
      guard replaces else { throw .fileExists }
    }
    let place = try OutputPlace.resolved(path)
    self.path = place
    self.replaces = replaces
    temporary = Self.temporaryName(beside: place)
    let folder = OutputPlace.folder(of: place)
    let unnamed = unsafe open(folder, O_RDWR | O_CLOEXEC | Self.unnamedFile, 0o666)
    if unnamed >= 0 {
      descriptor = unnamed
      hasName = false
    } else {
      descriptor = unsafe open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      let reason = errno
      hasName = descriptor >= 0
      guard descriptor >= 0 else {
        isOpen = false
        throw .unwritable(reason)
      }
    }
    if exists { fchmod(descriptor, status.st_mode & 0o777) }
  }

  deinit {
    discard()
  }

  /// Writes bytes at a place.
  package func write(_ bytes: Span<UInt8>, at place: Int) throws(PackagingError) {
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

  /// Puts the file at its place; one that stands there gives way where it is to be replaced.
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
    try takePlace()
    hasName = false
    discard()
    Self.syncFolder(of: path)
  }

  /// Gives the file its name, in one step.
  private func takePlace() throws(PackagingError) {
    // A link is never made in the place of a file that has appeared there meanwhile.
    if !replaces {
      if unsafe link(temporary, path) == 0 {
        unsafe unlink(temporary)
        return
      }
      if errno == EEXIST { throw .fileExists }
      // Some disks know no second names.
    }
    guard unsafe rename(temporary, path) == 0 else { throw .unwritable(errno) }
  }

  /// Makes sure that a folder's list of names is on the disk; a system that cannot need not.
  static func syncFolder(of path: String) {
    let folder = unsafe open(OutputPlace.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
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

  private static func temporaryName(beside path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? "workbook"
    let prefix = path.contains("/") ? OutputPlace.folder(of: path) + "/" : ""
    return "\(prefix).\(name.prefix(40)).\(getpid()).part"
  }
}

extension PackagingError {
  fileprivate static var fileExists: PackagingError {
    PackagingError(
      .fileExists,
      zh: "已有此文件, 没有覆盖; 请换一个文件名",
      en: "the file exists and was not replaced; name another"
    )
  }
}
