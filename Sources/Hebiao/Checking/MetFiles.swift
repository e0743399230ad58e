import Glibc

/// What tells a file apart from all others on this machine, whatever names it has.
struct FileIdentity: Hashable {
  private let device: UInt
  private let inode: UInt

  init(_ status: stat) {
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
  }
}

/// The files that a search has met, so that one that is named twice is taken once.
///
/// Two paths are one file where they are the same once links are followed. Second names of a file
/// that are no links (`ln`) are files of their own, as people see them.
struct MetFiles {
  private struct Names {
    let first: [CChar]
    /// The first path by what it is without links; empty until a second path asks.
    var byRealPath: [[CChar]: [CChar]] = [:]
  }

  private var names: [FileIdentity: Names] = [:]
  private var missing: Set<[CChar]> = []

  /// The path under which a file was met before; nil where this is the first time.
  mutating func earlier(_ path: [CChar], _ identity: FileIdentity) -> [CChar]? {
    guard var known = names[identity] else {
      names[identity] = Names(first: path)
      return nil
    }
    if known.byRealPath.isEmpty { known.byRealPath[Self.realPath(known.first)] = known.first }
    let real = Self.realPath(path)
    let earlier = known.byRealPath[real]
    if earlier == nil { known.byRealPath[real] = path }
    names[identity] = known
    return earlier
  }

  /// Whether a path that leads to nothing is named for the first time.
  mutating func isFirst(_ path: [CChar]) -> Bool { missing.insert(path).inserted }

  /// The path without links; empty for one that leads to nothing.
  private static func realPath(_ path: [CChar]) -> [CChar] {
    guard let real = realpath(path, nil) else { return [] }
    defer { free(real) }
    return Array(UnsafeBufferPointer(start: real, count: strlen(real)))
  }
}
