import CLibXLSXWriter
import Glibc
import OpenPackaging

/// A finished workbook in memory, not yet at its place.
///
/// One owner and one close: it is kept in an unnamed file, which `path` names while it lasts.
package struct PackedWorkbook: ~Copyable {
  private let descriptor: Int32

  init() throws(AuthoringError) {
    // MFD_CLOEXEC.
    descriptor = memfd_create("workbook", 1)
    guard descriptor >= 0 else {
      throw AuthoringError(.output(PackagingError.unwritable(errno).text))
    }
  }

  deinit {
    close(descriptor)
  }

  /// A path that opens the workbook, so that it can be read before it is put anywhere.
  package var path: String { "/proc/self/fd/\(descriptor)" }

  /// Puts the workbook at a path: whole, on the disk, in one step, or not at all.
  ///
  /// A device or a pipe takes the bytes as they are.
  /// - Throws: `AuthoringError` where something stands there and `replacing` is false, or where the
  ///   disk is full or gone; then nothing has changed.
  package consuming func place(at path: String, replacing: Bool) throws(AuthoringError) {
    var status = stat()
    if stat(path, &status) == 0, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) {
      return try copy(toDeviceAt: path)
    }
    do throws(PackagingError) {
      let file = try FileOutput(path: path, replaces: replacing)
      try copy(to: file)
      try file.finish()
    } catch {
      throw AuthoringError(error.kind == .fileExists ? .exists : .output(error.text))
    }
  }

  private borrowing func copy(to file: FileOutput) throws(PackagingError) {
    var position = 0
    while let piece = try piece(at: position) {
      try file.write(piece.span, at: position)
      position += piece.count
    }
  }

  private borrowing func copy(toDeviceAt path: String) throws(AuthoringError) {
    let output = open(path, O_WRONLY | O_CLOEXEC)
    guard output >= 0 else { throw AuthoringError(.output(PackagingError.unwritable(errno).text)) }
    defer { close(output) }
    do throws(PackagingError) {
      var position = 0
      while let piece = try piece(at: position) {
        let code = writeAll(piece, to: output)
        guard code == 0 else { throw .unwritable(code) }
        position += piece.count
      }
    } catch {
      throw AuthoringError(.output(error.text))
    }
  }

  /// The bytes from a place on; nil at the end.
  private borrowing func piece(at position: Int) throws(PackagingError) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = pread(descriptor, &buffer, buffer.count, off_t(position))
      if count > 0 { return Array(buffer[..<count]) }
      if count == 0 { return nil }
      if errno != EINTR { throw .unwritable(errno) }
    }
  }
}
