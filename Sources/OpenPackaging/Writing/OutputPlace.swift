import Glibc

/// Where a file that is to be written goes, once links are followed.
///
/// A link stays a link, also one that leads nowhere yet: what it leads to is replaced or made.
package enum OutputPlace {
  /// As many links in a row as the system follows.
  private static let mostLinks = 40

  /// The path of the file itself.
  ///
  /// - Throws: `PackagingError.Kind.unwritableFile` where links lead in a circle, or a folder's name is
  ///   no text.
  package static func resolved(_ path: String) throws(PackagingError) -> String {
    var place = path
    for _ in 0...mostLinks {
      if let real = unsafe realpath(place, nil) {
        defer { unsafe free(real) }
        guard let path = unsafe String(validatingCString: real) else { throw .unspeakable }
        return path
      }
      if errno == ELOOP { break }
      guard let target = target(ofLink: place) else { return place }
      place = target.hasPrefix("/") ? target : folder(of: place) + "/" + target
    }
    throw .unwritable(ELOOP)
  }

  /// The folder that a path stands in.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func target(ofLink path: String) -> String? {
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
      count = unsafe buffer.withMemoryRebound(to: CChar.self) { buffer in
        guard let start = buffer.baseAddress else { return 0 }
        return unsafe max(0, readlink(path, start, buffer.count))
      }
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}

extension PackagingError {
  /// As text the name of the folder has other bytes, which may be those of another.
  fileprivate static let unspeakable = PackagingError(
    .unwritableFile,
    zh: "所在文件夹的名称不是 UTF-8 编码, 不能在其中写文件; 请先改名",
    en: "the name of its folder is not UTF-8, nothing can be written there; rename it first"
  )
}
