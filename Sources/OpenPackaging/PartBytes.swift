import CISAL
import HebiaoCore

/// The bytes of one part as they were before compression: limited, counted and held against their
/// checksum.
///
/// Unchecked because one thread at a time uses it: that of the stream that opened it, and once it
/// is handed over the thread that inflates ahead. What parts share is behind the archive's lock.
final class PartBytes: @unchecked Sendable {
  let entry: ZipEntry
  /// Whether all bytes were read.
  private(set) var isAtEnd = false
  private let archive: ZipArchive
  private let inflater: Inflater?
  private let limit: Int
  /// Where the compressed bytes that were not yet read begin.
  private var place: Int
  private var inputIsEmpty = true
  private var crc: UInt32 = 0
  private var size = 0

  init(_ archive: ZipArchive, _ entry: ZipEntry, limit: Int) throws(PackagingError) {
    self.archive = archive
    self.entry = entry
    self.limit = limit
    place = entry.data.lowerBound
    guard entry.method == ZipEntry.Method.stored || entry.method == ZipEntry.Method.deflate else {
      throw .damagedPart(
        entry.name,
        LocalizedText(
          zh: "压缩方法 \(entry.method) 不是工作簿使用的",
          en: "no workbook uses its compression method \(entry.method)"
        )
      )
    }
    inflater = entry.method == ZipEntry.Method.deflate ? archive.takeInflater() : nil
  }

  deinit {
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
      let name = PartName.shown(entry.name)
      throw .overLimit(LocalizedText(zh: "部件 \(name) ", en: "part \(name)"), limit)
    }
    if size > entry.size || isAtEnd && size != entry.size {
      throw .damagedPart(
        entry.name,
        LocalizedText(
          zh: "实际大小与声明的 \(entry.size) 字节不符",
          en: "its size is not the \(entry.size) bytes declared"
        )
      )
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

  /// Reads compressed bytes; their number is 0 only where there are no more.
  private func readData(
    into buffer: UnsafeMutableRawBufferPointer
  ) throws(PackagingError) -> Int {
    let room = min(buffer.count, entry.data.upperBound - place)
    guard room > 0 else { return 0 }
    let count = try unsafe archive.bytes.read(
      at: place,
      into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<room])
    )
    // The file has shrunk since its directory was read.
    if count == 0 { throw brokenData }
    place += count
    return count
  }

  private func readStored(into buffer: inout [UInt8], at place: Int) throws(PackagingError) -> Int {
    var outcome: Result<Int, PackagingError> = .success(0)
    unsafe buffer.withUnsafeMutableBytes { bytes in
      let room = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[place...])
      outcome = Result { () throws(PackagingError) in try unsafe readData(into: room) }
    }
    isAtEnd = self.place == entry.data.upperBound
    return try outcome.get()
  }

  private func readInflated(
    _ inflater: Inflater,
    into buffer: inout [UInt8],
    at place: Int
  ) throws(PackagingError) -> Int {
    while true {
      if inputIsEmpty {
        let got = try unsafe readData(into: inflater.input)
        guard got > 0 else { throw brokenData }
        inflater.provide(got)
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
