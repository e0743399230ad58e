import CLibZip
import Glibc
import HebiaoCore

/// The open archive; it closes itself when nobody reads from it any more.
///
/// The handle never leaves this type. `Package` and its streams are not `Sendable`, but a large part
/// is read by a thread of its own, so whatever parts share is used by one thread at a time.
@safe
final class ZipArchive {
  private let handle: OpaquePointer
  let entries: [PackageEntry]
  let limits: PackageLimits
  /// Bytes that each entry has yielded, so that reading one twice is not counted twice.
  private var yielded: [Int]
  private var totalYielded = 0
  private var idleInflater: Inflater?
  private let lock = Semaphore(permits: 1)

  /// The largest file that is read into memory as a whole: it saves system calls.
  private static let smallFile = 1 << 20

  init(path: String, limits: PackageLimits) throws(PackagingError) {
    let file = try RegularFile(path: path)
    self.limits = limits
    if file.size <= Self.smallFile {
      unsafe handle = try unsafe Self.open(try file.readAll())
    } else {
      var code: Int32 = 0
      guard let opened = unsafe zip_fdopen(file.descriptor, 0, &code) else {
        throw FileSignature.error(for: try file.readHead(), zipError: code)
      }
      file.giveAway()
      unsafe handle = unsafe opened
    }
    (entries, yielded) = try unsafe Self.list(handle, limits)
  }

  init(bytes: [UInt8], limits: PackageLimits) throws(PackagingError) {
    self.limits = limits
    unsafe handle = try unsafe Self.open(bytes)
    (entries, yielded) = try unsafe Self.list(handle, limits)
  }

  deinit {
    unsafe zip_discard(handle)
  }

  func open(_ index: Int) -> OpaquePointer? {
    lock.take()
    defer { lock.give() }
    return unsafe zip_fopen_index(handle, zip_uint64_t(index), zip_flags_t(ZIP_FL_COMPRESSED))
  }

  /// Reads the next bytes of an entry as they are stored; less than 0 where that fails.
  func read(_ file: OpaquePointer, _ bytes: UnsafeMutableRawPointer?, _ count: UInt64) -> Int64 {
    lock.take()
    defer { lock.give() }
    return unsafe zip_fread(file, bytes, count)
  }

  func close(_ file: OpaquePointer) {
    lock.take()
    defer { lock.give() }
    unsafe zip_fclose(file)
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

  private static func open(_ bytes: [UInt8]) throws(PackagingError) -> OpaquePointer {
    guard !bytes.isEmpty, let copy = unsafe malloc(bytes.count) else {
      throw FileSignature.error(for: bytes, zipError: ZIP_ER_NOZIP)
    }
    unsafe bytes.withUnsafeBytes { source in
      if let base = source.baseAddress { unsafe memcpy(copy, base, source.count) }
    }
    var failure = unsafe zip_error_t()
    // The source frees the copy when it is closed.
    guard let source = unsafe zip_source_buffer_create(copy, UInt64(bytes.count), 1, &failure)
    else {
      unsafe free(copy)
      throw FileSignature.error(for: bytes, zipError: ZIP_ER_MEMORY)
    }
    guard let opened = unsafe zip_open_from_source(source, ZIP_RDONLY, &failure) else {
      unsafe zip_source_free(source)
      throw FileSignature.error(for: bytes, zipError: unsafe failure.zip_err)
    }
    return unsafe opened
  }

  private static func list(
    _ handle: OpaquePointer,
    _ limits: PackageLimits
  ) throws(PackagingError) -> ([PackageEntry], [Int]) {
    let count = unsafe Int(zip_get_num_entries(handle, 0))
    guard count <= limits.entries else {
      unsafe zip_discard(handle)
      throw PackagingError(
        .tooLarge,
        zh: "压缩包内的条目超过 \(limits.entries) 个, 为安全起见不予读取",
        en: "the archive holds more than \(limits.entries) entries"
      )
    }
    var entries: [PackageEntry] = []
    entries.reserveCapacity(count)
    for index in 0..<count {
      var status = unsafe zip_stat_t()
      guard unsafe zip_stat_index(handle, UInt64(index), zip_flags_t(ZIP_FL_ENC_RAW), &status) == 0,
        let name = unsafe status.name
      else { continue }
      let entry = unsafe PackageEntry(
        name: PartName.normalised(String(cString: name)),
        index: index,
        method: status.comp_method,
        size: status.size,
        compressedSize: status.comp_size,
        crc: status.crc,
        isEncrypted: status.encryption_method != 0
      )
      if let refusal = entry.refusal {
        unsafe zip_discard(handle)
        throw refusal
      }
      entries.append(entry)
    }
    return (entries, [Int](repeating: 0, count: count))
  }
}

/// One entry of the archive, as its directory lists it.
package struct PackageEntry: Sendable, Hashable {
  /// The part's name, without a leading slash.
  package let name: String
  let index: Int
  let method: UInt16
  /// The declared size; only ever a hint.
  let size: UInt64
  let compressedSize: UInt64
  let crc: UInt32
  let isEncrypted: Bool

  var refusal: PackagingError? {
    if isEncrypted {
      return PackagingError(
        .encrypted,
        zh: "压缩包已加密, 请先解除密码保护再试",
        en: "the archive is encrypted; remove the password and try again"
      )
    }
    if name.utf8.count >= 2, PartName.leavesRoot(name) {
      return PackagingError(
        .damaged,
        zh: "压缩包内的路径 \(name.debugDescription) 越出压缩包, 为安全起见不予读取",
        en: "the archive's path \(name.debugDescription) leads out of it; refused for safety"
      )
    }
    return nil
  }
}
