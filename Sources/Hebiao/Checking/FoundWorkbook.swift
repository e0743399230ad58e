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
  /// links to folders are not followed, so that the search ends. A file that is met twice, also
  /// through a link, is taken once, under the name that was met first.
  /// `passedOver` hears of each folder's spreadsheets in other formats, of links and pipes under
  /// the name of a workbook, and of other names of files that are taken already.
  public static func find(
    _ paths: [String],
    passedOver: (_ folder: String, _ files: [PassedOverFile]) -> Void = { _, _ in }
  ) -> [FoundWorkbook] {
    var found: [FoundWorkbook] = []
    var met = MetFiles()
    for path in paths {
      var status = stat()
      let bytes = rawArgument(for: path)
      guard stat(bytes, &status) == 0 else {
        let problem = LocalizedText.missing(code: errno)
        if met.isFirst(bytes) { found.append(FoundWorkbook(bytes, problem: problem)) }
        continue
      }
      let identity = FileIdentity(status)
      switch status.st_mode & S_IFMT {
      case S_IFREG:
        if met.earlier(bytes, identity) == nil { found.append(FoundWorkbook(bytes)) }
      case S_IFDIR:
        guard met.earlier(bytes, identity) == nil else { continue }
        var others: [PassedOverFile] = []
        found += search(bytes, &met, passedOver: &others)
        if !others.isEmpty { passedOver(path, others) }
      default:
        if met.earlier(bytes, identity) == nil {
          found.append(FoundWorkbook(bytes, problem: .notRegular))
        }
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
    _ met: inout MetFiles,
    passedOver: inout [PassedOverFile]
  ) -> [FoundWorkbook] {
    var found: [FoundWorkbook] = []
    var holdsWorkbooks = false
    var waiting: [(bytes: [CChar], kind: FolderEntry.Kind, identity: FileIdentity?)] = []
    waiting.append((folder, .folder, nil))
    while let next = waiting.popLast() {
      switch next.kind {
      case .workbook:
        holdsWorkbooks = true
        guard let earlier = next.identity.flatMap({ met.earlier(next.bytes, $0) }) else {
          found.append(FoundWorkbook(next.bytes))
          continue
        }
        if name(of: earlier) == name(of: next.bytes) { continue }
        let path = FoundWorkbook(next.bytes).path
        passedOver.append(PassedOverFile(path: path, reason: .sameFile))
      case .passedOver(let reason):
        if let identity = next.identity, met.earlier(next.bytes, identity) != nil { continue }
        passedOver.append(PassedOverFile(path: FoundWorkbook(next.bytes).path, reason: reason))
      case .folder:
        guard let entries = FolderEntry.list(next.bytes) else {
          found.append(FoundWorkbook(next.bytes, problem: .missing(code: errno)))
          continue
        }
        for entry in entries.reversed() {
          waiting.append((join(next.bytes, entry.name), entry.kind, entry.identity))
        }
      }
    }
    if holdsWorkbooks || !found.isEmpty { return found }
    let path = FoundWorkbook(folder).path
    return [FoundWorkbook(folder, problem: .noWorkbooks(passedOver, in: path))]
  }

  private static func name(of path: [CChar]) -> ArraySlice<CChar> {
    path[((path.lastIndex(of: 0x2F) ?? -1) + 1)...]
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
    default: PackagingError.unreadable(code).text
    }
  }

  fileprivate static let notRegular = LocalizedText(
    zh: "不是普通文件 (管道、设备等), 请指定 .xlsx 文件",
    en: "not a regular file (a pipe or a device); name an .xlsx file"
  )

  /// A folder without a workbook, and what it holds instead.
  fileprivate static func noWorkbooks(
    _ others: [PassedOverFile],
    in folder: String
  ) -> LocalizedText {
    let zh = "文件夹中没有 .xlsx 工作簿"
    let en = "no .xlsx workbook in this folder"
    if others.isEmpty {
      return LocalizedText(zh: zh + ", 请检查文件夹", en: en + "; check the folder")
    }
    let list = LocalizedText.list(others, in: folder)
    let count = others.count
    return LocalizedText(
      zh: zh + ", 只有 \(count) 个不能核对的文件: \(list.chinese)",
      en: en + ", only \(count == 1 ? "1 file" : "\(count) files") that cannot be checked: "
        + list.english
    )
  }
}
