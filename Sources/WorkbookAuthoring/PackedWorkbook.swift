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
  /// - Throws: `AuthoringError` where something stands there and `replacing` is false, where that is
  ///   no regular file, or where the disk is full or gone; then nothing has changed.
  package consuming func place(at path: String, replacing: Bool) throws(AuthoringError) {
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
