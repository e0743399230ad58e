import Glibc

/// Where the writing library keeps the parts of a workbook until it is packed.
///
/// The library does not tell of a failing write to these files, so that what it has packed is read
/// back before it is used.
enum TemporaryFolder {
  /// `TMPDIR`, else the system's own.
  static var path: String {
    guard let value = getenv("TMPDIR") else { return P_tmpdir }
    let path = String(cString: value)
    return path.isEmpty ? P_tmpdir : path
  }

  /// Makes sure that files can be made and written there.
  ///
  /// The library would put its own words on the error output.
  static func check() throws(AuthoringError) {
    var name = Array("\(path)/hebiao.XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw AuthoringError(.temporaryFolder(path)) }
    unlink(name)
    defer { close(descriptor) }
    let code = writeAll([UInt8](repeating: 0, count: 1 << 16), to: descriptor)
    if code == ENOSPC || code == EDQUOT { throw AuthoringError(.diskFull) }
    if code != 0 { throw AuthoringError(.temporaryFolder(path)) }
  }
}

/// Writes all bytes; the system's error number if that fails, else 0.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  bytes.withUnsafeBytes { buffer in
    var done = 0
    while done < buffer.count {
      let count = write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      if count > 0 {
        done += count
      } else if count == 0 || errno != EINTR {
        return count == 0 ? EIO : errno
      }
    }
    return 0
  }
}
