import Glibc
import HebiaoCore

/// An open regular file; nothing else is ever waited on.
final class RegularFile: Sendable {
  let size: Int
  private let descriptor: Int32

  init(path: String) throws(PackagingError) {
    // Opening a pipe without `O_NONBLOCK` would wait for somebody to write.
    descriptor = unsafe Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    let reason = errno
    guard descriptor >= 0 else {
      size = 0
      throw .unreadable(reason)
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
    if descriptor >= 0 { close(descriptor) }
  }

  /// The bytes of a range, as many of them as are there.
  func read(_ range: Range<Int>) throws(PackagingError) -> [UInt8] {
    var failure: PackagingError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count {
        let rest = unsafe UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]
        )
        do throws(PackagingError) {
          let got = try unsafe read(at: range.lowerBound + count, into: rest)
          if got == 0 { break }
          count += got
        } catch {
          failure = error
          break
        }
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Reads bytes from a place on; their number is 0 only where there are none.
  func read(
    at place: Int,
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(PackagingError) -> Int {
    while true {
      let got = unsafe pread(descriptor, buffer.baseAddress, buffer.count, off_t(place))
      if got >= 0 { return got }
      guard errno == EINTR else {
        throw PackagingError(
          .unreadableFile,
          zh: "读取文件时出错, 请检查磁盘后再试",
          en: "the file could not be read; check the disk and try again"
        )
      }
    }
  }
}
