import CISAL
import CLibZip
import HebiaoCore

/// The bytes of one part as they were before compression: limited, counted and held against their
/// checksum.
///
/// Unchecked because one thread at a time uses it: that of the stream that opened it, and once it
/// is handed over the thread that inflates ahead. What parts share is behind the archive's lock.
@safe
final class PartBytes: @unchecked Sendable {
  let entry: PackageEntry
  /// Whether all bytes were read.
  private(set) var isAtEnd = false
  private let archive: ZipArchive
  private let file: OpaquePointer
  private let inflater: Inflater?
  private let limit: Int
  private var inputIsEmpty = true
  private var crc: UInt32 = 0
  private var size = 0

  init(_ archive: ZipArchive, _ entry: PackageEntry, limit: Int) throws(PackagingError) {
    self.archive = archive
    self.entry = entry
    self.limit = limit
    guard entry.method == 0 || entry.method == 8, let opened = unsafe archive.open(entry.index)
    else {
      throw .damagedPart(entry.name, LocalizedText(zh: "无法打开", en: "it cannot be opened"))
    }
    unsafe file = opened
    inflater = entry.method == 8 ? archive.takeInflater() : nil
  }

  deinit {
    unsafe archive.close(file)
    if let inflater { archive.giveBack(inflater) }
  }

  /// Reads bytes into the buffer from a place on; their number is 0 only at the end.
  func read(into buffer: inout [UInt8], at place: Int) throws(PackagingError) -> Int {
    let count: Int
    if let inflater {
      count = try readInflated(inflater, into: &buffer, at: place)
    } else {
      count = try readStored(into: &buffer, at: place)
    }
    size += count
    if size > limit {
      throw .overLimit(LocalizedText(zh: "部件 \(entry.name) ", en: "part \(entry.name)"), limit)
    }
    try archive.count(size, from: entry.index)
    crc = unsafe buffer.withUnsafeBytes { bytes in
      unsafe crc32_gzip_refl(
        crc,
        bytes.baseAddress?.assumingMemoryBound(to: UInt8.self).advanced(by: place),
        UInt64(count)
      )
    }
    if isAtEnd, crc != entry.crc {
      throw .damagedPart(entry.name, LocalizedText(zh: "校验和不符", en: "its checksum is wrong"))
    }
    return count
  }

  private func readStored(into buffer: inout [UInt8], at place: Int) throws(PackagingError) -> Int {
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe archive.read(
        file,
        bytes.baseAddress?.advanced(by: place),
        UInt64(bytes.count - place)
      )
    }
    guard count >= 0 else { throw brokenData }
    if count == 0 || UInt64(size) + UInt64(count) == entry.compressedSize { isAtEnd = true }
    return Int(count)
  }

  private func readInflated(
    _ inflater: Inflater,
    into buffer: inout [UInt8],
    at place: Int
  ) throws(PackagingError) -> Int {
    while true {
      if inputIsEmpty {
        let got = unsafe archive.read(file, inflater.input, UInt64(Inflater.inputCapacity))
        guard got > 0 else { throw brokenData }
        inflater.provide(Int(got))
        inputIsEmpty = false
      }
      let (count, progress) = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe inflater.inflate(
          into: UnsafeMutableRawBufferPointer(rebasing: bytes[place...])
        )
      }
      switch progress {
      case .invalid: throw brokenData
      case .finished: isAtEnd = true
      case .needsInput: inputIsEmpty = true
      case .outputFull: break
      }
      if count > 0 || isAtEnd { return count }
    }
  }

  private var brokenData: PackagingError {
    .damagedPart(
      entry.name,
      LocalizedText(zh: "压缩数据有误", en: "its compressed data is broken")
    )
  }
}
