import CLibXLSXWriter
import Glibc

/// A finished workbook in memory, not yet at its place.
///
/// One owner and one close: it is kept in an unnamed file, which `path` names while it lasts.
package struct PackedWorkbook: ~Copyable {
  private let descriptor: Int32

  init() throws(AuthoringError) {
    // MFD_CLOEXEC.
    descriptor = memfd_create("workbook", 1)
    guard descriptor >= 0 else { throw AuthoringError(.unwritable(errno)) }
  }

  deinit {
    close(descriptor)
  }

  /// A path that opens the workbook, so that it can be read before it is put anywhere.
  package var path: String { "/proc/self/fd/\(descriptor)" }

  /// Puts the workbook at a path: whole, on the disk, in one step, or not at all.
  ///
  /// It is written beside its place under a hidden name, flushed to the disk and renamed. A link
  /// stays a link: what it points to is replaced.
  /// - Throws: `AuthoringError` where something stands there and `replacing` is false, or where the
  ///   disk is full or gone; then nothing has changed.
  package consuming func place(at path: String, replacing: Bool) throws(AuthoringError) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists {
      guard status.st_mode & S_IFMT != S_IFDIR else { throw AuthoringError(.unwritable(EISDIR)) }
      guard status.st_mode & S_IFMT == S_IFREG else {
        // A device or a pipe takes the bytes as they are.
        try copy(toDeviceAt: path)
        return
      }
      guard replacing else { throw AuthoringError(.exists) }
    }
    let place = exists ? Self.resolved(path) : path
    let temporary = Self.temporaryName(beside: place)
    let mode: mode_t = exists ? status.st_mode & 0o777 : 0o666
    let output = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard output >= 0 else { throw AuthoringError(.unwritable(errno)) }
    var code = copy(to: output)
    if code == 0, fsync(output) != 0 { code = errno }
    if close(output) != 0, code == 0 { code = errno }
    if code == 0 {
      code = replacing ? Self.rename(temporary, place) : Self.link(temporary, place)
    }
    guard code == 0 else {
      unlink(temporary)
      throw AuthoringError(code == EEXIST ? .exists : .unwritable(code))
    }
    Self.syncFolder(of: place)
  }

  private borrowing func copy(toDeviceAt path: String) throws(AuthoringError) {
    let output = open(path, O_WRONLY | O_CLOEXEC)
    guard output >= 0 else { throw AuthoringError(.unwritable(errno)) }
    defer { close(output) }
    let code = copy(to: output)
    guard code == 0 else { throw AuthoringError(.unwritable(code)) }
  }

  private borrowing func copy(to output: Int32) -> Int32 {
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var position: off_t = 0
    while true {
      let count = pread(descriptor, &buffer, buffer.count, position)
      if count == 0 { return 0 }
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      let code = writeAll(Array(buffer[..<count]), to: output)
      if code != 0 { return code }
      position += off_t(count)
    }
  }

  private static func rename(_ temporary: String, _ place: String) -> Int32 {
    Glibc.rename(temporary, place) == 0 ? 0 : errno
  }

  /// Like a rename, but never in the place of a file that has appeared there meanwhile.
  private static func link(_ temporary: String, _ place: String) -> Int32 {
    if Glibc.link(temporary, place) == 0 {
      unlink(temporary)
      return 0
    }
    // Some file systems know no second name for a file.
    return errno == EEXIST ? EEXIST : rename(temporary, place)
  }

  /// Makes sure that the folder's list of names is on the disk; a system that cannot need not.
  private static func syncFolder(of path: String) {
    let folder = open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    _ = fsync(folder)
    close(folder)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func temporaryName(beside path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? "workbook"
    let prefix = path.contains("/") ? folder(of: path) + "/" : ""
    return "\(prefix).\(name.prefix(40)).\(getpid()).part"
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
