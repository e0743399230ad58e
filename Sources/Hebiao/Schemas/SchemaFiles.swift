import Glibc
import HebiaoCore

/// A schema file or folder that could not be read.
struct SchemaFileError: DescribedError {
  let text: LocalizedText

  static func unreadable(_ path: String) -> SchemaFileError {
    let reason = reason(code: errno)
    return SchemaFileError(
      text: LocalizedText(
        zh: "\(path): 表样读不出来 (\(reason.chinese)), 请检查路径和权限",
        en:
          "\(path): the schema cannot be read (\(reason.english)); check the path and its permissions"
      )
    )
  }

  private static func reason(code: Int32) -> LocalizedText {
    switch code {
    case ENOENT, ENOTDIR: LocalizedText(zh: "没有这个文件", en: "no such file")
    case EACCES, EPERM: LocalizedText(zh: "没有读取权限", en: "permission denied")
    case EISDIR: LocalizedText(zh: "这是文件夹", en: "it is a folder")
    case EINVAL: LocalizedText(zh: "不是普通文件", en: "no regular file")
    case ELOOP: LocalizedText(zh: "链接互相指向", en: "the links form a loop")
    case ENAMETOOLONG: LocalizedText(zh: "文件名过长", en: "the name is too long")
    case ENOSPC: LocalizedText(zh: "磁盘已满", en: "the disk is full")
    default: LocalizedText(zh: "系统错误 \(code)", en: "system error \(code)")
    }
  }

  static func tooLarge(_ path: String) -> SchemaFileError {
    SchemaFileError(
      text: LocalizedText(
        zh: "\(path): 表样文件超过 1 MB, 不像是表样",
        en: "\(path): the file is larger than 1 MB, so it is no schema"
      )
    )
  }

  static func noText(_ path: String) -> SchemaFileError {
    SchemaFileError(
      text: LocalizedText(
        zh: "\(path): 不是 UTF-8 文本, 所以不是表样; 表样是 .yaml 文本文件",
        en: "\(path): no UTF-8 text, so it is no schema; schemas are .yaml text files"
      )
    )
  }

  static func noSchemas(_ directory: String) -> SchemaFileError {
    SchemaFileError(
      text: LocalizedText(
        zh: "\(directory): 文件夹里没有 .yaml 表样",
        en: "\(directory): there is no .yaml schema in the folder"
      )
    )
  }

  static func repeated(_ identifier: String, _ file: String) -> SchemaFileError {
    let what = LocalizedText.repeatedSchema(identifier)
    return SchemaFileError(
      text: LocalizedText(zh: "\(file): \(what.chinese)", en: "\(file): \(what.english)")
    )
  }
}

extension LocalizedText {
  /// A folder holds a schema twice.
  static func repeatedSchema(_ identifier: String) -> LocalizedText {
    LocalizedText(
      zh: "表样 “\(identifier)” 已在另一个文件里",
      en: "the schema \"\(identifier)\" already stands in another file"
    )
  }
}

/// Finds and reads schema files.
enum SchemaFiles {
  private static let sizeLimit = 1 << 20

  /// The schema files that a path stands for: itself, or those in the folder.
  static func list(in path: String) throws(SchemaFileError) -> [String] {
    guard let directory = opendir(path) else {
      if errno == ENOTDIR { return [path] }
      throw .unreadable(path)
    }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".yaml") || name.hasSuffix(".yml"), !name.hasPrefix(".") {
        names.append(name)
      }
    }
    let base = path.hasSuffix("/") ? path : path + "/"
    return names.sorted().map { base + $0 }
  }

  /// The text of a file of at most 1 MB.
  static func read(_ path: String) throws(SchemaFileError) -> String {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path) }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { throw .unreadable(path) }
    guard information.st_mode & S_IFMT == S_IFREG else {
      errno = EINVAL
      throw .unreadable(path)
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadable(path)
      }
      if count == 0 { break }
      bytes += buffer[..<count]
      if bytes.count > sizeLimit { throw .tooLarge(path) }
    }
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw .noText(path)
    }
    return text
  }
}
