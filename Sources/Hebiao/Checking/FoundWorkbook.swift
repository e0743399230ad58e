import Glibc
public import HebiaoCore

/// A file that a run is to check, or the reason why a named path cannot be.
public struct FoundWorkbook: Sendable, Hashable {
  /// The path for people and reports.
  public let path: String
  /// Why there is nothing to check; nil where there is.
  public let problem: LocalizedText?
  /// The path's bytes where they are not UTF-8, as in folders unpacked by a GBK program.
  let rawPath: [CChar]?

  /// The workbooks that the paths name, in order; folders are searched through, name by name.
  ///
  /// A file that is named is taken whatever it is called. In a folder only workbooks by their
  /// extension are; hidden files and the lock files of an open Excel (`~$…`) are left out, and
  /// links to folders are not followed, so that the search ends.
  /// `passedOver` hears of each folder's spreadsheets in other formats, and of links and pipes
  /// under the name of a workbook.
  public static func find(
    _ paths: [String],
    passedOver: (_ folder: String, _ files: [PassedOverFile]) -> Void = { _, _ in }
  ) -> [FoundWorkbook] {
    var found: [FoundWorkbook] = []
    for path in paths {
      var status = stat()
      let bytes = rawArgument(for: path)
      guard stat(bytes, &status) == 0 else {
        found.append(FoundWorkbook(bytes, problem: .missing(code: errno)))
        continue
      }
      switch status.st_mode & S_IFMT {
      case S_IFREG: found.append(FoundWorkbook(bytes))
      case S_IFDIR:
        var others: [PassedOverFile] = []
        found += search(bytes, passedOver: &others)
        if !others.isEmpty { passedOver(path, others) }
      default: found.append(FoundWorkbook(bytes, problem: .notRegular))
      }
    }
    return found
  }

  /// Whether a path leads to one of the files, under whatever name.
  public static func containsFile(at path: String, in files: [FoundWorkbook]) -> Bool {
    var wanted = stat()
    guard stat(rawArgument(for: path), &wanted) == 0 else { return false }
    return files.contains { file in
      var status = stat()
      let bytes = file.rawPath ?? file.path.utf8.map { CChar(bitPattern: $0) } + [0]
      return file.problem == nil && stat(bytes, &status) == 0
        && status.st_dev == wanted.st_dev && status.st_ino == wanted.st_ino
    }
  }

  /// The file that an argument names, whatever it is.
  static func named(_ path: String) -> FoundWorkbook {
    FoundWorkbook(rawArgument(for: path))
  }

  /// Checks the file, or reports why it cannot be.
  func check(with checker: WorkbookChecker) -> FileReport {
    if let problem {
      return FileReport(path: path, status: .unreadable, error: problem)
    }
    var report = withReadablePath { checker.check(path: $0) }
    report.path = path
    return report
  }

  /// Hands over a path that opens the file.
  ///
  /// A name that is not UTF-8 cannot be said in a text; an open file can be named by its number.
  func withReadablePath<Result>(_ body: (String) throws -> Result) rethrows -> Result {
    guard let rawPath else { return try body(path) }
    let file = open(rawPath, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return try body(path) }
    defer { close(file) }
    return try body("/proc/self/fd/\(file)")
  }

  private init(_ bytes: [CChar], problem: LocalizedText? = nil) {
    let scalars = bytes.dropLast().map { UInt8(bitPattern: $0) }
    path = String(decoding: scalars, as: UTF8.self)
    rawPath = path.utf8.elementsEqual(scalars) ? nil : bytes
    self.problem = problem
  }

  private static func search(
    _ folder: [CChar],
    passedOver: inout [PassedOverFile]
  ) -> [FoundWorkbook] {
    var found: [FoundWorkbook] = []
    var waiting: [(bytes: [CChar], kind: FolderEntry.Kind)] = [(folder, .folder)]
    while let next = waiting.popLast() {
      switch next.kind {
      case .workbook: found.append(FoundWorkbook(next.bytes))
      case .passedOver(let reason):
        passedOver.append(PassedOverFile(path: FoundWorkbook(next.bytes).path, reason: reason))
      case .folder:
        guard let entries = FolderEntry.list(next.bytes) else {
          found.append(FoundWorkbook(next.bytes, problem: .missing(code: errno)))
          continue
        }
        for entry in entries.reversed() {
          waiting.append((join(next.bytes, entry.name), entry.kind))
        }
      }
    }
    return found.isEmpty ? [FoundWorkbook(folder, problem: .noWorkbooks)] : found
  }

  private static func join(_ folder: [CChar], _ name: [CChar]) -> [CChar] {
    var path = Array(folder.dropLast())
    if path.last != 0x2F { path.append(0x2F) }
    return path + name
  }

  /// The argument as the system passed it, where the text shows it with bytes replaced.
  private static func rawArgument(for path: String) -> [CChar] {
    if path.unicodeScalars.contains("\u{FFFD}") {
      for index in 0..<Int(CommandLine.argc) {
        guard let argument = CommandLine.unsafeArgv[index] else { continue }
        if String(cString: argument) == path {
          return Array(UnsafeBufferPointer(start: argument, count: strlen(argument) + 1))
        }
      }
    }
    return path.utf8.map { CChar(bitPattern: $0) } + [0]
  }
}

extension LocalizedText {
  fileprivate static func missing(code: Int32) -> LocalizedText {
    switch code {
    case ENOENT, ENOTDIR:
      LocalizedText(
        zh: "找不到这个文件, 请检查路径和文件名",
        en: "no such file; check the path and the name"
      )
    case EACCES, EPERM:
      LocalizedText(
        zh: "没有读取权限, 请换一个账户或修改文件权限",
        en: "permission denied; change its permissions"
      )
    case ELOOP:
      LocalizedText(
        zh: "链接互相指向, 请直接指定文件",
        en: "the links form a loop; name the file itself"
      )
    case ENAMETOOLONG:
      LocalizedText(
        zh: "路径过长, 请把文件移到较浅的文件夹",
        en: "the path is too long; move the file higher up"
      )
    default:
      LocalizedText(
        zh: "无法打开 (系统错误 \(code)), 请检查文件所在的磁盘",
        en: "cannot be opened (system error \(code)); check the disk that it is on"
      )
    }
  }

  fileprivate static let notRegular = LocalizedText(
    zh: "不是普通文件 (管道、设备等), 请指定 .xlsx 文件",
    en: "not a regular file (a pipe or a device); name an .xlsx file"
  )

  fileprivate static let noWorkbooks = LocalizedText(
    zh: "文件夹中没有 .xlsx 工作簿, 请检查文件夹; .xls 或 .et 文件请先另存为 .xlsx",
    en: "no .xlsx workbook in this folder; check the folder, save .xls or .et files as .xlsx first"
  )
}
