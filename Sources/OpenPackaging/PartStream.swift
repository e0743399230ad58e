import CISAL
import CLibZip
import HebiaoCore
import XMLScanning

/// The text of one part as UTF-8, pulled a window at a time.
///
/// ```
/// buffer  |consumed|window                |free    |
///                  ^ start                ^ end
/// ```
/// The window grows only where a caller leaves a full one unread, and only with bytes that were read.
@safe
package struct PartStream: ~Copyable {
  /// The part's name.
  package let name: String
  private let archive: ZipArchive
  private let entry: PackageEntry
  private let file: OpaquePointer
  private var inflater: Inflater?
  private var inputIsEmpty = true
  private var rawIsAtEnd = false
  private var crc: UInt32 = 0
  private var size = 0
  private let limit: Int
  private var buffer: [UInt8]
  private var start = 0
  private var end = 0
  private var validator = UTF8Validator()
  private var transcoder: UTF16Transcoder?
  private var encodingIsKnown = false
  /// Whether the window holds everything that is left.
  package private(set) var isAtEnd = false

  /// The usual size of a window: it fits the processor's second-level cache.
  static let usualWindow = 1 << 18

  init(
    _ archive: ZipArchive,
    _ entry: PackageEntry,
    limit: Int
  ) throws(PackagingError) {
    name = entry.name
    self.archive = archive
    self.entry = entry
    self.limit = limit
    guard entry.method == 0 || entry.method == 8, let opened = unsafe archive.open(entry.index)
    else {
      throw .damagedPart(
        entry.name,
        LocalizedText(zh: "无法打开", en: "it cannot be opened")
      )
    }
    unsafe file = opened
    inflater = entry.method == 8 ? archive.takeInflater() : nil
    // The declared size only ever makes the first window smaller.
    let hint = Int(clamping: entry.size)
    buffer = [UInt8](repeating: 0, count: max(64, min(hint &+ 16, Self.usualWindow)))
  }

  deinit {
    unsafe zip_fclose(file)
    if let inflater { archive.giveBack(inflater) }
  }

  /// The bytes that were read and not yet consumed.
  package var window: Span<UInt8> {
    @_lifetime(borrow self)
    get { buffer.span.extracting(start..<end) }
  }

  /// Drops bytes from the front of the window.
  package mutating func consume(_ count: Int) {
    start = min(start + max(count, 0), end)
  }

  /// Reads on until the window is larger than it was, or holds the rest.
  package mutating func fill() throws(PackagingError) {
    if isAtEnd { return }
    makeRoom()
    while !isAtEnd, end < buffer.count {
      let before = end
      if let order = transcoder {
        try fillTranscoding(order)
      } else {
        let count = try readRaw(at: end)
        var isTaken = false
        if !encodingIsKnown { isTaken = try sniff(count) }
        if !isTaken {
          try validate(end..<end + count)
          end += count
        }
      }
      isAtEnd = rawIsAtEnd
      if end > before, end * 2 > buffer.count { break }
    }
    if isAtEnd, transcoder == nil, !validator.isComplete {
      throw textError(XMLError(.invalidEncoding, at: validator.offset))
    }
  }

  private mutating func makeRoom() {
    if start > 0 {
      let rest = end - start
      if rest > 0 {
        unsafe buffer.withUnsafeMutableBytes { bytes in
          unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        }
      }
      start = 0
      end = rest
    }
    if end * 4 > buffer.count * 3 {
      buffer.append(contentsOf: repeatElement(0, count: max(buffer.count, 4096)))
    }
  }

  /// Recognises UTF-16 by the first bytes; true if they were taken over.
  private mutating func sniff(_ count: Int) throws(PackagingError) -> Bool {
    guard count >= 2 || rawIsAtEnd else { return false }
    encodingIsKnown = true
    guard let order = UTF16Transcoder.sniff(buffer.span.extracting(end..<end + count)) else {
      return false
    }
    var transcoder = UTF16Transcoder(order)
    let raw = Array(buffer[end..<end + count])
    var text: [UInt8] = Array(buffer[..<end])
    do {
      try transcoder.append(raw.span, isLast: rawIsAtEnd, to: &text)
    } catch {
      throw textError(error)
    }
    end = text.count
    text.append(contentsOf: repeatElement(0, count: Self.usualWindow))
    buffer = text
    self.transcoder = transcoder
    return true
  }

  private mutating func fillTranscoding(_ order: UTF16Transcoder) throws(PackagingError) {
    var transcoder = order
    var text = Array(buffer[..<end])
    let count = try readRaw(at: end)
    let raw = Array(buffer[end..<end + count])
    do {
      try transcoder.append(raw.span, isLast: rawIsAtEnd, to: &text)
    } catch {
      throw textError(error)
    }
    end = text.count
    let room = max(buffer.count, text.count + Self.usualWindow / 2)
    text.append(contentsOf: repeatElement(0, count: room - text.count))
    buffer = text
    self.transcoder = transcoder
  }

  private mutating func validate(_ range: Range<Int>) throws(PackagingError) {
    var checked = validator
    do {
      try checked.check(buffer.span.extracting(range))
    } catch {
      throw textError(error)
    }
    validator = checked
  }

  private func textError(_ error: XMLError) -> PackagingError {
    .damagedPart(name, error.text)
  }

  /// Reads raw bytes into the buffer at a place; their number is 0 only at the end.
  private mutating func readRaw(at place: Int) throws(PackagingError) -> Int {
    let count: Int
    if let inflater {
      count = try readInflated(inflater, at: place)
    } else {
      count = try readStored(at: place)
    }
    size += count
    if size > limit {
      throw .overLimit(LocalizedText(zh: "部件 \(name) ", en: "part \(name)"), limit)
    }
    try archive.count(size, from: entry.index)
    crc = unsafe buffer.withUnsafeBytes { bytes in
      unsafe crc32_gzip_refl(
        crc,
        bytes.baseAddress?.assumingMemoryBound(to: UInt8.self).advanced(by: place),
        UInt64(count)
      )
    }
    if rawIsAtEnd, crc != entry.crc {
      throw .damagedPart(name, LocalizedText(zh: "校验和不符", en: "its checksum is wrong"))
    }
    return count
  }

  private mutating func readStored(at place: Int) throws(PackagingError) -> Int {
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe zip_fread(
        file,
        bytes.baseAddress?.advanced(by: place),
        UInt64(bytes.count - place)
      )
    }
    guard count >= 0 else { throw brokenData }
    if count == 0 || UInt64(size) + UInt64(count) == entry.compressedSize { rawIsAtEnd = true }
    return Int(count)
  }

  private mutating func readInflated(
    _ inflater: Inflater,
    at place: Int
  ) throws(PackagingError) -> Int {
    while true {
      if inputIsEmpty {
        let got = unsafe zip_fread(file, inflater.input, UInt64(Inflater.inputCapacity))
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
      case .finished: rawIsAtEnd = true
      case .needsInput: inputIsEmpty = true
      case .outputFull: break
      }
      if count > 0 || rawIsAtEnd { return count }
    }
  }

  private var brokenData: PackagingError {
    .damagedPart(name, LocalizedText(zh: "压缩数据有误", en: "its compressed data is broken"))
  }
}
