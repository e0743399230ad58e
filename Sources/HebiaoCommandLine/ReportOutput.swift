import Glibc
import Hebiao
import HebiaoCore

/// Where a report goes: the standard output, or a file that appears only when it is whole.
///
/// Bytes are gathered to large chunks. A file is written without a name, or under a hidden one
/// beside its place, and put there at the end, so that no reader ever sees half a report.
final class ReportOutput {
  private static let chunk = 1 << 18

  private var buffer: [UInt8] = []
  private var failure: Int32?
  private let name: String?
  private let descriptor: Int32
  private let destination: Destination

  private enum Destination {
    case standardOutput
    case unnamed(path: String)
    case hidden(path: String, temporary: String)
  }

  /// Opens the standard output, or prepares a file, whose name stood behind an option.
  ///
  /// - Throws: `Trouble` where the file cannot be written there.
  init(path: String?, option: String = "-o") throws(Trouble) {
    name = path
    guard let path else {
      descriptor = STDOUT_FILENO
      destination = .standardOutput
      return
    }
    try OutputName.checkPlace(path, option: option)
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, Self.isWorkbook(path) { throw Trouble(path, .isWorkbook(option)) }
    // A link stays a link: what it points to is replaced, or made.
    let place: String
    do throws(PackagingError) {
      place = try OutputPlace.resolved(path)
    } catch {
      throw Trouble(path, error.text)
    }
    let mode = exists ? status.st_mode & 0o777 : 0o666
    let unnamed = open(OutputPlace.folder(of: place), O_WRONLY | O_CLOEXEC | Self.unnamedFile, mode)
    if unnamed >= 0 {
      descriptor = unnamed
      destination = .unnamed(path: place)
      return
    }
    let temporary = Self.temporaryName(beside: place)
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Trouble(path, .unwritable(code: errno)) }
    destination = .hidden(path: place, temporary: temporary)
  }

  /// Takes the next bytes; false once a write has failed, which `finish` tells of.
  func write(_ bytes: Span<UInt8>) -> Bool {
    if bytes.count >= Self.chunk {
      // What is much need not be copied first.
      guard flush() else { return false }
      let code = bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
      if code != 0 { failure = code }
      return code == 0
    }
    bytes.withUnsafeBufferPointer { buffer.append(contentsOf: $0) }
    return buffer.count < Self.chunk || flush()
  }

  /// Takes a text.
  func write(_ text: String) {
    buffer += text.utf8
  }

  /// Writes out what has been gathered; false once a write has failed.
  func flush() -> Bool {
    if failure == nil, !buffer.isEmpty {
      let code = writeAll(buffer, to: descriptor)
      if code != 0 { failure = code }
    }
    buffer.removeAll(keepingCapacity: true)
    return failure == nil
  }

  /// Writes out the rest and puts a file in its place.
  ///
  /// - Throws: `ClosedPipe`, or `Trouble` where the disk is full or gone.
  func finish() throws {
    _ = flush()
    if let failure {
      discard()
      if failure == EPIPE { throw ClosedPipe() }
      throw Trouble(name, .unwritable(code: failure))
    }
    switch destination {
    case .standardOutput: return
    case .unnamed(let path):
      let temporary = Self.temporaryName(beside: path)
      let source = "/proc/self/fd/\(descriptor)"
      guard linkat(AT_FDCWD, source, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) == 0 else {
        throw Trouble(name, .unwritable(code: errno))
      }
      try put(temporary, at: path)
    case .hidden(let path, let temporary):
      try put(temporary, at: path)
    }
  }

  /// Gives up: nothing is left behind.
  private func discard() {
    if case .hidden(_, let temporary) = destination { unlink(temporary) }
  }

  private func put(_ temporary: String, at path: String) throws {
    guard close(descriptor) == 0, rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw Trouble(name, .unwritable(code: code))
    }
  }

  /// `O_TMPFILE`, a macro that is not imported.
  private static var unnamedFile: Int32 { 0o20_000_000 | O_DIRECTORY }

  private static func temporaryName(beside path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? "report"
    let prefix = path.contains("/") ? OutputPlace.folder(of: path) + "/" : ""
    return "\(prefix).\(name.prefix(40)).\(getpid()).part"
  }

  /// Whether a file begins as packages (.xlsx, .ods) and compound files (.xls, .et) do.
  private static func isWorkbook(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var start = [UInt8](repeating: 0, count: 8)
    let count = read(file, &start, start.count)
    guard count >= 4 else { return false }
    let package: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    return start.starts(with: package) || start == compound
  }
}

extension LocalizedText {
  fileprivate static func isWorkbook(_ option: String) -> LocalizedText {
    LocalizedText(
      zh: "这里已有一个工作簿, 不能用报告覆盖; 请在 \(option) 后换一个文件名",
      en: "a workbook stands there, the report must not replace it; name another file after "
        + option
    )
  }

  /// Why a report could not be written, by the system's reason.
  static func unwritable(code: Int32) -> LocalizedText {
    switch code {
    case ENOSPC, EDQUOT, EFBIG:
      LocalizedText(
        zh: "磁盘已满, 结果没有写完; 请清理后重试",
        en: "the disk is full; free some space and try again"
      )
    case EBADF:
      LocalizedText(
        zh: "标准输出已关闭, 结果没有地方可写; 请去掉 >&- 后重试",
        en: "the standard output is closed, there is nowhere to write to; try again without >&-"
      )
    default: PackagingError.unwritable(code).text
    }
  }
}
