import HebiaoCore

/// An open archive: its bytes, its directory, and what reading its parts has in common.
///
/// Unchecked because what changes is touched only while `lock` is held: a large part is read by a
/// thread of its own.
final class ZipArchive: @unchecked Sendable {
  let bytes: ArchiveBytes
  let directory: ZipDirectory
  let limits: PackageLimits
  /// Bytes that each entry has yielded, so that reading one twice is not counted twice.
  private var yielded: [Int]
  private var totalYielded = 0
  private var idleInflater: Inflater?
  private let lock = Semaphore(permits: 1)

  init(_ bytes: ArchiveBytes, limits: PackageLimits) throws(PackagingError) {
    self.bytes = bytes
    self.limits = limits
    directory = try ZipDirectory(bytes, limits)
    yielded = [Int](repeating: 0, count: directory.entries.count)
  }

  /// Counts bytes that an entry has yielded.
  func count(_ size: Int, from index: Int) throws(PackagingError) {
    lock.take()
    defer { lock.give() }
    guard size > yielded[index] else { return }
    totalYielded += size - yielded[index]
    yielded[index] = size
    if totalYielded > limits.total {
      throw .overLimit(LocalizedText(zh: "解压后的总大小", en: "the expanded size"), limits.total)
    }
  }

  /// An inflater, used again where one is idle: its state is large.
  func takeInflater() -> Inflater {
    lock.take()
    defer { lock.give() }
    if let inflater = idleInflater {
      idleInflater = nil
      inflater.reset()
      return inflater
    }
    return Inflater()
  }

  func giveBack(_ inflater: Inflater) {
    lock.take()
    defer { lock.give() }
    idleInflater = inflater
  }
}
